// Whether the type of an extension can be named as our statements name it: without a schema.
#include "postgres/catalogue_parts.hpp"

namespace fraiseql::postgres {
namespace {

// Whether the name alone leads to the extension's type; the extension's schema, or nothing, and
// whether the role may use it; whether the extension can be made; the role and the version.
constexpr const char* extension_query =
    "SELECT (EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e "
    "ON d.refclassid = 'pg_catalog.pg_extension'::regclass AND e.oid = d.refobjid "
    "WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = pg_catalog.to_regtype($1) "
    "AND d.deptype = 'e' AND e.extname = $1))::text, coalesce(quote_ident(i.schema), ''), "
    "coalesce(pg_catalog.has_schema_privilege(i.oid, 'USAGE'), false)::text, "
    "(EXISTS (SELECT FROM pg_catalog.pg_available_extensions a WHERE a.name = $1))::text, "
    "quote_ident(current_user), (current_setting('server_version_num')::int / 10000)::text "
    "FROM (SELECT) AS one LEFT JOIN (SELECT n.oid, n.nspname AS schema "
    "FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace "
    "WHERE e.extname = $1) AS i ON true";

enum of_extension : std::size_t {
  type_is_there,
  extension_schema,
  may_use_schema,
  can_be_made,
  who_asks,
  server_version
};

// What brings the extension's files to the server, in words.
std::string how_to_install(const std::string& extension, const std::string& server) {
  if (extension != "vector") return "install PostgreSQL's contrib modules on the server";
  return "install pgvector on the server (on Debian and Ubuntu the package postgresql-" + server +
         "-pgvector)";
}

}  // namespace

command look_up(const required_extension& needed) {
  return look_up(extension_query, {needed.name});
}

void look_at(const required_extension& needed, const rows& found, findings& into) {
  if (is_true(found, 0, type_is_there)) return;
  const std::string create = "CREATE EXTENSION " + needed.name;
  const std::string what = "the extension " + needed.name + ", which " + needed.user + " needs, ";
  const std::string schema = as_text(found, 0, extension_schema);
  const std::string who = as_text(found, 0, who_asks);
  if (schema.empty() && is_true(found, 0, can_be_made)) {
    into.missing.push_back({what + "is not in the database", create});
  } else if (schema.empty()) {
    into.missing.push_back(
        {what + "is not on the server",
         how_to_install(needed.name, as_text(found, 0, server_version)) + ", then " + create});
  } else if (!is_true(found, 0, may_use_schema)) {
    into.missing.push_back(
        {what + "is in the schema " + schema + ", which the role " + who + " may not use",
         "GRANT USAGE ON SCHEMA " + schema + " TO " + who});
  } else {
    into.missing.push_back({what + "is in the schema " + schema + ", to which the search_path of " +
                                who + " does not lead",
                            "ALTER EXTENSION " + needed.name +
                                " SET SCHEMA public, or ALTER ROLE " + who +
                                " SET search_path = public, " + schema});
  }
}

}  // namespace fraiseql::postgres
