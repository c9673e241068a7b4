// index_check: which index, if any, serves a condition, an ordering, or what the rows of a relation
// are found by with their order: PostgreSQL plans it as the role of the session, with every value
// unknown, and is asked for what it would use.
//
// Sequential scans and sorts are made dear, so that few rows do not hide an index; whether one pays
// for the values of a request is for PostgreSQL to say then. It blocks.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "json/value.hpp"
#include "plan/query_plan.hpp"
#include "postgres/blocking_session.hpp"
#include "postgres/error.hpp"
#include "schema/schema.hpp"
#include "sql/index_advice.hpp"

namespace fraiseql::postgres {

// An index, by its name, or what would let one serve it.
struct index_verdict {
  std::string index = {};
  sql::index_advice advice = {};  // where there is no index
};

// `index NAME`, or `no index; REMARK` and the statements, indented lines.
std::string to_text(const index_verdict& verdict);

class index_check {
 public:
  // `found` is what the role can read, and borrowed.
  static result<index_check, error> connect(const std::string& conninfo,
                                            const plan::catalogue& found,
                                            std::stop_token stop = {});

  [[nodiscard]] const std::string& role() const { return role_; }

  // Of a condition that has to be true; `type` is that of its field, or nullptr.
  result<index_verdict, error> check(const schema::relation& from, const plan::comparison& one,
                                     const schema::type_reference* type);
  // Of rows as one statement, whose index is one: `on`, what else in `where` has to be equal, and
  // the order, which is asked for where there is a page. A type for each of them, in that order. An
  // index serves it that finds the rows by all of `on`, and gives them in their order.
  result<index_verdict, error> check(const plan::read& rows,
                                     const std::vector<const schema::type_reference*>& types);

 private:
  struct use {
    std::string index;
    std::string condition;
    auto operator<=>(const use&) const = default;
  };
  struct planned {
    std::set<use> uses;
    bool sorts = false;
    std::string nearest = {};  // an index by whose distances rows come
  };
  index_check(blocking_session session, std::string role, const plan::catalogue& found)
      : session_(std::move(session)), role_(std::move(role)), found_(found) {}

  result<planned, error> plan(plan::read read);
  // What is used of the relation without any condition of ours: by its policies.
  result<const std::set<use>*, error> uses_of_policies(const schema::relation& from);
  result<std::string, error> index_for(plan::read read);
  // The one that finds the rows by their matches alone, or in order; "" where it would be sorted.
  result<std::string, error> index_of(const plan::read& rows, std::optional<plan::page> page);
  result<sql::relation_kind, error> kind_of(const schema::relation& named);

  static planned read_plan(const json::value& node);

  blocking_session session_;
  std::string role_;
  const plan::catalogue& found_;
  std::map<std::string, std::set<use>> of_policies_;
};

// A filter of the schema (plan/single_filters.hpp), and those that what serves it serves, too; or a
// condition of a list's own filter.
struct checked_filter {
  std::string name;            // "Note.title"; of the list: "published"
  std::string operators = {};  // "startsWith, eq"; "own where.status.eq"
  std::size_t count = 1;       // of the operators
  index_verdict verdict = {};
  std::string trouble = {};  // why it could not be looked at, or ""
};

std::vector<checked_filter> check_filters(index_check& with, const schema::schema& schema,
                                          const plan::planning_options& options);

}  // namespace fraiseql::postgres
