// Any bytes as a cursor, and as the values of one. What is read is what was written: a text that
// is a cursor is the only one of its bytes, and its values come back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "json/cursor.hpp"
#include "json/write.hpp"

namespace {

using namespace fraiseql;

bool is_scalar(const json::value& value) {
  return value.get<json::array>() == nullptr && value.get<json::object>() == nullptr;
}

void check(std::string_view text) {
  const auto read = json::read_cursor(text);
  if (!read) return;
  for (const json::value& value : read->values) {
    if (!is_scalar(value)) std::abort();
  }
  std::string again;
  json::write_cursor(again, read->fingerprint, json::to_text(json::value(read->values)));
  const auto same = json::read_cursor(again);
  if (!same || same->fingerprint != read->fingerprint || same->values != read->values) std::abort();
  // A bit that belongs to no byte would make this a cursor, too.
  std::string other(text);
  other.back() = other.back() == 'A' ? 'B' : 'A';
  const auto changed = json::read_cursor(other);
  if (changed && changed->values == read->values) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(bytes, bytes + size);
  check(text);
  std::string written;
  json::write_cursor(written, size, text);
  check(written);
  return 0;
}
