-- Posts. What can go wrong in a way that a client answers differently is returned, as jsonb with a
-- `type`; what is simply wrong is raised.

-- Titles like this one that nobody has.
CREATE OR REPLACE FUNCTION fn_free_titles(p_title text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(likely ORDER BY number), '[]')
    FROM (SELECT number, likely
            FROM generate_series(2, 20) AS number, format('%s (%s)', p_title, number) AS likely
           WHERE NOT EXISTS (SELECT FROM tb_post p WHERE p.identifier = fn_identifier_of(likely))
           ORDER BY number
           LIMIT 3) AS free
$$;

-- Returns {"type": "Post", "id": ...} or {"type": "TitleTaken", "message": ..., "suggestions": [...]}.
-- A title is taken when the identifier made from it is. An identifier that the client chose is not
-- the title's fault: that error goes on, and the constraint's comment speaks to the client.
CREATE OR REPLACE FUNCTION fn_create_post(p_author text, p_title text, p_content text,
                                          p_identifier text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_author bigint := fn_pk_author(p_author);
  v_id uuid;
BEGIN
  IF btrim(p_title) = '' THEN
    RAISE EXCEPTION 'a post needs a title' USING COLUMN = 'title';
  END IF;
  IF p_identifier IS NULL AND fn_identifier_of(p_title) = '' THEN
    RAISE EXCEPTION 'a title needs a letter or a digit' USING COLUMN = 'title';
  END IF;
  PERFORM fn_check_identifier(p_identifier);
  -- To insert and see is safe where to look first is not: of two that come at once one waits here.
  BEGIN
    INSERT INTO tb_post (identifier, fk_author, title, content)
    VALUES (coalesce(p_identifier, fn_identifier_of(p_title)), v_author, p_title, p_content)
    RETURNING id INTO v_id;
  EXCEPTION WHEN unique_violation THEN
    IF p_identifier IS NOT NULL THEN
      RAISE;
    END IF;
    RETURN jsonb_build_object('type', 'TitleTaken', 'message', 'there is a post with this title',
                              'suggestions', fn_free_titles(p_title));
  END;
  PERFORM fn_sync_tv_post(ARRAY[v_id]);
  RETURN jsonb_build_object('type', 'Post', 'id', v_id);
END $$;

-- p_changes has those of title and content that change, as that of fn_update_user. The identifier
-- stays with the first title: others have written it down.
CREATE OR REPLACE FUNCTION fn_update_post(p_identifier text, p_changes jsonb) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid;
BEGIN
  IF p_changes ? 'title' AND coalesce(btrim(p_changes->>'title'), '') = '' THEN
    RAISE EXCEPTION 'a post needs a title' USING COLUMN = 'title';
  END IF;
  UPDATE tb_post p
     SET (title, content) = (SELECT changed.title, changed.content
                               FROM jsonb_populate_record(p, p_changes) AS changed)
   WHERE p.identifier = p_identifier
  RETURNING p.id INTO v_id;
  IF NOT FOUND THEN
    RAISE no_data_found USING MESSAGE = format('there is no post "%s"', p_identifier),
                              COLUMN = 'identifier';
  END IF;
  PERFORM fn_sync_tv_post(ARRAY[v_id]);
  RETURN v_id;
END $$;

-- Returns {"type": "Post", "id": ...} or {"type": "NotAllowed", "message": ...}.
CREATE OR REPLACE FUNCTION fn_publish_post(p_identifier text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_post tb_post;
BEGIN
  -- Who publishes it at the same time waits here, and then sees that it is no draft any more.
  SELECT * INTO v_post FROM tb_post WHERE identifier = p_identifier FOR UPDATE;
  IF NOT FOUND THEN
    RAISE no_data_found USING MESSAGE = format('there is no post "%s"', p_identifier),
                              COLUMN = 'identifier';
  END IF;
  IF v_post.status <> 'draft' THEN
    RETURN jsonb_build_object('type', 'NotAllowed', 'message',
                              format('only a draft is published, and this post is %s', v_post.status));
  END IF;
  UPDATE tb_post SET status = 'published' WHERE pk_post = v_post.pk_post;
  PERFORM fn_sync_tv_post(ARRAY[v_post.id]);
  RETURN jsonb_build_object('type', 'Post', 'id', v_post.id);
END $$;

-- With its comments. Returns the id that it had.
CREATE OR REPLACE FUNCTION fn_delete_post(p_identifier text) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_post tb_post;
  v_comments uuid[];
BEGIN
  -- Who comments on it at the same time waits, and then finds no post.
  SELECT * INTO v_post FROM tb_post WHERE identifier = p_identifier FOR UPDATE;
  IF NOT FOUND THEN
    RAISE no_data_found USING MESSAGE = format('there is no post "%s"', p_identifier),
                              COLUMN = 'identifier';
  END IF;
  WITH gone AS (DELETE FROM tb_comment WHERE fk_post = v_post.pk_post RETURNING id)
  SELECT array_agg(id) INTO v_comments FROM gone;
  DELETE FROM tb_post WHERE pk_post = v_post.pk_post;
  PERFORM fn_sync_tv_comment(v_comments), fn_sync_tv_post(ARRAY[v_post.id]);
  RETURN v_post.id;
END $$;
