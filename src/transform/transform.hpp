// The transform: jsonb text through a response_shape into response bytes, in one pass.
//
// The document is PostgreSQL's own text of a jsonb value: `{"k": v, "l": [v, w]}`
// with exactly those separators, keys in jsonb order and distinct. It is trusted to be
// that for the answer's sense, never for memory safety: any bytes may come in. What is
// written is checked, so `out` is JSON whatever came, as long as it was UTF-8: a database
// of another encoding is refused at the start (postgres/catalogue), and what a program worked
// out is looked at here. What the shape does not ask for is only skipped. Values are copied as
// raw spans, never decoded and written anew; no JSON tree, and no allocation once a thread
// has its workspace, but for the output and errors.
//
// Two stages (docs/decisions/0014): all quotes and brackets of a text are found at once, with
// the widest instructions that the processor has; the walk then goes from one to the next.
//
// Null propagation (specification 6.4.4): a value that is wrong or a null where the
// shape says non-null is one field_error, and null goes to the nearest nullable
// position; what was written since is cut off the output.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/graphql_error.hpp"
#include "transform/response_shape.hpp"

namespace fraiseql::transform {

enum class fault : std::uint8_t {
  null_value,  // null, or no such key, where the type is non-null
  no_row,      // likewise, where a row should belong to the object
  wrong_kind,  // for example a string where an Int is declared, or an object for a leaf
  out_of_range,
  unknown_type,  // an object of an interface or union that says no type of it
  raised,        // what the program worked out failed; see `raised`
  malformed,     // the row is not jsonb text; its path is the row's, its only error
};

// In the place of a computed value there is nothing: it could not be worked out.
inline constexpr std::uint64_t missing_value = ~std::uint64_t{0};

// `path` begins below the root field: the caller puts the response key in front. `location`
// is that of the innermost field of the path; line 0 where that is the root field.
struct field_error {
  fault kind = fault::wrong_kind;
  response_path path;
  std::string expected;    // for the log and the message, e.g. "Int"
  std::string owner = {};  // of no_row: the type of the object to which the row should belong
  source_location location = {};
  std::uint64_t raised = 0;  // the number that stands in the value's place, or missing_value
};

// The rows of a statement: the text of each one's columns, row after row. An empty view with
// data() == nullptr is SQL NULL.
struct rows_view {
  std::span<const std::string_view> values;
  std::size_t width = 1;  // columns

  [[nodiscard]] std::size_t count() const { return width == 0 ? 0 : values.size() / width; }
  [[nodiscard]] std::span<const std::string_view> row(std::size_t at) const {
    return values.subspan(at * width, width);
  }
};

// Writes the value of one root field (not its prefix) to the end of `out`. `rows` has
// what the shape's layout says, in order. Errors are appended. False if null reached the root field
// itself and `shape` says that it is non-null there: nothing was written then, and the null goes on
// to the parent. Nothing is appended to `errors` beyond max_errors entries.
bool write_value(std::string& out, const response_shape& shape, const rows_view& rows,
                 std::vector<field_error>& errors);

// The list of a root field, some of its rows at a time: begin, add as often as there are rows,
// end. What is between two calls in the same string or in several makes no difference. Borrows the
// shape, whose rows are many.
class list_writer {
 public:
  explicit list_writer(const response_shape& shape) : shape_(shape) {}

  static void begin(std::string& out);
  // As write_value. False: null has reached the list, which is not to be gone on with; what was
  // written of it is the caller's to take back.
  bool add(std::string& out, const rows_view& rows, std::vector<field_error>& errors);
  static void end(std::string& out);

 private:
  const response_shape& shape_;
  std::uint64_t rows_ = 0;  // that were added
};

}  // namespace fraiseql::transform
