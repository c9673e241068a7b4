// What a program says that the rows of its structs are searched in is what a text says with
// @search; and what it says twice or in vain is refused.
#include <gtest/gtest.h>

#include "fraiseql/field.hpp"
#include "fraiseql/plans.hpp"
#include "fraiseql/schema.hpp"
#include "frontend/code/code_frontend.hpp"
#include "frontend/sdl/sdl_frontend.hpp"

namespace fraiseql::frontend {
namespace {

namespace searched {

struct Article {
  api::id id;
  std::string title;
  std::optional<std::string> body_text;
  static void describe(api::type<Article>& t) {
    t.search<&Article::title, &Article::body_text>("english");
    t.field<&Article::title>().name("heading");
  }
};

struct Paper {
  api::id id;
  std::string title;
  static void describe(api::type<Paper>& t) { t.search_column("words"); }
};

struct Twice {
  api::id id;
  std::string title;
  static void describe(api::type<Twice>& t) { t.search<&Twice::title>().search_column("words"); }
};

struct Number {
  api::id id;
  std::int32_t size;
  static void describe(api::type<Number>& t) { t.search<&Number::size>(); }
};

struct Input {
  std::string title;
  static void describe(api::type<Input>& t) { t.search<&Input::title>(); }
};

}  // namespace searched

auto searched_articles() { return api::find<searched::Article>(); }
auto searched_papers() { return api::find<searched::Paper>(); }
auto searched_twice() { return api::find<searched::Twice>(); }
auto searched_numbers() { return api::find<searched::Number>(); }
auto searched_one(api::key key) { return api::find_one<searched::Article>(key); }
auto searched_call(api::input<searched::Input> given) {
  return api::call<searched::Article>("fn_search", given);
}

constexpr const char* searched_text = R"(type Query {
  searchedArticles: [Article!]! @find
  searchedPapers: [Paper!]! @find
}

type Article @search(fields: ["heading", "bodyText"], configuration: "english") {
  id: ID!
  heading: String! @stored(as: "title")
  bodyText: String
}

type Paper @search(column: "words") {
  id: ID!
  title: String!
}
)";

result<std::shared_ptr<const schema::schema>, std::vector<schema::schema_error>> made_of(
    const api::schema& declared) {
  schema::schema_builder builder;
  fill(builder, declared);
  return std::move(builder).build();
}

TEST(search_of_a_struct, is_the_search_of_a_text) {
  const auto by_code = made_of(api::schema().query<searched_articles>().query<searched_papers>());
  ASSERT_TRUE(by_code.ok()) << by_code.error().front().message;
  const auto by_text = build_served_schema(searched_text);
  ASSERT_TRUE(by_text.ok()) << by_text.error().front().message;
  EXPECT_EQ(print(**by_code), print(**by_text));
  const auto words = print_with_directives(**by_code);
  ASSERT_TRUE(words.ok());
  EXPECT_EQ(*words, searched_text);
}

std::string wrong_search(const api::schema& declared) {
  const auto made = made_of(declared);
  std::string all;
  if (made.ok()) return all;
  for (const schema::schema_error& error : made.error()) all += error.message + "\n";
  return all;
}

TEST(search_of_a_struct, is_said_once_of_rows_that_are_listed) {
  EXPECT_EQ(wrong_search(api::schema().query<searched_twice>()),
            "describe() says twice what the struct is searched in; keep one\n");
  EXPECT_EQ(wrong_search(api::schema().query<searched_numbers>()),
            "the search of type \"Number\" looks at \"Number.size\", which is of type Int, and "
            "only String is searched\n");
  EXPECT_EQ(wrong_search(api::schema().query<searched_one>()),
            "the search of type \"Article\" has no effect: no field lists its rows\n");
  EXPECT_EQ(wrong_search(api::schema().query<searched_articles>().mutation<searched_call>()),
            "describe() gives a search, which only an object has; remove it\n");
}

}  // namespace
}  // namespace fraiseql::frontend
