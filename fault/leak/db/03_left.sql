-- Functions that leave in their session what no function should, and one that sees it.
CREATE FUNCTION state_of_session() RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT jsonb_build_object(
    'tenant', current_setting('app.tenant_id', true),
    'role', current_user,
    'left', jsonb_build_object(
      'settings', (SELECT jsonb_object_agg(name, setting) FROM pg_settings
                    WHERE setting IS DISTINCT FROM reset_val
                      AND name NOT LIKE 'transaction\_%' AND name <> 'search_path'),
      'setting of our own', nullif(current_setting('app.left', true), ''),
      'temporary tables', (SELECT count(*) FROM pg_class
                            WHERE relpersistence = 't' AND relnamespace = pg_my_temp_schema()),
      'advisory locks', (SELECT count(*) FROM pg_locks
                          WHERE locktype = 'advisory' AND pid = pg_backend_pid()),
      'cursors', (SELECT count(*) FROM pg_cursors WHERE is_holdable),
      'channels', (SELECT count(*) FROM pg_listening_channels())));
$$;

-- The search path is read here, where the function has none of its own.
CREATE FUNCTION fn_state() RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN pg_catalog.jsonb_set(public.state_of_session(), '{left,search_path}',
                              pg_catalog.to_jsonb(pg_catalog.current_setting('search_path')));
END $$;

CREATE FUNCTION fn_state_writing() RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  RETURN public.fn_state();
END $$;

-- What can be left by a function that only reads; each a name of leave.py.
CREATE FUNCTION leave_a_setting(p_what text, p_other text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  CASE p_what
    WHEN 'tenant' THEN PERFORM pg_catalog.set_config('app.tenant_id', p_other, false);
    WHEN 'own setting' THEN PERFORM pg_catalog.set_config('app.left', p_other, false);
    WHEN 'role by set_config' THEN PERFORM pg_catalog.set_config('role', 'reader', false);
    WHEN 'search_path' THEN PERFORM pg_catalog.set_config('search_path', 'pg_temp, elsewhere', false);
    WHEN 'statement_timeout' THEN PERFORM pg_catalog.set_config('statement_timeout', '1ms', false);
    WHEN 'lock_timeout' THEN PERFORM pg_catalog.set_config('lock_timeout', '1ms', false);
    WHEN 'client_encoding' THEN PERFORM pg_catalog.set_config('client_encoding', 'LATIN1', false);
    WHEN 'row_security' THEN PERFORM pg_catalog.set_config('row_security', 'off', false);
    WHEN 'time zone' THEN PERFORM pg_catalog.set_config('TimeZone', 'Asia/Tokyo', false);
    WHEN 'advisory lock' THEN PERFORM pg_catalog.pg_try_advisory_lock(4711);
    ELSE RETURN false;
  END CASE;
  RETURN true;
END $$;

CREATE FUNCTION fn_leave_reading(p_what text, p_other text) RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT public.leave_a_setting(p_what, p_other) $$;

-- What stands behind it is asked for again, alone.
CREATE FUNCTION fn_fails() RETURNS boolean
LANGUAGE plpgsql STABLE AS $$ BEGIN RAISE EXCEPTION 'as it should'; END $$;

CREATE FUNCTION fn_leave(p_what text, p_other text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  IF public.leave_a_setting(p_what, p_other) THEN
    RETURN true;
  END IF;
  CASE p_what
    WHEN 'role' THEN SET ROLE reader;
    WHEN 'no role' THEN RESET ROLE;
    WHEN 'temporary table' THEN
      EXECUTE 'CREATE TEMPORARY TABLE IF NOT EXISTS tv_note AS SELECT gen_random_uuid() AS id, '
              '''x''::text AS identifier, ''{"title": "left"}''::jsonb AS data';
    WHEN 'read only' THEN
      EXECUTE 'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY';
    WHEN 'isolation' THEN
      EXECUTE 'SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE';
    WHEN 'no prepared statements' THEN EXECUTE 'DEALLOCATE ALL';
    WHEN 'prepared statement' THEN
      -- It stays, and shows nobody anything; a second one of its name would be an error.
      IF NOT EXISTS (SELECT FROM pg_prepared_statements WHERE name = 'left_behind') THEN
        EXECUTE 'PREPARE left_behind AS SELECT 1';
      END IF;
    WHEN 'channel' THEN EXECUTE 'LISTEN left_behind';
    WHEN 'cursor' THEN EXECUTE 'DECLARE left_behind CURSOR WITH HOLD FOR SELECT 1';
    WHEN 'advisory lock and raises' THEN
      PERFORM pg_try_advisory_lock(4711);
      RAISE EXCEPTION 'with a lock';
    ELSE RAISE EXCEPTION 'nothing is called %', p_what;
  END CASE;
  RETURN true;
END $$;
