// Objects that come as rows: their values are put on the stack of spans, whether they are the
// columns of a statement or the elements of a list, and the object is made of these.
#include "base/check.hpp"
#include "transform/token.hpp"
#include "transform/walker.hpp"

namespace fraiseql::transform {

outcome walker::root_row(const value_shape& shape, std::span<const std::string_view> columns,
                         const frame* path) {
  const std::size_t base = spans_.size();
  FRAISEQL_CHECK(columns.size() >= shape.layout.width());
  for (const std::string_view text : columns.first(shape.layout.width())) {
    spans_.push_back(span_of(text));
  }
  const outcome end = row_object(shape, shape.layout, base, path);
  spans_.resize(base);
  return end;
}

outcome walker::nested_row(const value_shape& shape, span where, const frame* path) {
  const std::size_t base = spans_.size();
  outcome end = outcome::malformed;
  switch (read_values(where, shape.layout.width())) {
    case fit::fits: end = row_object(shape, shape.layout, base, path); break;
    case fit::misfits: end = misfit(shape, 0, where, path); break;
    case fit::malformed: break;
  }
  spans_.resize(base);
  return end;
}

fit walker::read_values(span where, std::size_t count) {
  elements items(index_, where);
  std::size_t found = 0;
  step next = items.next();
  for (; next == step::item; next = items.next()) {
    if (found < count) spans_.push_back(items.value());
    ++found;
  }
  if (next == step::malformed) return fit::malformed;
  return found == count ? fit::fits : fit::misfits;
}

outcome walker::row_object(const value_shape& shape, row_layout layout, std::size_t first,
                           const frame* path) {
  const stay here(*this);
  span document;
  if (layout.has_document) {
    document = spans_[first];
    if (is_null(document)) return null(shape, 0, path);
    if (!document.is_container() || *document.begin != '{') {
      return misfit(shape, 0, document, path);
    }
    if (!enter(document)) return outcome::malformed;
    ++first;
  }
  return object_of(shape, document, {.first = first, .count = layout.columns}, path);
}

}  // namespace fraiseql::transform
