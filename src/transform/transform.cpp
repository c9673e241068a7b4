// The walk: shape and text side by side, one function for each kind of value.
//
// An object is read in two steps. collect() merges its members, which come in jsonb's
// key order, with the shape's sorted keys and keeps one span per key; then the fields
// are written in response order, each starting again at its saved span (two aliases of
// one key share it). The recursion follows the shape, never the data.
//
// Errors do as graphql-js 17.1.0 does with synchronous data (checked against it): the
// first error that propagates ends its object or list, so later siblings are neither
// looked at nor reported; errors recorded before it stay, also those at positions that
// the propagated null wipes out.
#include "transform/transform.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <memory_resource>
#include <optional>
#include <system_error>

#include "base/check.hpp"
#include "transform/leaf.hpp"
#include "transform/scan.hpp"
#include "transform/type_text.hpp"

namespace fraiseql::transform {
namespace {

// A step of the path to the value being written; linked on the stack, and made into a
// response_path only for an error.
struct frame {
  const frame* parent = nullptr;
  const field_shape* field = nullptr;  // or an index
  std::uint64_t index = 0;
};

response_path to_path(const frame* last) {
  response_path path;
  for (const frame* at = last; at != nullptr; at = at->parent) {
    if (at->field != nullptr) {
      path.emplace_back(at->field->response_key);
    } else {
      path.emplace_back(at->index);
    }
  }
  std::ranges::reverse(path);
  return path;
}

source_location location_of(const frame* last) {
  for (const frame* at = last; at != nullptr; at = at->parent) {
    if (at->field != nullptr) return at->field->location;
  }
  return {};
}

enum class outcome : std::uint8_t {
  written,
  propagates,  // a null that must not stand here; its error is recorded
  malformed,   // the row's text is no jsonb; its error is not recorded yet
};

class walker {
 public:
  walker(std::string& out, std::vector<field_error>& errors) : out_(out), errors_(errors) {
    spans_.reserve(inline_spans);
  }

  // One row's value; never `malformed`.
  outcome row(const value_shape& shape, std::string_view text, const frame* path);
  // The rows as a list; false if the null is the list itself.
  bool rows(const value_shape& shape, std::span<const std::string_view> texts);

 private:
  void fail(fault kind, const value_shape& shape, unsigned level, const frame* path,
            std::uint64_t raised = 0);
  // The value at `where` with `level` lists of `shape` left around it.
  outcome value(const value_shape& shape, unsigned level, span where, const frame* path);
  outcome content(const value_shape& shape, unsigned level, span where, const frame* path);
  outcome list(const value_shape& shape, unsigned level, span where, const frame* path);
  outcome object(const object_shape& shape, span where, const frame* path);
  outcome abstract(const value_shape& shape, span where, const frame* path);
  // The value of a field that the program worked out, in its wrapping.
  outcome computed(const value_shape& shape, span where, const frame* path);
  bool collect(const object_shape& shape, span where, std::size_t base);
  outcome fields(const object_shape& shape, std::size_t base, const frame* path);

  static constexpr std::size_t inline_spans = 256;

  std::string& out_;
  std::vector<field_error>& errors_;
  // The spans of all objects open now, a stack. Only a wide and deep shape allocates.
  alignas(span) std::array<std::byte, inline_spans * sizeof(span)> buffer_;
  std::pmr::monotonic_buffer_resource memory_{buffer_.data(), buffer_.size()};
  std::pmr::vector<span> spans_{&memory_};
};

void walker::fail(fault kind, const value_shape& shape, unsigned level, const frame* path,
                  std::uint64_t raised) {
  if (errors_.size() >= max_errors) return;
  errors_.push_back({.kind = kind,
                     .path = to_path(path),
                     .expected = type_text(shape, level),
                     .location = location_of(path),
                     .raised = raised});
}

bool walker::rows(const value_shape& shape, std::span<const std::string_view> texts) {
  const std::size_t mark = out_.size();
  out_ += '[';
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out_ += ',';
    const frame at{.index = i};
    if (row(shape, texts[i], &at) == outcome::propagates) {
      out_.resize(mark);
      return false;
    }
  }
  out_ += ']';
  return true;
}

outcome walker::row(const value_shape& shape, std::string_view text, const frame* path) {
  const std::size_t mark = out_.size();
  const std::size_t error_mark = errors_.size();
  const span where{.begin = text.data(), .end = text.data() + text.size()};
  const outcome end = value(shape, shape.list_depth, where, path);
  if (end != outcome::malformed) return end;
  // Nothing in such a text can be believed, so neither can the errors found in it.
  out_.resize(mark);
  errors_.resize(error_mark);
  fail(fault::malformed, shape, shape.list_depth, path);
  if (is_non_null(shape, shape.list_depth)) return outcome::propagates;
  out_ += "null";
  return outcome::written;
}

outcome walker::value(const value_shape& shape, unsigned level, span where, const frame* path) {
  if (where.missing() || where.text() == "null") {
    if (is_non_null(shape, level)) {
      fail(fault::null_value, shape, level, path);
      return outcome::propagates;
    }
    out_ += "null";
    return outcome::written;
  }
  const std::size_t mark = out_.size();
  const outcome end = content(shape, level, where, path);
  if (end == outcome::written) return end;
  out_.resize(mark);
  if (end == outcome::malformed || is_non_null(shape, level)) return end;
  out_ += "null";
  return outcome::written;
}

outcome walker::content(const value_shape& shape, unsigned level, span where, const frame* path) {
  const std::string_view text = where.text();
  const token found = kind_of(text);
  if (found == token::malformed) return outcome::malformed;
  if (level > 0 && found == token::list) return list(shape, level, where, path);
  const bool is_leaf = level == 0 && shape.object == nullptr && shape.abstract == nullptr;
  if (level == 0 && !is_leaf && found == token::object) {
    return shape.object != nullptr ? object(*shape.object, where, path)
                                   : abstract(shape, where, path);
  }

  std::optional<fault> problem = fault::wrong_kind;
  if (is_leaf) {
    problem = write_leaf(out_, shape.kind, shape.rule.get(), found, text);
  } else if (value_end(where.begin, where.end) != where.end) {
    problem = fault::malformed;
  }
  if (!problem) return outcome::written;
  if (*problem == fault::malformed) return outcome::malformed;
  fail(*problem, shape, level, path);
  return outcome::propagates;
}

outcome walker::list(const value_shape& shape, unsigned level, span where, const frame* path) {
  elements items(where);
  frame at{.parent = path};
  out_ += '[';
  step next = items.next();
  for (; next == step::item; next = items.next()) {
    if (at.index > 0) out_ += ',';
    const outcome end = value(shape, level - 1, items.value(), &at);
    if (end != outcome::written) return end;
    ++at.index;
  }
  if (next == step::malformed) return outcome::malformed;
  out_ += ']';
  return outcome::written;
}

outcome walker::object(const object_shape& shape, span where, const frame* path) {
  const std::size_t base = spans_.size();
  spans_.resize(base + shape.keys.size());
  const outcome end = collect(shape, where, base) ? fields(shape, base, path) : outcome::malformed;
  spans_.resize(base);
  return end;
}

// Looked for by itself, because which keys to collect depends on what it says.
outcome walker::abstract(const value_shape& shape, span where, const frame* path) {
  const std::vector<object_shape>& possible = shape.abstract->possible;
  members stored(where);
  step next = stored.next();
  while (next == step::item && stored.key() != shape.abstract->discriminator) next = stored.next();
  if (next == step::item) {
    const std::string_view named = stored.value().text();
    if (kind_of(named) == token::string) {
      const auto found = std::ranges::lower_bound(possible, named.substr(1, named.size() - 2), {},
                                                  &object_shape::type_name);
      const bool is_one =
          found != possible.end() && named.substr(1, named.size() - 2) == found->type_name;
      if (is_one) return object(*found, where, path);
    }
    next = stored.skip_rest();
  }
  if (next == step::malformed) return outcome::malformed;
  fail(fault::unknown_type, shape, 0, path);
  return outcome::propagates;
}

outcome walker::computed(const value_shape& shape, span where, const frame* path) {
  const std::string_view text = where.missing() ? std::string_view() : where.text();
  if (text.starts_with('[')) {
    elements items(where);
    if (items.next() != step::item) return outcome::malformed;
    return value(shape, shape.list_depth, items.value(), path);
  }
  std::uint64_t number = missing_value;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!text.empty() && !is_number) return outcome::malformed;
  fail(fault::raised, shape, shape.list_depth, path, number);
  if (is_non_null(shape, shape.list_depth)) return outcome::propagates;
  out_ += "null";
  return outcome::written;
}

// Fills spans_ from `base`, one for each of the shape's keys. False if malformed.
bool walker::collect(const object_shape& shape, span where, std::size_t base) {
  members stored(where);
  std::size_t wanted = 0;
  while (wanted < shape.keys.size()) {
    const step next = stored.next();
    if (next != step::item) return next == step::end;
    // An escaped key is longer here than in jsonb's order, so it says nothing about
    // which of the wanted keys are absent.
    if (stored.key_is_escaped()) continue;
    while (wanted < shape.keys.size() && jsonb_key_less(shape.keys[wanted], stored.key())) {
      ++wanted;
    }
    if (wanted < shape.keys.size() && shape.keys[wanted] == stored.key()) {
      spans_[base + wanted] = stored.value();
      ++wanted;
    }
  }
  return stored.skip_rest() == step::end;
}

outcome walker::fields(const object_shape& shape, std::size_t base, const frame* path) {
  frame at{.parent = path};
  out_ += '{';
  bool first = true;
  for (const field_shape& field : shape.fields) {
    if (!first) out_ += ',';
    first = false;
    out_ += field.prefix;
    if (field.key == typename_key) {
      out_ += '"';
      out_ += shape.type_name;
      out_ += '"';
      continue;
    }
    FRAISEQL_CHECK(field.key < shape.keys.size());
    at.field = &field;
    const span stored = spans_[base + field.key];
    const outcome end = field.is_computed ? computed(field.value, stored, &at)
                                          : value(field.value, field.value.list_depth, stored, &at);
    if (end != outcome::written) return end;
  }
  out_ += '}';
  return outcome::written;
}

}  // namespace

bool write_value(std::string& out, const response_shape& shape,
                 std::span<const std::string_view> rows, std::vector<field_error>& errors) {
  walker walk(out, errors);
  switch (shape.rows) {
    case cardinality::one: {
      const std::string_view text = rows.empty() ? std::string_view() : rows.front();
      return walk.row(shape.value, text, nullptr) == outcome::written;
    }
    case cardinality::many:
      if (walk.rows(shape.value, rows)) return true;
      if (shape.list_non_null) return false;
      out += "null";
      return true;
  }
  return false;
}

}  // namespace fraiseql::transform
