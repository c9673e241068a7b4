// What functions get to read rows by, and what becomes of a read that failed. That rows are read is
// tested with a database (tests/postgres/repository_test.cpp).
#include <gtest/gtest.h>

#include <optional>

#include "execution/execute.hpp"
#include "execution/requirements.hpp"
#include "support/native_schema.hpp"

namespace fraiseql::execution {
namespace {

using fraiseql::testing::member;
using fraiseql::testing::native_result;
using fraiseql::testing::root;

// Reads posts, and says how many there are or hands its failure on.
native_result count_posts(const schema::native_call& call) {
  if (call.rows == nullptr) return json::value("there are no rows");
  auto found = (*call.rows)({.type = "Post", .limit = 10});
  if (!found) return failed{std::move(found).error()};
  return json::value(std::to_string(found->size()));
}

std::shared_ptr<const schema::schema> with_function(bool reads_rows) {
  schema::schema_builder builder;
  fraiseql::testing::add_native_types(builder);
  fraiseql::testing::add_native_fields(builder);
  builder.add_root(root(member("countPosts", "String"), count_posts));
  if (reads_rows) builder.add_repository();
  auto built = std::move(builder).build();
  EXPECT_TRUE(built.ok());
  return *built;
}

struct told {
  std::string answer;
  std::string log;
};

// There is no database where it looks for one.
told count_with(bool reads_rows, detail_level detail = detail_level::masked) {
  told made;
  boost::asio::io_context loop;
  postgres::lanes lanes(loop, {}, {}, [] {});
  executor by(with_function(reads_rows), lanes, loop,
              {.reading = {.connection = {.conninfo = "host=/nonexistent"}},
               .detail = detail,
               .log =
                   [&](log_level, std::string_view message, std::span<const log_field> fields) {
                     made.log += message;
                     for (const log_field& one : fields) {
                       made.log += " " + std::string(one.key) + "=" + one.value;
                     }
                   },
               .new_log_id = [] { return std::string("7f"); }});
  std::optional<response> answered;
  by.execute({.document = "{ countPosts }"}, [&](response one) { answered = std::move(one); });
  while (!answered) loop.run_one();
  made.answer = answered->body;
  return made;
}

TEST(repository, is_given_to_functions_only_where_one_reads_rows) {
  EXPECT_EQ(count_with(false).answer, R"({"data":{"countPosts":"there are no rows"}})");
}

TEST(repository, makes_a_failed_read_the_error_of_the_field) {
  const told made = count_with(true);
  EXPECT_EQ(made.answer,
            R"({"data":{"countPosts":null},"errors":[{"message":"the database cannot be reached; )"
            R"(try again","locations":[{"line":1,"column":3}],"path":["countPosts"],)"
            R"("extensions":{"code":"UNAVAILABLE","id":"7f"}}]})");
  EXPECT_NE(made.log.find("a function of the program failed id=7f code=UNAVAILABLE"),
            std::string::npos)
      << made.log;
  EXPECT_NE(made.log.find("detail=fetching Post: "), std::string::npos) << made.log;
  EXPECT_NE(made.log.find("/nonexistent"), std::string::npos) << made.log;
}

TEST(repository, shows_in_development_why_a_read_failed) {
  const std::string answer = count_with(true, detail_level::full).answer;
  EXPECT_NE(answer.find("try again: fetching Post: "), std::string::npos) << answer;
}

TEST(repository, needs_the_relations_of_all_types_that_it_reads) {
  schema::schema_builder builder;
  builder.add(schema::type_declaration{.name = "Post",
                                       .fields = {member("id", "ID", true)},
                                       .source = schema::relation{.name = "tv_post"},
                                       .origin = "struct Post"});
  builder.add(schema::type_declaration{.name = "User",
                                       .fields = {member("id", "ID", true)},
                                       .source = schema::relation{.name = "tv_user"},
                                       .origin = "struct User"});
  builder.add_query(schema::find_declaration{.name = "posts", .object = "Post", .origin = "posts"});
  schema::schema_builder reading = builder;
  reading.add_repository();
  const auto names_of = [](schema::schema_builder from) {
    const auto built = std::move(from).build();
    EXPECT_TRUE(built.ok());
    std::vector<std::string> names;
    for (const auto& one : requirements_of(*built).relations) names.push_back(one.name);
    return names;
  };
  EXPECT_EQ(names_of(builder), (std::vector<std::string>{"tv_post"}));
  EXPECT_EQ(names_of(reading), (std::vector<std::string>{"tv_post", "tv_user"}));
}

}  // namespace
}  // namespace fraiseql::execution
