-- From the one side to the other: each function takes the ids that changed, all at once, writes
-- their rows and removes those that are gone. Whoever writes calls them, in the same transaction;
-- there are no triggers. A post's document has its author's name in it: who renames a user also
-- calls fn_sync_tv_post for the posts of that user.
--
-- Planning would cost more than the writing. So they are plpgsql with a generic plan, which is made
-- once a connection; and since that may be when the tables are still small, without sequential scans,
-- which would be slow when they are not. All joins are by keys. Where PostgreSQL finds no index, it
-- scans after all, and would compile such a plan at each call, so without JIT.
CREATE OR REPLACE FUNCTION fn_sync_tv_organisation(p_ids uuid[]) RETURNS void
LANGUAGE plpgsql
SET timezone = 'UTC' SET intervalstyle = 'iso_8601' SET datestyle = 'ISO'
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  DELETE FROM tv_organisation v
   WHERE v.id = ANY (p_ids) AND NOT EXISTS (SELECT FROM tb_organisation o WHERE o.id = v.id);
  INSERT INTO tv_organisation (id, identifier, name, data)
  SELECT o.id, o.identifier, o.name,
         jsonb_build_object('id', o.id, 'identifier', o.identifier, 'name', o.name,
                            'created_at', o.created_at)
    FROM tb_organisation o
   WHERE o.id = ANY (p_ids)
  ON CONFLICT (id) DO UPDATE
    SET identifier = excluded.identifier, name = excluded.name, data = excluded.data,
        updated_at = now();
END $$;

CREATE OR REPLACE FUNCTION fn_sync_tv_user(p_ids uuid[]) RETURNS void
LANGUAGE plpgsql
SET timezone = 'UTC' SET intervalstyle = 'iso_8601' SET datestyle = 'ISO'
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  DELETE FROM tv_user v
   WHERE v.id = ANY (p_ids) AND NOT EXISTS (SELECT FROM tb_user u WHERE u.id = v.id);
  INSERT INTO tv_user (id, identifier, organisation_id, name, data)
  SELECT u.id, u.identifier, o.id, u.name,
         jsonb_build_object('id', u.id, 'identifier', u.identifier, 'organisation_id', o.id,
                            'name', u.name, 'email', u.email, 'created_at', u.created_at)
    FROM tb_user u
    LEFT JOIN tb_organisation o ON o.pk_organisation = u.fk_organisation
   WHERE u.id = ANY (p_ids)
  ON CONFLICT (id) DO UPDATE
    SET identifier = excluded.identifier, organisation_id = excluded.organisation_id,
        name = excluded.name, data = excluded.data, updated_at = now();
END $$;

CREATE OR REPLACE FUNCTION fn_sync_tv_post(p_ids uuid[]) RETURNS void
LANGUAGE plpgsql
SET timezone = 'UTC' SET intervalstyle = 'iso_8601' SET datestyle = 'ISO'
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  DELETE FROM tv_post v
   WHERE v.id = ANY (p_ids) AND NOT EXISTS (SELECT FROM tb_post p WHERE p.id = v.id);
  INSERT INTO tv_post (id, identifier, author_id, status, created_at, data)
  SELECT p.id, p.identifier, u.id, p.status, p.created_at,
         jsonb_build_object('id', p.id, 'identifier', p.identifier, 'author_id', u.id,
                            'author', jsonb_build_object('id', u.id, 'identifier', u.identifier,
                                                         'name', u.name),
                            'title', p.title, 'content', p.content, 'status', p.status,
                            'created_at', p.created_at)
    FROM tb_post p
    JOIN tb_user u ON u.pk_user = p.fk_author
   WHERE p.id = ANY (p_ids)
  ON CONFLICT (id) DO UPDATE
    SET identifier = excluded.identifier, author_id = excluded.author_id,
        status = excluded.status, created_at = excluded.created_at, data = excluded.data,
        updated_at = now();
END $$;

CREATE OR REPLACE FUNCTION fn_sync_tv_comment(p_ids uuid[]) RETURNS void
LANGUAGE plpgsql
SET timezone = 'UTC' SET intervalstyle = 'iso_8601' SET datestyle = 'ISO'
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  DELETE FROM tv_comment v
   WHERE v.id = ANY (p_ids) AND NOT EXISTS (SELECT FROM tb_comment c WHERE c.id = v.id);
  INSERT INTO tv_comment (id, post_id, author_id, created_at, data)
  SELECT c.id, p.id, u.id, c.created_at,
         jsonb_build_object('id', c.id, 'post_id', p.id, 'author_id', u.id,
                            'content', c.content, 'created_at', c.created_at)
    FROM tb_comment c
    JOIN tb_post p ON p.pk_post = c.fk_post
    JOIN tb_user u ON u.pk_user = c.fk_author
   WHERE c.id = ANY (p_ids)
  ON CONFLICT (id) DO UPDATE
    SET post_id = excluded.post_id, author_id = excluded.author_id,
        created_at = excluded.created_at, data = excluded.data, updated_at = now();
END $$;
