-- Rows of tenants in one read table, which each may see its own of.
CREATE TABLE tv_post (
  id     uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant text NOT NULL,
  data   jsonb NOT NULL
);
ALTER TABLE tv_post ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON tv_post
  USING (tenant = (SELECT nullif(current_setting('app.tenant', true), '')));

CREATE SEQUENCE attempts;

CREATE FUNCTION fn_create_post(p_title text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid := gen_random_uuid();
  v_tenant text := current_setting('app.tenant');
BEGIN
  IF p_title = 'bad' THEN
    RAISE EXCEPTION 'no such title';
  END IF;
  INSERT INTO public.tv_post (id, tenant, data)
  VALUES (v_id, v_tenant, jsonb_build_object('id', v_id, 'tenant', v_tenant, 'title', p_title));
  RETURN v_id;
END $$;

-- Fails as if another transaction had been in the way, as often as it is told.
CREATE FUNCTION fn_create_flaky(p_title text, p_failures int) RETURNS uuid LANGUAGE plpgsql AS $$
BEGIN
  IF nextval('public.attempts') <= p_failures THEN
    RAISE EXCEPTION USING ERRCODE = '40001';
  END IF;
  PERFORM setval('public.attempts', 1, false);
  RETURN public.fn_create_post(p_title);
END $$;

-- What no function should do.
CREATE FUNCTION fn_leave(p_statement text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE p_statement;
  RETURN true;
END $$;

CREATE FUNCTION fn_told() RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('tenant', current_setting('app.tenant', true),
                            'user', current_setting('app.user', true), 'role', current_user,
                            'request', current_setting('fraiseql.request_id', true))
$$;

CREATE FUNCTION fn_count() RETURNS int LANGUAGE sql STABLE AS 'SELECT count(*)::int FROM public.tv_post';

-- One that only reads, and lies about who asks.
CREATE FUNCTION fn_count_as() RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
  PERFORM set_config('app.tenant', 'blue', false);
  RETURN (SELECT count(*) FROM public.tv_post);
END $$;

CREATE ROLE tenants_user NOLOGIN;
CREATE ROLE tenants_anonymous NOLOGIN;
GRANT tenants_user, tenants_anonymous TO fraiseql_serving;
GRANT USAGE ON SCHEMA public TO tenants_user, tenants_anonymous;
GRANT SELECT, INSERT ON tv_post TO tenants_user;
GRANT USAGE, UPDATE ON SEQUENCE attempts TO tenants_user;
GRANT SELECT ON tv_post TO tenants_anonymous;
