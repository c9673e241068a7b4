-- Brings the documents of these tasks up to date. Who writes calls it; there are no triggers.
-- The first three settings make dates and times in a document the same, whoever writes it; by the
-- others it is planned once a connection, for tables of any size.
CREATE OR REPLACE FUNCTION fn_sync_tv_task(p_ids uuid[]) RETURNS void
LANGUAGE plpgsql
SET timezone = 'UTC' SET intervalstyle = 'iso_8601' SET datestyle = 'ISO'
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  DELETE FROM tv_task v
   WHERE v.id = ANY (p_ids) AND NOT EXISTS (SELECT FROM tb_task t WHERE t.id = v.id);
  INSERT INTO tv_task (id, identifier, data)
  SELECT t.id, t.identifier,
         jsonb_build_object(
           'id', t.id,
           'identifier', t.identifier,
           'title', t.title,
           'status', t.status,
           'due_on', t.due_on)
    FROM tb_task t
   WHERE t.id = ANY (p_ids)
  ON CONFLICT (id) DO UPDATE
    SET identifier = excluded.identifier, data = excluded.data, updated_at = now();
END $$;

-- This file runs again when it changes: documents that are there already follow.
SELECT fn_sync_tv_task(ARRAY(SELECT id FROM tb_task));
