// What a describe() says twice or in vain is an error of the schema's build, with its origin.
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "fraiseql/field.hpp"
#include "fraiseql/plans.hpp"
#include "fraiseql/schema.hpp"
#include "frontend/code/code_frontend.hpp"

namespace fraiseql::frontend {
namespace {

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

struct Said {
  api::id id;
  std::string name;
  std::string shout() const { return name; }
  static void describe(api::type<Said>& t) {
    t.doc("a").doc("b").relation("x").discriminator("kind");
    t.field<&Said::name>().name("a").name("b").defaults("x").discriminator("kind");
    t.field<&Said::id>();
    t.field<&Said::id>();
    t.field<&Said::shout>().needs<&Said::id>().needs<&Said::name>();
  }
};
auto said() { return api::find<Said>(); }

TEST(describe_errors, what_is_said_twice_or_in_vain_in_a_struct) {
  EXPECT_EQ(wrong(api::schema().query<said>()),
            "Said: member \"id\" is described twice; keep one field<>()\n"
            "Said: member \"name\" is given its name twice; keep one\n"
            "Said: member \"name\" is given a discriminator, which only a std::variant has; "
            "remove it\n"
            "Said: member \"shout\" is given needs<> twice; keep one\n"
            "Said: the struct is given its description twice; keep one\n"
            "Said: describe() gives a discriminator, which only an interface has; remove it\n"
            "Said: member \"name\" is given a default, which only inputs and arguments have; "
            "remove it\n");
}

enum class Level { low, high };
void describe(api::type<Level>& t) {
  t.relation("x").is_public().authorize("y");
  t.value<Level::low>().name("A").name("B");
  t.value<Level::low>().stored("z");
}
Level level() { return Level::low; }

TEST(describe_errors, what_is_said_twice_or_in_vain_in_an_enum) {
  EXPECT_EQ(wrong(api::schema().query<level>()),
            "Level: enumerator \"low\" is given its name twice; keep one\n"
            "Level: enumerator \"low\" is described twice; keep one value<>()\n"
            "Level: an enum is for everybody who reads what has it; remove it from describe()\n"
            "Level: an enum has no relation, no discriminator and no interfaces; remove it from "
            "describe()\n");
}

struct Arguments {
  std::string text;
  static void describe(api::type<Arguments>& t) {
    t.doc("x").name("y");
    t.field<&Arguments::text>().stored("z");
  }
};
bool ask(Arguments) { return true; }

TEST(describe_errors, a_struct_of_arguments_is_no_type) {
  EXPECT_EQ(wrong(api::schema().query<ask>()),
            "Arguments: describe() gives a description, which only an object or an input type "
            "has; remove it\n"
            "Arguments: describe() gives a name, which only an object or an input type has; "
            "remove it\n"
            "Arguments: member \"text\" is an argument, which is not stored; remove its stored "
            "key\n");
}

struct Thing {
  api::id id;
};
struct Other {
  std::string name;
};
struct Taken {
  std::variant<Thing, Other> what;
};
bool take(api::input<Taken>) { return true; }

TEST(describe_errors, an_input_takes_no_union) {
  EXPECT_TRUE(wrong(api::schema().query<take>())
                  .starts_with("Taken: member \"what\" of an input is a std::variant"));
}

struct Face {
  api::id id;
  std::string look() const { return id.text; }
  static void describe(api::type<Face>& t) { t.field<&Face::look>(); }
};
struct Implementer {
  api::id id;
  std::string look() const { return id.text; }
  static void describe(api::type<Implementer>& t) {
    t.implements<Face>().implements<Face>();
    t.field<&Implementer::look>();
  }
};
auto implementers() { return api::find<Implementer>(); }
std::vector<Face> faces() { return {}; }

TEST(describe_errors, an_interface_has_no_functions_and_no_values) {
  EXPECT_EQ(wrong(api::schema().query<implementers, faces>()),
            "Implementer: describe() says twice that Implementer implements Face\n"
            "Face: member \"look\" is a computed field of an interface; give it to the types that "
            "implement it, and the interface a data member\n"
            "faces: field \"faces\" returns an interface, and a C++ value does not say which type "
            "it is; return a std::variant of the types\n");
}

auto things() { return api::find<Thing>(); }
auto thing(api::key by) { return api::find_one<Thing>(by); }

TEST(describe_errors, what_is_said_twice_or_in_vain_of_a_function) {
  api::schema schema;
  schema.query<things>();
  schema.describe<things>().max_limit(0).doc("a").doc("b").discriminator("x");
  schema.describe<things>();
  schema.describe<thing>().doc("a");
  EXPECT_EQ(wrong(schema),
            "things: the function is described twice; keep one describe<>()\n"
            "things: field \"things\" is given its description twice; keep one\n"
            "things: field \"things\" is given a max_limit below 1\n"
            "things: field \"things\" is given a discriminator, which only a std::variant has; "
            "remove it\n"
            "thing: the function is described and not registered; add it to query<> or "
            "mutation<>\n");
}

TEST(describe_errors, max_limit_is_for_lists) {
  api::schema schema;
  schema.query<things, thing>();
  schema.describe<thing>().max_limit(5);
  EXPECT_EQ(wrong(schema),
            "thing: field \"thing\" is given a max_limit, which only find<T> has; remove it\n");
}

struct Throws {
  api::id id;
  static void describe(api::type<Throws>&) { throw std::runtime_error("no file"); }
};
auto throwing() { return api::find<Throws>(); }

TEST(describe_errors, a_describe_that_throws_is_reported) {
  EXPECT_EQ(wrong(api::schema().query<throwing>()), "Throws: describe() threw: no file\n");
}

struct Internal {
  api::id id;
  std::string name;
  static void describe(api::type<Internal>& t) { t.field<&Internal::name>().stored("pk_name"); }
};
auto internals() { return api::find<Internal>(); }

TEST(describe_errors, an_internal_key_is_refused_by_the_schema) {
  EXPECT_EQ(wrong(api::schema().query<internals>()),
            "Internal: field Internal.name names the internal key \"pk_name\"; publish `id` or an "
            "identifier instead\n");
}

enum class NoZero { one = 1 };
struct Odd {
  NoZero of;
  NoZero also = static_cast<NoZero>(5);
  NoZero fine = NoZero::one;
};
bool odd(Odd) { return true; }

TEST(describe_errors, a_default_that_is_no_enumerator) {
  EXPECT_EQ(wrong(api::schema().query<odd>()),
            "Odd: the default of member \"also\" is no value of its type: NoZero has no enumerator "
            "of the value 5\n");
}

struct Holder {
  api::id id;
  std::optional<Face> face;
};
std::vector<Holder> holders() { return {}; }

TEST(describe_errors, a_value_that_holds_an_interface_is_refused_by_its_member) {
  EXPECT_TRUE(wrong(api::schema().query<implementers, holders>())
                  .ends_with("holders: field \"holders\" returns an interface in the member "
                             "\"face\" of Holder, and a C++ value does not say which type it is; "
                             "return a std::variant of the types\n"));
}

struct Nameless {
  api::id id;
  std::string name;
  std::variant<Thing, Other> what;
  std::string shout() const { return name; }
  static void describe(api::type<Nameless>& t) {
    t.name("").relation("").discriminator("");
    t.field<&Nameless::name>().name("").stored("");
    t.field<&Nameless::what>().discriminator("");
    t.field<&Nameless::shout>().name("");
  }
};
enum class Blank { low };
void describe(api::type<Blank>& t) {
  t.name("");
  t.value<Blank::low>().name("").stored("");
}
std::variant<Thing, Other> blank(Arguments) { return {}; }
Blank blanks() { return Blank::low; }
auto nameless() { return api::find<Nameless>(); }

TEST(describe_errors, an_empty_name_or_key_is_refused) {
  api::schema schema;
  schema.query<nameless, blanks, blank>();
  schema.describe<blank>().name("").discriminator("");
  const std::string all = wrong(schema);
  for (const char* line : {"Nameless: the struct is given an empty name; remove it\n",
                           "Nameless: the struct is given an empty relation; remove it\n",
                           "Nameless: the struct is given an empty discriminator; remove it\n",
                           "Nameless: member \"name\" is given an empty name; remove it\n",
                           "Nameless: member \"name\" is given an empty stored key; remove it\n",
                           "Nameless: member \"what\" is given an empty discriminator; remove it\n",
                           "Nameless: member \"shout\" is given an empty name; remove it\n",
                           "Blank: the enum is given an empty name; remove it\n",
                           "Blank: enumerator \"low\" is given an empty name; remove it\n",
                           "Blank: enumerator \"low\" is given an empty stored text; remove it\n",
                           "blank: the function is given an empty name; remove it\n",
                           "blank: field \"blank\" is given an empty discriminator; remove it\n"}) {
    EXPECT_NE(all.find(line), std::string::npos) << line << "is not in\n" << all;
  }
}

struct NotText {
  api::id id;
  static void describe(api::type<NotText>& t) { t.doc("\xff").relation("tv_\xff"); }
};
auto not_texts() { return api::find<NotText>(); }

TEST(describe_errors, what_is_said_must_be_utf8) {
  EXPECT_EQ(wrong(api::schema().query<not_texts>()),
            "NotText: the struct is given a description that is not UTF-8\n"
            "NotText: the struct is given a relation that is not UTF-8\n");
}

// Its relation is chosen by each part of the test.
const char* relation = "";
struct Elsewhere {
  api::id id;
  static void describe(api::type<Elsewhere>& t) { t.relation(relation); }
};
auto elsewhere() { return api::find<Elsewhere>(); }

TEST(describe_errors, a_relation_has_one_or_two_names) {
  for (const char* good : {"tv_a", "blog.tv_a"}) {
    relation = good;
    EXPECT_EQ(wrong(api::schema().query<elsewhere>()), "built");
  }
  for (const char* bad : {".", ".tv_a", "blog.", "a.b.c", "a..c"}) {
    relation = bad;
    EXPECT_EQ(wrong(api::schema().query<elsewhere>()),
              std::string("Elsewhere: the relation \"") + bad +
                  "\" is neither \"name\" nor \"schema.name\"\n");
  }
}

struct Parameters {
  std::string a;
  std::string b;
  std::string c;
  std::string d;
  std::string e;
  static void describe(api::type<Parameters>& t) {
    t.field<&Parameters::b>().stored("a");
    t.field<&Parameters::c>().stored("\"");
    t.field<&Parameters::d>().stored("\\");
    t.field<&Parameters::e>().stored("\n");
  }
};
auto with_parameters(api::input<Parameters> input) { return api::call<Thing>("fn", input); }

TEST(describe_errors, the_parameters_of_an_input_are_keys_of_their_own) {
  const std::string quoted =
      "\" is stored under a key with a quote, a backslash or a control character\n";
  EXPECT_EQ(wrong(api::schema().query<things>().mutation<with_parameters>()),
            "Parameters: members \"a\" and \"b\" are both stored as \"a\"; give one of them "
            "another key\n"
            "Parameters: member \"c" +
                quoted + "Parameters: member \"d" + quoted + "Parameters: member \"e" + quoted);
}

struct OneKey {
  std::string a;
  std::string b;
  static void describe(api::type<OneKey>& t) { t.field<&OneKey::b>().stored("a"); }
};
struct KeyHolder {
  api::id id;
  std::vector<OneKey> keys;
};
KeyHolder key_holder() { return {}; }
auto key_holders() { return api::find<KeyHolder>(); }
struct Computing {
  api::id id;
  std::string a;
  std::string shout() const { return a; }
  static void describe(api::type<Computing>& t) {
    t.field<&Computing::a>().stored("id");
    t.field<&Computing::shout>();
  }
};
auto computing() { return api::find<Computing>(); }

TEST(describe_errors, a_struct_that_values_are_made_of_has_each_key_once) {
  EXPECT_EQ(wrong(api::schema().query<key_holders>()), "built");
  EXPECT_EQ(wrong(api::schema().query<key_holder>()),
            "OneKey: members \"a\" and \"b\" are both stored as \"a\"; give one of them another "
            "key\n");
  EXPECT_EQ(wrong(api::schema().query<computing>()),
            "Computing: members \"id\" and \"a\" are both stored as \"id\"; give one of them "
            "another key\n");
}

enum class Far { away = 64 };
Far far() { return Far::away; }

TEST(describe_errors, an_enum_whose_values_are_not_found_is_told_what_to_do) {
  EXPECT_TRUE(
      wrong(api::schema().query<far>())
          .starts_with("Far: no enumerator was found, as only those from 0 to 63 are looked "
                       "for; name the others in describe() with value<>()\n"));
}

struct Silent {
  api::id id;
};
auto said_of_nothing() { return api::find<Silent>(); }

struct Guarded {
  api::id id;
  std::string name;
  std::optional<std::string> email;
  std::string initial() const { return name; }
  static api::find<Guarded> others() {
    return api::find<Guarded>().where(api::field<&Guarded::name> == api::field<&Guarded::name>);
  }
  static void describe(api::type<Guarded>& t) {
    t.is_public().is_public().authorize("a").authorize("b");
    t.field<&Guarded::id>().authorize("");
    t.field<&Guarded::name>().authorize_or_null("c");
    t.field<&Guarded::email>().authorize("d").authorize_or_null("d");
    t.field<&Guarded::initial>().authorize_or_null("e f");
    t.field<&Guarded::others>().authorize("g\xff");
  }
};
struct GuardedInput {
  std::string name;
  static void describe(api::type<GuardedInput>& t) {
    t.is_public().authorize("a");
    t.field<&GuardedInput::name>().authorize("b");
  }
};
auto guarded() { return api::find<Guarded>(); }
auto guard(api::input<GuardedInput> input) { return api::call<bool>("fn_guard", input); }
bool guards() { return true; }

TEST(describe_errors, only_a_list_with_a_maximum_is_streamed) {
  api::schema schema;
  schema.query<things, thing>();
  schema.describe<things>().streamed().streamed();
  schema.describe<thing>().streamed();
  EXPECT_EQ(wrong(schema),
            "things: field \"things\" is said to be streamed twice; keep one\n"
            "thing: field \"thing\" is streamed, which only a find<T> can be; remove that\n"
            "things: the field things is streamed and says not how many rows it has at most; give "
            "it a maximum\n");
  api::schema unbounded;
  unbounded.query<things>();
  unbounded.describe<things>().streamed();
  EXPECT_EQ(wrong(unbounded),
            "things: the field things is streamed and says not how many rows it has at most; give "
            "it a maximum\n");
}

TEST(describe_errors, only_a_list_is_aggregated) {
  api::schema schema;
  schema.query<things, thing>();
  schema.describe<things>().aggregated().aggregated();
  schema.describe<thing>().aggregated();
  EXPECT_EQ(wrong(schema),
            "things: field \"things\" is said to be aggregated twice; keep one\n"
            "thing: field \"thing\" is aggregated, which only a find<T> can be; remove that\n");
}

TEST(describe_errors, of_permissions) {
  api::schema schema;
  schema.query<guarded, guards>().mutation<guard>();
  schema.describe<guarded>().retryable().authorize_or_null("a").authorize("b");
  schema.describe<guard>().retryable().retryable().authorize_or_null("c");
  schema.describe<guards>().retryable().authorize("d,e");
  const std::string all = wrong(schema);
  for (const std::string part :
       {"Guarded: the struct is given its permission twice; keep one",
        "Guarded: the struct is said to be public twice; keep one",
        "Guarded: member \"id\" is given an empty permission; remove it",
        "Guarded: member \"email\" is given its permission twice; keep one",
        "Guarded: field \"Guarded.name\" is null without the permission \"c\", but its type "
        "\"String!\" never is",
        "Guarded: field \"Guarded.initial\" needs a permission that is no word",
        "Guarded: field \"Guarded.others\" needs a permission that is no word",
        "GuardedInput: describe() gives what everybody may read, which only an object has",
        "GuardedInput: describe() gives a permission, which only an object has",
        "GuardedInput: member \"name\" is given a permission, which only a field of an object has",
        "guarded: field \"guarded\" is retryable, which only a call<T> is",
        "guarded: field \"guarded\" is given its permission twice; keep one",
        "guard: field \"guard\" is said to be retryable twice; keep one",
        "guards: field \"guards\" is retryable, which only a call<T> is",
        "guard: field \"Mutation.guard\" is null without the permission \"c\", but its type "
        "\"Boolean!\" never is",
        "guards: field \"Query.guards\" needs a permission that is no word"}) {
    EXPECT_NE(all.find(part), std::string::npos) << part << " is not in\n" << all;
  }
}

auto query_call() { return api::call<std::int32_t>("fn_query"); }

TEST(describe_errors, what_reads_is_not_retryable) {
  api::schema schema;
  schema.query<query_call>();
  schema.describe<query_call>().retryable();
  EXPECT_EQ(wrong(schema),
            "query_call: field \"Query.queryCall\" is retryable, which only a mutation can "
            "be; remove that\n");
}

TEST(describe_errors, of_sessions_and_roles) {
  api::schema schema;
  schema.query<said_of_nothing>();
  schema.session("tenant", "a").session("a.b", "").session("a.c", "d").session("A.C", "e");
  schema.role("", {"a"}, "b").role("c", {}, "d").role("e", {"none"}, "f").role("g", {"h"}, "");
  schema.role("i", {"j"}, "k").role("l", {"m"}, "n");
  const std::string all = wrong(schema);
  for (const std::string part :
       {"schema.session(): a session setting has a prefix and a name",
        "the session setting \"a.b\" is declared without a claim",
        "the session setting \"A.C\" is declared twice; keep one",
        "schema.role(): the role of requests is declared without a claim",
        "the role of requests is declared without any that are allowed",
        "what is no name of a role is allowed as a role of requests",
        "the role of requests is declared without one for who is anonymous",
        "the role of requests is declared twice; keep one"}) {
    EXPECT_NE(all.find(part), std::string::npos) << part << " is not in\n" << all;
  }
}

TEST(describe_errors, of_constraints) {
  api::schema schema;
  schema.query<said_of_nothing>();
  schema.constraint("", "a").constraint("b", "").constraint("c", "d").constraint("c", "e");
  schema.constraint("f", "g", "h").constraint("i", "\xff").constraint("\xff", "j");
  const std::string all = wrong(schema);
  for (const std::string part :
       {"a constraint is declared without its name", "\"b\" is declared without a message",
        "the constraint \"c\" is declared twice; keep one",
        "the constraint \"f\" is about the argument \"h\", which no input of a mutation has",
        "the constraint \"i\" is given a message that is not UTF-8",
        "a constraint is given a name that is not UTF-8"}) {
    EXPECT_NE(all.find("schema.constraint(): "), std::string::npos) << all;
    EXPECT_NE(all.find(part), std::string::npos) << part << " is not in\n" << all;
  }
}

}  // namespace
}  // namespace fraiseql::frontend
