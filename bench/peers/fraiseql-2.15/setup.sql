-- FraiseQL 2 answers what its read tables hold, as it is written there: comments with their author
-- and post, and times as the workloads want them. So it has read tables of its own for both; users
-- are those of the blog.
DROP SCHEMA IF EXISTS fraiseql_peer CASCADE;
CREATE SCHEMA fraiseql_peer;

CREATE TABLE fraiseql_peer.tv_post (
  id         uuid PRIMARY KEY,
  identifier text NOT NULL UNIQUE,
  status     text NOT NULL,
  created_at timestamptz NOT NULL,
  data       jsonb NOT NULL
);
INSERT INTO fraiseql_peer.tv_post
SELECT id, identifier, status, created_at,
       data || jsonb_build_object('created_at', to_char(created_at AT TIME ZONE 'UTC',
                                                        'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
  FROM tv_post;
CREATE INDEX ON fraiseql_peer.tv_post (created_at, id);
CREATE INDEX ON fraiseql_peer.tv_post (status, created_at, id);

CREATE TABLE fraiseql_peer.tv_comment (
  id         uuid PRIMARY KEY,
  created_at timestamptz NOT NULL,
  data       jsonb NOT NULL
);
INSERT INTO fraiseql_peer.tv_comment
SELECT c.id, c.created_at,
       jsonb_build_object('id', c.id, 'content', c.content,
                          'author', jsonb_build_object('id', u.id, 'identifier', u.identifier,
                                                       'name', u.name),
                          'post', jsonb_build_object('id', p.id, 'title', p.title))
  FROM tb_comment c
  JOIN tb_user u ON u.pk_user = c.fk_author
  JOIN tb_post p ON p.pk_post = c.fk_post;
CREATE INDEX ON fraiseql_peer.tv_comment (created_at, id);

-- A mutation calls a function that answers a row like this one, and that brings the read table up to
-- date by itself.
CREATE TYPE fraiseql_peer.mutation_response AS (
  succeeded boolean, state_changed boolean, error_class text, status_detail text,
  http_status smallint, message text, entity_id uuid, entity_type text, entity jsonb,
  updated_fields text[], cascade jsonb, error_detail jsonb, metadata jsonb
);
CREATE FUNCTION fraiseql_peer.fn_update_post(p_identifier text, p_title text)
RETURNS fraiseql_peer.mutation_response LANGUAGE plpgsql AS $$
DECLARE
  v_answer fraiseql_peer.mutation_response;
BEGIN
  UPDATE tb_post SET title = p_title WHERE identifier = p_identifier;
  UPDATE fraiseql_peer.tv_post SET data = data || jsonb_build_object('title', p_title)
   WHERE identifier = p_identifier
  RETURNING id, data INTO v_answer.entity_id, v_answer.entity;
  v_answer.succeeded := FOUND;
  v_answer.state_changed := FOUND;
  v_answer.entity_type := 'Post';
  IF NOT FOUND THEN
    v_answer.error_class := 'not_found';
    v_answer.message := 'there is no such post';
  END IF;
  RETURN v_answer;
END $$;

GRANT USAGE ON SCHEMA fraiseql_peer TO PUBLIC;
GRANT SELECT, UPDATE ON ALL TABLES IN SCHEMA fraiseql_peer TO PUBLIC;
ANALYZE fraiseql_peer.tv_post, fraiseql_peer.tv_comment;
