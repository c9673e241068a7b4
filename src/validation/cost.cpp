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

// The rows that one such field may have; nullopt where it has no page. A page above the
// field's maximum or below nothing is refused elsewhere, in better words.
std::optional<std::uint64_t> page_size(const selected_field& field,
                                       const json::variables& variables) {
  const schema::input_value* declared = nullptr;
  for (const schema::input_value& one : field.definition->arguments) {
    if (one.role == schema::input_role::limit) declared = &one;
  }
  if (declared == nullptr) return {};
  const argument* given = field.find_argument(schema::input_role::limit);
  auto asked = given == nullptr || given->value.kind != argument_kind::leaf
                   ? std::nullopt
                   : whole_number(json::resolve(given->value.source, variables));
  if (!asked && declared->default_value) asked = whole_number(&*declared->default_value);
  const auto* find = std::get_if<schema::find_binding>(&field.definition->binding);
  const std::uint64_t maximum =
      find == nullptr ? most : static_cast<std::uint64_t>(std::max(find->maximum_limit, 0));
  return std::min(asked.value_or(maximum), maximum);
}

// The values in a list that a condition is given.
std::uint64_t values_in(const json::value* given) {
  const auto* items = given == nullptr ? nullptr : given->get<json::array>();
  if (items == nullptr) return 0;
  std::uint64_t sum = items->size();
  for (const json::value& item : *items) sum = add(sum, values_in(&item));
  return sum;
}

std::uint64_t filter_cost(const argument_value& value, const json::variables& variables) {
  std::uint64_t sum = 0;
  if (value.kind == argument_kind::leaf) sum = values_in(json::resolve(value.source, variables));
  for (const argument_value& item : value.items) sum = add(sum, 1 + filter_cost(item, variables));
  for (const argument& one : value.fields) {
    sum = add(sum, cost_of_condition + filter_cost(one.value, variables));
  }
  return sum;
}

// Of the filter that the client gave to the field.
std::uint64_t filter_cost(const selected_field& field, const json::variables& variables) {
  const argument* where = field.find_argument(schema::input_role::where);
  return where == nullptr ? 0 : filter_cost(where->value, variables);
}

std::uint64_t cost_of(const selection& selected, const json::variables& variables);

std::uint64_t cost_of(const selected_field& field, const json::variables& variables) {
  std::uint64_t one = field.selections.empty() ? 1 : 0;
  for (const selection& possible : field.selections) {
    one = std::max(one, cost_of(possible, variables));
  }
  return add(multiply(one, page_size(field, variables).value_or(1)), filter_cost(field, variables));
}

std::uint64_t cost_of(const selection& selected, const json::variables& variables) {
  std::uint64_t sum = 0;
  for (const selected_field& field : selected.fields) sum = add(sum, cost_of(field, variables));
  return sum;
}

struct page {
  std::string text;  // `users.posts(limit: 20)`, `users(where:)`
  std::uint64_t cost = 0;
  source_location location = {};
};

void collect_pages(const selection& selected, const json::variables& variables,
                   const std::string& path, std::vector<page>& into) {
  for (const selected_field& field : selected.fields) {
    const std::string here = path + field.response_key;
    const std::uint64_t of_filter = filter_cost(field, variables);
    if (const auto size = page_size(field, variables); size && *size > 1) {
      into.push_back({fmt::format("{}(limit: {})", here, *size),
                      cost_of(field, variables) - of_filter, field.location});
    }
    if (of_filter > 0) into.push_back({here + "(where:)", of_filter, field.location});
    for (const selection& possible : field.selections) {
      collect_pages(possible, variables, here + ".", into);
    }
  }
}

}  // namespace

std::uint64_t cost_of(const operation& operation, const json::variables& variables) {
  return cost_of(operation.root(), variables);
}

result<done, std::vector<graphql_error>> check_cost(const operation& operation,
                                                    const json::variables& variables,
                                                    const limits& limits) {
  const std::uint64_t cost = cost_of(operation, variables);
  if (cost <= limits.cost) return done{};
  std::vector<page> pages;
  collect_pages(operation.root(), variables, "", pages);
  std::ranges::sort(pages, [](const page& a, const page& b) {
    return a.cost != b.cost ? a.cost > b.cost : a.text < b.text;
  });
  pages.resize(std::min(pages.size(), most_pages_named));
  const bool has_filter =
      std::ranges::any_of(pages, [](const page& one) { return one.text.ends_with("(where:)"); });
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
