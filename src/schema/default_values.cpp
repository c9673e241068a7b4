// A default that another one takes in is worked out before it, in a walk over the literal. The walk
// also measures what the value will be, so that none is made that is too deep or too large.
#include "schema/default_values.hpp"

#include <algorithm>
#include <unordered_map>

#include "language/printer.hpp"
#include "schema/literal.hpp"

namespace fraiseql::schema {
namespace {

using language::value_kind;
using language::value_node;

struct extent {
  std::size_t values = 1;
  std::size_t depth = 1;

  void take_in(const extent& inner) {
    values += inner.values;
    depth = std::max(depth, inner.depth + 1);
  }
};

class default_values {
 public:
  // `owner` is what an error calls the thing that the values belong to.
  std::optional<schema_error> work_out(std::vector<input_value>& values, const std::string& owner,
                                       const std::string& origin) {
    for (input_value& one : values) {
      work_out(one, 1);
      if (wrong_.empty()) continue;
      schema_error error{"the default value of \"" + one.name + "\" in " + owner + wrong_, origin};
      if (one.at.default_value != nowhere) error.places = {one.at.default_value};
      return error;
    }
    return {};
  }

 private:
  // `depth` is where its value stands in the one that asked for it.
  extent work_out(input_value& value, std::size_t depth) {
    if (const auto known = extents_.find(&value); known != extents_.end()) return known->second;
    if (value.default_literal == nullptr) {
      if (value.default_value) value.default_text = literal_text(*value.default_value, value.type);
      return {};
    }
    const extent made = depth > max_default_depth
                            ? extent{.depth = depth}
                            : measure(value.type, *value.default_literal, depth);
    total_ += made.values;
    if (made.depth > max_default_depth) {
      wrong_ = " nests more than " + std::to_string(max_default_depth) + " values";
    } else if (total_ > max_default_values) {
      wrong_ = " brings all that defaults take in over " + std::to_string(max_default_values) +
               " values";
    }
    if (!wrong_.empty()) return made;
    value.default_text = language::print(*value.default_literal);
    auto coerced = coerce_literal(value.type, *value.default_literal);
    FRAISEQL_CHECK(coerced.ok());
    value.default_value = std::move(*coerced);
    value.default_literal = nullptr;
    return extents_[&value] = made;
  }

  extent measure(const type_reference& type, const value_node& node, std::size_t depth) {
    extent made;
    if (!wrong_.empty() || node.kind == value_kind::null) return made;
    if (type.is_list() && node.kind == value_kind::list) {
      for (const value_node& item : node.items) {
        made.take_in(measure(type.item(), item, depth + 1));
      }
    } else if (type.is_list()) {
      made.take_in(measure(type.item(), node, depth + 1));
    } else if (type.named->kind == type_kind::input_object) {
      measure_object(made, *type.named, node, depth);
    } else {
      made.values = survey(node).values;
    }
    return made;
  }

  void measure_object(extent& made, const type& type, const value_node& node, std::size_t depth) {
    for (const input_value& field : type.input_fields) {
      if (const auto* given = find_field(node, field.name)) {
        made.take_in(measure(field.type, given->value, depth + 1));
      } else if (field.has_default()) {
        // A part of the schema that is being made; only seen as const from here.
        made.take_in(work_out(const_cast<input_value&>(field), depth + 1));
      }
    }
  }

  std::unordered_map<const input_value*, extent> extents_;  // of what is worked out
  std::size_t total_ = 0;
  std::string wrong_;  // with the value under way, or ""
};

}  // namespace

std::optional<schema_error> work_out_defaults(std::deque<type>& types,
                                              std::vector<directive>& directives) {
  default_values all;
  for (type& one : types) {
    for (field& inner : one.fields) {
      auto error = all.work_out(inner.arguments, one.name + "." + inner.name, one.origin);
      if (error) return error;
    }
    if (auto error = all.work_out(one.input_fields, one.name, one.origin)) return error;
  }
  for (directive& one : directives) {
    if (auto error = all.work_out(one.arguments, "@" + one.name, one.origin)) return error;
  }
  return {};
}

}  // namespace fraiseql::schema
