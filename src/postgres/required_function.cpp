// Whether a function that is needed is there: an overload of it takes what a call passes, and
// this role may call it.
#include "postgres/catalogue_parts.hpp"

namespace fraiseql::postgres {
namespace {

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

std::string join(const std::vector<required_parameter>& parameters) {
  std::string text;
  for (const auto& one : parameters) {
    text += (text.empty() ? "" : ", ") + one.name + " " + one.type;
    if (!one.is_always_passed) text += " DEFAULT NULL";
  }
  return text;
}

}  // namespace

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

void look_at(const required_function& needed, const rows& found, findings& into) {
  const std::string name = qualified(needed.schema, needed.name);
  const std::string wanted = name + "(" + join(needed.parameters) + ") returns " + needed.returns;
  const std::string remedy =
      "CREATE FUNCTION " + wanted + (needed.only_reads ? " STABLE ..." : " ...");
  if (found.count() == 0) {
    into.unknown.push_back(
        {into.missing.size(), named_thing::function, needed.schema, needed.name});
    into.missing.push_back({"the function " + name + " does not exist", remedy});
    return;
  }
  std::string seen;
  for (std::size_t i = 0; i < found.count(); ++i) {
    if (found.value(i, 2) == "true" && found.value(i, 1) == needed.returns) {
      const std::string signature = as_text(found, i, 4);
      if (found.value(i, 3) != "true") {
        const std::string role = as_text(found, i, 5);
        into.missing.push_back({"the role " + role + " may not call the function " + name,
                                "GRANT EXECUTE ON FUNCTION " + signature + " TO " + role});
      }
      if (needed.only_reads && found.value(i, 6) == "true") {
        into.missing.push_back(
            {"the function " + name + " is VOLATILE, so it may write, and a query calls it",
             "ALTER FUNCTION " + signature + " STABLE; if it does write, let a mutation call it"});
      }
      return;
    }
    seen += (seen.empty() ? "" : "; ") + name + "(" + as_text(found, i, 0) + ") returns " +
            as_text(found, i, 1);
  }
  into.missing.push_back(
      {"the function " + name + " does not fit: found " + seen + ", wanted " + wanted, remedy});
}

}  // namespace fraiseql::postgres
