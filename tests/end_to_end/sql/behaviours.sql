-- fn_create_note of the quickstart, with a default that differs from null and titles that
-- make it behave: what a mutation can do to the server, the server must carry.
CREATE OR REPLACE FUNCTION fn_create_note(p_title text, p_body text DEFAULT 'the default')
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid;
BEGIN
  CASE p_title
    WHEN 'raise' THEN RAISE EXCEPTION 'no more notes today, "sorry"';
    WHEN 'raise no data' THEN RAISE no_data_found USING MESSAGE = 'there is no such author';
    WHEN 'raise privilege' THEN RAISE insufficient_privilege;
    WHEN 'raise canceled' THEN RAISE query_canceled;
    WHEN 'check' THEN INSERT INTO tb_note (identifier, title) VALUES ('check', '');
    WHEN 'not null' THEN INSERT INTO tb_note (identifier, title) VALUES (NULL, 'x');
    WHEN 'bad text' THEN PERFORM 'x'::int;
    WHEN 'broken' THEN PERFORM missing_column FROM tb_note;
    WHEN 'broken key' THEN PERFORM fk_author FROM tb_note;
    WHEN 'primary key' THEN
      INSERT INTO tb_note (pk_note, identifier, title) SELECT pk_note, 'pk', 'pk' FROM tb_note LIMIT 1;
    WHEN 'foreign key' THEN
      CREATE TEMPORARY TABLE tb_author (pk_author int PRIMARY KEY) ON COMMIT DROP;
      CREATE TEMPORARY TABLE tb_post (fk_author int REFERENCES tb_author (pk_author)) ON COMMIT DROP;
      INSERT INTO tb_post VALUES (7);
    WHEN 'no row' THEN RETURN gen_random_uuid();
    WHEN 'null' THEN RETURN NULL;
    WHEN 'slow' THEN PERFORM pg_advisory_xact_lock(1);
    ELSE NULL;
  END CASE;
  IF btrim(p_title) = '' THEN
    RAISE EXCEPTION 'a note needs a title';
  END IF;
  INSERT INTO tb_note (identifier, title, body)
  VALUES (btrim(regexp_replace(lower(p_title), '[^[:alnum:]]+', '-', 'g'), '-'), p_title, p_body)
  RETURNING id INTO v_id;
  PERFORM fn_sync_tv_note(ARRAY[v_id]);
  RETURN v_id;
END $$;
