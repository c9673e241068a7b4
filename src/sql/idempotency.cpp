// Nothing but the claim waits, and the first of a transaction does so before it holds anything: so
// no two of one field can wait for each other because of this table. Rows are deleted last and only
// if nobody has them locked, hence not while a function runs; under a stricter isolation than READ
// COMMITTED never, since the snapshot is older than the function.
#include "sql/idempotency.hpp"

#include "sql/calls.hpp"
#include "sql/fragment.hpp"

namespace fraiseql::sql {

// A conflict locks the row even where it is not changed, and sees what was committed meanwhile.
statement claim() {
  fragment out;
  out.add(
      "WITH claimed AS (INSERT INTO fraiseql.idempotency AS i (key, request_hash) "
      "VALUES ($1, $2) ON CONFLICT (key) DO UPDATE "
      "SET request_hash = $2, answer = NULL, created_at = now() "
      "WHERE i.created_at < now() - make_interval(secs => $3) RETURNING i.key) "
      "SELECT set_config('fraiseql.claimed', count(*)::text, true) FROM claimed");
  return {.text = out.text()};
}

// Each claim makes one row and deletes up to ten, so the table becomes no larger than what has not
// expired. ARRAY is worked out once; IN could be for each row that is looked at. Of another
// request, a cast that must fail raises an error inside of the transaction.
statement keep(const plan::call& call) {
  fragment out;
  out.add(
      "WITH expired AS (DELETE FROM fraiseql.idempotency WHERE key = ANY (ARRAY("
      "SELECT key FROM fraiseql.idempotency "
      "WHERE created_at < now() - make_interval(secs => $3) "
      "ORDER BY created_at LIMIT 10 FOR UPDATE SKIP LOCKED)) "
      "AND current_setting('fraiseql.claimed', true) = '1' "
      "AND current_setting('transaction_isolation') = 'read committed'), "
      "kept AS (UPDATE fraiseql.idempotency SET answer = nullif(current_setting(");
  out.add(setting_of(call));
  out.add(", true), '')");
  add_claimed(out);
  out.add(" AND key = $1) SELECT set_config(").add(setting_of(call));
  out.add(
      ", CASE WHEN request_hash = $2 THEN coalesce(answer, '') "
      "ELSE (");
  out.add(literal{other_request_token});
  out.add(
      " || ' ' || key)::jsonb::text END, true) FROM fraiseql.idempotency "
      "WHERE current_setting('fraiseql.claimed', true) <> '1' AND key = $1");
  return {out.text()};
}

parameters bind(const idempotency& once) {
  constexpr std::uint32_t text = 25;
  constexpr std::uint32_t int4 = 23;
  return {{.oid = text, .is_binary = true, .bytes = octets(once.key)},
          {.oid = text, .is_binary = true, .bytes = octets(once.request_hash)},
          {.oid = int4, .is_binary = false, .bytes = octets(std::to_string(once.expiry.count()))}};
}

}  // namespace fraiseql::sql
