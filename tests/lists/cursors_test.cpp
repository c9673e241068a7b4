// Whose a cursor is, and what is none: what is wrong with one is BAD_USER_INPUT, written in the
// document or given by a variable, and nothing that a client can send is more than that.
#include "lists/note_pages.hpp"

#include <algorithm>

#include "json/read.hpp"
#include "json/write.hpp"

namespace fraiseql::lists {
namespace {

constexpr const char* letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string decoded(std::string_view text) {
  std::string bytes;
  unsigned held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    held = (held << 6U) | static_cast<unsigned>(std::string_view(letters).find(c));
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((held >> bits) & 0xFFU);
  }
  return bytes;
}

std::string encoded(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    unsigned held = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 3; ++i) {
      held = (held << 8U) | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    for (std::size_t i = 0; i <= count; ++i) text += letters[(held >> (18U - 6U * i)) & 63U];
  }
  return text;
}

class cursors : public note_pages {
 protected:
  // The cursor of the third of those notes.
  static std::string cursor_of(const std::string& field) {
    const auto answer = ask("{ " + field + " { pageInfo { endCursor } } }");
    const auto body = json::read(answer.body);
    const json::value* at = body ? body->find("data") : nullptr;
    for (const char* name : {"found", "pageInfo", "endCursor"}) {
      at = at == nullptr ? nullptr : at->find(name);
    }
    if (at != nullptr && at->get<std::string>() != nullptr) return *at->get<std::string>();
    ADD_FAILURE() << answer.body;
    return "";
  }
  static std::string cursor_by(const std::string& order) {
    return cursor_of("found: notes(first: 3, orderBy: " + order + ")");
  }

  static std::vector<execution::response> ask_with_cursor(const std::string& cursor,
                                                          const std::string& order,
                                                          const std::string& field = "notes") {
    std::vector<execution::response> all;
    for (const char* name : {"after", "before"}) {
      const std::string head = field + "(orderBy: " + order + ", " + name + ": ";
      constexpr const char* tail = ") { edges { node { id } } pageInfo { hasNextPage } } }";
      all.push_back(ask("{ " + head + json::to_text(json::value(cursor)) + tail));
      all.push_back(ask("query($c: String) { " + head + "$c" + tail, {{"c", cursor}}));
    }
    return all;
  }

  using note_pages::expect_refused;
  static void expect_refused(const std::string& cursor, const std::string& order,
                             const std::string& field = "notes") {
    SCOPED_TRACE(cursor.substr(0, 200) + " of " + order);
    for (const auto& answer : ask_with_cursor(cursor, order, field)) expect_refused(answer);
  }
  static void expect_taken(const std::string& cursor, const std::string& order) {
    SCOPED_TRACE(cursor.substr(0, 200) + " of " + order);
    for (const auto& answer : ask_with_cursor(cursor, order)) {
      EXPECT_TRUE(answer.has_data) << answer.body;
      EXPECT_EQ(answer.errors, 0U) << answer.body;
    }
  }
};

TEST_F(cursors, belong_to_their_field) {
  const std::string order = "[{n: ASC}]";
  const std::string of_notes = cursor_by(order);
  expect_taken(of_notes, order);
  expect_refused(of_notes, order, "others");
  expect_refused(of_notes, order, "few");
  const auto nested = json::read(
      ask("{ folders { notes(orderBy: [{n: ASC}], first: 3) { pageInfo { endCursor } } } }").body);
  ASSERT_TRUE(nested && nested->find("data") != nullptr);
  const json::value& folder = nested->find("data")->find("folders")->get<json::array>()->front();
  const std::string of_folder =
      *folder.find("notes")->find("pageInfo")->find("endCursor")->get<std::string>();
  expect_refused(of_folder, order);
  expect_refused(ask("{ folders { notes(orderBy: [{n: ASC}], after: \"" + of_notes +
                     "\") { totalCount } } }"));
  EXPECT_TRUE(
      ask("{ folders { notes(orderBy: [{n: ASC}], after: \"" + of_folder + "\") { totalCount } } }")
          .has_data);
}

TEST_F(cursors, belong_to_their_order) {
  const std::vector<std::string> orders = {"[]",
                                           "[{title: ASC}]",
                                           "[{title: ASC_NULLS_FIRST}]",
                                           "[{title: DESC}]",
                                           "[{n: ASC}]",
                                           "[{n: DESC}]",
                                           "[{at: ASC}]",
                                           "[{title: ASC}, {n: ASC}]",
                                           "[{title: ASC}, {n: DESC}]",
                                           "[{n: ASC}, {title: ASC}]",
                                           "[{id: DESC}]"};
  for (const std::string& own : orders) {
    const std::string cursor = cursor_by(own);
    expect_taken(cursor, own);
    for (const std::string& other : orders) {
      if (other != own) expect_refused(cursor, other);
    }
  }
}

// Clients keep them from one release to the next: what changes their text has another version.
TEST_F(cursors, keep_their_text) {
  EXPECT_EQ(cursor_by("[{title: ASC}]"),
            "AWB07pCUlhCMWyJ0aXRsZSAwMCIsICIwMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMjEiXQ");
  EXPECT_EQ(cursor_by("[{at: DESC_NULLS_LAST}, {n: ASC}]"),
            "ARCpf2gADbFuWyIyMDI2LTAxLTA2VDA4OjAwOjAwKzAwOjAwIiwgMTI4LCAiMDAwMDAwMDAtMDAwMC00"
            "MDAwLTgwMDAtMDAwMDAwMDAwMTI4Il0");
}

TEST_F(cursors, do_not_ask_how_their_order_was_said) {
  const std::string cursor = cursor_by("[{title: ASC}]");
  expect_taken(cursor, "{title: ASC}");
  const json::value title = *json::read(R"({"title": "ASC"})");
  const auto taken = [&](const std::string& declared, const std::string& order, json::value value) {
    const auto answer = ask("query($c: String, " + declared + ") { notes(orderBy: " + order +
                                ", after: $c, first: 1) { edges { node { n } } } }",
                            {{"c", cursor}, {"o", std::move(value)}});
    EXPECT_EQ(answer.body, R"({"data":{"notes":{"edges":[{"node":{"n":28}}]}}})");
  };
  for (const char* same : {"[{title: ASC_NULLS_LAST}]", "[{title: ASC}, {title: ASC}]"}) {
    expect_taken(cursor, same);
  }
  expect_taken(cursor_by("[{title: DESC}]"), "[{title: DESC_NULLS_FIRST}]");
  taken("$o: [NoteOrderByInput!]", "$o", json::array{title});
  taken("$o: [NoteOrderByInput!]", "$o", title);
  taken("$o: NoteOrderByInput!", "[$o]", title);
  taken("$o: OrderDirection!", "[{title: $o}]", "ASC");
}

TEST_F(cursors, do_not_belong_to_a_filter) {
  const std::string cursor =
      cursor_of("found: notes(first: 3, orderBy: [{n: ASC}], where: {n: {gt: 10}})");
  const auto after = [&](const std::string& where) {
    return ask("{ notes(first: 2, orderBy: [{n: ASC}], where: " + where + ", after: \"" + cursor +
               "\") { edges { node { n } } pageInfo { hasPreviousPage hasNextPage } totalCount } }")
        .body;
  };
  EXPECT_EQ(after("{n: {lte: 15}}"),
            R"({"data":{"notes":{"edges":[{"node":{"n":14}},{"node":{"n":15}}],)"
            R"("pageInfo":{"hasPreviousPage":true,"hasNextPage":false},"totalCount":15}}})");
  EXPECT_EQ(after("{n: {gt: 13}}"),
            R"({"data":{"notes":{"edges":[{"node":{"n":14}},{"node":{"n":15}}],)"
            R"("pageInfo":{"hasPreviousPage":false,"hasNextPage":true},"totalCount":117}}})");
  EXPECT_EQ(after("{n: {lt: 13}}"),
            R"({"data":{"notes":{"edges":[],)"
            R"("pageInfo":{"hasPreviousPage":true,"hasNextPage":false},"totalCount":12}}})");
}

TEST_F(cursors, are_refused_where_they_are_none) {
  for (const std::string& order : {std::string("[]"), std::string("[{title: DESC}, {at: ASC}]")}) {
    const std::string cursor = cursor_by(order);
    for (const std::string& none : {std::string(),
                                    std::string(" "),
                                    std::string("1"),
                                    std::string("null"),
                                    std::string("abc"),
                                    std::string("AAAA"),
                                    std::string("////"),
                                    std::string("🙂"),
                                    std::string("[\"a\"]"),
                                    std::string(200, 'A'),
                                    cursor + "=",
                                    cursor + "==",
                                    cursor + " ",
                                    " " + cursor,
                                    cursor + "\n",
                                    cursor + "A",
                                    cursor + cursor,
                                    cursor + "\t",
                                    decoded(cursor).substr(9),
                                    "x" + cursor,
                                    cursor + "%3D"}) {
      expect_refused(none, order);
    }
    for (std::size_t size = 0; size < cursor.size(); ++size) {
      expect_refused(cursor.substr(0, size), order);
    }
    // The version and what the cursor belongs to.
    for (std::size_t at = 0; at < 12; ++at) {
      std::string changed = cursor;
      changed[at] = changed[at] == 'x' ? 'y' : 'x';
      expect_refused(changed, order);
    }
  }
}

TEST_F(cursors, are_never_more_than_bad_input) {
  const std::string order = "[{title: ASC}, {price: DESC}, {at: ASC}]";
  const std::string cursor = cursor_by(order);
  for (std::size_t at = 12; at < cursor.size(); ++at) {
    for (const char c : {'A', '_', '5', 'z'}) {
      std::string changed = cursor;
      changed[at] = c;
      for (const auto& answer : ask_with_cursor(changed, order)) {
        // Not signed: some are cursors of other places.
        EXPECT_TRUE(answer.has_data || answer.first_error == error_code::bad_user_input)
            << changed << answer.body;
      }
    }
  }
}

// Of a cursor that a client makes.
TEST_F(cursors, are_refused_with_values_that_their_order_cannot_have) {
  const std::string id = "\"00000000-0000-4000-8000-000000000003\"";
  struct order_case {
    std::string order;
    std::vector<std::string> good;
    std::vector<std::string> bad;  // of the first value
  };
  const std::vector<order_case> cases = {
      {"[{title: ASC}]", {"\"a\"", "\"it's \\u2028\"", "\"\"", "null"}, {"\"a\\u0000\""}},
      {"[{n: ASC}]", {"5"}, {"\"x\"", "\"\"", "\"5\"", "true", "\"1;\"", "\"0x10\""}},
      {"[{price: DESC}]", {"5.5", "null"}, {"\"5,5\"", "1e999999999", "\"--1\""}},
      {"[{at: ASC}]",
       {"\"2026-01-01T00:00:00Z\"", "null"},
       {"\"yesterday?\"", "\"2026-13-01T00:00:00Z\"", "\"\"", "\"'; --\""}},
      {"[{size: ASC}]", {"0.5"}, {"1e999", "\"x\""}},
      {"[{done: ASC}]", {"true", "null"}, {"\"perhaps\"", "\"\"", "1"}},
      {"[{tree: ASC}]",
       {"\"a.b_1\"", "null"},
       {"\"a-b\"", "\"a..b\"", "\"" + std::string(1001, 'a') + "\""}},
  };
  for (const order_case& one : cases) {
    const std::string head = decoded(cursor_by(one.order)).substr(0, 9);
    const auto forged = [&](const std::string& values) { return encoded(head + values); };
    for (const std::string& value : one.good) {
      expect_taken(forged("[" + value + "," + id + "]"), one.order);
    }
    for (const std::string& value : one.bad) {
      expect_refused(forged("[" + value + "," + id + "]"), one.order);
    }
    const std::string& good = one.good.front();
    for (const std::string& values :
         {std::string("[]"), "[" + good + "]", "[" + id + "]",
          "[" + good + "," + id + "," + id + "]", "[" + good + ",null]", "[" + good + ",\"no id\"]",
          "[" + good + ",\"\"]", "[" + good + "," + id, "{\"a\": " + good + "}",
          std::string("null"), std::string(), "[[" + good + "]," + id + "]",
          "[{\"a\": 1}," + id + "]", "[" + good + "," + id + "] x", "[\"\xff\"," + id + "]",
          "[" + good + ",\"00000000-0000-4000-8000-00000000000g\"]"}) {
      SCOPED_TRACE(values);
      expect_refused(forged(values), one.order);
    }
  }
}

TEST_F(cursors, have_a_bounded_length) {
  const std::string order = "[{title: ASC}]";
  const std::string head = decoded(cursor_by(order)).substr(0, 9);
  const auto of_size = [&](std::size_t letters_of_title) {
    return encoded(head + "[\"" + std::string(letters_of_title, 'a') +
                   "\",\"00000000-0000-4000-8000-000000000003\"]");
  };
  expect_taken(of_size(10'000), order);
  expect_refused(of_size(70'000), order);
  expect_refused(std::string(70'000, 'A'), order);
}

TEST_F(cursors, may_be_made_and_give_no_more_than_a_filter) {
  const std::string head = decoded(cursor_by("[{n: ASC}]")).substr(0, 9);
  const std::string made = encoded(head + "[127,\"ffffffff-ffff-4fff-bfff-ffffffffffff\"]");
  EXPECT_EQ(ask("{ notes(orderBy: [{n: ASC}], after: \"" + made +
                "\", where: {done: {eq: true}}) { edges { node { n } } } }")
                .body,
            R"({"data":{"notes":{"edges":[{"node":{"n":128}},{"node":{"n":130}}]}}})");
}

TEST_F(cursors, are_absent_where_they_are_null) {
  constexpr const char* one = R"({"data":{"notes":{"edges":[{"node":{"n":1}}]}}})";
  EXPECT_EQ(ask("{ notes(first: 1, after: null, before: null) { edges { node { n } } } }").body,
            one);
  const std::string by_variable =
      "query($a: String, $b: String) { notes(first: 1, after: $a, before: $b) "
      "{ edges { node { n } } } }";
  EXPECT_EQ(ask(by_variable).body, one);
  EXPECT_EQ(ask(by_variable, {{"a", json::null{}}, {"b", json::null{}}}).body, one);
}

}  // namespace
}  // namespace fraiseql::lists
