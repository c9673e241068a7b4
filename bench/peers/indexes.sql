-- What the peers read by: an index for each order that a workload asks for. Those of foreign keys
-- and of keys are there already (examples/blog/db/01_tables.sql).
CREATE INDEX ON tb_user (name, id);
CREATE INDEX ON tb_post (created_at, id);
CREATE INDEX ON tb_post (status, created_at, id);
CREATE INDEX ON tb_post (fk_author, created_at, id);
CREATE INDEX ON tb_comment (created_at, id);
CREATE INDEX ON tb_comment (fk_post, created_at, id);
