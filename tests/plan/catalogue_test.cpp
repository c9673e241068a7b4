#include "plan/catalogue.hpp"

#include <gtest/gtest.h>

namespace fraiseql::plan {
namespace {

using schema::scalar_kind;

std::string types_of(const schema::type& type, std::uint8_t lists = 0) {
  std::string all;
  for (const std::string& one : column_types({.named = &type, .list_depth = lists})) {
    all += (all.empty() ? "" : ", ") + one;
  }
  return all;
}

schema::type scalar(scalar_kind kind) {
  return {.kind = schema::type_kind::scalar, .name = "Any", .scalar = kind};
}

TEST(column_types, are_those_that_compare_as_the_document_does) {
  const struct {
    scalar_kind kind;
    const char* types;
    const char* of_a_list;
  } all[] = {
      {scalar_kind::int32, "integer, smallint, bigint, numeric", "integer[]"},
      {scalar_kind::big_int, "bigint, integer, smallint, numeric", "bigint[]"},
      {scalar_kind::decimal, "numeric, bigint, integer, smallint", "numeric[]"},
      {scalar_kind::floating, "double precision", "double precision[]"},
      {scalar_kind::boolean, "boolean", "boolean[]"},
      {scalar_kind::id, "uuid, text, character varying", "text[]"},
      {scalar_kind::uuid, "uuid", "uuid[]"},
      {scalar_kind::string, "text, character varying", "text[]"},
      {scalar_kind::email_address, "text, character varying", "text[]"},
      {scalar_kind::url, "text, character varying", "text[]"},
      {scalar_kind::ruled, "text, character varying", "text[]"},
      {scalar_kind::other, "text, character varying", "text[]"},
      {scalar_kind::date_time, "timestamp with time zone", "timestamp with time zone[]"},
      {scalar_kind::date, "date", "date[]"},
      {scalar_kind::time, "time without time zone", "time without time zone[]"},
      {scalar_kind::duration, "interval", "interval[]"},
      {scalar_kind::ip_address, "inet", "inet[]"},
      {scalar_kind::cidr, "cidr", "cidr[]"},
      {scalar_kind::mac_address, "macaddr8, macaddr", "macaddr8[]"},
      {scalar_kind::ltree, "ltree", "ltree[]"},
      {scalar_kind::date_range, "daterange", "daterange[]"},
      {scalar_kind::int_range, "int4range", "int4range[]"},
      {scalar_kind::big_int_range, "int8range", "int8range[]"},
      {scalar_kind::decimal_range, "numrange", "numrange[]"},
      {scalar_kind::date_time_range, "tstzrange", "tstzrange[]"},
      {scalar_kind::json, "jsonb", ""},
  };
  for (const auto& [kind, types, of_a_list] : all) {
    EXPECT_EQ(types_of(scalar(kind)), types);
    EXPECT_EQ(types_of(scalar(kind), 1), of_a_list) << types;
    EXPECT_EQ(types_of(scalar(kind), 2), "") << types;
  }
}

TEST(column_types, of_an_enumeration_are_those_of_texts_and_of_an_object_none) {
  const schema::type status{.kind = schema::type_kind::enumeration, .name = "Status"};
  EXPECT_EQ(types_of(status), "text, character varying");
  EXPECT_EQ(types_of(status, 1), "text[]");
  const schema::type address{.kind = schema::type_kind::object, .name = "Address"};
  EXPECT_EQ(types_of(address), "");
  EXPECT_EQ(types_of(address, 1), "");
}

TEST(catalogue, finds_relations_and_columns_by_their_whole_names) {
  const catalogue all{{{.schema = "public", .name = "tv_a", .columns = {{"x", "text"}}},
                       {.schema = "app", .name = "tv_a", .columns = {{"y", "text"}}}}};
  const found_relation* in_app = all.find({.schema = "app", .name = "tv_a"});
  ASSERT_NE(in_app, nullptr);
  EXPECT_NE(in_app->find("y"), nullptr);
  EXPECT_EQ(in_app->find("x"), nullptr);
  EXPECT_EQ(all.find({.schema = "app", .name = "tv_b"}), nullptr);
  EXPECT_EQ(all.find({.schema = "App", .name = "tv_a"}), nullptr);
}

}  // namespace
}  // namespace fraiseql::plan
