// Whether row-level security binds all who read: a role may stand above it, a table's owner is not
// bound unless that is forced, and what a view reads it reads as its owner (PostgreSQL
// manual, 5.8).
#include <charconv>

#include "json/write.hpp"
#include "postgres/catalogue_parts.hpp"

namespace fraiseql::postgres {
namespace {

// A role each: its name, whether there is such a one, whether policies mean nothing to it, by which
// of two ways, and whether the role that serves, which comes with each row, may act as it. Then the
// server's version, for people and as a number.
constexpr const char* roles_query =
    "SELECT w.name, (r.oid IS NOT NULL)::text, coalesce(r.rolsuper, false)::text, "
    "coalesce(r.rolbypassrls, false)::text, "
    "coalesce(pg_catalog.pg_has_role(session_user, r.oid, "
    "CASE WHEN v.number >= 160000 THEN 'SET' ELSE 'MEMBER' END), false)::text, "
    "session_user::text, current_setting('server_version'), v.number::text "
    "FROM (SELECT session_user::text AS name UNION "
    "SELECT pg_catalog.jsonb_array_elements_text($1::jsonb)) AS w "
    "LEFT JOIN pg_catalog.pg_roles r ON r.rolname = w.name, "
    "(SELECT current_setting('server_version_num')::int) AS v (number) ORDER BY 1";

// A relation each, of those that are read and those that their views read, in whatever depth: its
// name, its kind, whether it has policies and they bind its owner, whether what it reads is read as
// who asks, one of the roles that has the rights of its owner, and the relation that leads to it.
// Functions that views call with the rights of their owner are such, of kind "x".
constexpr const char* owners_query =
    "WITH RECURSIVE reads (top, oid) AS ("
    "SELECT c.oid, c.oid FROM pg_catalog.jsonb_array_elements($2::jsonb) AS x "
    "JOIN pg_catalog.pg_namespace n ON n.nspname = x->>0 "
    "JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = x->>1 "
    "UNION SELECT r.top, d.refobjid FROM reads r "
    "JOIN pg_catalog.pg_class v ON v.oid = r.oid AND v.relkind = 'v' "
    "JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid "
    "JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass "
    "AND d.objid = w.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass "
    "JOIN pg_catalog.pg_class i ON i.oid = d.refobjid AND i.relkind IN ('r', 'v', 'm', 'p', 'f') "
    "JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace "
    "AND n.nspname NOT IN ('pg_catalog', 'information_schema')) "
    "SELECT n.nspname, c.relname, c.relkind::text, c.relrowsecurity::text, "
    "c.relforcerowsecurity::text, coalesce((SELECT bool_or(lower(split_part(o, '=', 2)) IN "
    "('true', 'on', 'yes', '1')) FROM unnest(c.reloptions) AS o "
    "WHERE o LIKE 'security_invoker=%'), false)::text, "
    "coalesce((SELECT min(w.name) FROM (SELECT session_user::text AS name UNION "
    "SELECT pg_catalog.jsonb_array_elements_text($1::jsonb)) AS w "
    "JOIN pg_catalog.pg_roles r ON r.rolname = w.name "
    "WHERE pg_catalog.pg_has_role(r.oid, c.relowner, 'MEMBER')), ''), "
    "CASE WHEN min(r.top) <> c.oid THEN min(r.top)::regclass::text ELSE '' END "
    "FROM reads r JOIN pg_catalog.pg_class c ON c.oid = r.oid "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace GROUP BY n.nspname, c.oid "
    "UNION ALL SELECT DISTINCT n.nspname, p.proname, 'x', '', '', '', '', r.oid::regclass::text "
    "FROM reads r JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid "
    "JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass "
    "AND d.objid = w.oid AND d.refclassid = 'pg_catalog.pg_proc'::regclass "
    "JOIN pg_catalog.pg_proc p ON p.oid = d.refobjid AND p.prosecdef "
    "JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace ORDER BY 1, 2";

struct of_role {
  enum : std::size_t {
    name,
    exists,
    is_super,
    bypasses,
    may_act,
    serving,
    version,
    version_number,
  };
};
struct of_relation {
  enum : std::size_t {
    schema,
    name,
    kind,
    has_row_security,
    is_forced,
    is_invoker,
    owner,
    read_by,
  };
};

void look_at_role(const rows& found, std::size_t row, std::vector<missing>& into) {
  const std::string name = as_text(found, row, of_role::name);
  const std::string server = as_text(found, row, of_role::serving);
  const std::string here = "the role " + name;
  if (!is_true(found, row, of_role::exists)) {
    into.push_back({here + " does not exist", "CREATE ROLE " + name + " NOLOGIN"});
  } else if (is_true(found, row, of_role::is_super)) {
    into.push_back({here + " is a superuser, whom row-level security does not bind",
                    "use a role that is none: CREATE ROLE ... NOSUPERUSER NOBYPASSRLS", true});
  } else if (is_true(found, row, of_role::bypasses)) {
    into.push_back({here + " has BYPASSRLS, so row-level security does not bind it",
                    "ALTER ROLE " + name + " NOBYPASSRLS", true});
  } else if (!is_true(found, row, of_role::may_act)) {
    into.push_back({"the role " + server + " may not act as the role " + name,
                    "GRANT " + name + " TO " + server});
  }
}

void look_at_owner(const rows& found, std::size_t row, std::vector<missing>& into) {
  const std::string name =
      qualified(as_text(found, row, of_relation::schema), as_text(found, row, of_relation::name));
  const std::string reader = as_text(found, row, of_relation::read_by);
  const std::string there = reader.empty() ? name : name + ", which " + reader + " reads,";
  const std::string_view is = found.value(row, of_relation::kind);
  if (is == "x") {
    into.push_back(
        {"the function " + there + " has the rights of its owner, past row-level security",
         "ALTER FUNCTION " + name +
             " SECURITY INVOKER, or declare the type public, if its rows are for everybody",
         true});
  } else if (is == "v" && !is_true(found, row, of_relation::is_invoker)) {
    into.push_back({"the view " + there + " reads as its owner, past row-level security",
                    "ALTER VIEW " + name +
                        " SET (security_invoker = true) (PostgreSQL 15), or declare the type "
                        "public, if its rows are for everybody",
                    true});
  } else if (is == "m" || is == "f") {
    into.push_back({(is == "m" ? "the materialised view " : "the foreign table ") + there +
                        " has no row-level security",
                    "read a table, or declare the type public, if its rows are for everybody",
                    true});
  } else if (is_true(found, row, of_relation::has_row_security) &&
             !is_true(found, row, of_relation::is_forced) &&
             !found.value(row, of_relation::owner).empty()) {
    into.push_back({"the role " + as_text(found, row, of_relation::owner) + " owns the table " +
                        there + (reader.empty() ? ", so its" : " so its") +
                        " row-level security does not bind that role",
                    "serve as another role, or ALTER TABLE " + name + " FORCE ROW LEVEL SECURITY",
                    true});
  }
}

}  // namespace

std::string names_of_roles(const requirements& needed) {
  json::array names;
  if (needed.identity) {
    for (const std::string& one : needed.identity->roles) names.emplace_back(one);
  }
  return json::to_text(json::value(std::move(names)));
}

command look_up_roles(const requirements& needed) {
  return look_up(roles_query, {names_of_roles(needed)});
}

// Fixed in 14.14, 15.9, 16.5 and 17.1.
bool confuses_roles(int server_version_num) {
  const int minor = server_version_num % 10'000;
  switch (server_version_num / 10'000) {
    case 14: return minor < 14;
    case 15: return minor < 9;
    case 16: return minor < 5;
    case 17: return minor < 1;
    default: return server_version_num < 140'000;
  }
}

void look_at_roles(const rows& found, findings& into) {
  for (std::size_t row = 0; row < found.count(); ++row) look_at_role(found, row, into.missing);
  // Of a single role there is no other plan.
  if (found.count() < 2) return;
  int version = 0;
  const std::string_view number = found.value(0, of_role::version_number);
  std::from_chars(number.data(), number.data() + number.size(), version);
  if (!confuses_roles(version)) return;
  into.missing.push_back({"the server is PostgreSQL " + as_text(found, 0, of_role::version) +
                              ", which may use the policies of one role for another "
                              "(CVE-2024-10976)",
                          "upgrade it to 14.15, 15.10, 16.6, 17.2 or newer"});
}

command look_up_owners(const requirements& needed) {
  json::array protected_ones;
  for (const required_relation& one : needed.relations) {
    if (!one.is_public) protected_ones.push_back(json::array{one.schema, one.name});
  }
  return look_up(owners_query,
                 {names_of_roles(needed), json::to_text(json::value(std::move(protected_ones)))});
}

void look_at_owners(const rows& found, findings& into) {
  for (std::size_t row = 0; row < found.count(); ++row) look_at_owner(found, row, into.missing);
}

}  // namespace fraiseql::postgres
