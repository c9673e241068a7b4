// dom_transform: what an expert would write with simdjson's DOM to do the transform's work, and
// what the transform must be faster than.
//
// The document is parsed into simdjson's tape. An object's members are then merged with the plan's
// keys in one pass, as jsonb's order of keys allows, and what was found is written in response
// order. Strings were decoded by the parser, so they are escaped anew, and numbers printed anew.
// Wrong kinds, integers out of range and nulls where there must be none are found and propagate as
// in the transform, but errors are only counted. The parser and the output are kept from one
// document to the next; nothing is allocated once they are large enough.
#pragma once

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

enum class kind : std::uint8_t {
  text,
  id,
  int32,
  floating,
  boolean,
  date_time,
  enumeration,
  object,
  type_name,
};

struct enum_value {
  std::string stored;
  std::string written;  // with its quotes
};

struct value_plan;

struct field_plan;

struct value_plan {
  bench::kind kind = bench::kind::text;
  unsigned depth = 0;     // lists around it
  unsigned non_null = 0;  // bit 0: the innermost value, bit i: the i-th list around it
  std::vector<enum_value> values = {};
  std::vector<std::string> keys = {};  // of an object, in jsonb's order
  std::vector<field_plan> fields = {};
};

struct field_plan {
  std::string prefix;           // `{"name":` or `,"name":`; of `__typename` with the value
  std::size_t prefix_size = 0;  // without the zeros behind it, up to a multiple of 32 bytes
  std::size_t key = 0;          // in keys
  value_plan value = {};
};

// Of the JSON that inputs.py writes.
value_plan read_plan(std::string_view text);

// Bytes that are never filled before they are written to. Who writes keeps the end in a local.
class output {
 public:
  [[nodiscard]] std::string_view text() const { return {bytes_.get(), size_}; }
  void clear() { size_ = 0; }
  char* begin() { return bytes_.get(); }
  char* end() { return bytes_.get() + size_; }
  void ends(const char* at) { size_ = static_cast<std::size_t>(at - bytes_.get()); }

  // Room for so many bytes from `at` on, which may move.
  char* room(char* at, std::size_t more) {
    if (static_cast<std::size_t>(limit_ - at) >= more) return at;
    return grow(at, more);
  }

 private:
  char* grow(char* at, std::size_t more);

  std::unique_ptr<char[]> bytes_ = nullptr;
  char* limit_ = nullptr;
  std::size_t size_ = 0;
};

// Keeps its parser. Each function takes where to write and gives where that ended, or nullptr
// where null goes on to the parent.
class dom_transform {
 public:
  // Appends what the plan makes of `text`, behind which there are SIMDJSON_PADDING readable
  // bytes. False, and nothing appended, if null reached the root where it must not, or the text is
  // no JSON.
  bool write(output& out, const value_plan& plan, std::string_view text);

  [[nodiscard]] std::size_t errors() const { return errors_; }

 private:
  using element = simdjson::dom::element;

  char* value(char* at, const value_plan& plan, unsigned level, element stored);
  char* content(char* at, const value_plan& plan, unsigned level, element stored);
  char* list(char* at, const value_plan& plan, unsigned level, simdjson::dom::array stored);
  char* object(char* at, const value_plan& plan, simdjson::dom::object stored);
  char* leaf(char* at, const value_plan& plan, element stored);
  char* string(char* at, std::string_view text);
  char* null(char* at, const value_plan& plan, unsigned level);
  void collect(const value_plan& plan, simdjson::dom::object stored, std::size_t base);

  simdjson::dom::parser parser_;
  std::vector<element> found_;  // of the keys of all objects that are open
  std::vector<char> is_found_;
  output* out_ = nullptr;
  std::size_t errors_ = 0;
};

}  // namespace bench
