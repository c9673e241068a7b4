// A page is read before anything of it is written: what lies beside its rows, and the values of
// each row, which may be written more than once. Only the one row too many is left out.
#include <algorithm>
#include <charconv>
#include <system_error>

#include "base/check.hpp"
#include "json/cursor.hpp"
#include "transform/token.hpp"
#include "transform/walker.hpp"

namespace fraiseql::transform {
namespace {

// How the list begins in which a page comes, and each of a statement's rows with it.
enum place : std::uint8_t { size_place, total_place, earlier_place, later_place, rows_place };

// Negative where there are no rows.
fit read_size(span where, std::int64_t& size) {
  size = -1;
  if (is_null(where)) return fit::fits;
  const std::string_view text = where.text();
  if (kind_of(text) == token::malformed) return fit::malformed;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), size);
  const bool is_whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return is_whole ? fit::fits : fit::misfits;
}

// PostgreSQL spells a boolean column in this way, and one inside of JSON in the other.
std::string_view as_json(std::string_view text) {
  if (text == "t") return "true";
  return text == "f" ? "false" : text;
}

value_shape leaf_shape(leaf kind, std::uint32_t non_null) {
  return {.non_null = non_null, .kind = kind};
}

}  // namespace

struct walker::page {
  const connection_shape& shape;
  bool is_root = false;
  span total = {};
  span earlier = {};
  span later = {};
  std::int64_t size = -1;
  std::size_t first = 0;  // of spans_: where the rows begin that are answered
  std::size_t count = 0;  // of these rows
  bool has_more = false;

  [[nodiscard]] std::size_t width() const { return shape.layout.width(); }
  // The first of the rows that are answered, if there are `found`.
  std::size_t cut(std::size_t found) {
    const std::size_t most = size < 0 ? 0 : static_cast<std::size_t>(size);
    has_more = size >= 0 && found > most;
    count = std::min(found, most);
    return shape.is_backward ? found - count : 0;
  }
};

outcome walker::root_connection(const value_shape& shape, const rows_view& rows) {
  const std::size_t mark = out_.size();
  const std::size_t error_mark = errors_.size();
  FRAISEQL_CHECK(shape.connection != nullptr);
  page read{.shape = *shape.connection, .is_root = true};
  const outcome end = page_value(shape, read_root_page(rows, read), read, nullptr);
  return settle_text(shape, 0, mark, error_mark, settle(shape, 0, mark, end), nullptr);
}

outcome walker::connection(const value_shape& shape, span where, const frame* path) {
  const std::size_t base = spans_.size();
  page read{.shape = *shape.connection};
  const outcome end = page_value(shape, read_page(where, read), read, path);
  spans_.resize(base);
  return end;
}

outcome walker::page_value(const value_shape& shape, fit found, const page& of, const frame* path) {
  switch (found) {
    case fit::fits: return parts(of.shape.fields, of, 0, path);
    case fit::misfits: fail(fault::wrong_kind, shape, 0, path); return outcome::propagates;
    case fit::malformed: break;
  }
  return outcome::malformed;
}

fit walker::read_root_page(const rows_view& rows, page& into) {
  if (rows.count() == 0) return fit::fits;
  FRAISEQL_CHECK(rows.width >= rows_place);
  const auto head = rows.row(0);
  const fit size = read_size(span_of(head[size_place]), into.size);
  if (size != fit::fits) return size;
  into.total = span_of(head[total_place]);
  into.earlier = span_of(as_json(head[earlier_place]));
  into.later = span_of(as_json(head[later_place]));
  const std::size_t from = into.cut(rows.count());
  FRAISEQL_CHECK(into.count == 0 || rows.width >= rows_place + into.width());
  into.first = spans_.size();
  for (std::size_t i = from; i < from + into.count; ++i) {
    for (const std::string_view text : rows.row(i).subspan(rows_place, into.width())) {
      spans_.push_back(span_of(text));
    }
  }
  return fit::fits;
}

fit walker::read_page(span where, page& into) {
  const std::size_t base = spans_.size();
  const fit found = read_values(where, rows_place + 1);
  if (found != fit::fits) return found;
  const fit size = read_size(spans_[base + size_place], into.size);
  if (size != fit::fits) return size;
  into.total = spans_[base + total_place];
  into.earlier = spans_[base + earlier_place];
  into.later = spans_[base + later_place];
  return read_nested_rows(spans_[base + rows_place], into);
}

fit walker::read_nested_rows(span where, page& into) {
  if (is_null(where)) return fit::fits;
  const token kind = kind_of(where.text());
  if (kind != token::list) return kind == token::malformed ? fit::malformed : fit::misfits;
  const std::size_t first = spans_.size();
  std::size_t found = 0;
  elements items(index_, where);
  step next = items.next();
  for (; next == step::item; next = items.next()) {
    const token row = kind_of(items.value().text());
    if (row != token::list) return row == token::malformed ? fit::malformed : fit::misfits;
    const fit values = read_values(items.value(), into.width());
    if (values != fit::fits) return values;
    ++found;
  }
  if (next == step::malformed) return fit::malformed;
  into.first = first + into.cut(found) * into.width();
  return fit::fits;
}

outcome walker::parts(const std::vector<connection_field>& fields, const page& of, std::size_t row,
                      const frame* path) {
  frame at{.parent = path};
  char before = '{';
  for (const connection_field& field : fields) {
    out_.take(begin_field(out_, before, field.prefix, 0));
    before = ',';
    at.part = &field;
    const outcome end = part(field, of, row, &at);
    if (end != outcome::written) return end;
  }
  if (fields.empty()) out_.add('{');
  out_.add('}');
  return outcome::written;
}

outcome walker::part(const connection_field& field, const page& of, std::size_t row,
                     const frame* path) {
  static const value_shape total = leaf_shape(leaf::int32, 1);
  static const value_shape place = leaf_shape(leaf::string, 1);
  static const value_shape end_place = leaf_shape(leaf::string, 0);
  const bool is_backward = of.shape.is_backward;
  switch (field.part) {
    case connection_part::type_name: return outcome::written;
    case connection_part::edges: return edges(field, of, path);
    case connection_part::page_info: return parts(field.fields, of, 0, path);
    case connection_part::total_count: return value(total, 0, of.total, path);
    case connection_part::cursor: return cursor(place, of, row, path);
    case connection_part::node: return node(field.node, of, row, path);
    case connection_part::has_next_page: return flag(of.has_more && !is_backward, of.later, path);
    case connection_part::has_previous_page:
      return flag(of.has_more && is_backward, of.earlier, path);
    case connection_part::start_cursor:
    case connection_part::end_cursor: break;
  }
  if (of.count == 0) return null(end_place, 0, path);
  const bool is_start = field.part == connection_part::start_cursor;
  return cursor(end_place, of, is_start ? 0 : of.count - 1, path);
}

outcome walker::edges(const connection_field& field, const page& of, const frame* path) {
  frame at{.parent = path};
  out_.add('[');
  for (; at.index < of.count; ++at.index) {
    if (at.index > 0) out_.add(',');
    const outcome end = parts(field.fields, of, at.index, &at);
    if (end != outcome::written) return end;
  }
  out_.add(']');
  return outcome::written;
}

outcome walker::node(const value_shape& shape, const page& of, std::size_t row, const frame* path) {
  const std::size_t mark = out_.size();
  const std::size_t error_mark = errors_.size();
  FRAISEQL_CHECK(row < of.count);
  const std::size_t first = of.first + row * of.width();
  const outcome end = settle(shape, 0, mark, row_object(shape, of.shape.layout, first, path));
  return of.is_root ? settle_text(shape, 0, mark, error_mark, end, path) : end;
}

outcome walker::cursor(const value_shape& shape, const page& of, std::size_t row,
                       const frame* path) {
  const std::size_t mark = out_.size();
  const std::size_t error_mark = errors_.size();
  FRAISEQL_CHECK(row < of.count && of.shape.has_cursors && of.width() > 0);
  const span values = spans_[of.first + (row + 1) * of.width() - 1];
  if (is_null(values)) return null(shape, 0, path);
  const outcome end = settle(shape, 0, mark, cursor_text(shape, of, values, path));
  return of.is_root ? settle_text(shape, 0, mark, error_mark, end, path) : end;
}

outcome walker::cursor_text(const value_shape& shape, const page& of, span where,
                            const frame* path) {
  const token found = kind_of(where.text());
  if (found == token::malformed) return outcome::malformed;
  if (found != token::list) return misfit(shape, 0, where, path);
  if (!is_jsonb(where.text())) return outcome::malformed;
  work_.made.clear();
  json::write_cursor(work_.made, of.shape.fingerprint, where.text());
  out_.add_quoted(work_.made);
  return outcome::written;
}

outcome walker::flag(bool is_known, span where, const frame* path) {
  static const value_shape shape = leaf_shape(leaf::boolean, 1);
  if (!is_known && !is_null(where)) return value(shape, 0, where, path);
  out_.add(is_known ? "true" : "false");
  return outcome::written;
}

}  // namespace fraiseql::transform
