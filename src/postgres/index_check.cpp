// A condition stands in a statement alone: without an ordering, PostgreSQL takes an index for the
// condition or none. Under row-level security it may take one for the policies instead, which shows
// without the condition, too. An ordering on a real column makes it prefer that column's index
// there, if it may use it at all.
//
// What rows are found by and their order are one statement, as they are where it is sent: an index
// of the one and an index of the other do not serve it.
#include "postgres/index_check.hpp"

#include <algorithm>

#include "json/read.hpp"
#include "plan/single_filters.hpp"
#include "sql/statement.hpp"

namespace fraiseql::postgres {
namespace {

constexpr const char* planner_settings =
    "SET default_transaction_read_only = on; SET statement_timeout = '10s'; "
    "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_sort = off";

constexpr const char* kind_query =
    "SELECT c.relkind::text FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = $1 AND c.relname = $2";

// Plans nest as deep as queries do, and ours are flat; those of policies may not be.
constexpr std::size_t most_plan_depth = 1'000;

// What is of an extension PostgreSQL finds by where it stands.
std::string type_of(const plan::operand& parameter) {
  using plan::value_type;
  const bool is_of_extension = parameter.type == value_type::ltree ||
                               parameter.type == value_type::lquery ||
                               parameter.type == value_type::vector;
  if (is_of_extension) return "unknown";
  return std::string(plan::to_string(parameter.type)) + (parameter.is_list ? "[]" : "");
}

// What an index could serve of these: not what stands under NOT or is asked of a list's items.
void add_comparisons(std::vector<plan::comparison>& to, const plan::conditions& all) {
  for (const plan::condition& one : all) {
    if (const auto* compared = std::get_if<plan::comparison>(&one.is)) to.push_back(*compared);
    const auto* any = std::get_if<plan::any_of>(&one.is);
    if (any == nullptr) continue;
    for (const plan::conditions& some : any->alternatives) add_comparisons(to, some);
  }
}

// As the condition of what belongs to a row is when that row is known.
plan::comparison equal_to(const plan::location& place) {
  return {.left = place, .how = schema::filter_operator::eq, .right = {.type = place.type}};
}

// What the rows are found by, and what orders them: the keys of the index that serves both.
std::vector<plan::order_key> keys_of(const plan::read& rows) {
  std::vector<plan::order_key> keys;
  for (const plan::match& one : rows.on) keys.push_back({.by = one.theirs});
  for (const plan::condition& one : rows.where) {
    keys.push_back({.by = std::get<plan::comparison>(one.is).left});
  }
  keys.insert(keys.end(), rows.order.begin(), rows.order.end());
  return keys;
}

// Whether the condition of an index, as PostgreSQL prints it, looks for that parameter.
bool has_parameter(const std::string& condition, std::size_t number) {
  return condition.find("$" + std::to_string(number) + ")") != std::string::npos;
}

std::string text_of(const json::value& node, std::string_view member) {
  const json::value* found = node.find(member);
  const auto* text = found == nullptr ? nullptr : found->get<std::string>();
  return text == nullptr ? "" : *text;
}

}  // namespace

std::string to_text(const index_verdict& verdict) {
  if (!verdict.index.empty()) return "index " + verdict.index;
  std::string text = "no index";
  if (!verdict.advice.remark.empty()) text += "; " + verdict.advice.remark;
  std::string_view rest = verdict.advice.statements;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    text += "\n  " + std::string(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return text;
}

result<index_check, error> index_check::connect(const std::string& conninfo,
                                                const plan::catalogue& found,
                                                std::stop_token stop) {
  FRAISEQL_TRY(session, blocking_session::connect(conninfo, 3, std::move(stop)));
  FRAISEQL_TRY_DONE(session.run_script(planner_settings));
  FRAISEQL_TRY(role, session.query("SELECT current_user::text"));
  return index_check(std::move(session), role.front().front().value_or(""), found);
}

index_check::planned index_check::read_plan(const json::value& node) {
  planned made;
  made.sorts = text_of(node, "Node Type") == "Sort";
  const std::string index = text_of(node, "Index Name");
  if (!index.empty()) made.uses.insert({index, text_of(node, "Index Cond")});
  if (!text_of(node, "Order By").empty()) made.nearest = index;
  const json::value* inner = node.find("Plans");
  const auto* plans = inner == nullptr ? nullptr : inner->get<json::array>();
  if (plans == nullptr) return made;
  for (const json::value& one : *plans) {
    planned below = read_plan(one);
    made.uses.merge(below.uses);
    made.sorts = made.sorts || below.sorts;
    if (made.nearest.empty()) made.nearest = std::move(below.nearest);
  }
  return made;
}

result<index_check::planned, error> index_check::plan(plan::read read) {
  const sql::statement statement =
      sql::compile(plan::step{.action = std::move(read), .shape = {}}).back();
  std::string types;
  std::string values;
  for (const plan::operand& one : statement.parameters) {
    types += (types.empty() ? "(" : ", ") + type_of(one);
    values += values.empty() ? "(NULL" : ", NULL";
  }
  if (!types.empty()) types += ")", values += ")";
  FRAISEQL_TRY_DONE(session_.run_script("DEALLOCATE ALL"));
  FRAISEQL_TRY_DONE(
      session_.run_script("PREPARE fraiseql_check" + types + " AS " + statement.text));
  FRAISEQL_TRY(rows, session_.query("EXPLAIN (FORMAT JSON) EXECUTE fraiseql_check" + values));
  const auto explained =
      json::read(rows.front().front().value_or(""), {.max_depth = most_plan_depth});
  const auto* plans = explained ? explained->get<json::array>() : nullptr;
  const json::value* root =
      plans == nullptr || plans->empty() ? nullptr : plans->front().find("Plan");
  if (root == nullptr) return failed{error{.message = "PostgreSQL's plan cannot be read"}};
  return read_plan(*root);
}

result<const std::set<index_check::use>*, error> index_check::uses_of_policies(
    const schema::relation& from) {
  const std::string key = from.schema + "." + from.name;
  const auto known = of_policies_.find(key);
  if (known != of_policies_.end()) return &known->second;
  FRAISEQL_TRY(bare, plan({.from = from}));
  return &of_policies_.emplace(key, std::move(bare.uses)).first->second;
}

result<std::string, error> index_check::index_for(plan::read read) {
  const schema::relation from = read.from;
  const bool has_order = !read.order.empty();
  FRAISEQL_TRY(made, plan(std::move(read)));
  FRAISEQL_TRY(of_policies, uses_of_policies(from));
  for (const use& one : made.uses) {
    const bool is_for_order = one.condition.empty() && has_order;
    if (!is_for_order && !of_policies->contains(one)) return one.index;
  }
  return std::string();
}

result<sql::relation_kind, error> index_check::kind_of(const schema::relation& named) {
  FRAISEQL_TRY(rows, session_.query(kind_query, {named.schema, named.name}));
  const std::string kind = rows.empty() ? "" : rows.front().front().value_or("");
  if (kind == "v" || kind == "f") return sql::relation_kind::view;
  return kind == "m" ? sql::relation_kind::materialized_view : sql::relation_kind::table;
}

result<index_verdict, error> index_check::check(const schema::relation& from,
                                                const plan::comparison& one,
                                                const schema::type_reference* type) {
  const plan::found_relation* found = found_.find(from);
  if (found == nullptr) return failed{error{.message = from.name + " was not found"}};
  FRAISEQL_TRY(index, index_for({.from = from, .row = one.left.row, .where = {{one}}}));
  if (index.empty() && found->has_row_security && !one.left.column.empty()) {
    FRAISEQL_TRY(preferred, index_for({.from = from,
                                       .row = one.left.row,
                                       .where = {{one}},
                                       .order = {{.by = one.left}},
                                       .paging = plan::page{1, 0}}));
    index = std::move(preferred);
  }
  if (!index.empty()) return index_verdict{.index = std::move(index)};
  FRAISEQL_TRY(kind, kind_of(from));
  return index_verdict{.advice = sql::advise({from, *found, kind}, one, type)};
}

result<std::string, error> index_check::index_of(const plan::read& rows,
                                                 std::optional<plan::page> page) {
  plan::read alone = {.from = rows.from, .row = rows.row, .paging = std::move(page)};
  for (const plan::match& one : rows.on) alone.where.push_back({equal_to(one.theirs)});
  alone.where.insert(alone.where.end(), rows.where.begin(), rows.where.end());
  if (alone.paging) {
    alone.order = rows.order;
    alone.is_id_descending = rows.is_id_descending;
  }
  FRAISEQL_TRY(made, plan(std::move(alone)));
  // The few that it gives are sorted once more, by the id.
  if (!made.nearest.empty() && rows.on.empty()) return std::move(made.nearest);
  if (made.sorts || made.uses.empty()) return std::string();
  if (rows.on.empty()) return made.uses.begin()->index;
  FRAISEQL_TRY(of_policies, uses_of_policies(rows.from));
  std::string index;
  for (std::size_t number = 1; number <= rows.on.size(); ++number) {
    const auto by = std::ranges::find_if(made.uses, [&](const use& one) {
      return has_parameter(one.condition, number) && !of_policies->contains(one);
    });
    if (by == made.uses.end()) return std::string();
    if (index.empty()) index = by->index;
  }
  return index;
}

result<index_verdict, error> index_check::check(
    const plan::read& rows, const std::vector<const schema::type_reference*>& types) {
  const plan::found_relation* found = found_.find(rows.from);
  if (found == nullptr) return failed{error{.message = rows.from.name + " was not found"}};
  for (std::size_t i = 0; i < rows.on.size(); ++i) {
    const plan::location& place = rows.on[i].theirs;
    const bool is_all = rows.on.size() == 1 && rows.where.empty() && !rows.paging;
    // By its id there is one row at most, whatever else has to be equal.
    const bool is_enough = is_all || place.column == rows.from.id;
    if (is_enough) return check(rows.from, equal_to(place), types[i]);
  }
  FRAISEQL_TRY(index, index_of(rows, rows.paging));
  if (!index.empty()) return index_verdict{.index = std::move(index)};
  FRAISEQL_TRY(kind, kind_of(rows.from));
  const std::vector<plan::order_key> keys = keys_of(rows);
  index_verdict made{.advice = sql::advise({rows.from, *found, kind}, keys, types,
                                           keys.size() - rows.order.size())};
  if (rows.on.empty() || !rows.paging) return made;
  FRAISEQL_TRY(unordered, index_of(rows, std::nullopt));
  if (unordered.empty()) return made;
  const std::string rest = made.advice.remark.empty() ? "" : "; " + made.advice.remark;
  made.advice.remark = unordered + " does not serve the order" + rest;
  return made;
}

namespace {

checked_filter look(index_check& with, checked_filter at, const schema::relation& from,
                    const plan::comparison& one, const schema::type_reference* type) {
  auto verdict = with.check(from, one, type);
  if (verdict) {
    at.verdict = *std::move(verdict);
  } else {
    at.trouble = verdict.error().message;
  }
  return at;
}

// Those that belong to a list itself. Of a relation they are asked of the rows that were matched,
// which is for `explain` to look at.
void add_own(std::vector<checked_filter>& to, index_check& with, const schema::schema& schema,
             const schema::field& list, const plan::planning_options& options) {
  const auto* find = std::get_if<schema::find_binding>(&list.binding);
  if (find == nullptr || find->where.is_null() || !find->on.empty()) return;
  const auto own = plan::plan_own_filter(list, options);
  if (!own) return to.push_back({.name = list.name, .trouble = own.error().message});
  std::vector<plan::comparison> all;
  add_comparisons(all, own->where);
  for (const plan::comparison& one : all) {
    to.push_back(look(with, {.name = list.name, .operators = one.right.argument}, own->from, one,
                      plan::type_at(schema, own->from, one.left)));
  }
}

}  // namespace

std::vector<checked_filter> check_filters(index_check& with, const schema::schema& schema,
                                          const plan::planning_options& options) {
  std::vector<checked_filter> made;
  for (const schema::field* list : reading_fields(schema)) {
    add_own(made, with, schema, *list, options);
  }
  for (const plan::single_filter& one : plan::single_filters(schema, options)) {
    checked_filter next =
        look(with, {.name = one.name, .operators = std::string(schema::to_string(one.is.how))},
             one.from, one.is, &one.type);
    // The index for `startsWith`, which is looked at first, serves equality, too.
    const bool is_same = !made.empty() && made.back().name == next.name &&
                         made.back().verdict.index.empty() && next.verdict.index.empty() &&
                         made.back().trouble.empty() && next.trouble.empty();
    if (is_same) {
      made.back().operators += ", " + next.operators;
      ++made.back().count;
    } else {
      made.push_back(std::move(next));
    }
  }
  return made;
}

}  // namespace fraiseql::postgres
