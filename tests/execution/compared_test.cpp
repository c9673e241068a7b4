#include "execution/compared.hpp"

#include <gtest/gtest.h>

namespace fraiseql::execution {
namespace {

using plan::value_type;

plan::location at(std::vector<std::string> path, value_type type, std::uint32_t item = 0) {
  return {.path = std::move(path), .item = item, .type = type};
}

plan::condition compared(plan::location left) {
  return {plan::comparison{.left = std::move(left), .right = {}}};
}

plan::read reading(plan::conditions where, std::vector<plan::order_key> order = {}) {
  return {.from = {.name = "tv_post"}, .where = std::move(where), .order = std::move(order)};
}

TEST(compared_values, are_those_of_the_document_that_are_cast) {
  plan::location column = at({}, value_type::numeric);
  column.column = "total";
  const auto read = reading(
      {compared(at({"author", "age"}, value_type::numeric)),
       compared(at({"title"}, value_type::text)), compared(at({"extra"}, value_type::jsonb)),
       compared(column), compared(at({"author", "age"}, value_type::numeric))},
      {{.by = at({"at"}, value_type::timestamptz)}});
  EXPECT_EQ(compared_values(read, "date/time field value out of range"),
            "tv_post: data->author->age as numeric, data->at as timestamptz");
  EXPECT_EQ(compared_values(reading({}), "anything"), "");
}

TEST(compared_values, are_found_under_or_and_not_and_in_items_of_lists) {
  plan::location lines = at({"lines"}, value_type::jsonb);
  plan::location parts = at({"parts"}, value_type::jsonb, 1);
  plan::conditions of_parts = {compared(at({"weight"}, value_type::float8, 2)),
                               compared(at({"price"}, value_type::numeric, 1))};
  plan::conditions of_lines;
  of_lines.push_back({plan::quantified{.list = parts, .item = 2, .of = std::move(of_parts)}});
  plan::any_of any;
  any.alternatives.push_back({compared(at({"day"}, value_type::date))});
  plan::conditions all;
  all.push_back({std::move(any)});
  all.push_back({plan::negation{{compared(at({"mac"}, value_type::macaddr8))}}});
  all.push_back({plan::quantified{.list = lines, .of = std::move(of_lines)}});
  EXPECT_EQ(compared_values(reading(std::move(all)), ""),
            "tv_post: data->day as date, data->mac as macaddr8, "
            "data->lines[]->parts[]->weight as float8, data->lines[]->price as numeric");
}

TEST(compared_values, are_only_those_of_the_type_that_the_message_names) {
  const auto read = reading(
      {compared(at({"n"}, value_type::numeric)), compared(at({"f"}, value_type::float8)),
       compared(at({"t"}, value_type::time)), compared(at({"at"}, value_type::timestamptz))});
  const std::pair<const char*, const char*> all[] = {
      {"invalid input syntax for type numeric: \"x\"", "tv_post: data->n as numeric"},
      {"\"1e400\" is out of range for type double precision", "tv_post: data->f as float8"},
      {"invalid input syntax for type timestamp with time zone: \"x\"",
       "tv_post: data->at as timestamptz"},
      {"invalid input syntax for type time: \"x\"", "tv_post: data->t as time"},
      {"invalid input syntax for type uuid: \"x\"",
       "tv_post: data->n as numeric, data->f as float8, data->t as time, data->at as timestamptz"}};
  for (const auto& [message, expected] : all) EXPECT_EQ(compared_values(read, message), expected);
}

}  // namespace
}  // namespace fraiseql::execution
