// Nothing that is there already is made again, not even a grant: a server that watches its files
// asks at each change.
#include "server/install.hpp"

namespace fraiseql::server {
namespace {

// What apply_sql locks: two that install take turns, with it, too.
constexpr const char* begin_install =
    "begin;\n"
    "select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('fraiseql.applied', "
    "0));\n";

constexpr const char* install_tables =
    "create schema if not exists fraiseql;\n"
    "create table if not exists fraiseql.idempotency (\n"
    "  key text primary key,\n"
    "  request_hash text not null,\n"
    "  answer text,\n"
    "  created_at timestamptz not null default now()\n"
    ");\n"
    "create index if not exists idempotency_created_at on fraiseql.idempotency (created_at);\n"
    // Also what default privileges gave.
    "do $$ declare grantee text; begin for grantee in select distinct case a.grantee when 0 "
    "then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end "
    "from pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) a "
    "where c.oid = 'fraiseql.idempotency'::pg_catalog.regclass and a.grantee <> c.relowner "
    "loop execute 'revoke all on table fraiseql.idempotency from ' || grantee; end loop; end $$;\n";

// Asks of a role by its name, of who asks where that is "".
constexpr const char* is_installed =
    "select from pg_catalog.pg_class c "
    "join pg_catalog.pg_namespace n on n.oid = c.relnamespace "
    "join pg_catalog.pg_index i on i.indrelid = c.oid "
    "join pg_catalog.pg_class x on x.oid = i.indexrelid and x.relname = 'idempotency_created_at' "
    "join pg_catalog.pg_roles r on r.rolname = coalesce(nullif($1, ''), current_user) "
    "where n.nspname = 'fraiseql' and c.relname = 'idempotency' "
    "and pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE') "
    "and pg_catalog.has_table_privilege(r.oid, c.oid, 'SELECT') "
    "and pg_catalog.has_table_privilege(r.oid, c.oid, 'INSERT') "
    "and pg_catalog.has_table_privilege(r.oid, c.oid, 'UPDATE') "
    "and pg_catalog.has_table_privilege(r.oid, c.oid, 'DELETE')";

std::string quoted(const std::string& name) {
  std::string made = "\"";
  for (const char c : name) made.append(c == '"' ? 2 : 1, c);
  return made + '"';
}

}  // namespace

std::string install_script(const std::string& serving_role) {
  std::string script = std::string(begin_install) + install_tables;
  if (!serving_role.empty()) {
    const std::string role = quoted(serving_role);
    script += "grant usage on schema fraiseql to " + role + ";\n";
    script +=
        "grant select, insert, update, delete on table fraiseql.idempotency to " + role + ";\n";
  }
  return script + "commit;\n";
}

result<installation, postgres::error> install(postgres::blocking_session& owner,
                                              const std::string& serving_role) {
  FRAISEQL_TRY(there, owner.query(is_installed, {serving_role}));
  if (!there.empty()) return installation::before;
  if (auto made = owner.run_script(install_script(serving_role)); !made) {
    [[maybe_unused]] const auto undone = owner.run_script("rollback");
    return failed{std::move(made).error()};
  }
  return installation::now;
}

}  // namespace fraiseql::server
