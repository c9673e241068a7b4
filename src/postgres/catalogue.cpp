#include "postgres/catalogue.hpp"

#include <algorithm>

namespace fraiseql::postgres {
namespace {

constexpr const char* server_query =
    "SELECT current_setting('server_encoding'), current_setting('server_version'), "
    "(current_setting('server_version_num')::int / 10000 >= $1::int)::text, "
    "current_database()::text";

// A column each: its name, its type, whether this role may read it, and the role.
constexpr const char* columns_query =
    "SELECT a.attname, format_type(a.atttypid, NULL), "
    "has_column_privilege(c.oid, a.attnum, 'SELECT')::text, quote_ident(current_user) "
    "FROM pg_catalog.pg_attribute a "
    "JOIN pg_catalog.pg_class c ON c.oid = a.attrelid "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'v', 'm', 'p', 'f') "
    "AND a.attnum > 0 AND NOT a.attisdropped";

// One row for each function of the name: its parameters, its result, whether it can be
// called, whether this role may, its signature, the role, and whether it is VOLATILE. It can be
// called if it has an input for each parameter wanted ($3 their names, $4 their types, $5 whether
// they are always passed; separated by commas), of a type that PostgreSQL comes to by itself from
// the wanted one, and if every other input has a default. An input of a domain stands in `input`
// once more with each type below it, as values of those fit it, too.
constexpr const char* functions_query =
    "WITH RECURSIVE found AS ("
    "SELECT p.oid, p.provolatile, p.pronargs, p.pronargdefaults, p.proargnames, p.proargmodes, "
    "coalesce(p.proallargtypes, p.proargtypes::oid[]) AS types FROM pg_catalog.pg_proc p "
    "JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
    "WHERE n.nspname = $1 AND p.proname = $2"
    "), wanted AS ("
    "SELECT w.name, to_regtype(w.type)::oid AS type, w.is_always_passed::boolean "
    "FROM unnest(string_to_array($3, ','), string_to_array($4, ','), string_to_array($5, ',')) "
    "AS w(name, type, is_always_passed)"
    "), input(of, name, type, has_default) AS ("
    "SELECT f.oid, i.name, i.type, row_number() OVER (PARTITION BY f.oid ORDER BY i.position) "
    "> f.pronargs - f.pronargdefaults "
    "FROM found f, unnest(f.proargnames, f.proargmodes::text[], f.types) "
    "WITH ORDINALITY AS i(name, mode, type, position) "
    "WHERE coalesce(i.mode, 'i') IN ('i', 'b', 'v') "
    "UNION ALL "
    "SELECT i.of, i.name, t.typbasetype, i.has_default "
    "FROM input i JOIN pg_catalog.pg_type t ON t.oid = i.type WHERE t.typbasetype <> 0"
    ") "
    "SELECT pg_get_function_arguments(f.oid), pg_get_function_result(f.oid), "
    "(NOT EXISTS (SELECT FROM wanted w WHERE NOT EXISTS ("
    "SELECT FROM input i WHERE i.of = f.oid AND i.name = w.name AND (i.type = w.type OR EXISTS ("
    "SELECT FROM pg_catalog.pg_cast c WHERE c.castsource = w.type AND c.casttarget = i.type "
    "AND c.castcontext = 'i')))) "
    "AND NOT EXISTS (SELECT FROM input i WHERE i.of = f.oid AND NOT i.has_default "
    "AND NOT EXISTS (SELECT FROM wanted w WHERE w.name = i.name AND w.is_always_passed))"
    ")::text, "
    "has_function_privilege(f.oid, 'EXECUTE')::text, f.oid::regprocedure::text, "
    "quote_ident(current_user), (f.provolatile = 'v')::text FROM found f ORDER BY f.oid";

std::string qualified(const std::string& schema, const std::string& name) {
  return schema == "public" ? name : schema + "." + name;
}

std::string join(const std::vector<typed_name>& names) {
  std::string text;
  for (const auto& [name, type] : names) text += (text.empty() ? "" : ", ") + name + " " + type;
  return text;
}

std::string join(const std::vector<required_parameter>& parameters) {
  std::string text;
  for (const auto& one : parameters) {
    text += (text.empty() ? "" : ", ") + one.name + " " + one.type;
    if (!one.is_always_passed) text += " DEFAULT NULL";
  }
  return text;
}

// A column of another type of text compares and prints as text does.
bool fits(const std::string& found, const std::string& wanted) {
  return found == wanted || (wanted == "text" && found == "character varying");
}

std::string as_text(const rows& found, std::size_t row, std::size_t column) {
  return std::string(found.value(row, column));
}

void look_at_server(int oldest, const rows& found, std::vector<missing>& into) {
  const std::string wanted = "PostgreSQL " + std::to_string(oldest);
  if (found.value(0, 2) != "true") {
    into.push_back({"the server is PostgreSQL " + as_text(found, 0, 1) + ", older than " +
                        std::to_string(oldest),
                    "upgrade it to " + wanted + " or newer"});
  }
  if (found.value(0, 0) != "UTF8") {
    const std::string name = as_text(found, 0, 3);
    into.push_back(
        {"the database " + name + " has the encoding " + as_text(found, 0, 0) + ", not UTF8",
         "CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0, and move the data of " + name +
             " there with pg_dump and pg_restore"});
  }
}

void look_at(const required_relation& needed, const rows& found, std::vector<missing>& into) {
  const std::string name = qualified(needed.schema, needed.name);
  if (found.count() == 0) {
    into.push_back({"the relation " + name + " does not exist",
                    "CREATE TABLE " + name + " (" + join(needed.columns) +
                        "); its rows come from fn_sync_" + needed.name});
    return;
  }
  bool may_read = true;
  for (const auto& [column, type] : needed.columns) {
    std::string found_type;
    for (std::size_t i = 0; i < found.count(); ++i) {
      if (found.value(i, 0) != column) continue;
      found_type = as_text(found, i, 1);
      may_read = may_read && found.value(i, 2) == "true";
    }
    const std::string here = "the column " + name + "." + column;
    if (found_type.empty()) {
      into.push_back(
          {here + " does not exist", "ALTER TABLE " + name + " ADD COLUMN " + column + " " + type});
    } else if (!fits(found_type, type)) {
      into.push_back({here + " is of type " + found_type + ", not " + type,
                      "ALTER TABLE " + name + " ALTER COLUMN " + column + " TYPE " + type});
    }
  }
  if (!may_read) {
    const std::string role = as_text(found, 0, 3);
    into.push_back({"the role " + role + " may not read the relation " + name,
                    "GRANT SELECT ON " + name + " TO " + role});
  }
}

void look_at(const required_function& needed, const rows& found, std::vector<missing>& into) {
  const std::string name = qualified(needed.schema, needed.name);
  const std::string wanted = name + "(" + join(needed.parameters) + ") returns " + needed.returns;
  const std::string remedy =
      "CREATE FUNCTION " + wanted + (needed.only_reads ? " STABLE ..." : " ...");
  if (found.count() == 0) {
    into.push_back({"the function " + name + " does not exist", remedy});
    return;
  }
  std::string seen;
  for (std::size_t i = 0; i < found.count(); ++i) {
    if (found.value(i, 2) == "true" && found.value(i, 1) == needed.returns) {
      const std::string signature = as_text(found, i, 4);
      if (found.value(i, 3) != "true") {
        const std::string role = as_text(found, i, 5);
        into.push_back({"the role " + role + " may not call the function " + name,
                        "GRANT EXECUTE ON FUNCTION " + signature + " TO " + role});
      }
      if (needed.only_reads && found.value(i, 6) == "true") {
        into.push_back(
            {"the function " + name + " is VOLATILE, so it may write, and a query calls it",
             "ALTER FUNCTION " + signature + " STABLE; if it does write, let a mutation call it"});
      }
      return;
    }
    seen += (seen.empty() ? "" : "; ") + name + "(" + as_text(found, i, 0) + ") returns " +
            as_text(found, i, 1);
  }
  into.push_back(
      {"the function " + name + " does not fit: found " + seen + ", wanted " + wanted, remedy});
}

command look_up(const char* query, const std::vector<std::string>& texts) {
  auto statement = std::make_shared<sql::statement>();
  statement->text = query;
  command made{.statement = std::move(statement)};
  for (const std::string& text : texts) {
    made.parameters.push_back({.oid = 25, .is_binary = true, .bytes = text});
  }
  return made;
}

command look_up(const required_function& needed) {
  std::string names;
  std::string types;
  std::string always;
  for (const auto& one : needed.parameters) {
    const char* const comma = names.empty() ? "" : ",";
    names += comma + one.name;
    types += comma + one.type;
    always += std::string(comma) + (one.is_always_passed ? "true" : "false");
  }
  return look_up(functions_query, {needed.schema, needed.name, names, types, always});
}

}  // namespace

void check_catalogue(lane& over, const requirements& needed,
                     std::function<void(catalogue_answer)> done) {
  group lookups{.commands = {}, .done = {}};
  lookups.commands.push_back(look_up(server_query, {std::to_string(needed.oldest_server)}));
  for (const auto& relation : needed.relations) {
    lookups.commands.push_back(look_up(columns_query, {relation.schema, relation.name}));
  }
  for (const auto& function : needed.functions) lookups.commands.push_back(look_up(function));
  lookups.done = [needed, done = std::move(done)](const std::vector<outcome>& outcomes) {
    std::vector<missing> found_missing;
    auto next = outcomes.begin();
    if (*next) look_at_server(needed.oldest_server, **next, found_missing);
    // Where the server is not the right one, the rest need not even have worked.
    if (!found_missing.empty()) return done(std::move(found_missing));
    for (const outcome& one : outcomes) {
      if (!one) return done(failed{one.error()});
    }
    ++next;
    for (const auto& relation : needed.relations) look_at(relation, **next++, found_missing);
    for (const auto& function : needed.functions) look_at(function, **next++, found_missing);
    done(std::move(found_missing));
  };
  over.submit(std::move(lookups));
}

}  // namespace fraiseql::postgres
