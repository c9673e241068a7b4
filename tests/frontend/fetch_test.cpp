// query_repository::fetch(): what a function asks for in C++, as the engine is asked for it, and
// what comes of the documents it is given.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "fraiseql/error.hpp"
#include "fraiseql/field.hpp"
#include "fraiseql/repository.hpp"
#include "fraiseql/schema.hpp"
#include "frontend/code/code_frontend.hpp"
#include "json/write.hpp"

namespace fraiseql::frontend::fetch_module {

struct Code {  // letters
  std::string text;
};

}  // namespace fraiseql::frontend::fetch_module

template <>
struct fraiseql::api::scalar<fraiseql::frontend::fetch_module::Code> {
  static constexpr const char* name = "Code";
  static fraiseql::frontend::fetch_module::Code read(std::string_view text) {
    if (text == "bad") throw std::runtime_error("no such code");
    return {std::string(text)};
  }
  static std::string write(const fraiseql::frontend::fetch_module::Code& value) {
    return value.text;
  }
};

namespace fraiseql::frontend::fetch_module {

using api::field;

enum class Mood { calm, wild };
struct Coat {
  std::string colour;
  std::optional<std::int32_t> length;
};
struct Keeper {
  api::id id;
  api::id beast_id;
};
struct Beast {
  api::id id;
  std::string given_name;
  Mood mood = Mood::calm;
  std::optional<Coat> coat;
  std::vector<Coat> patches;
  std::optional<api::json> extra;
  std::optional<Code> code;

  std::int32_t siblings(api::query_repository& db) const {
    return static_cast<std::int32_t>(
        db.fetch(api::find<Beast>().where(field<&Beast::given_name> == given_name)).size());
  }
  static void describe(api::type<Beast>& t) {
    t.relation("zoo.tv_beast");
    t.field<&Beast::mood>().stored("temper");
    t.field<&Beast::siblings>();
  }
};
struct Cage {  // known, but without rows
  api::id id;
};
struct Stranger {
  api::id id;
};

// What the next function does with the repository.
struct Script {
  std::function<std::string(const api::query_repository&)> run;
};
Script script;

auto cages() { return api::find<Cage>(); }
std::string act(api::query_repository& db) { return script.run(db); }

std::string names_of(const std::vector<Beast>& beasts) {
  std::string all;
  for (const Beast& one : beasts) all += (all.empty() ? "" : " ") + one.given_name;
  return all;
}

const schema::schema& zoo() {
  static const std::shared_ptr<const schema::schema> made = [] {
    schema::schema_builder builder;
    fill(builder, api::schema().query<act>().mutation<act>().types<Beast, Cage, Keeper>());
    auto all = std::move(builder).build();
    if (all.ok()) return *all;
    for (const auto& error : all.error()) ADD_FAILURE() << error.message;
    std::abort();
  }();
  return *made;
}

// What was asked of the engine, and what it answers.
struct engine {
  std::vector<schema::row_query> asked = {};
  std::vector<std::string> documents = {};
  std::optional<schema::native_failure> failure = {};
};

std::string called(const schema::field& of, engine& by, const json::value* object = nullptr) {
  const schema::row_source rows = [&](const schema::row_query& query)
      -> result<std::vector<std::string>, schema::native_failure> {
    by.asked.push_back(query);
    if (by.failure) return failed{*by.failure};
    return by.documents;
  };
  const schema::request_context request;
  const json::object arguments;
  const auto made =
      (*of.native)({.request = request, .arguments = arguments, .object = object, .rows = &rows});
  if (made.ok()) return json::to_text(*made);
  return std::string(to_string(made.error().error.code)) + ", " + made.error().error.message +
         ", " + made.error().log_detail;
}

template <class Run>
std::string act_as(engine& by, Run run) {
  script.run = run;
  return called(*zoo().query_type()->find_field("act"), by);
}

// The query that a fetch becomes: type, filter, order, limit and offset.
template <class Run>
std::string asked_by(Run run) {
  engine by;
  const std::string answer = act_as(by, [&](const api::query_repository& db) {
    run(db);
    return std::string();
  });
  if (by.asked.size() != 1) return answer;
  const schema::row_query& one = by.asked.front();
  return one.type + " " + json::to_text(one.where) + " " + json::to_text(one.order_by) + " " +
         std::to_string(one.limit) + " " + std::to_string(one.offset);
}

template <class Run>
std::string thrown_by(Run run) {
  engine by;
  const std::string answer = act_as(by, [&](const api::query_repository& db) {
    run(db);
    return std::string();
  });
  EXPECT_TRUE(by.asked.empty());
  const std::string of = "INTERNAL_SERVER_ERROR, internal error, function ";
  const std::size_t at = answer.find(" threw: ");
  return answer.starts_with(of) && at != std::string::npos ? answer.substr(at + 8) : answer;
}

TEST(fetch, asks_for_100_rows_of_all_unless_something_is_said) {
  EXPECT_EQ(asked_by([](const auto& db) { db.fetch(api::find<Beast>()); }),
            "Beast null null 100 0");
}

TEST(fetch, asks_for_a_filter_an_order_and_a_page_as_a_client_would) {
  EXPECT_EQ(asked_by([](const auto& db) {
              db.fetch(api::find<Beast>()
                           .where(field<&Beast::mood> == Mood::wild &&
                                  field<&Beast::coat, &Coat::length> > 3)
                           .where(field<&Beast::patches>.some(field<&Coat::colour> == "red"))
                           .order_by(field<&Beast::given_name>.desc(),
                                     field<&Beast::coat, &Coat::length>.asc().nulls_first()),
                       {.limit = 1000, .offset = 20});
            }),
            R"(Beast {"AND":[{"AND":[{"mood":{"eq":"WILD"}},{"coat":{"length":{"gt":3}}}]},)"
            R"({"patches":{"some":{"colour":{"eq":"red"}}}}]} )"
            R"([{"givenName":"DESC"},{"coat":{"length":"ASC_NULLS_FIRST"}}] 1000 20)");
}

TEST(fetch, takes_values_that_only_a_call_knows) {
  for (const char* name : {"Rex", "\"quoted\"", ""}) {
    EXPECT_EQ(asked_by([&](const auto& db) {
                db.fetch(api::find<Beast>().where(field<&Beast::given_name> == std::string(name)));
              }),
              R"(Beast {"givenName":{"eq":)" + json::to_text(json::value(std::string(name))) +
                  "}} null 100 0");
  }
}

TEST(fetch, takes_objects_whose_keys_are_no_names) {
  EXPECT_EQ(
      asked_by([](const auto& db) {
        db.fetch(api::find<Beast>().where(field<&Beast::extra> == api::json{R"({"a b": 1})"}));
      }),
      R"(Beast {"extra":{"eq":{"a b":1}}} null 100 0)");
}

TEST(fetch, asks_for_the_first_row_of_a_find_one) {
  EXPECT_EQ(asked_by([](const auto& db) {
              db.fetch(api::find_one<Beast>(field<&Beast::given_name> == "Rex"));
            }),
            R"(Beast {"givenName":{"eq":"Rex"}} null 1 0)");
}

TEST(fetch, makes_values_of_the_documents) {
  engine by{.documents = {
                R"({"id": "1", "given_name": "Rex", "temper": "wild", "coat": {"colour": "red"},
                    "patches": [{"colour": "blue", "length": 3}], "extra": {"a b": 1},
                    "code": "x"})",
                R"({"id": "2", "given_name": "Mia", "temper": "calm", "coat": null,
                    "patches": []})"}};
  std::vector<Beast> found;
  EXPECT_EQ(act_as(by,
                   [&](const auto& db) {
                     found = db.fetch(api::find<Beast>());
                     return names_of(found);
                   }),
            R"("Rex Mia")");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].mood, Mood::wild);
  EXPECT_EQ(found[0].coat->colour, "red");
  EXPECT_EQ(found[0].coat->length, std::nullopt);
  EXPECT_EQ(found[0].patches.at(0).length, 3);
  EXPECT_EQ(found[0].extra->text, R"({"a b":1})");
  EXPECT_EQ(found[0].code->text, "x");
  EXPECT_FALSE(found[1].coat);
  EXPECT_TRUE(found[1].patches.empty());
}

TEST(fetch, finds_one_or_none) {
  const auto run = [](const api::query_repository& db) {
    const auto found = db.fetch(api::find_one<Beast>(field<&Beast::given_name> == "Rex"));
    return found ? found->given_name : std::string("none");
  };
  engine one{.documents = {R"({"id":"1","given_name":"Rex","temper":"calm","patches":[]})"}};
  EXPECT_EQ(act_as(one, run), R"("Rex")");
  engine none;
  EXPECT_EQ(act_as(none, run), R"("none")");
}

TEST(fetch, says_where_a_document_does_not_fit) {
  const auto misfit = [](const std::string& document) {
    engine by{.documents = {document}};
    return act_as(by, [](const auto& db) { return names_of(db.fetch(api::find<Beast>())); });
  };
  const std::string rest = R"("given_name":"Rex","temper":"calm","patches":[])";
  const std::string internal = "INTERNAL_SERVER_ERROR, internal error, ";
  const auto ends_with = [&](const std::string& document, const std::string& why) {
    const std::string answer = misfit(document);
    EXPECT_TRUE(answer.starts_with(internal) && answer.ends_with(why)) << answer;
  };
  ends_with(R"({"id":"1","temper":"calm","patches":[]})",
            R"(fetching Beast: Beast.givenName of "1": expected a string, found null)");
  ends_with(R"({"id":"1","coat":{"length":"long"},)" + rest + "}",
            R"(fetching Beast: Beast.coat.colour of "1": expected a string, found null)");
  ends_with(R"({"id":"1","given_name":"Rex","temper":"odd","patches":[]})",
            R"(fetching Beast: Beast.mood of "1": "odd" is no value of Mood)");
  ends_with(R"({"id":"1","code":"bad",)" + rest + "}",
            R"(fetching Beast: Beast of "1": scalar<T>::read threw: no such code)");
  ends_with("null", "fetching Beast: Beast: expected an object, found null");
  ends_with("{", "");
}

TEST(fetch, throws_what_the_database_says_for_who_lets_it_through) {
  engine by{
      .failure = schema::native_failure{
          {.message = "the database cannot be reached; try again", .code = error_code::unavailable},
          "fetching Beast: no such host"}};
  const std::string answer =
      act_as(by, [](const auto& db) { return names_of(db.fetch(api::find<Beast>())); });
  EXPECT_TRUE(answer.starts_with("UNAVAILABLE, the database cannot be reached; try again, "))
      << answer;
  EXPECT_TRUE(answer.ends_with("fetching Beast: no such host")) << answer;
}

TEST(fetch, throws_what_the_database_says_for_who_catches_it) {
  engine by{
      .failure = schema::native_failure{
          {.message = "the statement took too long and was cancelled", .code = error_code::timeout},
          "fetching Beast: secret"}};
  EXPECT_EQ(act_as(by,
                   [](const auto& db) -> std::string {
                     try {
                       db.fetch(api::find<Beast>());
                     } catch (const api::error& thrown) {
                       return thrown.code() + ": " + thrown.what();
                     }
                     return "";
                   }),
            R"("TIMEOUT: the statement took too long and was cancelled")");
}

TEST(fetch, refuses_a_page_that_is_none) {
  const std::string beast = "fraiseql::frontend::fetch_module::Beast cannot be fetched: ";
  EXPECT_EQ(thrown_by([](const auto& db) { db.fetch(api::find<Beast>(), {.limit = 1001}); }),
            beast + "its limit is 1001, and 1000 is the most; fetch the rest with an offset");
  EXPECT_EQ(thrown_by([](const auto& db) { db.fetch(api::find<Beast>(), {.limit = -1}); }),
            beast + "its limit or its offset is negative");
  EXPECT_EQ(thrown_by([](const auto& db) { db.fetch(api::find<Beast>(), {.offset = -1}); }),
            beast + "its limit or its offset is negative");
}

TEST(fetch, refuses_what_makes_no_sense_in_a_function) {
  const std::string beast = "fraiseql::frontend::fetch_module::Beast cannot be fetched: ";
  EXPECT_EQ(thrown_by([](const auto& db) { db.fetch(api::find<Beast>().by_cursor()); }),
            beast + "by_cursor() is for the pages of clients; give a limit and an offset");
  EXPECT_EQ(thrown_by([](const auto& db) {
              db.fetch(api::find_one<Beast>(field<&Beast::given_name> == "Rex").required());
            }),
            beast + "required() is for a row that belongs to an object; look at what was found");
  const std::string matched = beast +
                              "a member of it is compared with one of another struct, and there "
                              "is no object of that; compare it with a value";
  EXPECT_EQ(thrown_by([](const auto& db) {
              db.fetch(api::find<Beast>().where(field<&Beast::id> == field<&Keeper::beast_id>));
            }),
            matched);
  EXPECT_EQ(thrown_by([](const auto& db) {
              db.fetch(api::find_one<Beast>(field<&Beast::id> == field<&Keeper::beast_id>));
            }),
            matched);
}

TEST(fetch, refuses_what_has_no_rows) {
  EXPECT_EQ(thrown_by([](const auto& db) { db.fetch(api::find<Cage>()); }),
            "fraiseql::frontend::fetch_module::Cage cannot be fetched: no field reads rows of it; "
            "name its relation in its describe()");
  EXPECT_EQ(thrown_by([](const auto& db) { db.fetch(api::find<Stranger>()); }),
            "fraiseql::frontend::fetch_module::Stranger cannot be fetched: it is no type of the "
            "schema; add it with schema.types<Stranger>(), and name its relation in its "
            "describe()");
}

TEST(fetch, says_where_a_condition_has_no_value) {
  EXPECT_EQ(thrown_by([](const auto& db) {
              db.fetch(api::find<Beast>().where(field<&Beast::given_name> == std::string("\xff")));
            }),
            "fraiseql::frontend::fetch_module::Beast cannot be fetched: its condition is wrong at "
            "givenName: the text is not UTF-8");
}

TEST(fetch, says_where_there_is_no_database) {
  script.run = [](const api::query_repository& db) {
    return names_of(db.fetch(api::find<Beast>()));
  };
  const schema::request_context request;
  const json::object arguments;
  const auto made = (*zoo().query_type()->find_field("act")->native)(
      {.request = request, .arguments = arguments});
  ASSERT_FALSE(made.ok());
  EXPECT_TRUE(made.error().log_detail.ends_with("there is no database here"))
      << made.error().log_detail;
}

TEST(fetch, is_for_mutations_and_computed_fields_too) {
  engine by{.documents = {R"({"id":"1","given_name":"Rex","temper":"calm","patches":[]})"}};
  script.run = [](const api::query_repository& db) {
    return names_of(db.fetch(api::find<Beast>()));
  };
  EXPECT_EQ(called(*zoo().mutation_type()->find_field("act"), by), R"("Rex")");
  const json::value object = json::object{
      {"id", "2"}, {"given_name", "Mia"}, {"temper", "calm"}, {"patches", json::array{}}};
  EXPECT_EQ(called(*zoo().find_type("Beast")->find_field("siblings"), by, &object), "1");
  EXPECT_EQ(json::to_text(by.asked.back().where), R"({"givenName":{"eq":"Mia"}})");
}

TEST(fetch, gives_the_schema_a_repository_only_where_a_function_takes_one) {
  EXPECT_NE(zoo().repository(), nullptr);
  EXPECT_NE(zoo().repository()->query_type()->find_field("Beast"), nullptr);
  schema::schema_builder builder;
  fill(builder, api::schema().query<cages>());
  const auto made = std::move(builder).build();
  ASSERT_TRUE(made.ok());
  EXPECT_EQ((*made)->repository(), nullptr);
}

}  // namespace fraiseql::frontend::fetch_module
