// Random streams of requests, most of them odd: where they are cut changes nothing, and what is
// taken for a request is one (walk.hpp).
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <random>

#include "http/walk.hpp"

namespace fraiseql::http {
namespace {

constexpr std::size_t head_bytes = 300;
constexpr std::size_t body_bytes = 40;

class stream_maker {
 public:
  explicit stream_maker(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
  }

  std::string make() {
    std::string made;
    for (auto requests = 1 + below(3); requests > 0; --requests) made += request();
    for (auto changes = below(4); changes > 0; --changes) change(made);
    return made;
  }

 private:
  std::string_view any_of(std::initializer_list<std::string_view> these) {
    return *(these.begin() + below(these.size()));
  }

  std::string request() {
    std::string made(any_of({"", "", "", "\r\n", "\n"}));
    made += any_of({"GET ", "POST ", "HEAD ", "PRI ", "X "});
    made += any_of({"/", "/a?b", "*", "http://h/x", "a:1", "/ /"});
    made += any_of({" HTTP/1.1\r\n", " HTTP/1.1\r\n", " HTTP/1.1\r\n", " HTTP/1.0\r\n",
                    " HTTP/1.1\n", " HTTP/2.0\r\n"});
    if (below(10) > 0) made += "Host: t\r\n";
    const std::string body(below(body_bytes + 2), 'b');
    const auto framing = below(4);
    if (framing == 1) made += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    if (framing > 1) made += "Transfer-Encoding: chunked\r\n";
    if (below(5) == 0) {
      made += any_of({"Content-Length: 1\r\n", "Transfer-Encoding: x\r\n", "X: y\r\n z\r\n",
                      "X : y\r\n", "Transfer-Encoding:\tchunked\r\n", "Content-Length: 0x1\r\n",
                      "Expect: 100-continue\r\n", "Host: u\r\n", "X: y\n"});
    }
    made += "\r\n";
    if (framing == 1) made += body;
    if (framing > 1) made += chunks_of(body);
    return made;
  }

  std::string chunks_of(std::string_view body) {
    std::string made;
    while (!body.empty()) {
      const auto size = std::min(1 + below(20), body.size());
      made += hexadecimal(size);
      made += any_of({"", "", "", ";a=b", " ;a", " "});
      made += any_of({"\r\n", "\r\n", "\r\n", "\r\n", "\n"});
      made += body.substr(0, size);
      made += "\r\n";
      body.remove_prefix(size);
    }
    made += "0\r\n";
    made += any_of({"\r\n", "\r\n", "\r\n", "X: y\r\n\r\n", "Content-Length: 3\r\n\r\n", ""});
    return made;
  }

  static std::string hexadecimal(std::size_t size) {
    std::string made;
    for (; size > 0; size /= 16) made.insert(made.begin(), "0123456789abcdef"[size % 16]);
    return made;
  }

  void change(std::string& bytes) {
    if (bytes.empty()) return;
    constexpr std::string_view strange("\r\n\0 :;\t,x0", 10);
    const auto at = below(bytes.size());
    switch (below(4)) {
      case 0: bytes[at] = strange[below(strange.size())]; break;
      case 1: bytes.erase(at, 1 + below(3)); break;
      case 2: bytes.insert(at, 1, strange[below(strange.size())]); break;
      default: bytes.insert(at, bytes.substr(below(bytes.size()), 24)); break;
    }
  }

  std::mt19937 random_;
};

walked walk(std::string_view bytes, const std::function<std::size_t()>& next_piece) {
  walker made(head_bytes, body_bytes);
  while (!bytes.empty()) {
    const auto size = std::min(next_piece(), bytes.size());
    made.take(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return made.seen();
}

TEST(property_of_framing, is_that_cuts_change_nothing_and_each_request_is_one) {
  const char* given = std::getenv("FRAISEQL_SEED");
  const auto seed = given != nullptr ? static_cast<unsigned>(std::stoul(given)) : 20'261'122U;
  stream_maker make(seed);
  std::size_t requests = 0;
  std::size_t refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string bytes = make.make() + std::string(end_of_any_head);
    const walked whole = walk(bytes, [&] { return bytes.size(); });
    ASSERT_EQ(walk(bytes, [] { return 1U; }), whole) << "seed " << seed << ": " << bytes;
    ASSERT_EQ(walk(bytes, [&] { return 1 + make.below(30); }), whole)
        << "seed " << seed << ": " << bytes;
    for (const auto& one : whole.requests) {
      const auto body =
          plain_reader::body_of(std::string_view(bytes).substr(one.from, one.to - one.from));
      ASSERT_EQ(body, one.body) << "seed " << seed << ": " << bytes;
    }
    requests += whole.requests.size();
    refused += whole.refused != 0 ? 1 : 0;
  }
  // Neither side of it is bare.
  EXPECT_GT(requests, 2'000U);
  EXPECT_GT(refused, 5'000U);
}

}  // namespace
}  // namespace fraiseql::http
