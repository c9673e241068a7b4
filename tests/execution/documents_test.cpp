// Documents by their ids: trusted ones, automatic persisted queries, and the modes.
#include "execution/documents.hpp"

#include <gtest/gtest.h>

#include "execution/prepare.hpp"
#include "execution/sha256.hpp"
#include "json/read.hpp"
#include "plan/catalogue.hpp"
#include "support/allocations.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::execution {
namespace {

constexpr const char* notes_text = "query Notes { notes { id title } }";
constexpr const char* note_text = "query One($id: ID!) { note(id: $id) { title } }";
constexpr const char* page_text =
    "query Page($n: Int, $o: Int = 0) { notes(limit: $n, offset: $o) { id } }";
constexpr const char* write_text =
    "mutation Make($t: String!) { createNote(input: {title: $t}) { id } }";

std::shared_ptr<const manifest> manifest_of(const std::vector<std::string>& texts) {
  auto made = std::make_shared<manifest>();
  for (const std::string& one : texts) made->push_back({.id = sha256(one), .text = one});
  std::ranges::sort(*made, {}, &trusted_document::id);
  return made;
}

const std::shared_ptr<const schema::schema>& served_schema() {
  static const auto made = fraiseql::testing::wide_schema();
  return made;
}

// A preparer that knows its database.
class served {
 public:
  explicit served(document_rules rules)
      : preparer_(served_schema(), {}, {}, {}, {}, std::move(rules)) {
    preparer_.adopt(std::make_shared<const plan::catalogue>());
  }
  explicit served(const preparer& beside) : preparer_(beside, {}, nullptr) {
    preparer_.adopt(std::make_shared<const plan::catalogue>());
  }

  // The code of its error, or "".
  std::string ask(const request& asked) {
    const auto made = preparer_.prepare(asked);
    if (!made) return std::string(to_string(made.error().front().code));
    last_ = made->operation;
    return "";
  }
  std::string ask_for(std::string_view id, const std::string& variables = "{}") {
    return ask({.document = {}, .document_id = id, .variables = *json::read(variables)});
  }
  std::string ask_with(const std::string& text, std::string_view id = {}) {
    return ask({.document = text, .document_id = id});
  }

  preparer& operator*() { return preparer_; }
  preparer* operator->() { return &preparer_; }
  // What the last one that was no error became.
  [[nodiscard]] const prepared_operation* last() const { return last_.get(); }

 private:
  preparer preparer_;
  std::shared_ptr<const prepared_operation> last_;
};

served trusting(const std::vector<std::string>& texts, documents_mode mode = documents_mode::open) {
  return served({.mode = mode, .trusted = manifest_of(texts)});
}

TEST(documents, answer_a_trusted_one_by_its_id) {
  served on = trusting({notes_text, note_text});
  EXPECT_EQ(on.ask_for(sha256(notes_text)), "");
  const auto* by_hash = on.last();
  EXPECT_EQ(by_hash->operation.document().text(), notes_text);
  EXPECT_EQ(on.ask_for("sha256:" + sha256(notes_text)), "");
  EXPECT_EQ(on.last(), by_hash);
  EXPECT_EQ(on.ask_for(sha256(note_text), R"({"id": "6f1c"})"), "");
  EXPECT_EQ(on.last()->operation.document().text(), note_text);
}

TEST(documents, answer_one_by_an_id_that_is_no_hash) {
  auto own = std::make_shared<manifest>(manifest{{.id = "notes-1", .text = notes_text}});
  served on({.trusted = own});
  EXPECT_EQ(on.ask_for("notes-1"), "");
  EXPECT_EQ(on.ask_for(sha256(notes_text)), "PERSISTED_QUERY_NOT_FOUND");
}

TEST(documents, say_whether_an_id_is_unknown_or_none_is_known) {
  served on = trusting({notes_text});
  EXPECT_EQ(on.ask_for(sha256("other")), "PERSISTED_QUERY_NOT_FOUND");
  EXPECT_EQ(on.ask_for("a\\u0062"), "PERSISTED_QUERY_NOT_FOUND");
  std::string upper = sha256(notes_text);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  EXPECT_EQ(on.ask_for(upper), "PERSISTED_QUERY_NOT_FOUND");
  EXPECT_EQ(on.ask_for(sha256(notes_text).substr(0, 63)), "PERSISTED_QUERY_NOT_FOUND");
  EXPECT_EQ(served({}).ask_for(sha256(notes_text)), "PERSISTED_QUERY_NOT_SUPPORTED");
}

TEST(documents, answer_an_operation_of_a_trusted_one_by_its_name) {
  const std::string both = "query A { notes { id } } query B { notes { title } }";
  served on = trusting({both});
  const std::string id = sha256(both);
  EXPECT_EQ(on.ask({.document = {}, .document_id = id, .operation_name = "B"}), "");
  EXPECT_EQ(on.last()->operation.name(), "B");
  EXPECT_EQ(on.ask({.document = {}, .document_id = id}), "BAD_USER_INPUT");
}

TEST(documents, of_text_go_beside_the_trusted_ones_in_the_mode_open) {
  served on = trusting({notes_text});
  EXPECT_EQ(on.ask_with("{ notes { id } }"), "");
  EXPECT_EQ(on.ask_with(notes_text), "");
}

TEST(documents, of_text_are_refused_in_the_mode_only_whatever_they_are) {
  served on = trusting({notes_text}, documents_mode::only);
  const std::string refused = "PERSISTED_QUERY_ID_REQUIRED";
  EXPECT_EQ(on.ask_with("{ notes { id } }"), refused);
  EXPECT_EQ(on.ask_with(notes_text), refused);
  EXPECT_EQ(on.ask_with(notes_text, sha256(notes_text)), refused);
  EXPECT_EQ(on.ask_with("{ __schema { queryType { name } } }"), refused);
  EXPECT_EQ(on.ask_with("no document"), refused);
  EXPECT_EQ(on.ask({.document = notes_text, .explain = explanation::stages}), refused);
  EXPECT_EQ(on->documents_read(), 0U);
  request unread;
  unread.unread = unread_parts{.document = R"({ notes { \u0069d } })"};
  EXPECT_EQ(on.ask(unread), refused);
  EXPECT_EQ(on.ask_for(sha256(notes_text)), "");
}

TEST(documents, of_a_text_and_an_id_must_be_the_same) {
  served on = trusting({notes_text});
  EXPECT_EQ(on.ask_with(notes_text, sha256(notes_text)), "");
  EXPECT_EQ(on.ask_with("{ notes { id } }", sha256("{ notes { id } }")), "");
  EXPECT_EQ(on.ask_with("{ notes { id } }", sha256(notes_text)), "BAD_USER_INPUT");
  auto own = std::make_shared<manifest>(manifest{{.id = "a", .text = notes_text}});
  served with_names({.trusted = own});
  EXPECT_EQ(with_names.ask_with(notes_text, "a"), "");
  EXPECT_EQ(with_names.ask_with("{ notes { id } }", "a"), "BAD_USER_INPUT");
  EXPECT_EQ(with_names.ask_with("{ notes { id } }", "b"), "");
}

// Neither read, nor validated, nor planned.
TEST(documents, that_are_trusted_are_ready_before_the_first_request) {
  served on = trusting({notes_text, note_text, page_text, write_text});
  const std::uint64_t made = on->operations_made();
  EXPECT_EQ(on->trusted_operations(), 5U);  // a page with and without its variables
  EXPECT_EQ(on.ask_for(sha256(notes_text)), "");
  EXPECT_EQ(on.ask_for(sha256(note_text), R"({"id": "a"})"), "");
  EXPECT_EQ(on.ask_for(sha256(page_text)), "");
  EXPECT_EQ(on.ask_for(sha256(page_text), R"({"n": 5})"), "");
  EXPECT_EQ(on.ask_for(sha256(write_text), R"({"t": "x"})"), "");
  EXPECT_EQ(on->documents_read(), 0U);
  EXPECT_EQ(on->operations_made(), made);
}

TEST(documents, that_are_trusted_are_planned_with_what_is_found_later) {
  served on = trusting({notes_text});
  EXPECT_EQ(on.ask_for(sha256(notes_text)), "");
  const auto* first = on.last();
  auto changed = std::make_shared<plan::catalogue>();
  changed->has_idempotency = true;
  on->adopt(changed);
  EXPECT_EQ(on->trusted_operations(), 0U);
  while (on->warm_some()) {
  }
  const std::uint64_t made = on->operations_made();
  EXPECT_EQ(on.ask_for(sha256(notes_text)), "");
  EXPECT_NE(on.last(), first);
  EXPECT_EQ(on->operations_made(), made);
}

// One that is asked for before its turn is made by the one who asks.
TEST(documents, that_are_trusted_are_planned_anew_a_few_at_a_time) {
  std::vector<std::string> texts;
  for (int i = 0; i < 9; ++i) texts.push_back("query q" + std::to_string(i) + " { notes { id } }");
  served on = trusting(texts);
  EXPECT_EQ(on->trusted_operations(), 9U);
  auto changed = std::make_shared<plan::catalogue>();
  changed->has_idempotency = true;
  on->adopt(changed);
  EXPECT_EQ(on.ask_for(sha256(texts.front())), "");
  std::vector<std::size_t> planned;
  bool are_more = true;
  while (are_more) {
    are_more = on->warm_some();
    planned.push_back(on->trusted_operations());
  }
  EXPECT_EQ(planned, (std::vector<std::size_t>{4, 8, 9}));
}

TEST(documents, that_are_trusted_stay_whatever_others_ask) {
  served on = trusting({notes_text});
  const std::string pad(100'000, ' ');
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(on.ask_with("query q" + std::to_string(i) + " { notes { id } }" + pad), "");
  }
  const std::uint64_t made = on->operations_made();
  const std::uint64_t read = on->documents_read();
  EXPECT_EQ(on.ask_for(sha256(notes_text)), "");
  EXPECT_EQ(on->operations_made(), made);
  EXPECT_EQ(on->documents_read(), read);
}

TEST(documents, that_are_trusted_are_shared_by_all_loops) {
  served on = trusting({notes_text});
  served other(*on);
  EXPECT_EQ(on.ask_for(sha256(notes_text)), "");
  EXPECT_EQ(other.ask_for(sha256(notes_text)), "");
  EXPECT_EQ(&on.last()->operation.document(), &other.last()->operation.document());
}

TEST(documents, that_are_known_cost_no_memory_of_a_request) {
  served on = trusting({note_text});
  const std::string id = "sha256:" + sha256(note_text);
  request asked{.document = {}, .document_id = id, .variables = *json::read(R"({"id": "a"})")};
  request by_text{.document = note_text, .variables = asked.variables};
  const auto allocations_of = [&](const request& one) {
    EXPECT_EQ(on.ask(one), "");
    const std::size_t before = fraiseql::testing::allocations_of_this_thread();
    for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(on->prepare(one).ok());
    return fraiseql::testing::allocations_of_this_thread() - before;
  };
  EXPECT_LE(allocations_of(asked), allocations_of(by_text));
}

TEST(documents, are_told_of_once_each_in_the_mode_prefer) {
  std::vector<answered_text> told;
  const document_rules rules{.mode = documents_mode::prefer,
                             .trusted = manifest_of({notes_text}),
                             .told = std::make_shared<told_texts>(),
                             .on_text = [&](const answered_text& one) { told.push_back(one); }};
  served on(rules);
  served other(rules);
  EXPECT_EQ(on.ask_for(sha256(notes_text)), "");
  EXPECT_TRUE(told.empty());
  const std::string text = "query Missing { notes { id } }";
  EXPECT_EQ(on.ask_with(text), "");
  EXPECT_EQ(on.ask_with(text), "");
  EXPECT_EQ(other.ask_with(text), "");
  EXPECT_EQ(on.ask_with("{ unknown }"), "GRAPHQL_VALIDATION_FAILED");
  EXPECT_EQ(on.ask_with(notes_text), "");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].hash, sha256(text));
  EXPECT_EQ(told[0].operation, "Missing");
  EXPECT_FALSE(told[0].is_trusted);
  EXPECT_TRUE(told[1].is_trusted);
  for (int i = 0; i < 1'200; ++i) {
    EXPECT_EQ(on.ask_with("query q" + std::to_string(i) + " { notes { id } }"), "");
  }
  EXPECT_EQ(told.size(), told_texts::most);
  EXPECT_TRUE(told.back().is_last);
}

served registering(std::shared_ptr<registered_documents> in) {
  return served({.registered = std::move(in)});
}

TEST(documents, are_registered_by_their_hash_and_found_on_every_loop) {
  const auto shared = std::make_shared<registered_documents>();
  served on = registering(shared);
  served other = registering(shared);
  const std::string id = sha256(notes_text);
  EXPECT_EQ(on.ask_for(id), "PERSISTED_QUERY_NOT_FOUND");
  EXPECT_EQ(on.ask_with(notes_text, id), "");
  EXPECT_EQ(on.ask_for(id), "");
  EXPECT_EQ(other.ask_for(id), "");
  EXPECT_EQ(other.last()->operation.document().text(), notes_text);
  const std::uint64_t made = other->operations_made();
  EXPECT_EQ(other.ask_for(id), "");
  EXPECT_EQ(other->operations_made(), made);
}

TEST(documents, are_not_registered_under_a_hash_that_is_not_theirs) {
  const auto shared = std::make_shared<registered_documents>();
  served on = registering(shared);
  const std::string id = sha256(notes_text);
  EXPECT_EQ(on.ask_with("{ notes { id } }", id), "BAD_USER_INPUT");
  std::string upper = id;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  on.ask_with(notes_text, upper);
  on.ask_with(notes_text, id.substr(0, 63));
  on.ask_with(notes_text, id + "0");
  on.ask_with("{ garbage", sha256("{ garbage"));
  on.ask_with("{ unknown }", sha256("{ unknown }"));
  EXPECT_EQ(shared->size(), 0U);
  EXPECT_EQ(on.ask_for(upper), "PERSISTED_QUERY_NOT_FOUND");
}

TEST(documents, are_registered_within_a_bound) {
  const auto shared = std::make_shared<registered_documents>();
  served on = registering(shared);
  for (int i = 0; i < 1'000; ++i) {
    const std::string text = "query q" + std::to_string(i) + " { notes { id } }";
    EXPECT_EQ(on.ask_with(text, sha256(text)), "");
  }
  EXPECT_EQ(shared->size(), 1'000U);
  const std::string pad(100, ' ');
  std::size_t most = 0;
  for (int i = 0; i < 100'000; ++i) {
    shared->add(sha256(std::to_string(i)), std::to_string(i) + pad);
    most = std::max(most, shared->bytes());
  }
  EXPECT_LE(most, registered_documents::most_bytes);
  EXPECT_LT(shared->size(), 100'000U);
  EXPECT_EQ(shared->find(sha256("0")), nullptr);
  ASSERT_NE(shared->find(sha256("99999")), nullptr);
  EXPECT_EQ(*shared->find(sha256("99999")), "99999" + pad);
}

TEST(documents, that_do_not_fit_the_schema_are_named) {
  const std::string deep = "query Deep { a: notes { id } b: notes { id } c: notes { id } }";
  auto given = manifest{{.id = "deep", .text = deep},
                        {.id = "fits", .text = note_text},
                        {.id = "garbage", .text = "{"},
                        {.id = "old", .text = "query Old { gone }"}};
  const auto refused =
      refused_documents(given, {.schema = served_schema(), .limits = {.aliases = 2}});
  ASSERT_EQ(refused.size(), 3U);
  EXPECT_EQ(refused[0].id, "deep");
  EXPECT_EQ(refused[0].operation, "Deep");
  EXPECT_NE(refused[0].error.message.find("max_aliases"), std::string::npos);
  EXPECT_EQ(refused[1].id, "garbage");
  EXPECT_EQ(refused[2].id, "old");
  EXPECT_NE(refused[2].error.message.find("gone"), std::string::npos);
  // Where text is answered as well, who asks for one hears why.
  served on({.trusted = std::make_shared<manifest>(given)});
  EXPECT_EQ(on.ask_for("old"), "GRAPHQL_VALIDATION_FAILED");
  EXPECT_EQ(on.ask_for("garbage"), "GRAPHQL_PARSE_FAILED");
}

}  // namespace
}  // namespace fraiseql::execution
