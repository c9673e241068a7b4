// What is wrong with rows that are said to belong to an object is an error of the schema's build,
// with the function as its origin.
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>

#include "fraiseql/field.hpp"
#include "fraiseql/schema.hpp"
#include "frontend/code/code_frontend.hpp"

namespace fraiseql::frontend {
namespace relation_errors_test {

using api::field;

struct Post {
  api::id id;
  std::string title;
  api::id author_id;
  double height = 0;
};

struct User {
  api::id id;
  static api::find<Post> posts() {
    return api::find<Post>().where(field<&Post::author_id> == field<&User::id>);
  }
  static void describe(api::type<User>& t) { t.field<&User::posts>(); }
};

// All that is wrong, a line each.
std::string wrong(const api::schema& declared) {
  schema::schema_builder builder;
  fill(builder, declared);
  const auto made = std::move(builder).build();
  if (made.ok()) return "built";
  std::string all;
  for (const schema::schema_error& error : made.error()) {
    all += error.origin.substr(error.origin.rfind(':') + 1) + ": " + error.message + "\n";
  }
  return all;
}

TEST(relation_errors, of_nothing_are_refused_at_a_root) {
  EXPECT_EQ(wrong(api::schema().query<&User::posts>()),
            "posts: field \"posts\" finds rows by a member that equals one of an object, and "
            "there is no object; name the function in the describe() of the object's struct\n");
}

auto by_its_title(api::key) { return api::find_one<Post>(field<&Post::title> == "x"); }
auto by_a_user(api::key) {
  return api::find_one<Post>(field<&Post::author_id> == field<&User::id>);
}

TEST(find_one_errors, of_a_root_is_by_its_key) {
  EXPECT_EQ(wrong(api::schema().query<by_its_title>()),
            "by_its_title: field \"byItsTitle\" takes a key and finds its row otherwise; write "
            "find_one<T>(key)\n");
  EXPECT_EQ(wrong(api::schema().query<by_a_user>()),
            "by_a_user: field \"byAUser\" takes a key and finds its row otherwise; write "
            "find_one<T>(key)\n");
}

auto required_by_key(api::key by) { return api::find_one<Post>(by).required(); }

TEST(find_one_errors, of_a_root_may_find_nothing) {
  EXPECT_EQ(
      wrong(api::schema().query<required_by_key>()),
      "required_by_key: field \"requiredByKey\" takes a key, by which there may be no row, so "
      "it cannot be required(); remove that\n");
}

struct Loose {
  api::id id;
  static api::find<Post> all() { return api::find<Post>().where(field<&Post::title> != "x"); }
  static api::find_one<Post> one() { return api::find_one<Post>(field<&Post::title> == "x"); }
  static void describe(api::type<Loose>& t) {
    t.field<&Loose::all>();
    t.field<&Loose::one>();
  }
};
auto loose() { return api::find<Loose>(); }

TEST(relation_errors, say_which_members_are_equal) {
  const std::string why =
      " does not say which rows belong to the object; write which members are equal, as in "
      "where(field<&Post::...> == field<&Loose::...>)\n";
  EXPECT_EQ(wrong(api::schema().query<loose>()),
            "all: field \"Loose.all\"" + why + "one: field \"Loose.one\"" + why);
}

struct Narrow {
  api::id id;
  static api::find_one<Post> one() {
    return api::find_one<Post>(field<&Post::author_id> == field<&Narrow::id>,
                               field<&Post::title> == "x");
  }
  static void describe(api::type<Narrow>& t) { t.field<&Narrow::one>(); }
};
auto narrow() { return api::find<Narrow>(); }

TEST(relation_errors, to_one_row_have_no_filter_of_their_own) {
  EXPECT_EQ(wrong(api::schema().query<narrow>()),
            "one: field \"Narrow.one\" finds one row by a condition of its own, which only a "
            "find<T> has; remove it\n");
}

struct Repeater {
  api::id id;
  static api::find<Post> posts() {
    return api::find<Post>()
        .where(field<&Post::author_id> == field<&Repeater::id>)
        .where(field<&Repeater::id> == field<&Post::author_id>);
  }
  static void describe(api::type<Repeater>& t) { t.field<&Repeater::posts>(); }
};
auto repeaters() { return api::find<Repeater>(); }

TEST(relation_errors, say_each_pair_once) {
  const std::string said = wrong(api::schema().query<repeaters>());
  EXPECT_NE(said.find("field \"Repeater.posts\" says twice that \"Post.authorId\" equals "
                      "\"Repeater.id\"; say it once\n"),
            std::string::npos)
      << said;
}

struct Borrower {
  api::id id;
  static void describe(api::type<Borrower>& t) { t.field<&User::posts>(); }
};
auto borrowers() { return api::find<Borrower>(); }

TEST(relation_errors, are_described_where_they_belong) {
  const std::string said = wrong(api::schema().query<borrowers>());
  EXPECT_NE(said.find("posts: field \"Borrower.posts\" finds rows by a member of "),
            std::string::npos)
      << said;
  EXPECT_NE(said.find("relation_errors_test::User, not of "), std::string::npos) << said;
  EXPECT_NE(said.find("relation_errors_test::Borrower; describe it there\n"), std::string::npos)
      << said;
}

struct Thrower {
  api::id id;
  static api::find<Post> word() { throw std::runtime_error("no such file"); }
  static api::find<Post> number() { throw 7; }
  static void describe(api::type<Thrower>& t) {
    t.field<&Thrower::word>();
    t.field<&Thrower::number>();
  }
};
auto throwers() { return api::find<Thrower>(); }

TEST(relation_errors, may_throw) {
  EXPECT_EQ(wrong(api::schema().query<throwers>()),
            "word: field \"Thrower.word\" threw while it was described: no such file\n"
            "number: field \"Thrower.number\" threw while it was described\n");
}

struct Careless {
  api::id id;
  static api::find<Post> notes() {
    return api::find<Post>()
        .where(field<&Post::author_id> == field<&Careless::id>)
        .where(field<&Post::height> > 0.0 / 0.0);
  }
  static void describe(api::type<Careless>& t) { t.field<&Careless::notes>(); }
};
auto careless() { return api::find<Careless>(); }

TEST(relation_errors, have_filters_of_values_that_are_some) {
  EXPECT_EQ(wrong(api::schema().query<careless>()),
            "notes: the filter of field \"Careless.notes\" is wrong at height: Float has no "
            "infinity and no NaN\n");
}

struct Twice {
  api::id id;
  static api::find<Post> notes() {
    return api::find<Post>().where(field<&Post::author_id> == field<&Twice::id>);
  }
  static api::find<Post> others() { return notes(); }
  static void describe(api::type<Twice>& t) {
    t.field<&Twice::notes>().max_limit(1).max_limit(2).doc("a").doc("b").deprecated("a").deprecated(
        "b");
    t.field<&Twice::notes>();
    t.field<&Twice::others>().max_limit(0).name("");
  }
};
auto twice() { return api::find<Twice>(); }

TEST(relation_errors, have_each_thing_said_once) {
  const std::string said = wrong(api::schema().query<twice>());
  for (const char* part : {
           "Twice: member \"notes\" is described twice; keep one field<>()\n",
           "Twice: member \"notes\" is given its max_limit twice; keep one\n",
           "Twice: member \"notes\" is given its description twice; keep one\n",
           "Twice: member \"notes\" is given its deprecation twice; keep one\n",
           "Twice: member \"others\" is given a max_limit below 1\n",
           "Twice: member \"others\" is given an empty name; remove it\n",
       }) {
    EXPECT_NE(said.find(part), std::string::npos) << part << "in\n" << said;
  }
}

struct Taken {
  std::string name;
  static api::find<Post> notes() {
    return api::find<Post>().where(field<&Post::title> == field<&Taken::name>);
  }
  static void describe(api::type<Taken>& t) { t.field<&Taken::notes>(); }
};
bool take(api::input<Taken>) { return true; }

TEST(relation_errors, belong_to_no_input) {
  EXPECT_EQ(wrong(api::schema().query<take>()),
            "Taken: member \"notes\" is rows that belong to an object, which an input cannot "
            "have\n");
}

struct Face {
  api::id id;
  static api::find<Post> notes() {
    return api::find<Post>().where(field<&Post::author_id> == field<&Face::id>);
  }
  static void describe(api::type<Face>& t) { t.field<&Face::notes>(); }
};
struct Wearer {
  api::id id;
  static api::find<Post> notes() {
    return api::find<Post>().where(field<&Post::author_id> == field<&Wearer::id>);
  }
  static void describe(api::type<Wearer>& t) {
    t.implements<Face>();
    t.field<&Wearer::notes>();
  }
};
auto wearers() { return api::find<Wearer>(); }

TEST(relation_errors, belong_to_no_interface) {
  const std::string said = wrong(api::schema().query<wearers>());
  EXPECT_NE(said.find("Face: field \"Face.notes\" is a relation"), std::string::npos) << said;
}

}  // namespace relation_errors_test
}  // namespace fraiseql::frontend
