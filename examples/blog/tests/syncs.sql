-- How fn_sync_tv_* are planned: once a connection, and for tables of any size, so by indexes alone,
-- although these tables are so small that PostgreSQL would rather read all of them.
BEGIN;
SELECT plan(4);

-- Sequential scans of this transaction, of our tables.
CREATE FUNCTION pg_temp.sequential_scans() RETURNS bigint
LANGUAGE sql AS $$ SELECT sum(seq_scan)::bigint FROM pg_stat_xact_user_tables WHERE relname ~ '^t[bv]_' $$;

SELECT bag_eq(
  $$SELECT proname::text FROM pg_proc JOIN pg_language l ON l.oid = prolang
     WHERE lanname = 'plpgsql' AND proconfig @> '{plan_cache_mode=force_generic_plan,jit=off}'$$,
  $$SELECT 'fn_sync_' || relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^tv_'$$,
  'each read table has one that keeps its plans');

SELECT array_agg(id) AS users FROM tb_user \gset
SELECT array_agg(id) AS posts FROM tb_post \gset
SELECT array_agg(id) AS comments FROM tb_comment \gset
SELECT array_agg(id) AS organisations FROM tb_organisation \gset
SELECT pg_temp.sequential_scans() AS before \gset
SELECT fn_sync_tv_organisation(:'organisations'), fn_sync_tv_user(:'users'), fn_sync_tv_post(:'posts'),
       fn_sync_tv_comment(:'comments');
SELECT is(pg_temp.sequential_scans() - :before, 0::bigint, 'rows are found by indexes');

-- The same, more than once: the ids may be there twice, of nothing, or none.
SELECT lives_ok(format('SELECT fn_sync_tv_post(%L::uuid[] || %1$L::uuid[] || gen_random_uuid())', :'posts'),
                'an id may come twice, and need not be there');
SELECT lives_ok('SELECT fn_sync_tv_post(NULL), fn_sync_tv_post(ARRAY[]::uuid[])', 'or there are none');
SELECT * FROM finish();
ROLLBACK;
