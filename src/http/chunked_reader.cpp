// Reading a chunked body: lines of framing are taken whole or not at all, data as it
// comes.
#include "http/chunked_reader.hpp"

#include <algorithm>

namespace fraiseql::http {
namespace {

// The value of a hexadecimal digit, or 16.
std::size_t hexadecimal(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::size_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::size_t>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<std::size_t>(c - 'A') + 10;
  return 16;
}

bool is_extension(std::string_view text) {
  const auto start = text.find_first_not_of(" \t");
  if (start == std::string_view::npos) return text.empty();
  return text[start] == ';' &&
         std::ranges::all_of(text, [](char c) { return (c >= ' ' && c <= '~') || c == '\t'; });
}

// A field line (RFC 9112, 5). It is read over, but what is none might be the next request, behind a
// body that another reader takes to end here.
bool is_field(std::string_view line) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  const auto colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos) return false;
  const auto is_of_name = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
  };
  const auto is_of_value = [](char c) {
    return (static_cast<unsigned char>(c) >= ' ' && c != '\x7f') || c == '\t';
  };
  return std::ranges::all_of(line.substr(0, colon), is_of_name) &&
         std::ranges::all_of(line.substr(colon + 1), is_of_value);
}

}  // namespace

chunked_reader::progress chunked_reader::read(std::string_view& input, std::string& body) {
  for (;;) {
    if (part_ == part::data) {
      read_data(input, body);
      if (part_ == part::data) return progress::more;
    }
    std::string_view line;
    auto why_not = progress::more;
    if (!take_line(input, line, why_not)) return why_not;
    switch (part_) {
      case part::size:
        if (const auto is = read_size(line, body.size()); is != progress::more) return is;
        break;
      case part::end_of_data:
        if (!line.empty()) return progress::malformed;
        part_ = part::size;
        break;
      case part::trailer:
        if (line.empty()) return progress::done;
        if (!is_field(line)) return progress::malformed;
        trailer_so_far_ += line.size() + 2;
        if (trailer_so_far_ > trailer_bytes) return progress::malformed;
        break;
      case part::data: break;
    }
  }
}

bool chunked_reader::take_line(std::string_view& input, std::string_view& line, progress& why_not) {
  const std::string_view seen = input.substr(0, line_bytes);
  const auto end = seen.find_first_of("\r\n");
  why_not = progress::malformed;
  if (end == std::string_view::npos || end + 1 == seen.size()) {
    const bool cut_by_a_line_feed = end != std::string_view::npos && seen[end] == '\n';
    if (seen.size() < line_bytes && !cut_by_a_line_feed) why_not = progress::more;
    return false;
  }
  if (seen[end] != '\r' || seen[end + 1] != '\n') return false;
  line = seen.substr(0, end);
  input.remove_prefix(end + 2);
  return true;
}

// `chunk-size [ chunk-ext ]`; `more` if it is well.
chunked_reader::progress chunked_reader::read_size(std::string_view line, std::size_t body_so_far) {
  const std::size_t room = body_bytes_ - std::min(body_bytes_, body_so_far);
  std::size_t size = 0;
  std::size_t digits = 0;
  for (; digits < line.size() && hexadecimal(line[digits]) < 16; ++digits) {
    size = size * 16 + hexadecimal(line[digits]);
    // The limit stops the sum long before it could overflow.
    if (size > room) return progress::too_large;
  }
  if (digits == 0 || !is_extension(line.substr(digits))) return progress::malformed;
  left_of_chunk_ = size;
  part_ = size == 0 ? part::trailer : part::data;
  return progress::more;
}

void chunked_reader::read_data(std::string_view& input, std::string& body) {
  const std::size_t taken = std::min(left_of_chunk_, input.size());
  body.append(input.substr(0, taken));
  input.remove_prefix(taken);
  left_of_chunk_ -= taken;
  if (left_of_chunk_ == 0) part_ = part::end_of_data;
}

}  // namespace fraiseql::http
