// authorizer follows the operation and the input objects in its arguments; `needs_of` says what a
// type or a field of it needs, its own authorization and those of the interfaces it implements.
//
// A row of an interface may be of any type that implements it, so to filter by a field of an
// interface is to look at that field of them all.
#include "validation/authorize.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "validation/operation.hpp"

namespace fraiseql::validation {
namespace {

using schema::authorization;
using schema::connection_part;
using schema::input_role;
using schema::when_denied;

// What must be held for something, and what the schema says it of: "User.email".
struct need {
  std::string of;
  const authorization* is = nullptr;
};
using needs = std::vector<need>;

void add(needs& to, needs from) { std::ranges::move(from, std::back_inserter(to)); }

// Of whatever is of the type.
needs needs_of(const schema::type& of) {
  needs all;
  const auto add_one = [&](const schema::type& one) {
    if (one.authorized.is_needed()) all.push_back({one.name, &one.authorized});
  };
  add_one(of);
  for (const schema::named_type_use& one : of.interfaces) add_one(*one.named);
  return all;
}

// Where a value of the type may be one of several, of each of them.
needs needs_of_all(const schema::type& of) {
  needs all = needs_of(of);
  if (of.kind == schema::type_kind::object) return all;
  for (const schema::type* possible : of.possible_types) add(all, needs_of(*possible));
  return all;
}

needs needs_to_compare(const schema::type& owner, const schema::field& field);

// Of a field that the type has. What is worked out of rows needs what those need, and null cannot
// stand for it.
needs needs_of(const schema::type& owner, const schema::field& field) {
  if (field.aggregated.how != schema::aggregate::none) {
    if (field.aggregated.of == nullptr) return {};
    const schema::field& of = *field.aggregated.of;
    needs all = needs_to_compare(*field.aggregated.owner, of);
    if (of.type.named->is_composite()) add(all, needs_of_all(*of.type.named));
    return all;
  }
  needs all;
  const auto add_one = [&](const schema::type& of, const schema::field* one) {
    if (one == nullptr || !one->authorized.is_needed()) return;
    all.push_back({of.name + "." + one->name, &one->authorized});
  };
  add_one(owner, &field);
  for (const schema::named_type_use& one : owner.interfaces) {
    add_one(*one.named, one.named->find_field(field.name));
  }
  return all;
}

// Of a field that is compared: its value is looked at in rows of every type that they may be of.
needs needs_to_compare(const schema::type& owner, const schema::field& field) {
  needs all = needs_of(owner, field);
  if (field.aggregated.how != schema::aggregate::none) return all;
  if (owner.kind == schema::type_kind::object) return all;
  add(all, needs_of_all(owner));
  for (const schema::type* possible : owner.possible_types) {
    const schema::field* theirs = possible->find_field(field.name);
    if (theirs != nullptr) add(all, needs_of(*possible, *theirs));
  }
  return all;
}

const schema::find_binding* connection_of(const selected_field& field) {
  const auto* find = std::get_if<schema::find_binding>(&field.definition->binding);
  return find != nullptr && find->is_connection ? find : nullptr;
}

// The type whose rows a field reads, or the one that it answers with.
const schema::type& rows_of(const selected_field& field) {
  const auto* find = std::get_if<schema::find_binding>(&field.definition->binding);
  return find != nullptr ? *find->rows : *field.definition->type.named;
}

bool is_given(const selected_field& field, input_role role) {
  const argument* one = field.find_argument(role);
  return one != nullptr && one->value.kind != argument_kind::null;
}

// Whether a connection answers with cursors, or is given one.
bool has_cursors(const selected_field& connection) {
  if (is_given(connection, input_role::after) || is_given(connection, input_role::before)) {
    return true;
  }
  const auto is_cursor = [](const selected_field& one) {
    const connection_part part = one.definition->part;
    return part == connection_part::cursor || part == connection_part::start_cursor ||
           part == connection_part::end_cursor;
  };
  return std::ranges::any_of(connection.selections, [&](const selection& of) {
    return std::ranges::any_of(of.fields, [&](const selected_field& part) {
      return std::ranges::any_of(part.selections, [&](const selection& inside) {
        return std::ranges::any_of(inside.fields, is_cursor);
      });
    });
  });
}

class authorizer {
 public:
  explicit authorizer(const permissions& held) : held_(held) {}

  std::vector<graphql_error> look_at(selection& root) {
    if (!root.fields.empty()) {
      require(needs_of(*root.object), root.fields.front().location);
      look_into(root);
    }
    return std::move(errors_);
  }

 private:
  void look_into(selection& selected) {
    for (selected_field& field : selected.fields) {
      path_.emplace_back(field.response_key);
      look_at(*selected.object, field);
      path_.pop_back();
    }
  }

  void look_at(const schema::type& owner, selected_field& field) {
    // Of __typename the type is asked for, which was looked at; introspection is for everybody.
    const schema::field& definition = *field.definition;
    if (definition.name.starts_with("__")) return;
    const needs of_field = needs_of(owner, definition);
    if (definition.aggregated.how == schema::aggregate::none && is_null(of_field)) {
      field.is_denied = true;
      field.arguments.clear();
      field.selections.clear();
      return;
    }
    require(of_field, field.location);
    look_at_arguments(field);
    const bool has_rows_inside = connection_of(field) != nullptr || definition.has_groups();
    if (has_rows_inside) require(needs_of_all(rows_of(field)), field.location);
    // Of the rows of a connection it was said where that begins.
    const bool is_said = definition.part == connection_part::node;
    if (!is_said) require(needs_of(*definition.type.named), field.location);
    for (selection& possible : field.selections) {
      if (possible.fields.empty()) continue;
      if (!is_said) require(needs_of(*possible.object), field.location);
      look_into(possible);
    }
  }

  void look_at_arguments(const selected_field& field) {
    for (const argument& one : field.arguments) {
      if (one.is_default || one.value.kind == argument_kind::null) continue;
      const schema::input_value& definition = *one.definition;
      const input_role role = definition.role;
      const bool is_of_group = role == input_role::group_by || role == input_role::having;
      const bool is_order = role == input_role::order_by;
      if (is_of_group || (is_order && field.definition->has_groups())) {
        look_into(one.value, *field.definition->type.named);
      } else if (role == input_role::where || is_order) {
        look_into(one.value, rows_of(field));
      } else if (definition.role == input_role::key_part) {
        compare_column(rows_of(field), definition.stored, one.value.location);
      }
    }
    if (connection_of(field) != nullptr && has_cursors(field)) look_at_cursors(field);
  }

  // They have the values of the order in them, and last the id.
  void look_at_cursors(const selected_field& connection) {
    const schema::type& rows = rows_of(connection);
    const argument* order = connection.find_argument(input_role::order_by);
    if (order != nullptr) look_into(order->value, rows);
    compare_column(rows, rows.source->id, connection.location);
  }

  // A filter or an order of values of that type.
  void look_into(const argument_value& value, const schema::type& of) {
    for (const argument_value& item : value.items) look_into(item, of);
    for (const argument& one : value.fields) {
      const schema::field* target = one.definition->target;
      if (one.definition->searched != nullptr) {
        look_at_search(of, one.value.location);
        continue;
      }
      if (target == nullptr) {
        look_into(one.value, of);
        continue;
      }
      require(needs_to_compare(of, *target), one.value.location);
      const schema::type& inside = type_inside(*target);
      if (!inside.is_composite()) continue;
      require(needs_of_all(inside), one.value.location);
      look_into(one.value, inside);
    }
  }

  // The texts that words are searched in are looked at.
  void look_at_search(const schema::type& of, const source_location& at) {
    for (const std::vector<const schema::field*>& way : of.search->texts) {
      const schema::type* in = &of;
      for (const schema::field* one : way) {
        require(needs_to_compare(*in, *one), at);
        in = one->type.named;
        if (in->is_composite()) require(needs_of_all(*in), at);
      }
    }
  }

  // Of a connection that of its rows.
  static const schema::type& type_inside(const schema::field& of) {
    const auto* find = std::get_if<schema::find_binding>(&of.binding);
    return find != nullptr ? *find->rows : *of.type.named;
  }

  void compare_column(const schema::type& rows, std::string_view column,
                      const source_location& at) {
    for (const schema::field& one : rows.fields) {
      if (one.column == column) require(needs_to_compare(rows, one), at);
    }
  }

  // Whether all that is missing makes the field null.
  [[nodiscard]] bool is_null(const needs& all) const {
    bool is_missing = false;
    for (const need& one : all) {
      if (held_.has(one.is->needs)) continue;
      if (one.is->otherwise == when_denied::forbidden) return false;
      is_missing = true;
    }
    return is_missing;
  }

  void require(const needs& all, const source_location& at) {
    for (const need& one : all) {
      if (!held_.has(one.is->needs)) refuse(one, at);
    }
  }

  // Once for each thing that is missing at a path.
  void refuse(const need& missing, const source_location& at) {
    if (errors_.size() >= max_errors) return;
    graphql_error made{
        .message = "\"" + missing.of + "\" needs the permission \"" + missing.is->needs + "\"",
        .code = error_code::forbidden,
        .locations = {at},
        .path = path_};
    const bool is_said = std::ranges::any_of(errors_, [&](const graphql_error& one) {
      return one.message == made.message && one.path == made.path;
    });
    if (!is_said) errors_.push_back(std::move(made));
  }

  const permissions& held_;
  response_path path_;
  std::vector<graphql_error> errors_;
};

}  // namespace

permissions permissions::all() {
  permissions made;
  made.are_all_ = true;
  return made;
}

std::string permissions::letters(const schema::schema& of) const {
  std::string letters;
  for (const std::string& one : of.permissions()) letters += has(one) ? '+' : '-';
  return letters;
}

std::vector<graphql_error> authorize(selection& root, const schema::schema& schema,
                                     const permissions& held) {
  if (schema.permissions().empty()) return {};
  return authorizer(held).look_at(root);
}

}  // namespace fraiseql::validation
