-- Comments. Nobody calls them by a name, so they are found by their id.

CREATE OR REPLACE FUNCTION fn_create_comment(p_post text, p_author text, p_content text) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_author bigint := fn_pk_author(p_author);
  v_post tb_post;
  v_id uuid;
BEGIN
  IF btrim(p_content) = '' THEN
    RAISE EXCEPTION 'a comment says something' USING COLUMN = 'content';
  END IF;
  SELECT * INTO v_post FROM tb_post WHERE identifier = p_post FOR SHARE;
  IF NOT FOUND THEN
    RAISE no_data_found USING MESSAGE = format('there is no post "%s"', p_post), COLUMN = 'post';
  END IF;
  IF v_post.status <> 'published' THEN
    RAISE EXCEPTION 'only what is published has comments' USING COLUMN = 'post';
  END IF;
  INSERT INTO tb_comment (fk_post, fk_author, content)
  VALUES (v_post.pk_post, v_author, p_content)
  RETURNING id INTO v_id;
  PERFORM fn_sync_tv_comment(ARRAY[v_id]);
  RETURN v_id;
END $$;

CREATE OR REPLACE FUNCTION fn_delete_comment(p_id uuid) RETURNS uuid
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM tb_comment WHERE id = p_id;
  IF NOT FOUND THEN
    RAISE no_data_found USING MESSAGE = 'there is no such comment', COLUMN = 'id';
  END IF;
  PERFORM fn_sync_tv_comment(ARRAY[p_id]);
  RETURN p_id;
END $$;
