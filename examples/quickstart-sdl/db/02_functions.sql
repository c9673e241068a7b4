-- Brings tv_note up to date for the notes named; called explicitly, by whoever writes.
-- Planned once a connection, for tables of any size.
CREATE OR REPLACE FUNCTION fn_sync_tv_note(p_ids uuid[]) RETURNS void
LANGUAGE plpgsql
SET timezone = 'UTC' SET intervalstyle = 'iso_8601' SET datestyle = 'ISO'
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  DELETE FROM tv_note v
   WHERE v.id = ANY (p_ids) AND NOT EXISTS (SELECT FROM tb_note n WHERE n.id = v.id);
  INSERT INTO tv_note (id, identifier, data)
  SELECT n.id, n.identifier,
         jsonb_build_object('id', n.id, 'identifier', n.identifier, 'title', n.title, 'body', n.body)
    FROM tb_note n
   WHERE n.id = ANY (p_ids)
  ON CONFLICT (id) DO UPDATE
    SET identifier = excluded.identifier, data = excluded.data, updated_at = now();
END $$;

-- A mutation is a function: all its logic, in one transaction, read table included.
CREATE OR REPLACE FUNCTION fn_create_note(p_title text, p_body text DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid;
BEGIN
  IF btrim(p_title) = '' THEN
    RAISE EXCEPTION 'a note needs a title';  -- the client reads this text
  END IF;
  INSERT INTO tb_note (identifier, title, body)
  VALUES (btrim(regexp_replace(lower(p_title), '[^[:alnum:]]+', '-', 'g'), '-'), p_title, p_body)
  RETURNING id INTO v_id;
  PERFORM fn_sync_tv_note(ARRAY[v_id]);
  RETURN v_id;
END $$;
