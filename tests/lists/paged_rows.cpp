#include "lists/paged_rows.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/check.hpp"
#include "filters/evaluator.hpp"
#include "filters/random_filter.hpp"
#include "filters/request_writer.hpp"
#include "filters/tables.hpp"
#include "json/write.hpp"
#include "lists/declarations.hpp"
#include "lists/random_rows.hpp"

namespace fraiseql::lists {
namespace {

std::string type_of(const page_case& one) { return one.pages == "rowPages" ? "Row" : "Twin"; }

// Both tables of the rows, and what they had at first.
std::shared_ptr<const schema::schema> make_database(const filters::model& of,
                                                    const std::vector<row>& rows,
                                                    filters::random_source& random) {
  std::vector<json::value> documents;
  for (const row& one : rows) documents.push_back(one.document);
  filters::make_tables(of, documents, random);
  filters::run_sql(
      "DROP TABLE IF EXISTS reserve_row, reserve_twin; "
      "CREATE TABLE reserve_row AS TABLE tv_row; CREATE TABLE reserve_twin AS TABLE tv_twin");
  return schema_of_rows(of);
}

}  // namespace

std::string to_text(const page_case& of) {
  std::string text = of.pages + " by " + to_text(of.by);
  if (!of.where.is_null()) text += " where " + json::to_text(of.where);
  if (of.first) text += " first " + std::to_string(*of.first);
  if (of.last) text += " last " + std::to_string(*of.last);
  if (!of.after.empty()) text += " after " + of.after;
  if (!of.before.empty()) text += " before " + of.before;
  return text + " {" + to_text(of.selected, "id") + " }";
}

paged_rows::paged_rows(std::uint64_t seed, std::size_t count)
    : seed_(seed),
      random_(seed),
      model_(random_row_model(random_)),
      values_(random_),
      rows_(random_rows(model_, values_, random_, count)),
      schema_(make_database(model_, rows_, random_)),
      engines_(schema_) {}

const row* paged_rows::find(const std::string& id) const {
  if (id.empty()) return nullptr;
  const auto found = std::ranges::find(rows_, id, &row::id);
  FRAISEQL_CHECK(found != rows_.end());
  return &*found;
}

rows_in_order paged_rows::sorted(const page_case& of) const {
  const filters::evaluator evaluates(model_);
  rows_in_order made;
  for (const row& one : rows_) {
    const bool is_let_through = of.where.is_null() || evaluates.holds(one.document, of.where);
    if (is_present(one.id) && is_let_through) made.push_back(&one);
  }
  sort(made, of.by);
  return made;
}

page paged_rows::expected(const page_case& of) const {
  return page_of(
      sorted(of), of.by,
      {.first = of.first, .last = of.last, .after = find(of.after), .before = find(of.before)});
}

json::value paged_rows::answer_of(const page_case& one) const {
  const connection_answer as{
      .type = type_of(one),
      .node = [](const row& each) { return json::value(json::object{{"id", each.id}}); },
      .cursor = [&](const row& each) { return cursor_book::placeholder(one.list(), each.id); }};
  return as.of(one.selected, expected(one));
}

std::string paged_rows::conditions_text(request_text& into, const page_case& one) {
  std::string text;
  const std::string where_type = type_of(one) + "WhereInput";
  if (!one.where.is_null()) {
    const auto literal = filters::request_writer(model_, random_).text(one.where);
    text += "where: " + (literal ? into.value(where_type, *literal, one.where)
                                 : into.variable(where_type, &one.where));
  } else if (random_.chance(15)) {
    text += "where: " + into.absent(where_type);
  }
  const std::string order_type = type_of(one) + "OrderByInput";
  if (!one.by.empty()) {
    text += " orderBy: " + into.order(order_type, one.by);
  } else if (random_.chance(15)) {
    text += " orderBy: " + into.absent("[" + order_type + "!]");
  }
  return text;
}

std::string paged_rows::page_text(request_text& into, const page_case& one,
                                  const cursor_book& book) {
  std::string text = conditions_text(into, one);
  const auto number = [&](const char* name, const std::optional<std::size_t>& given) {
    if (given)
      text += std::string(" ") + name + ": " + into.number(*given);
    else if (random_.chance(15))
      text += std::string(" ") + name + ": " + into.absent("Int");
  };
  const auto cursor = [&](const char* name, const std::string& id) {
    const std::string* known = id.empty() ? nullptr : book.find(one.list(), id);
    if (known != nullptr)
      text += std::string(" ") + name + ": " + into.string(*known);
    else if (id.empty() && random_.chance(15))
      text += std::string(" ") + name + ": " + into.absent("String");
    EXPECT_EQ(id.empty(), known == nullptr) << "no cursor of " << id << " in " << one.list();
  };
  number("first", one.first);
  cursor("after", one.after);
  number("last", one.last);
  cursor("before", one.before);
  return one.pages + (text.empty() ? "" : "(" + text + ")") + " {" + to_text(one.selected, "id") +
         " }";
}

std::string paged_rows::compare(const execution::request& asked, json::object expected,
                                cursor_book& book) {
  const answer got = engines_.ask(asked);
  std::string wrong = got.wrong;
  if (wrong.empty()) {
    wrong = book.difference(json::object{{"data", std::move(expected)}}, got.body);
  }
  if (wrong.empty()) return "";
  return wrong + "\nrequest: " + asked.document + "\n" + json::to_text(asked.variables) +
         "\nanswer: " + got.text.substr(0, 3000) + "\nlog: " + engines_.log();
}

std::string paged_rows::problem_of(const std::vector<page_case>& all, cursor_book& book) {
  request_text text(random_);
  std::string selected;
  json::object expected;
  for (const page_case& one : all) {
    const std::string alias = "p" + std::to_string(expected.size());
    selected += alias + ": " + page_text(text, one, book) + "\n";
    expected.emplace_back(alias, answer_of(one));
  }
  return compare(text.finish(selected), std::move(expected), book);
}

std::string paged_rows::problem_of(const std::vector<page_case>& all) {
  return problem_of(all, book_);
}

std::string paged_rows::problem_of_fresh(const page_case& one) {
  cursor_book book;
  if (!one.after.empty() || !one.before.empty()) {
    const page_case all{.pages = one.pages, .by = one.by, .first = 100};
    const std::string wrong = problem_of({all}, book);
    if (!wrong.empty()) return wrong;
  }
  return problem_of({one}, book);
}

std::string paged_rows::problem_of_offsets(const page_case& like) {
  const rows_in_order all = sorted(like);
  const std::string list = like.pages == "rowPages" ? "rows" : "twins";
  request_text text(random_);
  std::string selected;
  json::object expected;
  for (std::size_t offset = 0; offset <= all.size();) {
    const std::size_t limit =
        random_.chance(20) ? 1 : random_.number(random_.chance(90) ? 15 : 1000);
    const std::string alias = "p" + std::to_string(expected.size());
    const bool says_offset = offset > 0 || random_.chance(50);
    selected += alias + ": " + list + "(" + conditions_text(text, like) +
                " limit: " + text.number(limit) +
                (says_offset ? " offset: " + text.number(offset) : "") + ") { id }\n";
    json::array ids;
    for (const row* one : slice_of(all, limit, offset)) {
      ids.push_back(json::object{{"id", one->id}});
    }
    expected.emplace_back(alias, std::move(ids));
    offset += std::max<std::size_t>(limit, 1);
  }
  return compare(text.finish(selected), std::move(expected), book_);
}

void paged_rows::remove(const std::string& id) {
  const std::string where = " WHERE id = " + filters::sql_text(id);
  filters::run_sql("DELETE FROM tv_row" + where + "; DELETE FROM tv_twin" + where);
  absent_.insert(id);
}

void paged_rows::restore(const std::string& id) {
  const std::string where = " WHERE id = " + filters::sql_text(id);
  filters::run_sql("INSERT INTO tv_row SELECT * FROM reserve_row" + where +
                   "; INSERT INTO tv_twin SELECT * FROM reserve_twin" + where);
  absent_.erase(id);
}

json::value paged_rows::draw_where() {
  return random_.chance(60) ? json::value(json::null{})
                            : filters::random_where({model_, values_, random_});
}

ordering paged_rows::draw_order() {
  return random_.chance(8) ? ordering{} : random_ordering(model_, 0, true, random_);
}

std::string paged_rows::told(const page_case& about) {
  std::string text = "FRAISEQL_SEED=" + std::to_string(seed_) + "\ncase: " + to_text(about) + "\n";
  for (const char* type : {"Row", "Part1", "Part2"}) text += outline(*schema_, type);
  const std::string words = to_text(about);
  for (const row& one : rows_) {
    if (!is_present(one.id)) continue;
    text += one.id;
    for (const filters::field& each : model_.objects.front().fields) {
      const json::value* value = one.document.find(each.key);
      if (value == nullptr || words.find(each.name) == std::string::npos) continue;
      text += " " + each.name + "=" + json::to_text(*value);
    }
    text += "\n";
  }
  return text;
}

}  // namespace fraiseql::lists
