#include "lists/related_rows.hpp"

#include <utility>

#include "filters/served.hpp"
#include "json/write.hpp"
#include "lists/declarations.hpp"

namespace fraiseql::lists {
namespace {

bool has_cursors(const std::vector<selected>& query) {
  for (const selected& one : query) {
    if (!one.after.empty() || !one.before.empty() || has_cursors(one.inside)) return true;
  }
  return false;
}

// All pages without cursors and as long as they may be, with all parts.
void widen(std::vector<selected>& query) {
  for (selected& one : query) {
    widen(one.inside);
    if (!one.rows || one.rows->as == form::one) continue;
    one.where = json::null{};
    one.limit.reset();
    one.offset.reset();
    one.last.reset();
    one.after.clear();
    one.before.clear();
    one.page = all_parts();
    (one.rows->as == form::list ? one.limit : one.first) = one.rows->most();
  }
}

std::string without_padding(const json::value& document) {
  json::object kept;
  for (const json::member& one : *document.get<json::object>()) {
    if (one.first != "padding") kept.push_back(one);
  }
  return json::to_text(json::value(std::move(kept)));
}

}  // namespace

related_rows::related_rows(std::uint64_t seed)
    : seed_(seed),
      random_(seed),
      values_(random_),
      graph_(random_graph(random_, values_)),
      evaluator_(graph_),
      schema_(schema_of(graph_)) {
  make_tables(graph_, random_);
  if (schema_ != nullptr) engines_ = std::make_unique<each_way>(schema_);
}

std::vector<selected> related_rows::draw_query() {
  for (;;) {
    std::vector<selected> drawn = random_query({graph_, values_, random_});
    evaluator_.answer(drawn);
    const bool tells = evaluator_.related_rows() > 8 || random_.chance(5);
    if (tells && !evaluator_.was_too_much()) return drawn;
  }
}

std::string related_rows::problem_of(const std::vector<selected>& query) {
  return problem_of(query, book_, 30);
}

std::string related_rows::problem_of_fresh(const std::vector<selected>& query) {
  cursor_book book;
  if (has_cursors(query)) {
    auto wide = query;
    widen(wide);
    const std::string wrong = problem_of(wide, book, 0);
    if (!wrong.empty()) return wrong;
  }
  return problem_of(query, book, random_.chance(70) ? 0 : 30);
}

std::string related_rows::problem_of(const std::vector<selected>& query, cursor_book& book,
                                     std::size_t by_variable) {
  if (engines_ == nullptr) return "no schema";
  json::value expected = json::object{{"data", evaluator_.answer(query)}};
  if (evaluator_.was_too_much()) return "";
  const execution::request asked = to_request(query, graph_, book, random_, by_variable);
  const answer got = engines_->ask(asked);
  const std::string wrong = got.wrong.empty() ? book.difference(expected, got.body) : got.wrong;
  if (wrong.empty()) return "";
  return wrong + "\nrequest: " + asked.document + "\n" + json::to_text(asked.variables) +
         "\nanswer: " + got.text.substr(0, 3000) + "\nlog: " + engines_->log();
}

row related_rows::remove(std::size_t type, std::size_t at) {
  auto& rows = graph_.types[type].rows;
  const auto place = rows.begin() + static_cast<std::ptrdiff_t>(at);
  row gone = *place;
  rows.erase(place);
  filters::run_sql("DELETE FROM " + graph_.types[type].table +
                   " WHERE id = " + filters::sql_text(gone.id));
  return gone;
}

void related_rows::restore(std::size_t type, std::size_t at, const row& one) {
  auto& rows = graph_.types[type].rows;
  rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(at), one);
  const std::string& table = graph_.types[type].table;
  filters::run_sql("INSERT INTO " + table + " SELECT * FROM reserve_" + table +
                   " WHERE id = " + filters::sql_text(one.id));
}

std::string related_rows::told(const std::vector<selected>& about) {
  std::string text = "FRAISEQL_SEED=" + std::to_string(seed_) + "\n";
  const std::string words = to_request(about, graph_, book_, random_, 0).document;
  for (std::size_t type = 0; type < graph_.types.size(); ++type) {
    text += outline(*schema_, graph_.fields_of(type).name);
    for (const relation& one : graph_.types[type].relations) {
      if (words.find(one.name) == std::string::npos) continue;
      text += "  " + one.name + " where " + json::to_text(one.where) + " by " + to_text(one.by) +
              " at most " + std::to_string(one.most()) + "\n";
    }
    for (const row& one : graph_.types[type].rows) text += without_padding(one.document) + "\n";
  }
  for (const relation& one : graph_.roots) {
    if (words.find(one.name) == std::string::npos) continue;
    text += one.name + " where " + json::to_text(one.where) + " by " + to_text(one.by) +
            " at most " + std::to_string(one.most()) + "\n";
  }
  return text;
}

}  // namespace fraiseql::lists
