// Many who ask at once, over HTTP: what is asked of PostgreSQL together, and what each is answered.
#include <gtest/gtest.h>

#include <random>

#include "end_to_end/busy_server.hpp"

namespace fraiseql::testing {
namespace {

TEST_F(batches, of_look_ups_of_one_who_asks_go_out_together) {
  std::vector<question> asked;
  for (int i = 1; i <= 6; ++i) asked.push_back(question_of(red_reader, id_of("red", i)));
  const auto answers = server.crowd(asked);
  for (int i = 1; i <= 6; ++i) EXPECT_EQ(answers[static_cast<std::size_t>(i) - 1], found("red", i));
  const executions ran = server.end_log();
  EXPECT_EQ(ran.all.size(), 6U);
  EXPECT_EQ(ran.of_many(), 0);
  EXPECT_EQ(ran.of_transaction.size(), 1U);
}

TEST_F(batches, of_eight_look_ups_are_one_statement_and_of_seven_are_not) {
  for (const int count : {7, 8, 20}) {
    std::vector<question> asked;
    for (int i = 1; i <= count; ++i) asked.push_back(question_of(red_reader, id_of("red", i)));
    const auto answers = server.crowd(asked);
    for (int i = 1; i <= count; ++i) {
      EXPECT_EQ(answers[static_cast<std::size_t>(i) - 1], found("red", i));
    }
    const executions ran = server.end_log();
    EXPECT_EQ(ran.of_many() > 0, count >= 8) << count;
    if (count == 7) {
      EXPECT_EQ(ran.all.size(), 7U);
    } else {
      EXPECT_LT(ran.all.size(), 8U) << count;
    }
  }
}

TEST_F(batches, of_two_who_ask_are_two) {
  std::vector<question> asked;
  for (int i = 1; i <= 20; ++i) {
    asked.push_back(question_of(red_reader, id_of("red", i)));
    asked.push_back(question_of(blue_reader, id_of("blue", i)));
  }
  const auto answers = server.crowd(asked);
  for (int i = 1; i <= 20; ++i) {
    const auto at = 2 * (static_cast<std::size_t>(i) - 1);
    EXPECT_EQ(answers[at], found("red", i));
    EXPECT_EQ(answers[at + 1], found("blue", i));
  }
  EXPECT_GE(server.end_log().of_many(), 2);
}

TEST_F(batches, find_what_is_there_for_who_asks_and_no_more) {
  std::vector<question> asked;
  std::vector<std::string> right;
  for (int i = 1; i <= 10; ++i) {
    for (const reader& by : {red_reader, blue_reader, reader{}, reader{"nobody's"}}) {
      for (const char* owner : {"red", "blue"}) {
        asked.push_back(question_of(by, id_of(owner, i)));
        right.push_back(by.tenant == owner ? found(owner, i) : nothing);
      }
    }
  }
  EXPECT_EQ(server.crowd(asked), right);
  EXPECT_GT(server.end_log().of_many(), 0);
}

// Upper or lower case, hyphens or none: as UUIDs they are one; what is none is refused before.
TEST_F(batches, take_ids_as_they_are_written) {
  std::vector<question> asked;
  std::vector<std::string> right;
  const auto ask = [&](const std::string& id, const std::string& answer) {
    asked.push_back(question_of(red_reader, id));
    right.push_back(answer);
  };
  for (int i = 1; i <= 6; ++i) {
    std::string upper = id_of("red", i);
    std::ranges::transform(upper, upper.begin(), [](char c) { return c == 'a' ? 'A' : c; });
    ask(upper, found("red", i));
    ask(id_of("red", i), found("red", i));
    ask("AaAaaaaa" + id_of("red", i).substr(8), found("red", i));
    ask(id_of("red", 100 + i), nothing);
    ask(id_of("red", 1), found("red", 1));
  }
  asked.push_back({red_reader, by_id, R"({"id":"no id"})"});
  const auto answers = server.crowd(asked);
  for (std::size_t i = 0; i < right.size(); ++i) EXPECT_EQ(answers[i], right[i]) << i;
  EXPECT_TRUE(has_text(answers.back(), R"("code":"BAD_USER_INPUT")")) << answers.back();
  EXPECT_GT(server.end_log().of_many(), 0);
}

TEST_F(batches, take_texts_as_they_are) {
  const std::vector<std::string> odd = {
      R"(a'b)", R"(a\"b)", R"(a\\b)", R"(a,b)",    R"({a,b})",  R"(NULL)",    R"(null)",
      R"( a)",  R"(a )",   R"(\\\")", R"(\n)",     R"(\u00e9)", R"(e\u0301)", R"(\ud83d\ude00)",
      R"(a)",   R"(A)",    R"()",     R"(\u0001)", R"(%)",      R"(_)"};
  for (std::size_t i = 0; i < odd.size(); ++i) {
    const std::string text = "('\"" + odd[i] + "\"'::jsonb #>> '{}')";
    std::string quoted = text;
    for (std::size_t at = quoted.find("a'b"); at != std::string::npos; at = std::string::npos) {
      quoted.replace(at, 3, "a''b");
    }
    const std::string n = std::to_string(900 + i);
    ASSERT_EQ(
        server.database("INSERT INTO tv_book VALUES (id_of('red', " + n + "), " + quoted +
                        ", 'red', '{\"title\": \"" + n + "\", \"divisor\": 1}') RETURNING 'done'"),
        "done")
        << odd[i];
  }
  std::vector<question> asked;
  std::vector<std::string> right;
  for (std::size_t i = 0; i < odd.size(); ++i) {
    asked.push_back({red_reader, by_identifier, "{\"by\":\"" + odd[i] + "\"}"});
    right.push_back(R"({"data":{"book":{"title":")" + std::to_string(900 + i) + R"("}}})");
    asked.push_back({red_reader, by_identifier, "{\"by\":\"" + odd[i] + "x\"}"});
    right.emplace_back(R"({"data":{"book":null}})");
  }
  asked.push_back({red_reader, by_identifier, R"({"by":"a\u0000b"})"});
  const auto answers = server.crowd(asked);
  for (std::size_t i = 0; i < right.size(); ++i) EXPECT_EQ(answers[i], right[i]) << odd[i / 2];
  EXPECT_TRUE(has_text(answers.back(), R"("code":"BAD_USER_INPUT")")) << answers.back();
  EXPECT_GT(server.end_log().of_many(), 0);
}

// Several look-ups in one request, of which each waits with those of others.
TEST_F(batches, answer_each_request_with_what_it_asked_for) {
  std::vector<question> asked;
  std::vector<std::string> right;
  for (int i = 1; i <= 10; ++i) {
    for (const char* tenant : {"red", "blue"}) {
      asked.push_back(
          {reader{tenant},
           "query($a: ID!, $b: ID!) { a: book(id: $a) { title } b: "
           "book(id: $b) { title } c: book(id: $a) { identifier } }",
           R"({"a":")" + id_of(tenant, i) + R"(","b":")" + id_of("red", 21 - i) + R"("})"});
      right.push_back(R"({"data":{"a":{"title":")" + title(tenant, i) + R"("},"b":)" +
                      (std::string_view(tenant) == "red"
                           ? R"({"title":")" + title("red", 21 - i) + R"("})"
                           : std::string("null")) +
                      R"(,"c":{"identifier":")" + tenant + " " + std::to_string(i) + R"("}}})");
    }
  }
  EXPECT_EQ(server.crowd(asked), right);
}

TEST_F(batches, in_which_one_fails_answer_the_others) {
  for (const int count : {6, 12}) {
    std::vector<question> asked;
    for (int i = 1; i <= count; ++i) asked.push_back(question_of(grey_reader, id_of("grey", i)));
    const auto answers = server.crowd(asked);
    for (int i = 1; i <= count; ++i) {
      const std::string& got = answers[static_cast<std::size_t>(i) - 1];
      if (i == 5) {
        EXPECT_TRUE(got.starts_with(R"({"data":{"book":null},"errors":[{"message":)")) << got;
      } else {
        EXPECT_EQ(got, found("grey", i));
      }
    }
  }
}

TEST_F(batches, of_equal_lists_are_asked_once) {
  std::vector<question> asked(12, {red_reader, listed});
  EXPECT_EQ(server.crowd(asked), std::vector<std::string>(12, list_of("red")));
  EXPECT_EQ(server.end_log().all.size(), 1U);
}

TEST_F(batches, of_lists_that_are_alike_are_not_shared) {
  const std::vector<question> asked = {
      {red_reader, listed},
      {blue_reader, listed},
      {reader{"red", "bob"}, listed},  // whom a policy could tell from ada
      {reader{}, listed},
      {red_reader, "{ books(limit: 1) { title } }"},
      {blue_reader, listed},
      {red_reader, R"({ books(where: {title: {eq: "none"}}) { title } })"},
      {red_reader, listed},
  };
  const auto answers = server.crowd(asked);
  const std::string none = R"({"data":{"books":[]}})";
  EXPECT_EQ(answers[0], list_of("red"));
  EXPECT_EQ(answers[1], list_of("blue"));
  EXPECT_EQ(answers[2], list_of("red"));
  EXPECT_EQ(answers[3], none);
  EXPECT_EQ(answers[4], R"({"data":{"books":[{"title":"book 1 of red"}]}})");
  EXPECT_EQ(answers[5], list_of("blue"));
  EXPECT_EQ(answers[6], none);
  EXPECT_EQ(answers[7], list_of("red"));
  EXPECT_EQ(server.end_log().all.size(), 6U);
}

// Equal values of variables are equal questions; others are not.
TEST_F(batches, of_lists_with_variables_are_shared_by_their_values) {
  const std::string document = "query($t: String!) { books(where: {title: {eq: $t}}) { title } }";
  std::vector<question> asked;
  std::vector<std::string> right;
  for (int i = 0; i < 12; ++i) {
    const std::string name = title("red", 1 + i % 3);
    asked.push_back({red_reader, document, R"({"t":")" + name + R"("})"});
    right.push_back(R"({"data":{"books":[{"title":")" + name + R"("}]}})");
  }
  EXPECT_EQ(server.crowd(asked), right);
  EXPECT_EQ(server.end_log().all.size(), 3U);
}

TEST_F(batches, of_mutations_are_all_done) {
  std::vector<question> asked;
  for (int i = 0; i < 10; ++i) {
    asked.push_back({red_reader,
                     "mutation($id: ID!) { retitle(input: {id: $id, title: \"t\"}) { title } }",
                     R"({"id":")" + id_of("red", 1) + R"("})"});
  }
  EXPECT_EQ(server.crowd(asked),
            std::vector<std::string>(10, R"({"data":{"retitle":{"title":"t"}}})"));
}

// All that may be confused with each other, in an order of chance.
TEST_F(batches, of_two_tenants_in_any_order_are_each_tenants_own) {
  constexpr unsigned seed = 11;
  std::mt19937 random(seed);
  for (int round = 0; round < 5; ++round) {
    std::vector<question> asked;
    std::vector<std::string> right;
    for (int i = 0; i < 120; ++i) {
      const std::string tenant = random() % 2 == 0 ? "red" : "blue";
      const reader by{tenant, random() % 4 == 0 ? "bob" : "ada"};
      if (random() % 4 == 0) {
        asked.push_back({by, listed});
        right.push_back(list_of(tenant));
      } else {
        const std::string owner = random() % 3 == 0 ? (tenant == "red" ? "blue" : "red") : tenant;
        const int number = 1 + static_cast<int>(random() % 20);
        asked.push_back(question_of(by, id_of(owner, number)));
        right.push_back(owner == tenant ? found(owner, number) : nothing);
      }
    }
    EXPECT_EQ(server.crowd(asked), right) << "round " << round << " of seed " << seed;
  }
}

}  // namespace
}  // namespace fraiseql::testing
