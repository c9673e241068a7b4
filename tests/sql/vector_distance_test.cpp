// The distance of vectors as SQL, what index serves an order by it, and vectors with another number
// of numbers than those that they are compared with. pgvector is not needed.
#include <gtest/gtest.h>

#include "plan/query_plan.hpp"
#include "sql/index_advice.hpp"
#include "sql/statement.hpp"

namespace fraiseql::sql {
namespace {

plan::location distance_from(std::int32_t dimensions, plan::metric by,
                             const std::string& column = "embedding") {
  plan::measured with{.by = by};
  with.values.push_back(
      {.column = column,
       .path = column.empty() ? std::vector<std::string>{"embedding"} : std::vector<std::string>{},
       .type = plan::value_type::vector});
  with.than = {.source = json::value(json::array{json::number{"1"}, json::number{"0.5"}}),
               .type = plan::value_type::vector,
               .argument = "where.embedding.within.of",
               .location = {.line = 1, .column = 9},
               .is_measure = true,
               .dimensions = dimensions};
  return {.column = column,
          .type = plan::value_type::float8,
          .of = plan::measure::distance,
          .with = std::make_shared<const plan::measured>(std::move(with))};
}

statement made_for(std::vector<plan::order_key> order, plan::conditions where = {}) {
  plan::read read{
      .from = {.name = "tv_note"}, .where = std::move(where), .order = std::move(order)};
  read.paging = plan::page{std::int64_t{3}, std::int64_t{0}};
  return compile({.action = std::move(read), .shape = {}}).back();
}

// PostgreSQL takes an index of distances for an order of nothing else, so the nearest are chosen
// before the id ends ties.
std::string nearest(const std::string& distance) {
  return "ORDER BY " + distance + " FETCH FIRST (3) ROWS WITH TIES) AS t ORDER BY " + distance +
         ", t.\"id\" LIMIT 3";
}

TEST(vector_distance, is_an_operator_that_an_index_serves) {
  const auto order = [](plan::metric by) {
    const std::string text = made_for({{.by = distance_from(2, by)}}).text;
    return text.substr(text.find("ORDER BY"));
  };
  EXPECT_EQ(order(plan::metric::l2), nearest(R"((t."embedding" <-> $1::vector))"));
  EXPECT_EQ(order(plan::metric::cosine), nearest(R"((t."embedding" <=> $1::vector))"));
  EXPECT_EQ(order(plan::metric::inner_product), nearest(R"((t."embedding" <#> $1::vector))"));
}

TEST(vector_distance, is_null_where_the_vectors_have_other_numbers_of_dimensions) {
  const std::string text = made_for({{.by = distance_from(0, plan::metric::l2, "")}}).text;
  EXPECT_EQ(text.substr(text.find("ORDER BY")),
            nearest(R"((CASE WHEN vector_dims((t."data"->>'embedding')::vector) = )"
                    R"(vector_dims($1::vector) THEN )"
                    R"((t."data"->>'embedding')::vector <-> $1::vector END))"));
}

TEST(vector_distance, sends_its_vector_once) {
  const plan::location distance = distance_from(2, plan::metric::cosine);
  const statement made = made_for(
      {{.by = distance}}, {{plan::comparison{.left = distance,
                                             .how = schema::filter_operator::lte,
                                             .right = {.source = json::value(json::number{"0.5"}),
                                                       .type = plan::value_type::float8}}}});
  ASSERT_EQ(made.parameters.size(), 2U);
  EXPECT_NE(made.text.find(R"(WHERE (t."embedding" <=> $1::vector) <= $2 ORDER BY )"
                           R"((t."embedding" <=> $1::vector))"),
            std::string::npos)
      << made.text;
  const auto bound = bind(made, {});
  ASSERT_TRUE(bound) << bound.error().message;
  EXPECT_EQ(bound->front().bytes, "[1,0.5]");
  EXPECT_FALSE(bound->front().is_binary);
}

TEST(vector_distance, refuses_another_number_of_dimensions_than_its_column_has) {
  const auto bound = bind(made_for({{.by = distance_from(3, plan::metric::l2)}}), {});
  ASSERT_FALSE(bound);
  EXPECT_EQ(bound.error().code, error_code::bad_user_input);
  EXPECT_EQ(bound.error().message,
            "where.embedding.within.of has 2 numbers, and the vectors that it is compared with "
            "have 3");
}

TEST(vector_distance, has_an_index_for_each_metric) {
  const plan::found_relation found{.schema = "public", .name = "tv_note", .columns = {}};
  const schema::relation named{.name = "tv_note"};
  const auto advised = [&](std::vector<plan::order_key> keys) {
    const std::vector<const schema::type_reference*> types(keys.size(), nullptr);
    return advise({named, found, relation_kind::table}, keys, types, 0);
  };
  const std::string head =
      "CREATE INDEX ON \"public\".\"tv_note\" USING hnsw (\"embedding\" vector_";
  EXPECT_EQ(advised({{.by = distance_from(2, plan::metric::l2)}}).statements, head + "l2_ops);\n");
  EXPECT_EQ(advised({{.by = distance_from(2, plan::metric::cosine)}}).statements,
            head + "cosine_ops);\n");
  EXPECT_EQ(advised({{.by = distance_from(2, plan::metric::inner_product)}}).statements,
            head + "ip_ops);\n");
  EXPECT_EQ(advised({{.by = distance_from(0, plan::metric::l2)}}).statements, "");
  EXPECT_EQ(advised({{.by = {.column = "n"}}, {.by = distance_from(2, plan::metric::l2)}}).remark,
            "no index serves the order by a distance behind other values");
  // Of rows that belong to another it serves what they are found by.
  const std::vector<const schema::type_reference*> types(2, nullptr);
  const index_advice related =
      advise({named, found, relation_kind::table},
             {{.by = {.column = "n"}}, {.by = distance_from(2, plan::metric::l2)}}, types, 1);
  EXPECT_EQ(related.statements, "CREATE INDEX ON \"public\".\"tv_note\" (\"n\", \"id\");\n");
  EXPECT_EQ(related.remark, "no index serves the order by a distance behind other values");
}

}  // namespace
}  // namespace fraiseql::sql
