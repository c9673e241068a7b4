// Requests whose document and variables stand in a body: found by the bytes that came, and never
// taken for one another.
#include <gtest/gtest.h>

#include "execution/prepare.hpp"
#include "json/flat.hpp"
#include "json/write.hpp"
#include "support/allocations.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::execution {
namespace {

using fraiseql::testing::allocations_of_this_thread;

// A body and the request in it.
class unread {
 public:
  // `spelled` is what stands between the quotes.
  explicit unread(std::string_view spelled, std::string_view variables = "null")
      : body_(R"({"query":")" + std::string(spelled) + R"(","variables":)" +
              std::string(variables) + "}") {
    EXPECT_TRUE(flat_.read(body_)) << body_;
    const json::item root(flat_);
    request_.unread =
        unread_parts{.document = *root.find("query")->raw(), .variables = *root.find("variables")};
  }
  unread(const unread&) = delete;
  unread& operator=(const unread&) = delete;

  [[nodiscard]] const request& operator*() const { return request_; }
  request* operator->() { return &request_; }

 private:
  std::string body_;
  json::flat flat_;
  request request_;
};

class unread_requests : public ::testing::Test {
 protected:
  // nullptr where it is refused.
  const prepared_operation* operation(const request& asked) {
    auto made = preparer_.prepare(asked);
    if (!made) return nullptr;
    held_.push_back(made->operation);  // so that no address is used twice
    return made->operation.get();
  }

  preparer preparer_{fraiseql::testing::wide_schema(), {}};
  std::vector<std::shared_ptr<const prepared_operation>> held_;
};

TEST_F(unread_requests, share_the_operation_of_the_same_document_however_it_is_spelled) {
  const auto* plain = operation({.document = "query {\n notes { id } }"});
  ASSERT_NE(plain, nullptr);
  EXPECT_EQ(operation(*unread(R"(query {\n notes { id } })")), plain);
  EXPECT_EQ(operation(*unread(R"(query {\n notes { id } })")), plain);
  EXPECT_EQ(operation(*unread(R"(query {\u000a \u006eotes { id } })")), plain);
  EXPECT_NE(operation(*unread(R"(query {\n notes { id  } })")), plain);
}

// Of a comment, so that both are documents: as it stands, and with an end of the line in it.
TEST_F(unread_requests, are_not_taken_for_a_document_of_the_same_bytes) {
  constexpr const char* text = R"({ notes { id } } #\nquery b { notes { title } })";
  const auto* plain = operation({.document = text});
  ASSERT_NE(plain, nullptr);
  EXPECT_EQ(plain->operation.root().fields[0].selections[0].fields[0].response_key, "id");
  // Two operations, one without a name.
  EXPECT_EQ(operation(*unread(text)), nullptr);
  EXPECT_EQ(operation({.document = text}), plain);
  EXPECT_EQ(operation(*unread(text)), nullptr);
}

TEST_F(unread_requests, keep_the_operations_of_one_document_apart) {
  constexpr std::string_view both = R"(query a { notes { id } }\nquery b { notes { title } })";
  unread a(both);
  a->operation_name = "a";
  unread b(both);
  b->operation_name = "b";
  const auto* first = operation(*a);
  const auto* second = operation(*b);
  ASSERT_NE(first, nullptr);
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(first->operation.name(), "a");
  EXPECT_EQ(second->operation.name(), "b");
  EXPECT_EQ(operation(*a), first);
  EXPECT_EQ(operation(*b), second);
}

TEST_F(unread_requests, give_their_variables) {
  const unread asked(
      "query ($title: String, $n: Int) { notes(where: {title: {eq: $title}}, "
      "limit: $n) { id } }",
      R"({"n":3,"more":[{}],"title":"a\u0062"})");
  const auto made = preparer_.prepare(*asked);
  ASSERT_TRUE(made);
  ASSERT_EQ(made->variables.size(), 2U);
  EXPECT_EQ(json::to_text(*made->variables[0]), R"("ab")");
  EXPECT_EQ(json::to_text(*made->variables[1]), "3");
}

TEST_F(unread_requests, are_kept_as_their_own_once_they_are_read) {
  request own;
  {
    const unread asked(R"(query ($n: Int) {\n notes(limit: $n) { id } })", R"({"n":1})");
    own = *asked;
    read_parts(own);
    read_parts(own);  // twice is once
  }
  EXPECT_FALSE(own.unread);
  EXPECT_EQ(own.document, "query ($n: Int) {\n notes(limit: $n) { id } }");
  EXPECT_EQ(json::to_text(own.variables), R"({"n":1})");
  EXPECT_NE(operation(own), nullptr);
}

// Each weighs more than 8 times its bytes, in a cache of 8 MiB.
TEST_F(unread_requests, are_forgotten_before_the_cache_outgrows_its_bound) {
  const std::string filler(100'000, '#');
  const auto document = [&](int number) {
    return R"({ notes { id } }\n#)" + std::to_string(number) + filler;
  };
  const auto* first = operation(*unread(document(0)));
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(operation(*unread(document(0))), first);
  for (int i = 1; i < 12; ++i) ASSERT_NE(operation(*unread(document(i))), nullptr);
  EXPECT_NE(operation(*unread(document(0))), first);
}

// It alone is too large to keep, is answered like any other, and drives nothing out.
TEST_F(unread_requests, are_prepared_though_too_large_to_keep) {
  preparer_ = preparer(fraiseql::testing::wide_schema(), {.document_bytes = 2UL * 1024 * 1024});
  const std::string large = R"({ notes { id } }\n#)" + std::string(1'100'000, '#');
  const auto* small = operation(*unread("{ notes { id } }"));
  for (int i = 0; i < 5; ++i) ASSERT_NE(operation(*unread(large)), nullptr);
  EXPECT_EQ(operation(*unread("{ notes { id } }")), small);
}

TEST_F(unread_requests, ask_for_no_memory_but_that_of_their_values) {
  const unread without(R"({\n notes { id title } })");
  const unread with("query ($id: ID!) { note(id: $id) { id title } }",
                    R"({"id":"6f9619ff-8b86-d011-b42d-00c04fc964ff"})");
  const auto allocations_of = [this](const request& asked) {
    EXPECT_TRUE(preparer_.prepare(asked));
    const std::size_t before = allocations_of_this_thread();
    for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(preparer_.prepare(asked).ok());
    return allocations_of_this_thread() - before;
  };
  EXPECT_EQ(allocations_of(*without), 0U);
  // The list of them and the text.
  EXPECT_LE(allocations_of(*with), 2'000U);
}

}  // namespace
}  // namespace fraiseql::execution
