// Manifests as tools write them: what is read, and what is refused with which words.
#include "execution/manifest.hpp"

#include <gtest/gtest.h>

#include <random>

#include "execution/sha256.hpp"
#include "json/write.hpp"

namespace fraiseql::execution {
namespace {

std::string as_json(std::string_view text) {
  std::string out;
  json::write_string(out, text);
  return out;
}

std::string map_of(const std::vector<std::string>& texts) {
  std::string made = "{";
  for (const std::string& one : texts) {
    made += (made.size() > 1 ? "," : "") + as_json(sha256(one)) + ":" + as_json(one);
  }
  return made + "}";
}

std::string apollo_of(const std::string& operations) {
  return R"({"format":"apollo-persisted-query-manifest","version":1,"operations":[)" + operations +
         "]}";
}

std::string why_not(const std::string& text, const limits& bounds = {}) {
  const auto read = read_manifest(text, bounds);
  return read ? "it was read" : read.error().message;
}

TEST(manifest, reads_ids_and_texts_in_the_order_of_the_ids) {
  const auto read = read_manifest(R"({"b":"{ b }","a":"{ \"é\" }"})", {});
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[0].id, "a");
  EXPECT_EQ((*read)[0].text, "{ \"é\" }");
  EXPECT_EQ((*read)[1].id, "b");
}

TEST(manifest, reads_what_apollos_tool_writes) {
  const std::string body = "query A { a }";
  const auto read =
      read_manifest(apollo_of(R"({"id":")" + sha256(body) +
                              R"(","name":"A","type":"query","body":"query A { a }"})"),
                    {});
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front().id, sha256(body));
  EXPECT_EQ(read->front().text, body);
}

TEST(manifest, knows_a_hash_with_and_without_its_prefix) {
  const std::string id = sha256("{ a }");
  const auto read = read_manifest(R"({"sha256:)" + id + R"(":"{ a }"})", {});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->front().id, id);
  EXPECT_EQ(plain_id("sha256:" + id), id);
  EXPECT_EQ(plain_id("sha256:abc"), "sha256:abc");
  EXPECT_EQ(plain_id("x-md5:abc"), "x-md5:abc");
  EXPECT_FALSE(is_hash(std::string(63, 'a')));
  EXPECT_FALSE(is_hash(std::string(65, 'a')));
  EXPECT_FALSE(is_hash(std::string(64, 'A')));
}

TEST(manifest, refuses_a_hash_that_is_not_that_of_its_text) {
  EXPECT_EQ(why_not(R"({")" + sha256("{ a }") + R"(":"{ b }"})"),
            "the document \"" + sha256("{ a }") +
                "\" is not the text of its id: the SHA-256 of the text is " + sha256("{ b }"));
  EXPECT_EQ(why_not(R"({"sha256:abc":"{ b }"})"),
            "the id \"sha256:abc\" is not sha256: and 64 hexadecimal digits in lower case");
}

TEST(manifest, takes_ids_of_other_tools_as_they_are) {
  EXPECT_TRUE(
      read_manifest(R"({"0cc175b9c0f1b6a831c399e269772661":"{ a }","x-a:b-c._~1":"{ b }"})", {}));
}

TEST(manifest, refuses_ids_that_are_none) {
  for (const char* id : {"", "a b", "a/b", "\\u00e9", "a\\n"}) {
    EXPECT_NE(why_not("{\"" + std::string(id) + R"(":"{ a }"})").find("is not 1 to 128 letters"),
              std::string::npos)
        << id;
  }
  EXPECT_TRUE(read_manifest("{\"" + std::string(128, 'a') + R"(":"{ a }"})", {}));
  EXPECT_FALSE(read_manifest("{\"" + std::string(129, 'a') + R"(":"{ a }"})", {}));
}

TEST(manifest, refuses_what_is_there_twice) {
  EXPECT_NE(why_not(R"({"a":"{ a }","a":"{ a }"})").find("appears twice in one object"),
            std::string::npos);
  const std::string id = sha256("{ a }");
  EXPECT_EQ(why_not("{\"" + id + R"(":"{ a }","sha256:)" + id + R"(":"{ a }"})"),
            "the id \"" + id + "\" is there twice");
  EXPECT_EQ(why_not(apollo_of(R"({"id":"a","body":"1"},{"id":"a","body":"2"})")),
            "the id \"a\" is there twice");
}

TEST(manifest, refuses_other_forms) {
  EXPECT_NE(why_not("{").find("it is not JSON: "), std::string::npos);
  EXPECT_EQ(why_not("[]"), "it must be an object of ids and documents, or Apollo's, not a list");
  EXPECT_EQ(why_not("{}"), "it has no documents");
  EXPECT_EQ(why_not(apollo_of("")), "it has no documents");
  EXPECT_EQ(why_not(R"({"a":1})"), "the document \"a\" must be a string, not a number");
  EXPECT_EQ(why_not(R"({"format":"apollo-persisted-query-manifest","version":2,"operations":[]})"),
            "its \"version\" must be 1");
  EXPECT_EQ(why_not(R"({"format":"apollo-persisted-query-manifest","version":1})"),
            "\"operations\" must be a list");
  EXPECT_EQ(why_not(apollo_of("1")), "each of \"operations\" must be an object");
  EXPECT_EQ(why_not(apollo_of(R"({"id":"a"})")),
            "the member \"body\" of operation 1 must be a string, not null");
}

TEST(manifest, holds_its_limits) {
  EXPECT_TRUE(read_manifest(R"({"a":"12345"})", {.document_bytes = 5}));
  EXPECT_EQ(why_not(R"({"a":"123456"})", {.document_bytes = 5}),
            "the document \"a\" is larger than 5 bytes, the limit \"max_document_bytes\"");
  std::string many = "{";
  for (std::size_t i = 0; i < max_manifest_documents; ++i) {
    many += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":\"{ a }\"";
  }
  EXPECT_TRUE(read_manifest(many + "}", {}));
  EXPECT_EQ(why_not(many + R"(,"b":"{ a }"})"), "it has more than 10000 documents");
  EXPECT_EQ(why_not(std::string(max_manifest_bytes + 1, ' ')), "it is larger than 67108864 bytes");
}

// Whatever is read has ids that are its texts' and looks up as itself; and what is cut or changed
// in one byte never makes another text trusted under the same hash.
TEST(manifest, never_trusts_a_text_under_a_hash_of_another) {
  const std::string whole = map_of({"{ a }", "query B { b(c: \"d\") }", "{ é }"});
  std::mt19937 random(20261122);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = whole;
    const std::size_t at = random() % text.size();
    if (i % 4 == 0) {
      text.resize(at);
    } else {
      text[at] = static_cast<char>(random());
    }
    const auto read = read_manifest(text, {});
    if (!read) continue;
    for (const trusted_document& one : *read) {
      if (is_hash(one.id)) {
        ASSERT_EQ(sha256(one.text), one.id) << text;
      }
    }
  }
}

}  // namespace
}  // namespace fraiseql::execution
