CREATE TABLE tv_note (
  id uuid PRIMARY KEY,
  data jsonb NOT NULL,
  embedding vector(8),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE tv_unfit (id uuid PRIMARY KEY, data jsonb NOT NULL);

-- A list in the document, what to_jsonb makes of a vector, and what PostgreSQL read of it.
CREATE FUNCTION put(n int, given text) RETURNS uuid LANGUAGE sql AS $$
  INSERT INTO tv_note (id, data, embedding)
  SELECT id, jsonb_strip_nulls(jsonb_build_object(
    'id', id, 'n', put.n, 'embedding', put.given::jsonb, 'listed', put.given::jsonb,
    'printed', to_jsonb(put.given::vector),
    'many', CASE WHEN put.given IS NOT NULL THEN jsonb_build_array(put.given::vector) END)),
    put.given::vector
  FROM md5('note ' || put.n) AS digest, CAST(digest AS uuid) AS id
  RETURNING id
$$;

CREATE FUNCTION fn_keep(p_n int, p_embedding vector, p_many vector[]) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  made uuid := put(p_n, NULL);
BEGIN
  UPDATE tv_note SET data = data || jsonb_build_object('embedding', p_embedding, 'many', p_many)
  WHERE id = made;
  RETURN made;
END
$$;
