// A line of the log begins with the time; the further lines of a statement begin with a tab. Behind
// "LOG:  execute" comes "DETAIL:  parameters:" where there are any.
#include "lists/logged_statements.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "filters/served.hpp"
#include "json/read.hpp"
#include "postgres/blocking_session.hpp"

namespace fraiseql::lists {
namespace {

// Of "$1 = '5', $2 = NULL".
std::vector<std::string> read_values(std::string_view text) {
  std::vector<std::string> values;
  while (!text.empty()) {
    text.remove_prefix(std::min(text.find("= "), text.size() - 2) + 2);
    std::size_t end = 0;
    bool is_quoted = false;
    for (; end < text.size() && (is_quoted || text[end] != ','); ++end) {
      if (text[end] == '\'') is_quoted = !is_quoted;
    }
    values.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return values;
}

}  // namespace

logged_statements::logged_statements() {
  filters::run_sql("ALTER ROLE postgres IN DATABASE filters SET log_statement = 'all'");
  read_ = filters::database_log().size();
}

logged_statements::~logged_statements() {
  filters::run_sql("ALTER ROLE postgres IN DATABASE filters RESET log_statement");
}

std::vector<logged_statement> logged_statements::next() {
  const std::string log = filters::database_log();
  std::istringstream lines(log.substr(read_));
  read_ = log.size();
  std::vector<logged_statement> all;
  bool is_text = false;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t values = line.find("DETAIL:  parameters: ");
    const std::size_t begin = line.find("LOG:  execute ");
    if (line.starts_with('\t')) {
      if (is_text) all.back().text += "\n" + line.substr(1);
      continue;
    }
    is_text = begin != std::string::npos;
    if (is_text) {
      all.push_back({line.substr(line.find(": ", begin + 6) + 2), {}});
    } else if (values != std::string::npos && !all.empty()) {
      all.back().values = read_values(std::string_view(line).substr(values + 21));
    }
  }
  std::erase_if(
      all, [](const logged_statement& one) { return one.text.find("tv_") == std::string::npos; });
  return all;
}

json::value plan_of(const logged_statement& one) {
  std::string values;
  for (const std::string& value : one.values) values += (values.empty() ? "(" : ", ") + value;
  if (!values.empty()) values += ")";
  auto session = postgres::blocking_session::connect(filters::database_conninfo());
  EXPECT_TRUE(session);
  const auto prepared = session->run_script("PREPARE explained AS " + one.text);
  EXPECT_TRUE(prepared) << prepared.error().message << "\n" << one.text;
  const auto rows = session->query("EXPLAIN (FORMAT JSON) EXECUTE explained" + values);
  EXPECT_TRUE(rows) << rows.error().message << "\n" << one.text << "\n" << values;
  if (!rows || rows->empty()) return json::null{};
  auto plan = json::read(rows->front().front().value_or(""));
  EXPECT_TRUE(plan);
  return plan ? *std::move(plan) : json::null{};
}

}  // namespace fraiseql::lists
