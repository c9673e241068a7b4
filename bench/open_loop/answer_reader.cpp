#include "answer_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace fraiseql::bench {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view errors_member = "\"errors\"";

// memmem skips ahead by pairs of characters; string_view::find stops at every quote.
bool contains(std::string_view text, std::string_view part) {
  return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

// Of letters; `small` is lower case.
bool equals_folded(std::string_view text, std::string_view small) {
  return std::ranges::equal(text, small, [](char one, char other) {
    return (one >= 'A' && one <= 'Z' ? static_cast<char>(one + 32) : one) == other;
  });
}

bool read_number(std::string_view text, int base, std::size_t& into) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into, base);
  return error == std::errc() && end != text.data();
}

// Behind the string that begins at `at`.
std::size_t behind_string(std::string_view json, std::size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] == '\\') ++at;
  }
  return std::min(at + 1, json.size());
}

}  // namespace

bool has_errors(std::string_view json) {
  if (!contains(json, errors_member)) return false;
  int depth = 0;
  for (std::size_t at = 0; at < json.size();) {
    const char c = json[at];
    if (c == '"') {
      const std::size_t end = behind_string(json, at);
      const std::size_t next = json.find_first_not_of(" \t\r\n", end);
      const bool is_name = next != std::string_view::npos && json[next] == ':';
      if (depth == 1 && is_name && json.substr(at, end - at) == errors_member) return true;
      at = end;
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    ++at;
  }
  return false;
}

std::span<char> answer_reader::space() {
  if (filled_ == buffer_.size()) buffer_.resize(2 * buffer_.size());
  return {buffer_.data() + filled_, buffer_.size() - filled_};
}

answer_reader::progress answer_reader::received(std::size_t bytes) {
  const std::size_t before = filled_;
  filled_ += bytes;
  if (body_at_ == 0) {
    const std::size_t end = text().find("\r\n\r\n", before < 3 ? 0 : before - 3);
    if (end == std::string_view::npos) return progress::incomplete;
    body_at_ = next_chunk_ = end + 4;
    if (!read_head(text().substr(0, end + 2))) return progress::broken;
  }
  if (framing_ == framing::chunked) return read_chunks();
  // Requests are not pipelined, so nothing can follow.
  if (filled_ - body_at_ > length_) return progress::broken;
  return filled_ - body_at_ == length_ ? progress::complete : progress::incomplete;
}

void answer_reader::start_over() {
  filled_ = body_at_ = length_ = next_chunk_ = 0;
  joined_.clear();
  framing_ = framing::unknown;
  status_ = 0;
  is_last_ = false;
}

std::string_view answer_reader::body() const {
  return framing_ == framing::chunked ? joined_ : text().substr(body_at_, length_);
}

// The status and what says how long the body is. `head` ends with a line's end.
bool answer_reader::read_head(std::string_view head) {
  std::size_t status = 0;
  if (!head.starts_with("HTTP/1.1 ") || !read_number(head.substr(9, 3), 10, status)) return false;
  status_ = static_cast<int>(status);
  head.remove_prefix(head.find(line_end) + 2);
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find(line_end));
    head.remove_prefix(line.size() + 2);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string_view name = line.substr(0, colon);
    std::string_view value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    if (equals_folded(name, "content-length")) {
      if (!read_number(value, 10, length_)) return false;
      framing_ = framing::by_length;
    } else if (equals_folded(name, "transfer-encoding")) {
      if (!equals_folded(value, "chunked")) return false;
      framing_ = framing::chunked;
    } else if (equals_folded(name, "connection")) {
      is_last_ = equals_folded(value, "close");
    }
  }
  return framing_ != framing::unknown;
}

answer_reader::progress answer_reader::read_chunks() {
  while (true) {
    const std::string_view rest = text().substr(next_chunk_);
    const std::size_t line = rest.find(line_end);
    if (line == std::string_view::npos) return progress::incomplete;
    std::size_t size = 0;
    if (!read_number(rest.substr(0, line), 16, size)) return progress::broken;
    // The chunk and the end of its line; behind the last one an empty line, without trailers.
    const std::size_t needed = line + 2 + size + 2;
    if (rest.size() < needed) return progress::incomplete;
    joined_ += rest.substr(line + 2, size);
    next_chunk_ += needed;
    if (size == 0) {
      return rest.size() == needed && rest.ends_with(line_end) ? progress::complete
                                                               : progress::broken;
    }
  }
}

}  // namespace fraiseql::bench
