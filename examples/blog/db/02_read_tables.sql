-- The query side: one row an object, its document ready to be answered. What is filtered, joined
-- or ordered is a real column, too, by the name that it has in the document: it is used by itself.
CREATE TABLE IF NOT EXISTS tv_organisation (
  id         uuid PRIMARY KEY,
  identifier text NOT NULL UNIQUE,
  name       text NOT NULL,
  data       jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS tv_user (
  id              uuid PRIMARY KEY,
  identifier      text NOT NULL UNIQUE,
  organisation_id uuid,
  name            text NOT NULL,
  data            jsonb NOT NULL,
  updated_at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS tv_post (
  id         uuid PRIMARY KEY,
  identifier text NOT NULL UNIQUE,
  author_id  uuid NOT NULL,
  status     text NOT NULL,
  created_at timestamptz NOT NULL,
  data       jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS tv_comment (
  id         uuid PRIMARY KEY,
  post_id    uuid NOT NULL,
  author_id  uuid NOT NULL,
  created_at timestamptz NOT NULL,
  data       jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- First what a list is found by, then its order, then the id, which ends ties: a page is read off
-- such an index, in either direction.
CREATE INDEX IF NOT EXISTS ix_tv_organisation_name ON tv_organisation (name, id);
CREATE INDEX IF NOT EXISTS ix_tv_user_name ON tv_user (name, id);
CREATE INDEX IF NOT EXISTS ix_tv_user_organisation ON tv_user (organisation_id, name, id);
CREATE INDEX IF NOT EXISTS ix_tv_post_created_at ON tv_post (created_at, id);
CREATE INDEX IF NOT EXISTS ix_tv_post_status ON tv_post (status, created_at, id);
CREATE INDEX IF NOT EXISTS ix_tv_post_author ON tv_post (author_id, created_at, id);
CREATE INDEX IF NOT EXISTS ix_tv_comment_created_at ON tv_comment (created_at, id);
CREATE INDEX IF NOT EXISTS ix_tv_comment_post ON tv_comment (post_id, created_at, id);
CREATE INDEX IF NOT EXISTS ix_tv_comment_author ON tv_comment (author_id, created_at, id);
