// leaf: one stored scalar, checked against what the shape says and written.
//
// Digits are never read and printed anew, so none is lost.
#pragma once

#include <optional>
#include <string_view>

#include "transform/output.hpp"
#include "transform/response_shape.hpp"
#include "transform/transform.hpp"
#include "transform/workspace.hpp"

namespace fraiseql::transform {

// Copies a string to where there is room for it and looks at its bytes on the way. Gives the end,
// or nullptr where one of them may not stand in a string. Up to `limit` may be read.
char* copy_string(char* to, std::string_view text, const char* limit);

// Whether it is a few digits, as most integers are, without a zero before them.
bool is_short_integer(std::string_view text, const char* limit);

// write_leaf for what is not simply copied.
std::optional<fault> write_other_leaf(output& out, leaf kind, const scalars::rule* rule,
                                      std::string_view text, workspace& work);

// Whether copy_leaf() knows how to write such a leaf, which is not empty.
inline bool is_copied(leaf kind, std::string_view text, const char* limit) {
  if (kind != leaf::string && kind != leaf::id && kind != leaf::int32) return false;
  if (text.front() == '"') return kind != leaf::int32 && text.size() <= output::max_room / 2;
  return kind != leaf::string && is_short_integer(text, limit);
}

// Copies one to where there is room for it and its quotes. As copy_string().
inline char* copy_leaf(char* to, leaf kind, std::string_view text, const char* limit) {
  if (text.front() == '"') return copy_string(to, text, limit);
  const bool is_quoted = kind == leaf::id;
  *to = '"';
  to += is_quoted ? 1 : 0;
  copy_bytes(to, text.data(), text.size());
  to += text.size();
  *to = '"';
  return to + (is_quoted ? 1 : 0);
}

// Appends `text`, which is not empty and not null, as a leaf of `kind`. `rule` is that of a leaf of
// the kind `ruled`. A fault says why not; nothing is appended then. `work` has memory for the way.
inline std::optional<fault> write_leaf(output& out, leaf kind, const scalars::rule* rule,
                                       std::string_view text, workspace& work) {
  const char* const limit = text.data() + text.size();
  if (is_copied(kind, text, limit)) {
    char* const end = copy_leaf(out.room(text.size() + 2), kind, text, limit);
    if (end == nullptr) return fault::malformed;
    out.take(end);
    return std::nullopt;
  }
  return write_other_leaf(out, kind, rule, text, work);
}

}  // namespace fraiseql::transform
