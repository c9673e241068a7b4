// The tree of an operation is bounded when it is made (max_expansion, depth), so two walks
// over it are cheap: one that counts and, where the count is too high, one for the pages.
#include "validation/cost.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace fraiseql::validation {
namespace {

using schema::connection_part;

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t most_pages_named = 5;

std::uint64_t add(std::uint64_t a, std::uint64_t b) { return a > most - b ? most : a + b; }
std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
  return b != 0 && a > most / b ? most : a * b;
}

std::optional<std::uint64_t> whole_number(const json::value* value) {
  const auto* number = value == nullptr ? nullptr : value->get<json::number>();
  if (number == nullptr) return {};
  std::uint64_t amount = 0;
  const char* end = number->text.data() + number->text.size();
  if (std::from_chars(number->text.data(), end, amount).ptr != end) return {};
  return amount;
}

// What the rows of a page depend on.
struct counting {
  const json::variables& variables;
  streamed_rows streamed;
};

struct page_size {
  std::uint64_t rows = 0;
  std::string_view said_by;  // the argument
};

// What such an argument is given, or has by default; nullopt where that is nothing or null.
std::optional<std::uint64_t> amount_of(const selected_field& field, schema::input_role role,
                                       const json::variables& variables) {
  const argument* given = field.find_argument(role);
  if (given == nullptr) return {};
  if (given->value.kind == argument_kind::leaf) {
    return whole_number(json::resolve(given->value.source, variables));
  }
  const auto& by_default = given->definition->default_value;
  return by_default ? whole_number(&*by_default) : std::nullopt;
}

bool is_connection(const selected_field& field) {
  const auto* find = std::get_if<schema::find_binding>(&field.definition->binding);
  return find != nullptr && find->is_connection;
}

// Whether groups are made by something: without that there is one at most.
bool has_several_groups(const selected_field& field) {
  const argument* by = field.find_argument(schema::input_role::group_by);
  return by != nullptr && !by->value.items.empty();
}

// The rows that one such field may have; nullopt where it has no page. A page above the
// field's maximum or below nothing is refused elsewhere, in better words, and so are two.
std::optional<page_size> page_of(const selected_field& field, const counting& by) {
  const auto* find = std::get_if<schema::find_binding>(&field.definition->binding);
  if (find == nullptr) return {};
  const auto number = [](std::int32_t of) { return static_cast<std::uint64_t>(std::max(of, 0)); };
  page_size made{.rows = number(find->default_page()), .said_by = "limit"};
  if (find->is_connection) {
    const auto first = amount_of(field, schema::input_role::first, by.variables);
    const auto last = amount_of(field, schema::input_role::last, by.variables);
    made.said_by = last && !first ? "last" : "first";
    if (first || last) made.rows = std::max(first.value_or(0), last.value_or(0));
  } else {
    made.rows = amount_of(field, schema::input_role::limit, by.variables).value_or(made.rows);
  }
  made.rows = std::min(made.rows, number(find->maximum_limit));
  if (find->is_of_groups && !has_several_groups(field)) {
    made.rows = std::min<std::uint64_t>(made.rows, 1);
  }
  // Its rows are held by nobody, and their number was declared on purpose.
  if (find->is_streamed && by.streamed == streamed_rows::one)
    made.rows = std::min<std::uint64_t>(made.rows, 1);
  return made;
}

// The values in a list that a condition is given.
std::uint64_t values_in(const json::value* given) {
  const auto* items = given == nullptr ? nullptr : given->get<json::array>();
  if (items == nullptr) return 0;
  std::uint64_t sum = items->size();
  for (const json::value& item : *items) sum = add(sum, values_in(&item));
  return sum;
}

std::uint64_t times_of(const argument& one) {
  const schema::field* field = one.definition->target;
  if (field == nullptr || !field->is_relation()) return 1;
  if (field->has_groups()) return times_for_related_groups;
  const bool is_many = std::holds_alternative<schema::find_binding>(field->binding);
  return is_many ? times_for_related_rows : times_for_a_related_row;
}

std::uint64_t filter_cost(const argument_value& value, const json::variables& variables) {
  std::uint64_t sum = 0;
  if (value.kind == argument_kind::leaf) sum = values_in(json::resolve(value.source, variables));
  for (const argument_value& item : value.items) sum = add(sum, 1 + filter_cost(item, variables));
  for (const argument& one : value.fields) {
    const std::uint64_t inside = multiply(times_of(one), filter_cost(one.value, variables));
    sum = add(sum, add(cost_of_condition, inside));
  }
  return sum;
}

// Of the items of an order, by what no row has stored.
std::uint64_t order_cost(const argument_value& value, const json::variables& variables) {
  std::uint64_t sum = 0;
  for (const argument_value& item : value.items) sum = add(sum, order_cost(item, variables));
  for (const argument& one : value.fields) {
    const bool is_rank = one.definition->role == schema::input_role::search_rank;
    const bool is_distance = one.definition->role == schema::input_role::order_field &&
                             one.value.kind == argument_kind::object &&
                             one.definition->target->type.named->is_leaf();
    if (is_rank || is_distance) {
      sum = add(sum, add(cost_of_measured_order, filter_cost(one.value, variables)));
    } else {
      sum = add(sum, order_cost(one.value, variables));
    }
  }
  return sum;
}

// Of the filter that the client gave to the field, of its order by ranks and distances, and of what
// it says of groups.
std::uint64_t filter_cost(const selected_field& field, const json::variables& variables) {
  std::uint64_t sum = 0;
  for (const argument& one : field.arguments) {
    const schema::input_role role = one.definition->role;
    const bool is_counted =
        role == schema::input_role::where || role == schema::input_role::group_by ||
        role == schema::input_role::having ||
        (role == schema::input_role::order_by && field.definition->has_groups());
    if (is_counted) {
      sum = add(sum, filter_cost(one.value, variables));
    } else if (role == schema::input_role::order_by && !one.is_default) {
      sum = add(sum, order_cost(one.value, variables));
    }
  }
  return sum;
}

// The arguments that make it cost that, as errors name them.
std::string name_of_costs(const selected_field& field) {
  using role = schema::input_role;
  for (const role one : {role::where, role::group_by, role::having, role::order_by}) {
    const argument* given = field.find_argument(one);
    if (given != nullptr && !given->is_default) return "(" + given->definition->name + ":)";
  }
  return {};
}

std::uint64_t cost_of(const selection& selected, const counting& by);
std::uint64_t cost_of(const selected_field& field, const counting& by);

// The cursors among what is selected of an edge, or of a page.
std::uint64_t cursors_in(const selected_field& of) {
  std::uint64_t count = 0;
  for (const selection& possible : of.selections) {
    count += static_cast<std::uint64_t>(
        std::ranges::count_if(possible.fields, [](const selected_field& one) {
          const connection_part part = one.definition->part;
          return part == connection_part::cursor || part == connection_part::start_cursor ||
                 part == connection_part::end_cursor;
        }));
  }
  return count;
}

// The values that order the rows, but for the id.
std::uint64_t order_keys_of(const selected_field& connection) {
  const argument* order = connection.find_argument(schema::input_role::order_by);
  return order == nullptr ? 0 : order->value.items.size();
}

// Of a connection's page: its edges are as many as its rows, the rest is there once, though all
// rows are read for it.
std::uint64_t cost_of_page(const selected_field& connection, const selection& selected,
                           std::uint64_t rows, const counting& by) {
  const std::uint64_t keys = order_keys_of(connection);
  std::uint64_t sum = 0;
  std::uint64_t least = 0;
  for (const selected_field& field : selected.fields) {
    const connection_part part = field.definition->part;
    const std::uint64_t once = add(cost_of(field, by), cursors_in(field) * keys);
    sum = add(sum, multiply(once, part == connection_part::edges ? rows : 1));
    if (part == connection_part::page_info) least = rows;
  }
  return std::max(sum, least);
}

std::uint64_t cost_of(const selected_field& field, const counting& by) {
  const auto page = page_of(field, by);
  const std::uint64_t rows = page ? page->rows : 1;
  std::uint64_t sum = field.selections.empty() ? rows : 0;
  for (const selection& possible : field.selections) {
    sum = std::max(sum, is_connection(field) ? cost_of_page(field, possible, rows, by)
                                             : multiply(cost_of(possible, by), rows));
  }
  if (field.definition->has_groups()) sum = add(sum, cost_of_groups);
  return add(sum, filter_cost(field, by.variables));
}

std::uint64_t cost_of(const selection& selected, const counting& by) {
  std::uint64_t sum = 0;
  for (const selected_field& field : selected.fields) sum = add(sum, cost_of(field, by));
  return sum;
}

struct page {
  std::string text;  // `users.posts(limit: 20)`, `users(where:)`
  std::uint64_t cost = 0;
  source_location location = {};
};

void collect_pages(const selection& selected, const counting& by, const std::string& path,
                   std::vector<page>& into) {
  for (const selected_field& field : selected.fields) {
    const std::string here = path + field.response_key;
    const std::uint64_t of_filter = filter_cost(field, by.variables);
    if (const auto size = page_of(field, by); size && size->rows > 1) {
      into.push_back({fmt::format("{}({}: {})", here, size->said_by, size->rows),
                      cost_of(field, by) - of_filter, field.location});
    }
    if (of_filter > 0) into.push_back({here + name_of_costs(field), of_filter, field.location});
    for (const selection& possible : field.selections) {
      collect_pages(possible, by, here + ".", into);
    }
  }
}

}  // namespace

std::uint64_t cost_of(const operation& operation, const json::variables& variables) {
  return cost_of(operation.root(), counting{variables, streamed_rows::one});
}

result<done, std::vector<graphql_error>> check_cost(const operation& operation,
                                                    const json::variables& variables,
                                                    const limits& limits, streamed_rows streamed) {
  const counting by{variables, streamed};
  const std::uint64_t cost = cost_of(operation.root(), by);
  if (cost <= limits.cost) return done{};
  std::vector<page> pages;
  collect_pages(operation.root(), by, "", pages);
  std::ranges::sort(pages, [](const page& a, const page& b) {
    return a.cost != b.cost ? a.cost > b.cost : a.text < b.text;
  });
  pages.resize(std::min(pages.size(), most_pages_named));
  const bool has_filter =
      std::ranges::any_of(pages, [](const page& one) { return one.text.ends_with(":)"); });
  graphql_error error{
      .message = fmt::format("the operation may answer{} {} leaf values, more than {}, the limit "
                             "\"max_cost\"",
                             has_filter ? " and its filters cost" : "", cost, limits.cost),
      .code = error_code::graphql_validation_failed};
  for (const page& one : pages) {
    if (error.locations.empty()) {
      error.message +=
          has_filter ? "; ask for smaller pages and filters: " : "; ask for smaller pages: ";
    } else {
      error.message += ", ";
    }
    error.message += one.text;
    const bool is_said = std::ranges::find(error.locations, one.location) != error.locations.end();
    if (!is_said) error.locations.push_back(one.location);
  }
  return failed{std::vector<graphql_error>{std::move(error)}};
}

}  // namespace fraiseql::validation
