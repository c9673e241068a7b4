// The walk of documents; walker.hpp says what else there is. What nobody else calls is `inline`,
// which lets the compiler put it where it is called: a value is 5 % more instructions without.
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
#include <charconv>
#include <cstddef>
#include <optional>
#include <system_error>

#include "base/check.hpp"
#include "transform/leaf.hpp"
#include "transform/scan.hpp"
#include "transform/token.hpp"
#include "transform/type_text.hpp"
#include "transform/walker.hpp"

namespace fraiseql::transform {
namespace {

response_path to_path(const frame* last) {
  response_path path;
  for (const frame* at = last; at != nullptr; at = at->parent) {
    if (at->field != nullptr) {
      path.emplace_back(at->field->response_key);
    } else if (at->part != nullptr) {
      path.emplace_back(at->part->response_key);
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
    if (at->part != nullptr) return at->part->location;
  }
  return {};
}

}  // namespace

void walker::fail(fault kind, const value_shape& shape, unsigned level, const frame* path,
                  std::uint64_t raised) {
  if (errors_.size() >= max_errors) return;
  errors_.push_back({.kind = kind,
                     .path = to_path(path),
                     .expected = type_text(shape, level),
                     .owner = kind == fault::no_row ? shape.belongs_to : std::string(),
                     .location = location_of(path),
                     .raised = raised});
}

outcome walker::null(const value_shape& shape, unsigned level, const frame* path) {
  if (is_non_null(shape, level)) {
    fail(shape.belongs_to.empty() ? fault::null_value : fault::no_row, shape, level, path);
    return outcome::propagates;
  }
  out_ += "null";
  return outcome::written;
}

outcome walker::settle(const value_shape& shape, unsigned level, std::size_t mark, outcome end) {
  if (end == outcome::written) return end;
  out_.resize(mark);
  if (end == outcome::malformed || is_non_null(shape, level)) return end;
  out_ += "null";
  return outcome::written;
}

outcome walker::settle_text(const value_shape& shape, unsigned level, std::size_t mark,
                            std::size_t error_mark, outcome end, const frame* path) {
  if (end != outcome::malformed) return end;
  // Nothing in such a text can be believed, so neither can the errors found in it.
  out_.resize(mark);
  errors_.resize(error_mark);
  fail(fault::malformed, shape, level, path);
  if (is_non_null(shape, level)) return outcome::propagates;
  out_ += "null";
  return outcome::written;
}

bool walker::rows(const value_shape& shape, const rows_view& rows) {
  const std::size_t mark = out_.size();
  const std::size_t count = rows.count();
  out_ += '[';
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out_ += ',';
    const frame at{.index = i};
    if (row(shape, rows.row(i), &at) == outcome::propagates) {
      out_.resize(mark);
      return false;
    }
  }
  out_ += ']';
  return true;
}

outcome walker::row(const value_shape& shape, std::span<const std::string_view> columns,
                    const frame* path) {
  const std::size_t mark = out_.size();
  const std::size_t error_mark = errors_.size();
  const unsigned level = shape.list_depth;
  outcome end = outcome::written;
  if (columns.empty()) {
    end = null(shape, level, path);
  } else if (level == 0 && shape.layout.is_row()) {
    end = settle(shape, level, mark, root_row(shape, columns, path));
  } else {
    end = value(shape, level, span_of(columns.front()), path);
  }
  return settle_text(shape, level, mark, error_mark, end, path);
}

outcome walker::value(const value_shape& shape, unsigned level, span where, const frame* path) {
  if (is_null(where)) return null(shape, level, path);
  const std::size_t mark = out_.size();
  return settle(shape, level, mark, content(shape, level, where, path));
}

inline outcome walker::content(const value_shape& shape, unsigned level, span where,
                               const frame* path) {
  const std::string_view text = where.text();
  const token found = kind_of(text);
  if (found == token::malformed) return outcome::malformed;
  const bool is_list = found == token::list;
  if (level > 0) {
    return is_list ? list(shape, level, where, path) : misfit(shape, level, where, path);
  }
  if (shape.object != nullptr || shape.abstract != nullptr) {
    const bool is_row = shape.layout.is_row();
    if (is_row && is_list) return nested_row(shape, where, path);
    if (!is_row && found == token::object) return object_of(shape, where, {}, path);
    return misfit(shape, level, where, path);
  }
  if (shape.connection != nullptr) {
    return is_list ? connection(shape, where, path) : misfit(shape, level, where, path);
  }
  const auto problem = write_leaf(out_, shape.kind, shape.rule.get(), found, text);
  if (!problem) return outcome::written;
  if (*problem == fault::malformed) return outcome::malformed;
  fail(*problem, shape, level, path);
  return outcome::propagates;
}

outcome walker::misfit(const value_shape& shape, unsigned level, span where, const frame* path) {
  // Only the first byte is known of a container; a row cut short is not a wrong kind.
  if (value_end(where.begin, where.end) != where.end) return outcome::malformed;
  fail(fault::wrong_kind, shape, level, path);
  return outcome::propagates;
}

inline outcome walker::list(const value_shape& shape, unsigned level, span where,
                            const frame* path) {
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

outcome walker::object_of(const value_shape& shape, span where, span_range beside,
                          const frame* path) {
  if (shape.object != nullptr) return object(*shape.object, where, beside, path);
  if (!where.missing()) return abstract(shape, where, beside, path);
  fail(fault::unknown_type, shape, 0, path);
  return outcome::propagates;
}

inline outcome walker::object(const object_shape& shape, span where, span_range beside,
                              const frame* path) {
  const std::size_t base = spans_.size();
  const std::size_t keys = shape.keys.size();
  spans_.resize(base + keys + beside.count);
  for (std::size_t i = 0; i < beside.count; ++i) spans_[base + keys + i] = spans_[beside.first + i];
  const bool is_read = where.missing() || collect(shape, where, base);
  const outcome end = is_read ? fields(shape, base, path) : outcome::malformed;
  spans_.resize(base);
  return end;
}

// Looked for by itself, because which keys to collect depends on what it says.
outcome walker::abstract(const value_shape& shape, span where, span_range beside,
                         const frame* path) {
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
      if (is_one) return object(*found, where, beside, path);
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
inline bool walker::collect(const object_shape& shape, span where, std::size_t base) {
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

inline outcome walker::fields(const object_shape& shape, std::size_t base, const frame* path) {
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
    FRAISEQL_CHECK(base + field.key < spans_.size());
    at.field = &field;
    const span stored = spans_[base + field.key];
    const outcome end = field.is_computed ? computed(field.value, stored, &at)
                                          : value(field.value, field.value.list_depth, stored, &at);
    if (end != outcome::written) return end;
  }
  out_ += '}';
  return outcome::written;
}

bool write_value(std::string& out, const response_shape& shape, const rows_view& rows,
                 std::vector<field_error>& errors) {
  walker walk(out, errors);
  switch (shape.rows) {
    case cardinality::one: {
      const auto columns = rows.count() == 0 ? std::span<const std::string_view>() : rows.row(0);
      return walk.row(shape.value, columns, nullptr) == outcome::written;
    }
    case cardinality::many:
      if (walk.rows(shape.value, rows)) return true;
      if (shape.list_non_null) return false;
      out += "null";
      return true;
    case cardinality::connection:
      return walk.root_connection(shape.value, rows) == outcome::written;
  }
  return false;
}

}  // namespace fraiseql::transform
