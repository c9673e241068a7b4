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
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

#include "base/check.hpp"
#include "base/text.hpp"
#include "transform/chunk.hpp"
#include "transform/leaf.hpp"
#include "transform/scan.hpp"
#include "transform/straight.hpp"
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

bool is_leaf(const value_shape& shape) {
  return shape.object == nullptr && shape.abstract == nullptr && shape.connection == nullptr;
}

// A leaf that comes as it is, and under no list.
bool is_plain_leaf(const field_shape& field) {
  return field.value.list_depth == 0 && !field.is_computed && is_leaf(field.value);
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
  out_.add("null");
  return outcome::written;
}

outcome walker::settle(const value_shape& shape, unsigned level, std::size_t mark, outcome end) {
  if (end == outcome::written) return end;
  out_.cut(mark);
  if (end == outcome::malformed || is_non_null(shape, level)) return end;
  out_.add("null");
  return outcome::written;
}

outcome walker::settle_text(const value_shape& shape, unsigned level, std::size_t mark,
                            std::size_t error_mark, outcome end, const frame* path) {
  if (end != outcome::malformed) return end;
  // Nothing in such a text can be believed, so neither can the errors found in it.
  out_.cut(mark);
  errors_.resize(error_mark);
  fail(fault::malformed, shape, level, path);
  if (is_non_null(shape, level)) return outcome::propagates;
  out_.add("null");
  return outcome::written;
}

bool walker::rows(const value_shape& shape, const rows_view& rows, std::uint64_t before) {
  const std::size_t count = rows.count();
  for (std::size_t i = 0; i < count; ++i) {
    const frame at{.index = before + i};
    if (at.index > 0) out_.add(',');
    if (row(shape, rows.row(i), &at) == outcome::propagates) return false;
  }
  return true;
}

outcome walker::row(const value_shape& shape, std::span<const std::string_view> columns,
                    const frame* path) {
  const std::size_t mark = out_.size();
  const std::size_t error_mark = errors_.size();
  const stay here(*this);
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
  if (level == 0 && is_leaf(shape)) return leaf_value(shape, where, path);
  const std::size_t mark = out_.size();
  return settle(shape, level, mark, content(shape, level, where, path));
}

[[gnu::always_inline]] inline outcome walker::leaf_value(const value_shape& shape, span where,
                                                         const frame* path) {
  if (where.begin == where.end) return outcome::malformed;
  const auto problem = write_leaf(out_, shape.kind, shape.rule.get(), where.text(), work_);
  if (!problem) return outcome::written;
  if (*problem == fault::malformed) return outcome::malformed;
  fail(*problem, shape, 0, path);
  return settle(shape, 0, out_.size(), outcome::propagates);
}

inline outcome walker::content(const value_shape& shape, unsigned level, span where,
                               const frame* path) {
  if (where.begin == where.end) return outcome::malformed;
  const bool is_list = *where.begin == '[';
  const bool is_object = *where.begin == '{';
  if ((is_list || is_object) && where.bracket == span::not_indexed) {
    return entered(shape, level, where, path);
  }
  if (level > 0) {
    return is_list ? list(shape, level, where, path) : misfit(shape, level, where, path);
  }
  if (shape.object != nullptr || shape.abstract != nullptr) {
    const bool is_row = shape.layout.is_row();
    if (is_row && is_list) return nested_row(shape, where, path);
    if (!is_row && is_object) return object_of(shape, where, {}, path);
    return misfit(shape, level, where, path);
  }
  return is_list ? connection(shape, where, path) : misfit(shape, level, where, path);
}

// A column of the statement that is a list or an object.
outcome walker::entered(const value_shape& shape, unsigned level, span where, const frame* path) {
  if (is_straight(shape)) {
    const std::size_t mark = out_.size();
    if (write_straight(out_, work_, shape, level, where.text())) return outcome::written;
    out_.cut(mark);
  }
  const stay here(*this);
  return enter(where) ? content(shape, level, where, path) : outcome::malformed;
}

bool walker::enter(span& where) {
  if (where.bracket != span::not_indexed) return true;
  const std::uint32_t first = index_.next_bracket();
  if (!index_.add(where.text())) return false;
  where.bracket = first;
  text_end_ = where.end;
  return true;
}

outcome walker::misfit(const value_shape& shape, unsigned level, span where, const frame* path) {
  // A row cut short is not a wrong kind.
  const stay here(*this);
  const bool is_whole =
      where.is_container() ? enter(where) : kind_of(where.text()) != token::malformed;
  if (!is_whole) return outcome::malformed;
  fail(fault::wrong_kind, shape, level, path);
  return outcome::propagates;
}

inline outcome walker::list(const value_shape& shape, unsigned level, span where,
                            const frame* path) {
  elements items(index_, where);
  frame at{.parent = path};
  out_.add('[');
  step next = items.next();
  for (; next == step::item; next = items.next()) {
    if (at.index > 0) out_.add(',');
    const outcome end = value(shape, level - 1, items.value(), &at);
    if (end != outcome::written) return end;
    ++at.index;
  }
  if (next == step::malformed) return outcome::malformed;
  out_.add(']');
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
  members stored(index_, where);
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
    next = step::end;
  }
  if (next == step::malformed) return outcome::malformed;
  fail(fault::unknown_type, shape, 0, path);
  return outcome::propagates;
}

outcome walker::computed(const value_shape& shape, span where, const frame* path) {
  const stay here(*this);
  const std::string_view text = where.missing() ? std::string_view() : where.text();
  if (text.starts_with('[')) {
    // What PostgreSQL stores is UTF-8; what a program works out is what it is.
    if (!enter(where) || !is_utf8(text)) return outcome::malformed;
    elements items(index_, where);
    if (items.next() != step::item) return outcome::malformed;
    return value(shape, shape.list_depth, items.value(), path);
  }
  std::uint64_t number = missing_value;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!text.empty() && !is_number) return outcome::malformed;
  fail(fault::raised, shape, shape.list_depth, path, number);
  if (is_non_null(shape, shape.list_depth)) return outcome::propagates;
  out_.add("null");
  return outcome::written;
}

// Goes on from `wanted` to the key that `stored` is, or else the first behind it, if it is not
// `end`. An escaped key is longer here than in jsonb's order, so it says nothing about which of the
// wanted keys are absent.
inline const padded_text* next_wanted(std::string_view stored, const padded_text* wanted,
                                      const padded_text* end) {
  if (stored.find('\\') != std::string_view::npos) return wanted;
  while (wanted != end && json::jsonb_key_less(wanted->view(), stored)) ++wanted;
  return wanted;
}

// Fills spans_ from `base`, one for each of the shape's keys. False if malformed. Members behind
// the last that is wanted are not looked at.
inline bool walker::collect(const object_shape& shape, const span& where, std::size_t base) {
  members stored(index_, where);
  const padded_text* const first = shape.keys.data();
  const padded_text* const end = first + shape.keys.size();
  span* const spans = spans_.at(base);
  const padded_text* wanted = first;
  while (wanted != end) {
    const step next = stored.next();
    if (next != step::item) return next == step::end;
    const std::string_view key = stored.key();
    // jsonb's order is by length first: a shorter key than the wanted one stands before it.
    if (key.size() < wanted->size()) continue;
    if (key.size() != wanted->size() || !equal_bytes(key.data(), where.end, *wanted)) {
      wanted = next_wanted(key, wanted, end);
      if (wanted == end || wanted->view() != key) continue;
    }
    spans[wanted - first] = stored.value();
    ++wanted;
  }
  return true;
}

inline outcome walker::fields(const object_shape& shape, std::size_t base, const frame* path) {
  frame at{.parent = path};
  char before = '{';
  const std::size_t count = spans_.size() - base;
  for (const field_shape& field : shape.fields) {
    const bool is_constant = !is_stored_key(field.key);
    FRAISEQL_CHECK(is_constant || field.key < count);
    const span stored = is_constant ? span() : spans_[base + field.key];
    const value_shape& wanted = field.value;
    // A column's text may end in the middle of nowhere.
    const char* const limit = field.key < shape.keys.size() ? text_end_ : stored.end;
    const bool is_simple = !is_constant && !stored.missing() && stored.begin != stored.end &&
                           is_plain_leaf(field) && is_copied(wanted.kind, stored.text(), limit);
    // Room for the value as well, where it is copied.
    char* place = begin_field(out_, before, field.prefix, is_simple ? stored.text().size() + 2 : 0);
    before = ',';
    if (is_simple) {
      place = copy_leaf(place, wanted.kind, stored.text(), limit);
      if (place == nullptr) return outcome::malformed;
      out_.take(place);
      continue;
    }
    out_.take(place);
    if (is_constant) {
      if (field.key == typename_key) {
        out_.add_quoted(shape.type_name);
      } else {
        out_.add("null");
      }
      continue;
    }
    at.field = &field;
    outcome end = outcome::written;
    if (field.is_computed) {
      end = computed(wanted, stored, &at);
    } else if (is_plain_leaf(field)) {
      end = is_null(stored) ? null(wanted, 0, &at) : leaf_value(wanted, stored, &at);
    } else {
      end = value(wanted, wanted.list_depth, stored, &at);
    }
    if (end != outcome::written) return end;
  }
  if (shape.fields.empty()) out_.add('{');
  out_.add('}');
  return outcome::written;
}

namespace {

workspace& own_workspace() {
  static thread_local workspace work;
  return work;
}

// `walked` writes with a walker.
template <class Walk>
bool walk_to(std::string& out, std::vector<field_error>& errors, Walk walked) {
  workspace& work = own_workspace();
  output to(out, work.window.get());
  walker walk(to, errors, work);
  const bool is_written = walked(walk);
  to.finish();
  return is_written;
}

bool write_list(std::string& out, const response_shape& shape, const rows_view& rows,
                std::vector<field_error>& errors) {
  const std::size_t mark = out.size();
  list_writer list(shape);
  list_writer::begin(out);
  if (list.add(out, rows, errors)) {
    list_writer::end(out);
    return true;
  }
  out.resize(mark);
  if (shape.list_non_null) return false;
  out += "null";
  return true;
}

}  // namespace

void list_writer::begin(std::string& out) { out += '['; }

bool list_writer::add(std::string& out, const rows_view& rows, std::vector<field_error>& errors) {
  const std::uint64_t before = std::exchange(rows_, rows_ + rows.count());
  return walk_to(out, errors, [&](walker& walk) { return walk.rows(shape_.value, rows, before); });
}

void list_writer::end(std::string& out) { out += ']'; }

bool write_value(std::string& out, const response_shape& shape, const rows_view& rows,
                 std::vector<field_error>& errors) {
  if (shape.rows == cardinality::many) return write_list(out, shape, rows, errors);
  return walk_to(out, errors, [&](walker& walk) {
    if (shape.rows == cardinality::connection) {
      return walk.root_connection(shape.value, rows) == outcome::written;
    }
    const auto columns = rows.count() == 0 ? std::span<const std::string_view>() : rows.row(0);
    return walk.row(shape.value, columns, nullptr) == outcome::written;
  });
}

}  // namespace fraiseql::transform
