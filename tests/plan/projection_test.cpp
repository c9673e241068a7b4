// What of its rows a list reads, by what the database says of their size.
#include "plan/projection.hpp"

#include <gtest/gtest.h>

#include "language/parser.hpp"
#include "plan/query_plan.hpp"
#include "schema/lists.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {
namespace {

TEST(part_by_size, weighs_what_is_left_out_against_the_members_that_are_taken_out) {
  const struct {
    double bytes, asked, stored;
    document_part part;
  } all[] = {
      {0, 1, 10, document_part::whole},          {59, 1, 10, document_part::whole},
      {60, 1, 10, document_part::whole},  // 54 for the member, and as much of 60 is left out
      {61, 1, 10, document_part::members},       {600, 5, 10, document_part::members},
      {540, 5, 10, document_part::whole},        {541, 5, 10, document_part::members},
      {1'999, 2, 10, document_part::members},    {2'000, 2, 10, document_part::members_of_long},
      {2'000, 1, 10, document_part::members},  // fetched once as it is
      {1'000'000, 10, 10, document_part::whole}, {1'000'000, 9, 10, document_part::members_of_long},
      {1'000'000, 11, 10, document_part::whole},
  };
  for (const auto& [bytes, asked, stored, part] : all) {
    EXPECT_EQ(part_by_size(bytes, asked, stored), part)
        << asked << " of " << stored << " members of " << bytes << " bytes";
  }
}

found_relation posts_of(std::int64_t row_bytes) {
  found_relation posts;
  posts.schema = "public";
  posts.name = "tv_post";
  posts.row_bytes = row_bytes;
  return posts;
}

// Of the root field.
read read_of(const std::string& text, const found_relation& posts,
             document_reading how = document_reading::by_size) {
  const auto schema = schema::lists::built(schema::lists::builder());
  auto parsed = language::parse(text);
  auto document =
      validation::validate(std::make_shared<const language::document>(*std::move(parsed)), schema);
  const auto operation =
      validation::make_operation(*document, *document->document().operations().front(), {}, {});
  const auto found = std::make_shared<const catalogue>(catalogue{{posts}});
  auto plan = make_plan(*operation, {.found = found, .documents = how});
  return std::get<read>(std::move(plan->steps.front().action));
}

document_part part_of(const std::string& nodes, const found_relation& posts,
                      document_reading how = document_reading::by_size) {
  return read_of("{ posts { edges { node " + nodes + " } } }", posts, how).document;
}

TEST(part_of_documents, is_as_long_documents_need_it) {
  EXPECT_EQ(part_of("{ title }", posts_of(20)), document_part::whole);
  EXPECT_EQ(part_of("{ title }", posts_of(1'000)), document_part::members);
  EXPECT_EQ(part_of("{ title createdAt }", posts_of(3'000)), document_part::members_of_long);
  EXPECT_EQ(part_of("{ id title createdAt authorId }", posts_of(3'000)), document_part::whole);
}

TEST(part_of_documents, counts_each_member_once_and_relations_not_at_all) {
  EXPECT_EQ(part_of("{ a: title b: title author { name } __typename }", posts_of(3'000)),
            document_part::members);
}

TEST(part_of_documents, is_all_of_them_where_nothing_is_known_of_their_size) {
  EXPECT_EQ(part_of("{ title }", posts_of(0)), document_part::whole);
}

TEST(part_of_documents, is_the_stored_text_where_there_is_one) {
  found_relation posts = posts_of(3'000);
  posts.columns.push_back(
      {.name = "twin", .type = "text", .has_default_collation = true, .is_text_of_document = true});
  EXPECT_EQ(part_of("{ title }", posts), document_part::whole);
  // Inside of other rows there is none to be read: it would be a string there.
  const read organisations = read_of(
      "{ organisations { users { posts { edges { node { title createdAt } } } } } }", posts);
  const auto& users = std::get<related_column>(organisations.columns.front().is).rows;
  const auto& inside = std::get<related_column>(users->columns.front().is).rows;
  EXPECT_EQ(inside->from.name, "tv_post");
  EXPECT_EQ(inside->document, document_part::members_of_long);
}

TEST(part_of_documents, is_what_is_wanted_whatever_their_size) {
  const found_relation short_ones = posts_of(20);
  const found_relation long_ones = posts_of(3'000);
  EXPECT_EQ(part_of("{ title }", long_ones, document_reading::whole), document_part::whole);
  EXPECT_EQ(part_of("{ title }", short_ones, document_reading::members), document_part::members);
  EXPECT_EQ(part_of("{ title }", short_ones, document_reading::members_of_long),
            document_part::members_of_long);
}

}  // namespace
}  // namespace fraiseql::plan
