// Whether row-level security binds all who read: a role may stand above it, a table's owner is not
// bound unless that is forced, and what a view reads it reads as its owner (PostgreSQL
// manual, 5.8).
#include "json/write.hpp"
#include "postgres/catalogue_parts.hpp"

namespace fraiseql::postgres {
namespace {

// A role each: its name, whether there is such a one, whether policies mean nothing to it, by which
// of two ways, and whether the role that serves, which comes with each row, may act as it.
constexpr const char* roles_query =
    "SELECT w.name, (r.oid IS NOT NULL)::text, coalesce(r.rolsuper, false)::text, "
    "coalesce(r.rolbypassrls, false)::text, "
    "coalesce(pg_catalog.pg_has_role(session_user, r.oid, 'MEMBER'), false)::text, "
    "session_user::text FROM (SELECT session_user::text AS name UNION "
    "SELECT pg_catalog.jsonb_array_elements_text($1::jsonb)) AS w "
    "LEFT JOIN pg_catalog.pg_roles r ON r.rolname = w.name ORDER BY 1";

// A relation each: its name, its kind, whether it has policies and they bind its owner, whether
// what it reads is read as who asks, and one of the roles that has the rights of its owner.
constexpr const char* owners_query =
    "SELECT n.nspname, c.relname, c.relkind::text, c.relrowsecurity::text, "
    "c.relforcerowsecurity::text, coalesce((SELECT bool_or(lower(split_part(o, '=', 2)) IN "
    "('true', 'on', 'yes', '1')) FROM unnest(c.reloptions) AS o "
    "WHERE o LIKE 'security_invoker=%'), false)::text, "
    "coalesce((SELECT min(w.name) FROM (SELECT session_user::text AS name UNION "
    "SELECT pg_catalog.jsonb_array_elements_text($1::jsonb)) AS w "
    "JOIN pg_catalog.pg_roles r ON r.rolname = w.name "
    "WHERE pg_catalog.pg_has_role(r.oid, c.relowner, 'USAGE')), '') "
    "FROM (SELECT DISTINCT x->>0 AS in_schema, x->>1 AS called "
    "FROM pg_catalog.jsonb_array_elements($2::jsonb) AS x) AS x "
    "JOIN pg_catalog.pg_namespace n ON n.nspname = x.in_schema "
    "JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = x.called ORDER BY 1, 2";

struct of_role {
  enum : std::size_t { name, exists, is_super, bypasses, may_act, serving };
};
struct of_relation {
  enum : std::size_t { schema, name, kind, has_policies, is_forced, is_invoker, owner };
};

std::string names_of(const required_identity& needed) {
  json::array names;
  for (const std::string& one : needed.roles) names.emplace_back(one);
  return json::to_text(json::value(std::move(names)));
}

void look_at_role(const rows& found, std::size_t row, std::vector<missing>& into) {
  const std::string name = as_text(found, row, of_role::name);
  const std::string server = as_text(found, row, of_role::serving);
  const std::string here = "the role " + name;
  if (!is_true(found, row, of_role::exists)) {
    into.push_back({here + " does not exist", "CREATE ROLE " + name + " NOLOGIN"});
  } else if (is_true(found, row, of_role::is_super)) {
    into.push_back({here + " is a superuser, whom row-level security does not bind",
                    "use a role that is none: CREATE ROLE ... NOSUPERUSER NOBYPASSRLS"});
  } else if (is_true(found, row, of_role::bypasses)) {
    into.push_back({here + " has BYPASSRLS, so row-level security does not bind it",
                    "ALTER ROLE " + name + " NOBYPASSRLS"});
  } else if (!is_true(found, row, of_role::may_act)) {
    into.push_back({"the role " + server + " may not act as the role " + name,
                    "GRANT " + name + " TO " + server});
  }
}

void look_at_owner(const rows& found, std::size_t row, std::vector<missing>& into) {
  const std::string name =
      qualified(as_text(found, row, of_relation::schema), as_text(found, row, of_relation::name));
  const std::string_view is = found.value(row, of_relation::kind);
  if (is == "v" && !is_true(found, row, of_relation::is_invoker)) {
    into.push_back({"the view " + name + " reads as its owner, past row-level security",
                    "ALTER VIEW " + name +
                        " SET (security_invoker = true) (PostgreSQL 15), or declare its type "
                        "public, if its rows are for everybody"});
  } else if (is == "m" || is == "f") {
    into.push_back({(is == "m" ? "the materialised view " : "the foreign table ") + name +
                        " has no row-level security",
                    "read a table, or declare its type public, if its rows are for everybody"});
  } else if (is_true(found, row, of_relation::has_policies) &&
             !is_true(found, row, of_relation::is_forced) &&
             !found.value(row, of_relation::owner).empty()) {
    into.push_back({"the role " + as_text(found, row, of_relation::owner) + " owns the table " +
                        name + ", so its row-level security does not bind that role",
                    "serve as another role, or ALTER TABLE " + name + " FORCE ROW LEVEL SECURITY"});
  }
}

}  // namespace

command look_up_roles(const required_identity& needed) {
  return look_up(roles_query, {names_of(needed)});
}

void look_at_roles(const rows& found, findings& into) {
  for (std::size_t row = 0; row < found.count(); ++row) look_at_role(found, row, into.missing);
}

command look_up_owners(const requirements& needed) {
  json::array protected_ones;
  for (const required_relation& one : needed.relations) {
    if (!one.is_public) protected_ones.push_back(json::array{one.schema, one.name});
  }
  return look_up(owners_query, {names_of(*needed.identity),
                                json::to_text(json::value(std::move(protected_ones)))});
}

void look_at_owners(const rows& found, findings& into) {
  for (std::size_t row = 0; row < found.count(); ++row) look_at_owner(found, row, into.missing);
}

}  // namespace fraiseql::postgres
