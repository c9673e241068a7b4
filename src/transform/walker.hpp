// walker: the walk of a shape and a text side by side, one function for each kind of value.
// Private to the room.
//
// transform.cpp has documents: leafs, lists, objects. rows.cpp has objects that come with
// columns, connection.cpp pages of rows. All keep the spans of what is open in one stack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.hpp"
#include "transform/output.hpp"
#include "transform/scan.hpp"
#include "transform/transform.hpp"
#include "transform/workspace.hpp"

namespace fraiseql::transform {

// A step of the path to the value being written; linked on the stack, and made into a
// response_path only for an error.
struct frame {
  const frame* parent = nullptr;
  const field_shape* field = nullptr;      // or
  const connection_field* part = nullptr;  // or an index
  std::uint64_t index = 0;
};

enum class outcome : std::uint8_t {
  written,
  propagates,  // a null that must not stand here; its error is recorded
  malformed,   // the row's text is no jsonb; its error is not recorded yet
};

// What a list of a row's values, or of a page, was found to be. What misfits is jsonb.
enum class fit : std::uint8_t { fits, misfits, malformed };

class walker {
 public:
  // `work` is nobody else's while the walk is on.
  walker(output& out, std::vector<field_error>& errors, workspace& work)
      : out_(out), errors_(errors), work_(work), index_(work.index), spans_(work.spans) {
    FRAISEQL_CHECK(!work.is_taken);
    work.is_taken = true;
  }
  walker(const walker&) = delete;
  walker& operator=(const walker&) = delete;
  ~walker() { work_.give_back(); }

  // The value of a statement's row, from its columns; of none without columns. Never `malformed`.
  outcome row(const value_shape& shape, std::span<const std::string_view> columns,
              const frame* path);
  // The rows as elements of a list, of which there are `before` already; false if the null is the
  // list itself.
  bool rows(const value_shape& shape, const rows_view& rows, std::uint64_t before);
  // The rows as a connection. Never `malformed`.
  outcome root_connection(const value_shape& shape, const rows_view& rows);

 private:
  // Values that stand together in spans_.
  struct span_range {
    std::size_t first = 0;
    std::size_t count = 0;
  };
  struct page;

  void fail(fault kind, const value_shape& shape, unsigned level, const frame* path,
            std::uint64_t raised = 0);
  outcome null(const value_shape& shape, unsigned level, const frame* path);
  // What becomes of a value that could not be written: null, where it may be. `mark` is where
  // it began.
  outcome settle(const value_shape& shape, unsigned level, std::size_t mark, outcome end);
  // The same of what a text of the statement is, which is the end of `malformed`.
  outcome settle_text(const value_shape& shape, unsigned level, std::size_t mark,
                      std::size_t error_mark, outcome end, const frame* path);

  // The value at `where` with `level` lists of `shape` left around it.
  outcome value(const value_shape& shape, unsigned level, span where, const frame* path);
  outcome leaf_value(const value_shape& shape, span where, const frame* path);
  outcome content(const value_shape& shape, unsigned level, span where, const frame* path);
  // Whether what has another kind than the shape says is at least complete.
  outcome misfit(const value_shape& shape, unsigned level, span where, const frame* path);
  outcome entered(const value_shape& shape, unsigned level, span where, const frame* path);
  outcome list(const value_shape& shape, unsigned level, span where, const frame* path);
  // An object from the document at `where`, or without one, and the span_range beside it.
  outcome object_of(const value_shape& shape, span where, span_range beside, const frame* path);
  outcome object(const object_shape& shape, span where, span_range beside, const frame* path);
  outcome abstract(const value_shape& shape, span where, span_range beside, const frame* path);
  // The value of a field that the program worked out, in its wrapping.
  outcome computed(const value_shape& shape, span where, const frame* path);
  bool collect(const object_shape& shape, const span& where, std::size_t base);
  outcome fields(const object_shape& shape, std::size_t base, const frame* path);

  // A row of a statement, or one that is a list of its values.
  outcome root_row(const value_shape& shape, std::span<const std::string_view> columns,
                   const frame* path);
  outcome nested_row(const value_shape& shape, span where, const frame* path);
  // Puts the values of a list on top of spans_, if there are as many.
  fit read_values(span where, std::size_t count);
  // An object from the row whose values are in spans_ from `first` on.
  outcome row_object(const value_shape& shape, row_layout layout, std::size_t first,
                     const frame* path);

  outcome connection(const value_shape& shape, span where, const frame* path);
  outcome page_value(const value_shape& shape, fit found, const page& of, const frame* path);
  fit read_root_page(const rows_view& rows, page& into);
  fit read_page(span where, page& into);
  fit read_nested_rows(span where, page& into);
  outcome part(const connection_field& field, const page& of, std::size_t row, const frame* path);
  outcome parts(const std::vector<connection_field>& fields, const page& of, std::size_t row,
                const frame* path);
  outcome edges(const connection_field& field, const page& of, const frame* path);
  outcome node(const value_shape& shape, const page& of, std::size_t row, const frame* path);
  outcome cursor(const value_shape& shape, const page& of, std::size_t row, const frame* path);
  outcome cursor_text(const value_shape& shape, const page& of, span where, const frame* path);
  outcome flag(bool is_known, span where, const frame* path);

  // While one is there, the texts that are entered are on the structure, and then no longer.
  struct stay {
    explicit stay(walker& by) : by_(by), mark_(by.index_.size()), text_end_(by.text_end_) {}
    stay(const stay&) = delete;
    stay& operator=(const stay&) = delete;
    ~stay() {
      by_.index_.cut(mark_);
      by_.text_end_ = text_end_;
    }

   private:
    walker& by_;
    structure::mark mark_;
    const char* text_end_;
  };
  // Makes sure that the structure of the list or object is known; somebody must stay. False if it
  // is malformed.
  bool enter(span& where);

  output& out_;
  std::vector<field_error>& errors_;
  workspace& work_;
  structure& index_;
  span_stack& spans_;
  // Of the text that the spans are in whose structure is known; up to it may be read.
  const char* text_end_ = nullptr;
};

inline span span_of(std::string_view text) { return {text.data(), text.data() + text.size()}; }

inline bool is_null(span where) {
  return where.missing() || (where.end - where.begin == 4 && where.text() == "null");
}

}  // namespace fraiseql::transform
