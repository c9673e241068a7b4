// Every line of authorization/cases.jsonl: a document and its variables, the permissions that the
// request "held", and what of it is "forbidden" or "null"; without these all of it is allowed. Then
// what the caches keep, which claims count, and what becomes of a field that is null.
#include <gtest/gtest.h>

#include "execution/authorization_cases.hpp"
#include "execution/example.hpp"
#include "execution/execute.hpp"
#include "execution/permissions.hpp"
#include "fraiseql/schema.hpp"
#include "frontend/code/code_frontend.hpp"
#include "json/read.hpp"
#include "plan/query_plan.hpp"

namespace fraiseql::execution {
namespace {

using authorized::asked;
using authorized::denied_in;
using authorized::joined;
using authorized::made_schema;
using authorized::read_text;
using authorized::texts_of;

std::shared_ptr<const schema::schema> guarded_schema() {
  return made_schema(read_text("schema.graphql"));
}

std::string text_in_case(const json::value& of, std::string_view name) {
  const json::value* member = of.find(name);
  return member == nullptr ? "" : *member->get<std::string>();
}

// `["User.email user:email", "user"]` as the error says it.
std::multiset<std::string> forbidden_of(const json::value& the_case) {
  std::multiset<std::string> all;
  const json::value* listed = the_case.find("forbidden");
  if (listed == nullptr) return all;
  for (const json::value& one : *listed->get<json::array>()) {
    const json::array& pair = *one.get<json::array>();
    const std::string& need = *pair[0].get<std::string>();
    const std::size_t space = need.find(' ');
    all.insert(*pair[1].get<std::string>() + ": \"" + need.substr(0, space) +
               "\" needs the permission \"" + need.substr(space + 1) + "\"");
  }
  return all;
}

std::multiset<std::string> nulls_of(const json::value& the_case) {
  std::multiset<std::string> all;
  const json::value* listed = the_case.find("null");
  if (listed == nullptr) return all;
  for (const json::value& one : *listed->get<json::array>()) all.insert(*one.get<std::string>());
  return all;
}

request request_of(const json::value& the_case) {
  const json::value* variables = the_case.find("variables");
  request made = asked(text_in_case(the_case, "document"), text_in_case(the_case, "held"),
                       variables == nullptr ? json::value() : *variables);
  // Of several operations the first.
  if (made.document.find("query other") != std::string::npos) made.operation_name = "q";
  return made;
}

void expect(preparer& by, const json::value& the_case) {
  const auto prepared = by.prepare(request_of(the_case));
  const auto forbidden = forbidden_of(the_case);
  if (prepared) {
    EXPECT_EQ("", joined(forbidden)) << "allowed";
    EXPECT_EQ(joined(denied_in(prepared->operation->operation)), joined(nulls_of(the_case)));
  } else {
    EXPECT_EQ(joined(texts_of(prepared.error())), joined(forbidden));
  }
}

TEST(authorization, is_as_each_case_says) {
  std::vector<json::value> cases;
  std::istringstream lines(read_text("cases.jsonl"));
  for (std::string line; std::getline(lines, line);) cases.push_back(*json::read(line));
  EXPECT_GT(cases.size(), 250U);
  // One for all of them, and each twice, so that a cache that forgets who asks is seen.
  const limits bounds = {.cost = 1'000'000};
  preparer by(guarded_schema(), bounds);
  preparer of_who_may_all(guarded_schema(), bounds, {}, {}, {.are_all = true});
  for (int round = 0; round < 2; ++round) {
    for (const json::value& one : cases) {
      SCOPED_TRACE(text_in_case(one, "name") + "\n" + text_in_case(one, "document"));
      expect(by, one);
      // What is refused with all permissions, too, would prove nothing.
      const bool is_refused_anyway =
          text_in_case(one, "name").find("none: {}") != std::string::npos;
      const auto allowed = of_who_may_all.prepare(request_of(one));
      EXPECT_EQ(allowed.ok(), !is_refused_anyway)
          << (allowed ? "" : allowed.error().front().message);
    }
  }
}

TEST(authorization, is_asked_for_each_set_of_permissions_by_itself) {
  preparer by(guarded_schema(), limits{});
  const std::string document = "{ posts { score rating } }";
  const auto of = [&](const std::string& held) { return by.prepare(asked(document, held)); };
  for (int round = 0; round < 3; ++round) {
    EXPECT_FALSE(of(""));
    EXPECT_FALSE(of("post:rating"));
    const auto one = of("post:score");
    const auto both = of("post:score post:rating");
    ASSERT_TRUE(one && both);
    EXPECT_EQ(denied_in(one->operation->operation).size(), 1U);
    EXPECT_EQ(denied_in(both->operation->operation).size(), 0U);
    // In another order, with what the schema does not know, it is the same.
    EXPECT_EQ(of("x post:rating  post:score ")->operation, both->operation);
  }
}

TEST(authorization, one_schema_without_permissions_asks_nobody) {
  preparer by(made_schema("type Query { a: [A!]! @find } type A { id: ID! }"), limits{});
  const auto first = by.prepare(asked("{ a { id } }", ""));
  const auto second = by.prepare(asked("{ a { id } }", "x"));
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->operation, second->operation);
}

// What of `{ posts { score } }` becomes with that claim.
bool is_allowed_with(const std::string& claims, const std::string& claim = "scope") {
  preparer by(guarded_schema(), limits{}, {}, {}, {.claim = claim});
  request request{.document = "{ posts { score } }"};
  const auto read = json::read(claims);
  if (claims != "nobody") request.context.claims = *read->get<json::object>();
  return by.prepare(request).ok();
}

TEST(authorization, takes_words_of_a_text_or_a_list_and_nothing_else) {
  for (const char* claims : {R"({"scope": "post:score"})", R"({"scope": "a post:score b"})",
                             R"({"scope": "  post:score"})", R"({"scope": ["a", "post:score"]})"}) {
    EXPECT_TRUE(is_allowed_with(claims)) << claims;
  }
  for (const char* claims :
       {"nobody", "{}", R"({"scope": null})", R"({"scope": true})", R"({"scope": 1})",
        R"({"scope": ""})", R"({"scope": "post:scores"})", R"({"scope": "post:scor"})",
        R"({"scope": "POST:SCORE"})", R"({"scope": "post:score,a"})",
        R"({"scope": "a\tpost:score"})", R"({"scope": "a\npost:score"})",
        R"({"scope": ["post:score", 1]})", R"({"scope": ["a post:score"]})",
        R"({"scope": [["post:score"]]})", R"({"scope": {"post:score": true}})",
        R"({"scopes": "post:score"})", R"({"Scope": "post:score"})", R"({"": "post:score"})"}) {
    EXPECT_FALSE(is_allowed_with(claims)) << claims;
  }
  EXPECT_TRUE(is_allowed_with(R"({"permissions": ["post:score"]})", "permissions"));
  EXPECT_FALSE(is_allowed_with(R"({"scope": "post:score"})", "permissions"));
  EXPECT_FALSE(is_allowed_with(R"({"scope": "post:score"})", ""));
}

TEST(authorization, gives_as_many_errors_as_an_answer_may_have) {
  preparer by(guarded_schema(), {.aliases = 1'000});
  for (const std::size_t count : {max_errors, max_errors + 1}) {
    std::string document = "{ posts {";
    for (std::size_t i = 0; i < count; ++i) document += " a" + std::to_string(i) + ": score";
    const auto refused = by.prepare(asked(document + " } }", ""));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().size(), max_errors);
  }
}

TEST(authorization, of_a_field_says_where) {
  preparer by(guarded_schema(), limits{});
  const auto refused =
      by.prepare(asked("{ posts(where: {score: {gt: 1}}) { ...a } }\n"
                       "fragment a on Post { other: score }",
                       ""));
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().size(), 2U);
  EXPECT_EQ(refused.error()[0].locations.front(), (source_location{1, 24}));
  EXPECT_EQ(refused.error()[1].locations.front(), (source_location{2, 22}));
}

// Everything that a prepared operation would send and look for.
std::string whole_plan(const prepared_request& prepared) {
  const prepared_operation& operation = *prepared.operation;
  std::string text = plan::to_text(operation.plan);
  for (const auto& step : operation.statements) {
    for (const auto& statement : step) text += statement->text + "\n";
  }
  for (const plan::step& step : operation.plan.steps) text += transform::to_text(step.shape);
  return text;
}

TEST(authorization, reads_nothing_of_what_is_null) {
  preparer by(guarded_schema(), limits{});
  const std::string key = "(id: \"00000000-0000-0000-0000-000000000001\")";
  for (const std::string document :
       {"{ posts { id r: rating } }", "{ postPages { edges { node { id r: rating } } } }",
        "{ posts { id editor { email } } }", "{ posts { id box { label weight } } }",
        "{ users { id posts { id rating } phone } }",
        "{ posts { subject { ... on Post { id rating } } } }"}) {
    const auto prepared = by.prepare(asked(document, ""));
    ASSERT_TRUE(prepared.ok()) << document;
    const std::string text = whole_plan(*prepared);
    for (const char* word : {"from rating", "'rating'", "from weight", "'weight'", "from phone",
                             "'phone'", "email", "editor: User"}) {
      EXPECT_EQ(text.find(word), std::string::npos) << word << " in\n" << text;
    }
    EXPECT_NE(text.find(": null\n"), std::string::npos) << text;
  }
  const auto nothing = by.prepare(asked("{ maybePost" + key + " { id } latest { id } }", ""));
  ASSERT_TRUE(nothing.ok());
  for (const auto& step : nothing->operation->statements) EXPECT_TRUE(step.empty());
}

TEST(authorization, answers_null_for_what_is_null) {
  const auto prepared = [](const std::string& document, const std::string& held) {
    return *preparer(guarded_schema(), limits{}).prepare(asked(document, held));
  };
  const auto answer = [&](const std::string& document, const std::string& held = "") {
    return example_answer(prepared(document, held), example_values::realistic).body;
  };
  EXPECT_EQ(answer("{ latest { id } b: latest { id } posts(limit: 1) { rating __typename } }"),
            R"({"data":{"latest":null,"b":null,"posts":[{"rating":null,"__typename":"Post"},)"
            R"({"rating":null,"__typename":"Post"}]}})");
  EXPECT_EQ(answer("{ postPages { edges { node { rating editor { id } } } } }"),
            R"({"data":{"postPages":{"edges":[{"node":{"rating":null,"editor":null}},)"
            R"({"node":{"rating":null,"editor":null}}]}}})");
  EXPECT_EQ(answer("mutation { touch { id } editPost { rating box { weight } } }"),
            R"({"data":{"touch":null,"editPost":{"rating":null,"box":{"weight":null}}}})");
}

int calls_of_the_program = 0;

struct Card {
  std::string name;
  std::optional<std::string> pin() const {
    ++calls_of_the_program;
    return "secret";
  }
  static void describe(api::type<Card>& t) { t.field<&Card::pin>().authorize_or_null("card:pin"); }
};
Card card() { return {"a"}; }
std::optional<Card> hidden_card() {
  ++calls_of_the_program;
  return Card{"b"};
}

TEST(authorization, does_not_call_what_is_null) {
  api::schema declared;
  declared.query<card, hidden_card>();
  declared.describe<hidden_card>().authorize_or_null("card:hidden");
  schema::schema_builder builder;
  frontend::fill(builder, declared);
  auto built = std::move(builder).build();
  ASSERT_TRUE(built.ok());
  boost::asio::io_context loop;
  postgres::lanes lanes(loop, {}, {}, [] {});
  executor by(*built, lanes, loop,
              {.permission_claim = "may", .new_log_id = [] { return std::string("7f"); }});
  const auto answer = [&](const std::string& held) {
    request asked{.document = "{ card { name pin } hiddenCard { name } }"};
    asked.context.claims = json::object{{"may", held}};
    std::optional<response> answered;
    by.execute(asked, [&](response made) { answered = std::move(made); });
    loop.restart();
    while (!answered) loop.run_one();
    return answered->body;
  };
  EXPECT_EQ(answer(""), R"({"data":{"card":{"name":"a","pin":null},"hiddenCard":null}})");
  EXPECT_EQ(calls_of_the_program, 0);
  EXPECT_EQ(answer("card:pin card:hidden"),
            R"({"data":{"card":{"name":"a","pin":"secret"},"hiddenCard":{"name":"b"}}})");
  EXPECT_EQ(calls_of_the_program, 2);
}

TEST(authorization, lets_example_data_be_seen) {
  example_executor mock(guarded_schema(), examples(example_values::realistic));
  const response made = mock.execute({.document = "mutation { keepSecret { title } wipe }"});
  EXPECT_EQ(made.body, R"({"data":{"keepSecret":{"title":"str"},"wipe":true}})");
}

}  // namespace
}  // namespace fraiseql::execution
