// The recursion follows the shape. A text is left to the walk once at most, so what is wrong costs
// no more than twice.
#include "transform/straight.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "transform/chunk.hpp"
#include "transform/leaf.hpp"
#include "transform/scan.hpp"
#include "transform/token.hpp"
#include "transform/type_text.hpp"

namespace fraiseql::transform {
namespace {

// Longer strings are looked through before they are copied.
constexpr std::size_t max_copied = output::max_room / 2;

bool is_straight_leaf(const value_shape& shape) {
  if (shape.abstract != nullptr || shape.connection != nullptr) return false;
  // These may be lists and objects themselves.
  return shape.kind != leaf::json && shape.kind != leaf::other && shape.kind != leaf::vector;
}

// A string that was copied: where it ends in the text, and where in the output.
struct copied {
  const char* from = nullptr;
  char* to = nullptr;
};

// Copies the string whose quote is at `from`, to its other quote. Nothing if it has none, or bytes
// that may not stand in it, or reaches beyond `room`, where a chunk more may be stored.
copied copy_to_quote(const char* from, const char* end, char* to, const char* room) {
  *to++ = *from++;
  while (from < end && to < room) {
#ifdef __SSE2__
    if (end - from >= static_cast<std::ptrdiff_t>(chunk_bytes)) {
      const __m128i chunk = load_chunk(from);
      store_chunk(to, chunk);
      const unsigned special = special_bytes(chunk);
      const std::ptrdiff_t plain = special == 0 ? chunk_bytes : std::countr_zero(special);
      from += plain;
      to += plain;
      if (special == 0) continue;
    }
#endif
    if (*from == '"') {
      *to = '"';
      return {from + 1, to + 1};
    }
    const char* const next = past_one(from, end);
    if (next == nullptr) return {};
    while (from != next) *to++ = *from++;
  }
  return {};
}

class straight_reader {
 public:
  straight_reader(output& out, workspace& work, std::string_view text)
      : out_(out), work_(work), at_(text.data()), end_(at_ + text.size()) {}

  bool run(const value_shape& shape, unsigned level) { return value(shape, level) && at_ == end_; }

 private:
  bool value(const value_shape& shape, unsigned level) {
    if (at_ == end_ || *at_ == '{') return false;
    if (*at_ != '[') return scalar(shape, level);
    if (level > 0) return list(shape, level);
    return shape.object != nullptr && row(*shape.object);
  }

  bool list(const value_shape& shape, unsigned level) {
    ++at_;
    out_.add('[');
    if (take(']')) {
      out_.add(']');
      return true;
    }
    while (value(shape, level - 1)) {
      if (take(']')) {
        out_.add(']');
        return true;
      }
      if (!take_separator()) return false;
      out_.add(',');
    }
    return false;
  }

  bool row(const object_shape& shape) {
    ++at_;
    char before = '{';
    bool is_first = true;
    for (const field_shape& field : shape.fields) {
      if (!is_stored_key(field.key)) {
        out_.take(begin_field(out_, before, field.prefix, 0));
        constant(shape, field);
      } else {
        if (!is_first && !take_separator()) return false;
        is_first = false;
        if (!column(field, before)) return false;
      }
      before = ',';
    }
    if (shape.fields.empty()) out_.add('{');
    out_.add('}');
    return take(']');
  }

  void constant(const object_shape& shape, const field_shape& field) {
    if (field.key == typename_key) {
      out_.add_quoted(shape.type_name);
    } else {
      out_.add("null");
    }
  }

  bool column(const field_shape& field, char before) {
    const value_shape& shape = field.value;
    const bool is_string = shape.kind == leaf::string || shape.kind == leaf::id;
    const bool is_copied =
        is_string && shape.object == nullptr && shape.list_depth == 0 && at_ != end_ && *at_ == '"';
    if (!is_copied) {
      out_.take(begin_field(out_, before, field.prefix, 0));
      return value(shape, shape.list_depth);
    }
    const std::size_t room = std::min(static_cast<std::size_t>(end_ - at_), max_copied);
    char* const place = begin_field(out_, before, field.prefix, room);
    const copied end = copy_to_quote(at_, end_, place, place + room);
    if (end.to == nullptr) {
      out_.take(place);
      return scalar(shape, 0);
    }
    out_.take(end.to);
    at_ = end.from;
    return true;
  }

  // Null, too, whatever the shape.
  bool scalar(const value_shape& shape, unsigned level) {
    const char* const stop = value_end(at_, end_);
    if (stop == nullptr) return false;
    const std::string_view text(at_, static_cast<std::size_t>(stop - at_));
    at_ = stop;
    if (text == "null") {
      if (is_non_null(shape, level)) return false;
      out_.add(text);
      return true;
    }
    if (level > 0 || shape.object != nullptr) return false;
    return !write_leaf(out_, shape.kind, shape.rule.get(), text, work_);
  }

  bool take(char byte) {
    if (at_ == end_ || *at_ != byte) return false;
    ++at_;
    return true;
  }

  bool take_separator() { return take(',') && take(' '); }

  output& out_;
  workspace& work_;
  const char* at_;
  const char* end_;
};

}  // namespace

bool is_straight(const value_shape& shape) {
  const object_shape* const object = shape.object.get();
  if (object == nullptr) return is_straight_leaf(shape);
  if (shape.layout.has_document || !object->keys.empty()) return false;
  std::uint32_t column = 0;
  for (const field_shape& field : object->fields) {
    if (!is_stored_key(field.key)) continue;
    if (field.key != column || field.is_computed || !is_straight(field.value)) return false;
    ++column;
  }
  return column == shape.layout.columns;
}

bool write_straight(output& out, workspace& work, const value_shape& shape, unsigned level,
                    std::string_view text) {
  return straight_reader(out, work, text).run(shape, level);
}

}  // namespace fraiseql::transform
