// command_repository: what a function of a mutation calls in C++, as the engine is asked for it,
// what comes of what is returned, and which repository may be used when.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "fraiseql/error.hpp"
#include "fraiseql/field.hpp"
#include "fraiseql/repository.hpp"
#include "fraiseql/schema.hpp"
#include "frontend/code/code_frontend.hpp"
#include "json/write.hpp"
#include "schema/schema.hpp"

namespace fraiseql::frontend::commands_module {

struct Weight {  // grams
  std::string text;
};

}  // namespace fraiseql::frontend::commands_module

template <>
struct fraiseql::api::scalar<fraiseql::frontend::commands_module::Weight> {
  static constexpr const char* name = "Weight";
  static fraiseql::frontend::commands_module::Weight read(std::string_view text) {
    if (text == "bad") throw std::runtime_error("no such weight");
    return {std::string(text)};
  }
  static std::string write(const fraiseql::frontend::commands_module::Weight& value) {
    return value.text;
  }
};

namespace fraiseql::frontend::commands_module {

using api::command_repository;
using api::field;

enum class Mood { calm, wild };
struct Beast {
  api::id id;
  std::string name;
  static void describe(api::type<Beast>& t) { t.relation("tv_beast"); }
};
// No field has these types.
struct Coat {
  std::string colour;
  std::optional<std::int32_t> length;
  static void describe(api::type<Coat>& t) { t.field<&Coat::colour>().stored("tint"); }
};
struct Bitten {
  std::string message;
};
struct Everything {
  std::string title;
  bool is_tame = false;
  std::int64_t number = 0;
  double share = 0;
  api::uuid key;
  api::decimal price;
  api::json extra;
  Mood mood = Mood::calm;
  std::vector<std::string> tags;
  Coat coat;
  std::vector<Coat> coats;
  Weight weight;
  std::optional<std::string> note;
  std::optional<Coat> other;
  static void describe(api::type<Everything>& t) {
    t.field<&Everything::title>().stored("heading");
  }
};
struct Named {
  std::string name;
};
struct Alike {
  std::string name;
  std::string other;
  static void describe(api::type<Alike>& t) { t.field<&Alike::other>().stored("name"); }
};
struct Share {
  double share = 0;
};
struct Twice {
  std::string name;
  static void describe(api::type<Twice>& t) {
    t.field<&Twice::name>();
    t.field<&Twice::name>();
  }
};

// What the next function does with the repository.
struct Script {
  std::function<std::string(command_repository&)> run;
};
Script script;
std::string act(command_repository& db) { return script.run(db); }
bool look() { return true; }

std::shared_ptr<const schema::schema> built(const api::schema& declared) {
  schema::schema_builder builder;
  fill(builder, declared);
  auto all = std::move(builder).build();
  if (all.ok()) return *all;
  for (const auto& error : all.error()) ADD_FAILURE() << error.message;
  std::abort();
}

const schema::schema& zoo() {
  static const auto made = built(api::schema().query<look>().mutation<act>().types<Beast>());
  return *made;
}

// What was asked of the engine, line by line, and what it answers.
class engine : public schema::command_source {
 public:
  result<std::string, schema::native_failure> call(const schema::named_call& asked) override {
    log += asked.function + " " + json::to_text(json::value(asked.values)) + "\n";
    if (failure) return failed{*failure};
    return returned;
  }
  void begin() override { log += "begin\n"; }
  result<std::vector<std::string>, schema::native_failure> read(
      const schema::row_query& asked) override {
    log += "read " + asked.type + "\n";
    return std::vector<std::string>{R"({"id": "1", "name": "Rex"})"};
  }
  result<done, schema::native_failure> commit() override {
    log += "commit\n";
    if (commit_failure) return failed{*commit_failure};
    return done{};
  }
  void roll_back() override { log += "roll back\n"; }

  std::string log = {};
  std::string returned = "null";
  std::optional<schema::native_failure> failure = {};
  std::optional<schema::native_failure> commit_failure = {};
};

// What the function answers, as the engine gets it.
template <class Run>
std::string act_as(engine& by, Run run) {
  script.run = run;
  const schema::row_source rows = [&](const schema::row_query& query)
      -> result<std::vector<std::string>, schema::native_failure> {
    by.log += "read " + query.type + " by itself\n";
    return std::vector<std::string>();
  };
  const schema::request_context request;
  const json::object arguments;
  const auto made = (*zoo().mutation_type()->find_field("act")->native)(
      {.request = request, .arguments = arguments, .rows = &rows, .commands = &by});
  if (made.ok()) return json::to_text(*made);
  return std::string(to_string(made.error().error.code)) + ", " + made.error().error.message +
         ", " + made.error().log_detail;
}

template <class Run>
std::string asked_by(Run run) {
  engine by;
  const std::string answer = act_as(by, [&](command_repository& db) {
    run(db);
    return std::string();
  });
  return answer == R"("")" ? by.log : answer;
}

// What is returned as a T, written again.
template <class T>
std::string read_as(const std::string& returned, std::function<std::string(const T&)> write) {
  engine by;
  by.returned = returned;
  return act_as(by, [&](command_repository& db) { return write(db.call<T>("fn")); });
}

std::string misfit(const std::string& why) {
  return "INTERNAL_SERVER_ERROR, internal error, function "
         "fraiseql::frontend::commands_module::act: calling fn: what it returned" +
         why;
}

template <class T>
std::string misfit_as(const std::string& returned) {
  return read_as<T>(returned, [](const T&) { return std::string("it fits"); });
}

const schema::native_failure taken = {{.message = "taken", .code = error_code::conflict}, "detail"};

TEST(command_repository, calls_a_function_without_values) {
  EXPECT_EQ(asked_by([](auto& db) { db.template call<void>("blog.fn_renew"); }),
            "blog.fn_renew {}\n");
}

TEST(command_repository, passes_the_members_of_a_struct_by_their_stored_names) {
  const Everything given{.title = "t",
                         .is_tame = true,
                         .number = 9223372036854775807,
                         .share = 0.5,
                         .key = {"k"},
                         .price = {"19.90"},
                         .extra = {R"({"a b": 1})"},
                         .mood = Mood::wild,
                         .tags = {"a", "b"},
                         .coat = {"red", {}},
                         .coats = {{"blue", 3}},
                         .weight = {"7"},
                         .note = "n",
                         .other = Coat{"white", {}}};
  EXPECT_EQ(asked_by([&](auto& db) { db.template call<void>("fn", given); }),
            R"(fn {"p_heading":"t","p_is_tame":true,"p_number":9223372036854775807,"p_share":0.5,)"
            R"("p_key":"k","p_price":"19.90","p_extra":{"a b":1},"p_mood":"wild",)"
            R"("p_tags":["a","b"],"p_coat":{"tint":"red","length":null},)"
            R"("p_coats":[{"tint":"blue","length":3}],"p_weight":"7","p_note":"n",)"
            R"("p_other":{"tint":"white","length":null}})"
            "\n");
}

TEST(command_repository, does_not_pass_what_is_empty) {
  const std::string asked = asked_by([](auto& db) {
    Everything given;
    given.extra = {"null"};
    db.template call<void>("fn", given);
  });
  EXPECT_EQ(asked.find("p_note"), std::string::npos) << asked;
  EXPECT_EQ(asked.find("p_other"), std::string::npos) << asked;
  EXPECT_NE(asked.find(R"("p_tags":[])"), std::string::npos) << asked;
}

TEST(command_repository, refuses_values_that_have_no_JSON) {
  EXPECT_EQ(asked_by([](auto& db) { db.template call<void>("fn", Share{NAN}); }),
            "INTERNAL_SERVER_ERROR, internal error, function "
            "fraiseql::frontend::commands_module::act: calling fn: Share.share: Float has no "
            "infinity and no NaN");
  EXPECT_EQ(asked_by([](auto& db) { db.template call<void>("fn", Named{"\xff"}); }),
            "INTERNAL_SERVER_ERROR, internal error, function "
            "fraiseql::frontend::commands_module::act: calling fn: Named.name: the text is not "
            "UTF-8");
}

TEST(command_repository, refuses_what_can_never_be_called) {
  const std::string threw =
      "INTERNAL_SERVER_ERROR, internal error, function "
      "fraiseql::frontend::commands_module::act threw: ";
  for (const char* name : {"", "a.", ".b", "a.b.c"}) {
    EXPECT_EQ(asked_by([&](auto& db) { db.template call<void>(name); }),
              threw + "the function \"" + name +
                  "\" cannot be called: its name is neither \"name\" nor \"schema.name\"");
  }
  EXPECT_EQ(asked_by([](auto& db) { db.template call<void>("fn", Alike{}); }),
            threw +
                "the function \"fn\" cannot be called: two members of Alike become its "
                "parameter p_name");
  const std::string twice = asked_by([](auto& db) { db.template call<void>("fn", Twice{}); });
  EXPECT_NE(twice.find("member \"name\" is described twice"), std::string::npos) << twice;
  EXPECT_EQ(asked_by([](auto& db) { db.template call<void>("fn", Twice{}); }), twice);
}

TEST(command_repository, makes_values_of_what_is_returned) {
  EXPECT_EQ(read_as<api::uuid>(R"("k")", [](const auto& made) { return made.text; }), R"("k")");
  EXPECT_EQ(read_as<std::int64_t>("7", [](const auto& made) { return std::to_string(made); }),
            R"("7")");
  EXPECT_EQ(read_as<bool>("true", [](bool made) { return made ? "yes" : "no"; }), R"("yes")");
  EXPECT_EQ(read_as<api::decimal>("1.50", [](const auto& made) { return made.text; }), R"("1.50")");
  EXPECT_EQ(read_as<api::json>(R"({"a": [1]})", [](const auto& made) { return made.text; }),
            R"("{\"a\":[1]}")");
  EXPECT_EQ(
      read_as<Mood>(R"("wild")", [](Mood made) { return made == Mood::wild ? "wild" : "calm"; }),
      R"("wild")");
  EXPECT_EQ(read_as<Weight>(R"("9")", [](const auto& made) { return made.text; }), R"("9")");
  EXPECT_EQ(read_as<Coat>(
                R"({"tint": "red", "beside": 1})",
                [](const Coat& made) { return made.colour + (made.length ? " long" : " short"); }),
            R"("red short")");
  EXPECT_EQ(
      read_as<std::optional<Coat>>("null", [](const auto& made) { return made ? "some" : "none"; }),
      R"("none")");
  EXPECT_EQ(read_as<std::vector<Coat>>(
                R"([{"tint": "z"}, {"tint": "a"}])",
                [](const auto& made) { return made.at(0).colour + made.at(1).colour; }),
            R"("za")");
  EXPECT_EQ(read_as<std::vector<bool>>("[true, false]",
                                       [](const auto& made) {
                                         return std::string(made.at(0) && !made.at(1) ? "ok" : "");
                                       }),
            R"("ok")");
  using outcome = std::variant<Coat, Bitten>;
  EXPECT_EQ(read_as<outcome>(R"({"type": "Bitten", "message": "ouch"})",
                             [](const outcome& made) { return std::get<Bitten>(made).message; }),
            R"("ouch")");
}

TEST(command_repository, says_where_what_is_returned_does_not_fit) {
  EXPECT_EQ(misfit_as<std::string>("null"), misfit(": expected a string, found null"));
  EXPECT_EQ(misfit_as<Coat>("null"), misfit(": expected an object, found null"));
  EXPECT_EQ(misfit_as<Coat>(R"({"tint": 1})"),
            misfit(".colour: expected a string, found a number"));
  EXPECT_EQ(misfit_as<std::vector<std::int32_t>>("[1, 2147483648]"),
            misfit("[1]: expected an integer of 32 bits, found a number"));
  EXPECT_EQ(misfit_as<Weight>(R"("bad")"), misfit(": scalar<T>::read threw: no such weight"));
  EXPECT_EQ((misfit_as<std::variant<Coat, Bitten>>(R"({"type": "Post"})")),
            misfit(": the key \"type\" names no member of "));
}

TEST(command_repository, throws_what_the_database_says) {
  engine by;
  by.failure = taken;
  EXPECT_EQ(act_as(by,
                   [](command_repository& db) -> std::string {
                     try {
                       db.call<void>("fn");
                     } catch (const api::error& thrown) {
                       return thrown.code() + ": " + thrown.what();
                     }
                     return "";
                   }),
            R"("CONFLICT: taken")");
  EXPECT_EQ(act_as(by,
                   [](command_repository& db) {
                     db.call<void>("fn");
                     return std::string();
                   }),
            "CONFLICT, taken, function fraiseql::frontend::commands_module::act: detail");
}

// In development the client reads what is for the log behind the message.
TEST(command_repository, adds_nothing_to_what_says_all) {
  engine by;
  by.failure = {{.message = "a beast bites", .code = error_code::bad_user_input}};
  EXPECT_EQ(act_as(by,
                   [](command_repository& db) {
                     db.call<void>("fn");
                     return std::string();
                   }),
            "BAD_USER_INPUT, a beast bites, ");
}

TEST(command_repository, fetches_beside_its_calls_and_within_its_transactions) {
  EXPECT_EQ(asked_by([](command_repository& db) {
              db.fetch(api::find<Beast>());
              db.transaction([](command_repository& tx) {
                tx.call<void>("fn", Named{"Rex"});
                EXPECT_EQ(tx.fetch(api::find_one<Beast>(field<&Beast::name> == "Rex"))->name,
                          "Rex");
              });
              db.fetch(api::find<Beast>());
            }),
            "read Beast by itself\nbegin\nfn {\"p_name\":\"Rex\"}\nread Beast\ncommit\n"
            "read Beast by itself\n");
}

TEST(command_repository, answers_what_a_transaction_does) {
  engine by;
  EXPECT_EQ(act_as(by,
                   [](command_repository& db) {
                     return db.transaction([](auto&) { return std::string("done"); });
                   }),
            R"("done")");
  EXPECT_EQ(by.log, "begin\ncommit\n");
  EXPECT_EQ(asked_by([](command_repository& db) {
              const auto made = db.transaction(
                  [](command_repository&) { return std::make_unique<std::string>("moved"); });
              EXPECT_EQ(*made, "moved");
            }),
            "begin\ncommit\n");
}

TEST(command_repository, rolls_back_where_something_is_thrown) {
  engine by;
  EXPECT_EQ(act_as(by,
                   [](command_repository& db) -> std::string {
                     db.transaction([](command_repository& tx) {
                       tx.call<void>("fn");
                       throw api::error("NOT_FOUND", "no such beast");
                     });
                     return "";
                   }),
            "NOT_FOUND, no such beast, ");
  EXPECT_EQ(by.log, "begin\nfn {}\nroll back\n");
  by.log.clear();
  EXPECT_EQ(act_as(by,
                   [](command_repository& db) -> std::string {
                     try {
                       db.transaction([](command_repository& tx) {
                         static_cast<void>(tx.call<std::string>("fn"));
                       });
                     } catch (const api::error& thrown) {
                       return thrown.code();
                     }
                     return "";
                   }),
            R"("INTERNAL_SERVER_ERROR")");
  EXPECT_EQ(by.log, "begin\nfn {}\nroll back\n");
}

TEST(command_repository, throws_why_a_commit_failed_and_rolls_back_no_more) {
  engine by;
  by.commit_failure = taken;
  EXPECT_EQ(act_as(by,
                   [](command_repository& db) {
                     return db.transaction([](command_repository&) { return std::string("done"); });
                   }),
            "CONFLICT, taken, function fraiseql::frontend::commands_module::act: detail");
  EXPECT_EQ(by.log, "begin\ncommit\n");
}

TEST(command_repository, begins_one_transaction_after_the_other) {
  EXPECT_EQ(asked_by([](command_repository& db) {
              for (int i = 0; i < 2; ++i) {
                db.transaction([](command_repository& tx) { tx.call<void>("fn"); });
              }
              db.call<void>("fn");
            }),
            "begin\nfn {}\ncommit\nbegin\nfn {}\ncommit\nfn {}\n");
}

std::string logic_error_of(const std::function<void(command_repository&)>& run) {
  engine by;
  return act_as(by, [&](command_repository& db) -> std::string {
    try {
      run(db);
    } catch (const std::logic_error& thrown) {
      return thrown.what();
    }
    return "";
  });
}

TEST(command_repository, refuses_a_transaction_in_another) {
  const char* const words =
      R"("a transaction is open; what is called in it is part of it, and needs none of its own")";
  EXPECT_EQ(
      logic_error_of([](command_repository& db) {
        db.transaction([](command_repository& tx) { tx.transaction([](command_repository&) {}); });
      }),
      words);
}

TEST(command_repository, refuses_to_be_used_beside_its_transaction) {
  const char* const words =
      R"("a transaction is open; until it ends use the repository that transaction() gives to what )"
      R"(it calls")";
  EXPECT_EQ(logic_error_of([](command_repository& db) {
              db.transaction([&](command_repository&) { db.call<void>("fn"); });
            }),
            words);
  EXPECT_EQ(logic_error_of([](command_repository& db) {
              db.transaction([&](command_repository&) { db.fetch(api::find<Beast>()); });
            }),
            words);
  EXPECT_EQ(logic_error_of([](command_repository& db) {
              db.transaction([&](command_repository&) { db.transaction([](auto&) {}); });
            }),
            words);
}

TEST(command_repository, refuses_what_belonged_to_a_transaction_that_is_over) {
  const char* const words =
      R"("the transaction is over, and its repository cannot be used any more; use the one that the )"
      R"(function takes")";
  EXPECT_EQ(logic_error_of([](command_repository& db) {
              command_repository* kept = nullptr;
              db.transaction([&](command_repository& tx) { kept = &tx; });
              kept->call<void>("fn");
            }),
            words);
  EXPECT_EQ(logic_error_of([](command_repository& db) {
              command_repository* kept = nullptr;
              db.transaction([&](command_repository& tx) { kept = &tx; });
              db.transaction([&](command_repository&) { kept->fetch(api::find<Beast>()); });
            }),
            words);
}

TEST(command_repository, changes_nothing_of_the_schema) {
  EXPECT_TRUE(zoo().has_commands());
  EXPECT_NE(zoo().repository(), nullptr);
  EXPECT_EQ(schema::print(zoo()).find("Coat"), std::string::npos);
}

TEST(command_repository, needs_no_rows) {
  const auto made = built(api::schema().query<look>().mutation<act>());
  EXPECT_TRUE(made->has_commands());
  EXPECT_EQ(made->repository(), nullptr);
  EXPECT_FALSE(built(api::schema().query<look>())->has_commands());
}

}  // namespace fraiseql::frontend::commands_module
