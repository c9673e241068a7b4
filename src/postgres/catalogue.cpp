#include "postgres/catalogue.hpp"

#include <algorithm>

namespace fraiseql::postgres {
namespace {

constexpr const char* columns_query =
    "SELECT a.attname, format_type(a.atttypid, NULL) "
    "FROM pg_catalog.pg_attribute a "
    "JOIN pg_catalog.pg_class c ON c.oid = a.attrelid "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'v', 'm', 'p', 'f') "
    "AND a.attnum > 0 AND NOT a.attisdropped";

// One row for each function of the name: its signature, and whether it can be called
// with all the parameters named in $3 and with those in $4 alone (separated by commas).
constexpr const char* functions_query =
    "SELECT pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), "
    "(SELECT coalesce(array_agg(a.name), '{}') @> string_to_array($3, ',') "
    "AND coalesce(bool_and(a.has_default OR a.name = ANY (string_to_array($4, ','))), true) "
    "FROM (SELECT coalesce(i.name, '') AS name, "
    "row_number() OVER (ORDER BY i.position) > p.pronargs - p.pronargdefaults AS has_default "
    "FROM unnest(coalesce(p.proargnames, array_fill(NULL::text, ARRAY[p.pronargs::int])), "
    "coalesce(p.proargmodes::text[], array_fill('i'::text, ARRAY[p.pronargs::int]))) "
    "WITH ORDINALITY AS i(name, mode, position) WHERE i.mode IN ('i', 'b', 'v')) a)::text "
    "FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
    "WHERE n.nspname = $1 AND p.proname = $2";

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

void look_at(const required_relation& needed, const rows& found, std::vector<missing>& into) {
  const std::string name = qualified(needed.schema, needed.name);
  if (found.count() == 0) {
    into.push_back({"the relation " + name + " does not exist",
                    "CREATE TABLE " + name + " (" + join(needed.columns) +
                        "); its rows come from fn_sync_" + needed.name});
    return;
  }
  for (const auto& [column, type] : needed.columns) {
    std::string found_type;
    for (std::size_t i = 0; i < found.count(); ++i) {
      if (found.value(i, 0) == column) found_type = as_text(found, i, 1);
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
}

void look_at(const required_function& needed, const rows& found, std::vector<missing>& into) {
  const std::string name = qualified(needed.schema, needed.name);
  const std::string wanted = name + "(" + join(needed.parameters) + ") returns " + needed.returns;
  const std::string remedy = "CREATE FUNCTION " + wanted + " ...";
  if (found.count() == 0) {
    into.push_back({"the function " + name + " does not exist", remedy});
    return;
  }
  std::string seen;
  for (std::size_t i = 0; i < found.count(); ++i) {
    if (found.value(i, 2) == "true" && found.value(i, 1) == needed.returns) return;
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

}  // namespace

void check_catalogue(lane& over, const requirements& needed,
                     std::function<void(catalogue_answer)> done) {
  group lookups{.commands = {}, .done = {}};
  for (const auto& relation : needed.relations) {
    lookups.commands.push_back(look_up(columns_query, {relation.schema, relation.name}));
  }
  for (const auto& function : needed.functions) {
    std::string all;
    std::string always;
    for (const auto& one : function.parameters) {
      all += (all.empty() ? "" : ",") + one.name;
      if (one.is_always_passed) always += (always.empty() ? "" : ",") + one.name;
    }
    lookups.commands.push_back(
        look_up(functions_query, {function.schema, function.name, all, always}));
  }
  lookups.done = [needed, done = std::move(done)](const std::vector<outcome>& outcomes) {
    std::vector<missing> found_missing;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      if (!outcomes[i]) return done(failed{outcomes[i].error()});
      if (i < needed.relations.size()) {
        look_at(needed.relations[i], *outcomes[i], found_missing);
      } else {
        look_at(needed.functions[i - needed.relations.size()], *outcomes[i], found_missing);
      }
    }
    done(std::move(found_missing));
  };
  over.submit(std::move(lookups));
}

}  // namespace fraiseql::postgres
