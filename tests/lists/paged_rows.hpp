// paged_rows: random rows in PostgreSQL and in memory, served as lists and as connections. A page
// is asked for and compared with what page.hpp says that it has.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "filters/random_model.hpp"
#include "filters/random_source.hpp"
#include "lists/connection.hpp"
#include "lists/cursor_book.hpp"
#include "lists/each_way.hpp"
#include "lists/ordering.hpp"
#include "lists/page.hpp"
#include "lists/request_text.hpp"

namespace fraiseql::lists {

// One page of one connection.
struct page_case {
  std::string pages = "rowPages";  // or "twinPages"
  ordering by = {};
  json::value where = {};  // null: all rows
  std::optional<std::size_t> first = {};
  std::optional<std::size_t> last = {};
  std::string after = {};  // the id of the row whose cursor it is; "": absent
  std::string before = {};
  parts selected = all_parts();

  // By which the book knows its cursors.
  [[nodiscard]] std::string list() const { return pages + " " + to_text(by); }
};
std::string to_text(const page_case& of);

class paged_rows {
 public:
  paged_rows(std::uint64_t seed, std::size_t count);

  // What is wrong with the answer to a request for these pages, and that request; "": nothing.
  std::string problem_of(const std::vector<page_case>& all);
  // The same of one page that nothing was asked about before: its cursors are asked for first.
  std::string problem_of_fresh(const page_case& one);
  // All rows by offset, `limit` and the place of each page drawn; the same.
  std::string problem_of_offsets(const page_case& like);

  [[nodiscard]] rows_in_order sorted(const page_case& of) const;
  [[nodiscard]] page expected(const page_case& of) const;
  [[nodiscard]] const cursor_book& book() const { return book_; }
  [[nodiscard]] const std::vector<row>& all() const { return rows_; }

  // The row goes or comes back; its cursors stay good.
  void remove(const std::string& id);
  void restore(const std::string& id);
  [[nodiscard]] bool is_present(const std::string& id) const { return !absent_.contains(id); }

  // Null three times of five.
  json::value draw_where();
  ordering draw_order();
  std::string draw_pages() { return random_.chance(50) ? "rowPages" : "twinPages"; }
  filters::random_source& random() { return random_; }
  each_way& engines() { return engines_; }
  // The type and the rows that are there, as far as the case is about them.
  [[nodiscard]] std::string told(const page_case& about);

 private:
  std::string problem_of(const std::vector<page_case>& all, cursor_book& book);
  std::string page_text(request_text& into, const page_case& one, const cursor_book& book);
  // `where` and `orderBy`, or what is absent of them.
  std::string conditions_text(request_text& into, const page_case& one);
  [[nodiscard]] json::value answer_of(const page_case& one) const;
  [[nodiscard]] const row* find(const std::string& id) const;
  // Of one request, with `expected` as its data.
  std::string compare(const execution::request& asked, json::object expected, cursor_book& book);

  std::uint64_t seed_;
  filters::random_source random_;
  filters::model model_;
  filters::value_pool values_;
  std::vector<row> rows_;
  std::set<std::string> absent_ = {};
  cursor_book book_ = {};
  std::shared_ptr<const schema::schema> schema_;
  each_way engines_;
};

}  // namespace fraiseql::lists
