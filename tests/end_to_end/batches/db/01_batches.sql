-- Books of tenants, with a row of the tenant grey whose policy fails.
CREATE TABLE tv_book (
  id         uuid PRIMARY KEY,
  identifier text NOT NULL UNIQUE,
  tenant     text NOT NULL,
  data       jsonb NOT NULL
);
ALTER TABLE tv_book ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON tv_book
  USING (CASE WHEN tenant = nullif(current_setting('app.tenant', true), '')
              THEN 1 / (data->>'divisor')::int > 0 ELSE false END);

CREATE FUNCTION id_of(p_tenant text, p_number int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (CASE p_tenant WHEN 'red' THEN 'aaaaaaaa' WHEN 'blue' THEN 'bbbbbbbb' ELSE 'cccccccc' END
          || '-0000-4000-8000-' || to_char(p_number, 'fm000000000000'))::uuid
$$;

INSERT INTO tv_book (id, identifier, tenant, data)
SELECT id_of(tenant, n), tenant || ' ' || n, tenant,
       jsonb_build_object('id', id_of(tenant, n), 'identifier', tenant || ' ' || n,
                          'title', 'book ' || n || ' of ' || tenant,
                          'divisor', CASE WHEN tenant = 'grey' AND n = 5 THEN 0 ELSE 1 END)
  FROM unnest(ARRAY['red', 'blue', 'grey']) AS tenant, generate_series(1, 20) AS n;

CREATE TABLE tv_author (id uuid PRIMARY KEY, data jsonb NOT NULL);
INSERT INTO tv_author VALUES (id_of('red', 1),
                              jsonb_build_object('id', id_of('red', 1), 'name', 'Ada'));

CREATE FUNCTION fn_retitle(p_id uuid, p_title text) RETURNS uuid LANGUAGE sql AS $$
  UPDATE public.tv_book SET data = jsonb_set(data, '{title}', to_jsonb(p_title)) WHERE id = p_id
  RETURNING id
$$;
GRANT SELECT, UPDATE ON tv_book TO fraiseql_serving;
GRANT SELECT ON tv_author TO fraiseql_serving;
