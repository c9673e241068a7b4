// Chunked bodies cut in every place, and the bounds of their framing.
#include "http/chunked_reader.hpp"

#include <gtest/gtest.h>

namespace fraiseql::http {
namespace {

using progress = chunked_reader::progress;

struct outcome {
  progress last;
  std::string body;
  std::string left;
};

// Offers the bytes in two pieces, as a connection would.
outcome read_cut_at(const std::string& bytes, std::size_t cut, std::size_t limit = 1000) {
  chunked_reader reader(limit);
  outcome out{progress::more, {}, {}};
  for (const auto& piece : {bytes.substr(0, cut), bytes.substr(cut)}) {
    out.left += piece;
    if (out.last != progress::more) continue;
    std::string_view input = out.left;
    out.last = reader.read(input, out.body);
    out.left = std::string{input};
  }
  return out;
}

outcome read(const std::string& bytes, std::size_t limit = 1000) {
  return read_cut_at(bytes, bytes.size(), limit);
}

TEST(chunked_reader, reads_the_same_wherever_the_bytes_are_cut) {
  const std::string bytes =
      "4\r\nwiki\r\n00B ; a=b\r\npedia\r\n\r\nok\r\n0\r\nX: y\r\nZ:\r\n\r\nGET /";
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const auto got = read_cut_at(bytes, cut);
    EXPECT_EQ(got.last, progress::done) << cut;
    EXPECT_EQ(got.body, "wikipedia\r\n\r\nok") << cut;
    EXPECT_EQ(got.left, "GET /") << cut;
  }
}

TEST(chunked_reader, refuses_malformed_framing_wherever_it_is_cut) {
  for (const std::string bytes :
       {"\r\n0\r\n\r\n", "g\r\n", " 1\r\nx\r\n0\r\n\r\n", "1 x\r\nx\r\n0\r\n\r\n",
        "1\rx\r\n0\r\n\r\n", "1\r\nx0\r\n\r\n", "1\r\nx\n0\r\n\r\n", "0\r\nX: y\n\r\n",
        "0x1\r\nx\r\n0\r\n\r\n", "1;\x01\r\nx\r\n0\r\n\r\n"})
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut)
      EXPECT_EQ(read_cut_at(bytes, cut).last, progress::malformed) << bytes << " cut at " << cut;
}

TEST(chunked_reader, counts_the_body_over_all_chunks) {
  EXPECT_EQ(read("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", 5).last, progress::done);
  EXPECT_EQ(read("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", 4).last, progress::too_large);
  EXPECT_EQ(read("5\r\n", 4).last, progress::too_large);
}

TEST(chunked_reader, bounds_a_line_of_framing) {
  const auto line_of = [](std::size_t bytes) {
    return "0;" + std::string(bytes - 4, 'x') + "\r\n";
  };
  EXPECT_EQ(read(line_of(chunked_reader::line_bytes) + "\r\n").last, progress::done);
  EXPECT_EQ(read(line_of(chunked_reader::line_bytes + 1) + "\r\n").last, progress::malformed);
  EXPECT_EQ(read(std::string(chunked_reader::line_bytes - 1, '0')).last, progress::more);
  EXPECT_EQ(read(std::string(chunked_reader::line_bytes, '0')).last, progress::malformed);
}

TEST(chunked_reader, bounds_the_trailers) {
  std::string trailers;
  while (trailers.size() < chunked_reader::trailer_bytes) trailers += "X: 0123456789a\r\n";
  ASSERT_EQ(trailers.size(), chunked_reader::trailer_bytes);
  EXPECT_EQ(read("0\r\n" + trailers + "\r\n").last, progress::done);
  EXPECT_EQ(read("0\r\n" + trailers + "X:\r\n\r\n").last, progress::malformed);
  trailers.insert(1, "X");
  EXPECT_EQ(read("0\r\n" + trailers + "\r\n").last, progress::malformed);
}

}  // namespace
}  // namespace fraiseql::http
