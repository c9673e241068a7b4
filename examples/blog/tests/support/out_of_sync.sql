-- The rows of the read tables, without when they were written.
CREATE FUNCTION pg_temp.served() RETURNS SETOF jsonb
LANGUAGE sql AS $$
  SELECT to_jsonb(v) - 'updated_at' FROM tv_organisation v UNION ALL
  SELECT to_jsonb(v) - 'updated_at' FROM tv_user v UNION ALL
  SELECT to_jsonb(v) - 'updated_at' FROM tv_post v UNION ALL
  SELECT to_jsonb(v) - 'updated_at' FROM tv_comment v
$$;

-- Those that a sync of everything makes or changes, and those that it removes: none, if whoever wrote
-- has kept the read tables up to date.
CREATE FUNCTION pg_temp.out_of_sync() RETURNS SETOF jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_before jsonb[] := ARRAY(SELECT pg_temp.served());
BEGIN
  PERFORM fn_sync_tv_organisation(ARRAY(SELECT id FROM tb_organisation UNION SELECT id FROM tv_organisation));
  PERFORM fn_sync_tv_user(ARRAY(SELECT id FROM tb_user UNION SELECT id FROM tv_user));
  PERFORM fn_sync_tv_post(ARRAY(SELECT id FROM tb_post UNION SELECT id FROM tv_post));
  PERFORM fn_sync_tv_comment(ARRAY(SELECT id FROM tb_comment UNION SELECT id FROM tv_comment));
  RETURN QUERY SELECT unnest(v_before) EXCEPT SELECT pg_temp.served();
  RETURN QUERY SELECT pg_temp.served() EXCEPT SELECT unnest(v_before);
END $$;
