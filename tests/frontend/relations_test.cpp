// What a program says of rows that belong to an object, of an order and of pages by cursor, as the
// schema has it.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fraiseql/field.hpp"
#include "fraiseql/schema.hpp"
#include "frontend/code/code_frontend.hpp"
#include "json/write.hpp"

namespace fraiseql::frontend {
namespace relations_test {

using api::field;
namespace tables = api::detail;

enum class State { draft, gone };

struct Post;

struct Place {
  std::string town_name;
  std::optional<std::int32_t> floor;
};

struct User {
  api::id id;
  std::string name;
  std::optional<api::id> boss_id;
  float height = 0;
  State state = State::draft;
  std::optional<Place> home;

  // Post is only declared here.
  static api::find<Post> posts();
  static api::find<Post> posts_from_the_left();
  static api::find<Post> posts_by_two();
  static api::find<Post> posts_by_optional();
  static api::find_one<Post> first_post() noexcept;
  static api::find_one<User> boss();
  static api::find<User> team();
  static void describe(api::type<User>& t) {
    t.field<&User::id>().name("key");
    t.field<&User::posts>();
    t.field<&User::posts_from_the_left>();
    t.field<&User::posts_by_two>().max_limit(7).doc("By two.").name("byTwo").deprecated("no");
    t.field<&User::posts_by_optional>();
    t.field<&User::first_post>().doc("The first.");
    t.field<&User::boss>();
    t.field<&User::team>();
  }
};

struct Post {
  api::id id;
  std::string title;
  api::id author_id;
  std::optional<api::id> editor_id;
  double height = 0;
  State state = State::draft;
  Place place;
  api::timestamp made_at;
  static void describe(api::type<Post>& t) { t.field<&Post::author_id>().name("writerId"); }
};

api::find<Post> User::posts() {
  return api::find<Post>().where(field<&Post::author_id> == field<&User::id>);
}
api::find<Post> User::posts_from_the_left() {
  return api::find<Post>().where(field<&User::id> == field<&Post::author_id>);
}
api::find<Post> User::posts_by_two() {
  auto made = api::find<Post>().where(field<&Post::height> == field<&User::height>);
  made.where(field<&Post::title> != "x").where(field<&User::state> == field<&Post::state>);
  made.where(field<&Post::state> != State::gone);
  return made;
}
api::find<Post> User::posts_by_optional() {
  return api::find<Post>().where(field<&Post::editor_id> == field<&User::id>).by_cursor();
}
api::find_one<Post> User::first_post() noexcept {
  return api::find_one<Post>(field<&Post::author_id> == field<&User::id>,
                             field<&Post::state> == field<&User::state>);
}
// The left side is the row that is looked for.
api::find_one<User> User::boss() {
  return api::find_one<User>(field<&User::id> == field<&User::boss_id>);
}
api::find<User> User::team() {
  return api::find<User>().where(field<&User::boss_id> == field<&User::id>);
}

auto users() { return api::find<User>(); }

std::shared_ptr<const schema::schema> built(const api::schema& declared) {
  schema::schema_builder builder;
  fill(builder, declared);
  auto made = std::move(builder).build();
  if (made.ok()) return std::move(*made);
  ADD_FAILURE() << made.error().front().message;
  return nullptr;
}

// "Post.authorId = User.id", and the same of all others.
std::string matches(const schema::schema& of, const char* name) {
  const schema::type* owner = of.find_type("User");
  std::string all;
  for (const schema::field_match& one : owner->find_field(name)->relates_by()) {
    all += (all.empty() ? "" : ", ") + one.theirs->name + " = " + one.ours->name;
  }
  return all;
}

const schema::find_binding& listed(const schema::schema& of, const char* owner, const char* name) {
  return std::get<schema::find_binding>(of.find_type(owner)->find_field(name)->binding);
}

TEST(relations, are_by_the_members_that_are_equal_in_the_names_of_graphql) {
  const auto made = built(api::schema().query<users>());
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(matches(*made, "posts"), "writerId = key");
  EXPECT_EQ(matches(*made, "postsFromTheLeft"), "writerId = key");
  EXPECT_EQ(matches(*made, "postsByOptional"), "editorId = key");
}

TEST(relations, are_by_all_members_that_are_said_to_be_equal) {
  const auto made = built(api::schema().query<users>());
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(matches(*made, "byTwo"), "height = height, state = state");
  EXPECT_EQ(matches(*made, "firstPost"), "writerId = key, state = state");
}

TEST(relations, of_a_type_to_itself_have_the_rows_on_the_left) {
  const auto made = built(api::schema().query<users>());
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(matches(*made, "boss"), "key = bossId");
  EXPECT_EQ(matches(*made, "team"), "bossId = key");
}

TEST(relations, have_a_filter_of_their_own) {
  const auto made = built(api::schema().query<users>());
  ASSERT_NE(made, nullptr);
  EXPECT_TRUE(listed(*made, "User", "posts").where.is_null());
  EXPECT_EQ(json::to_text(listed(*made, "User", "byTwo").where),
            R"({"AND":[{"title":{"neq":"x"}},{"state":{"neq":"GONE"}}]})");
}

TEST(relations, are_what_is_said_of_them_in_the_order_of_describe) {
  const auto made = built(api::schema().query<users>());
  ASSERT_NE(made, nullptr);
  std::string names;
  for (const schema::field& one : made->find_type("User")->fields) names += one.name + " ";
  EXPECT_EQ(names,
            "key name bossId height state home posts postsFromTheLeft byTwo postsByOptional "
            "firstPost boss team ");
  const schema::field* two = made->find_type("User")->find_field("byTwo");
  EXPECT_EQ(two->description, "By two.");
  EXPECT_EQ(two->deprecation, "no");
  EXPECT_EQ(listed(*made, "User", "byTwo").maximum_limit, 7);
  EXPECT_EQ(listed(*made, "User", "posts").maximum_limit, 1000);
  EXPECT_EQ(made->find_type("User")->find_field("firstPost")->description, "The first.");
}

TEST(relations, reach_types_that_nothing_else_reaches) {
  const auto made = built(api::schema().query<users>());
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(made->find_type("Post")->source, schema::relation{.name = "tv_post"});
  EXPECT_EQ(made->find_type("Place")->source, std::nullopt);
}

TEST(relations, of_many_are_a_list_or_a_connection_and_of_one_a_row_or_null) {
  const auto made = built(api::schema().query<users>());
  ASSERT_NE(made, nullptr);
  const schema::type* user = made->find_type("User");
  EXPECT_EQ(to_text(user->find_field("posts")->type), "[Post!]!");
  EXPECT_EQ(to_text(user->find_field("postsByOptional")->type), "PostConnection!");
  EXPECT_EQ(to_text(user->find_field("firstPost")->type), "Post");
}

struct Stranger {
  api::id id;
};
auto notes_of_a_stranger() {
  return api::find<Post>().where(field<&Post::author_id> == field<&Stranger::id>);
}
void describe(api::type<Stranger>& t) { t.field<&notes_of_a_stranger>().name("notes"); }
auto strangers() { return api::find<Stranger>(); }

TEST(relations, may_be_said_for_the_struct_of_somebody_else) {
  const auto made = built(api::schema().query<strangers>());
  ASSERT_NE(made, nullptr);
  EXPECT_TRUE(made->find_type("Stranger")->find_field("notes")->is_relation());
}

auto ordered() {
  return api::find<Post>().order_by(field<&Post::title>.asc(), field<&Post::height>.desc(),
                                    field<&Post::made_at>.asc().nulls_first(),
                                    field<&Post::id>.desc().nulls_first(),
                                    field<&Post::place, &Place::town_name>.asc().nulls_last(),
                                    field<&Post::editor_id>.desc().nulls_last());
}
auto ordered_twice() {
  auto made = api::find<Post>().order_by(field<&Post::title>.asc());
  made.order_by(field<&Post::id>.desc().nulls_first().nulls_last());
  return made;
}

std::string order_of(const schema::schema& of, const char* name) {
  const auto& given = of.query_type()->find_field(name)->find_argument("orderBy")->default_value;
  return given ? json::to_text(*given) : "none";
}

TEST(order, is_the_default_of_order_by) {
  const auto made = built(api::schema().query<ordered, ordered_twice, users>());
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(order_of(*made, "ordered"),
            R"([{"title":"ASC"},{"height":"DESC"},{"madeAt":"ASC_NULLS_FIRST"},)"
            R"({"id":"DESC_NULLS_FIRST"},{"place":{"townName":"ASC_NULLS_LAST"}},)"
            R"({"editorId":"DESC_NULLS_LAST"}])");
  EXPECT_EQ(order_of(*made, "orderedTwice"), R"([{"title":"ASC"},{"id":"DESC_NULLS_LAST"}])");
  EXPECT_EQ(order_of(*made, "users"), "none");
}

auto by_cursor() { return api::find<Post>().by_cursor(); }
auto by_cursor_later() {
  auto made = api::find<Post>();
  made.by_cursor().where(field<&Post::title> != "x");
  return made;
}

TEST(connections, are_lists_by_cursor) {
  api::schema declared;
  declared.query<by_cursor, by_cursor_later, ordered>().describe<by_cursor_later>().max_limit(400);
  const auto made = built(declared);
  ASSERT_NE(made, nullptr);
  EXPECT_TRUE(listed(*made, "Query", "byCursor").is_connection);
  EXPECT_EQ(listed(*made, "Query", "byCursor").maximum_limit, 100);
  EXPECT_TRUE(listed(*made, "Query", "byCursorLater").is_connection);
  EXPECT_EQ(listed(*made, "Query", "byCursorLater").maximum_limit, 400);
  EXPECT_FALSE(listed(*made, "Query", "byCursorLater").where.is_null());
  EXPECT_FALSE(listed(*made, "Query", "ordered").is_connection);
}

TEST(relations, stay_whole_when_they_are_moved) {
  auto listed_posts = User::posts_by_two().order_by(field<&Post::id>.asc()).by_cursor();
  const auto moved = std::move(listed_posts);
  tables::field_plan plan;
  tables::tokens::take(listed_posts, plan);  // NOLINT(bugprone-use-after-move): what is tested
  EXPECT_EQ(plan.rows.on.size(), 2U);
  EXPECT_EQ(plan.rows.where.size(), 2U);
  EXPECT_EQ(plan.rows.order.size(), 1U);
  EXPECT_TRUE(plan.rows.by_cursor);
  auto one = User::first_post();
  const auto other = std::move(one);
  tables::tokens::take(one, plan);  // NOLINT(bugprone-use-after-move): what is tested
  EXPECT_EQ(plan.rows.on.size(), 2U);
}

TEST(relations, take_members_of_one_graphql_type) {
  static_assert(tables::is_of_one_type<api::id, api::id>);
  static_assert(tables::is_of_one_type<float, double>);
  static_assert(tables::is_of_one_type<State, State>);
  static_assert(!tables::is_of_one_type<api::id, std::string>);
  static_assert(!tables::is_of_one_type<api::id, api::uuid>);
  static_assert(!tables::is_of_one_type<std::int32_t, std::int64_t>);
  static_assert(!tables::is_of_one_type<std::int32_t, double>);
  static_assert(!tables::is_of_one_type<std::vector<api::id>, std::vector<api::id>>);
  static_assert(!tables::is_of_one_type<Place, Place>);
}

TEST(order, is_of_what_clients_may_order_by) {
  static_assert(tables::is_sortable<std::string> && tables::is_sortable<api::timestamp>);
  static_assert(tables::is_sortable<bool> && tables::is_sortable<api::id>);
  static_assert(tables::is_sortable<api::ip_address> && tables::is_sortable<api::date_range>);
  static_assert(!tables::is_sortable<api::json> && !tables::is_sortable<State>);
  static_assert(!tables::is_sortable<Place>);
  static_assert(!tables::is_sortable<std::vector<std::string>>);
}

}  // namespace relations_test
}  // namespace fraiseql::frontend
