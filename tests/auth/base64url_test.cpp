#include "auth/base64url.hpp"

#include <gtest/gtest.h>

#include "support/signing.hpp"

namespace fraiseql::auth {
namespace {

TEST(base64url, gives_the_bytes_back) {
  EXPECT_EQ(decode_base64url(""), "");
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(decode_base64url(testing::base64url(bytes)), bytes) << i;
    bytes += static_cast<char>(i * 37);
  }
  EXPECT_EQ(decode_base64url("-_-_"), "\xfb\xff\xbf");
}

TEST(base64url, refuses_every_other_spelling) {
  using namespace std::string_view_literals;
  for (const std::string_view wrong :
       {"A"sv, "AAAAA"sv,                      // no length of whole bytes
        "AA=="sv, "AAA="sv, "AAAA="sv, "="sv,  // padding
        "AB"sv, "AAB"sv, "Af"sv,               // bits that belong to no byte
        "+/+/"sv, "AA.A"sv, "AA A"sv, "AAA\n"sv, " AAA"sv, "AA\0A"sv, "AAA\xc3"sv}) {
    EXPECT_FALSE(decode_base64url(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace fraiseql::auth
