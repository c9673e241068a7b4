// What the comments on constraints and unique indexes say to clients: "@error MESSAGE", or
// "@error(argument) MESSAGE". What stands on further lines is for people.
#include "base/text.hpp"
#include "postgres/catalogue_parts.hpp"

namespace fraiseql::postgres {
namespace {

// A unique index that belongs to a constraint is reported as that.
constexpr const char* constraints_query =
    "SELECT n.nspname, coalesce(r.relname, t.typname), c.conname, d.description, "
    "CASE WHEN c.conrelid <> 0 THEN 'CONSTRAINT ' || quote_ident(c.conname) || ' ON ' || "
    "c.conrelid::regclass ELSE 'CONSTRAINT ' || quote_ident(c.conname) || ' ON DOMAIN ' || "
    "c.contypid::regtype END "
    "FROM pg_catalog.pg_constraint c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace "
    "JOIN pg_catalog.pg_description d "
    "ON d.classoid = 'pg_catalog.pg_constraint'::regclass AND d.objoid = c.oid "
    "LEFT JOIN pg_catalog.pg_class r ON r.oid = c.conrelid "
    "LEFT JOIN pg_catalog.pg_type t ON t.oid = c.contypid "
    "WHERE d.description ~ '^@error([^[:alnum:]_]|$)' "
    "UNION ALL "
    "SELECT n.nspname, r.relname, i.relname, d.description, 'INDEX ' || i.oid::regclass "
    "FROM pg_catalog.pg_index x "
    "JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid "
    "JOIN pg_catalog.pg_class r ON r.oid = x.indrelid "
    "JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace "
    "JOIN pg_catalog.pg_description d "
    "ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = i.oid AND d.objsubid = 0 "
    "WHERE x.indisunique AND d.description ~ '^@error([^[:alnum:]_]|$)' "
    "ORDER BY 1, 2, 3";

constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(blanks);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

}  // namespace

std::optional<constraint_comment> read_constraint_comment(std::string_view comment) {
  constexpr std::string_view mark = "@error";
  if (!comment.starts_with(mark)) return std::nullopt;
  std::string_view rest = comment.substr(mark.size());
  rest = rest.substr(0, rest.find('\n'));
  std::string_view argument;
  if (rest.starts_with('(')) {
    const std::size_t end = rest.find(')');
    if (end == std::string_view::npos) return std::nullopt;
    argument = trimmed(rest.substr(1, end - 1));
    if (!is_name(argument)) return std::nullopt;
    rest = rest.substr(end + 1);
  }
  const bool is_apart = !rest.empty() && blanks.find(rest.front()) != std::string_view::npos;
  const std::string_view message = trimmed(rest);
  if (!is_apart || message.empty()) return std::nullopt;
  return constraint_comment{std::string(message), std::string(argument)};
}

command look_up_constraints() { return look_up(constraints_query, {}); }

void look_at_constraints(const rows& found, findings& into) {
  for (std::size_t i = 0; i < found.count(); ++i) {
    auto said = read_constraint_comment(found.value(i, 3));
    if (!said) {
      const std::string what = as_text(found, i, 4);
      into.missing.push_back(
          {"the comment on the " + to_lower(what.substr(0, what.find(' '))) +
               what.substr(what.find(' ')) + " begins with @error and says no message",
           "COMMENT ON " + what + " IS '@error(argument) the message', or without (argument)"});
      continue;
    }
    into.found.constraints.push_back({.schema = as_text(found, i, 0),
                                      .owner = as_text(found, i, 1),
                                      .name = as_text(found, i, 2),
                                      .message = std::move(said->message),
                                      .argument = std::move(said->argument)});
  }
}

}  // namespace fraiseql::postgres
