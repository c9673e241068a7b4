-- A mutation is a function: all its logic, in one transaction, the document included. It takes
-- p_<field> for each field of its input and returns the id of the row to answer with. What a
-- client may leave out needs a DEFAULT.
--
-- Dropped first, because with other parameters it would be another function beside this one.
DROP FUNCTION IF EXISTS fn_create_task;
CREATE FUNCTION fn_create_task(p_title text, p_due_on date DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid;
BEGIN
  IF btrim(p_title) = '' THEN
    RAISE EXCEPTION 'a task needs a title';  -- the client reads this
  END IF;
  INSERT INTO tb_task (identifier, title, due_on)
  VALUES (btrim(regexp_replace(lower(p_title), '[^[:alnum:]]+', '-', 'g'), '-'), p_title, p_due_on)
  RETURNING id INTO v_id;
  PERFORM fn_sync_tv_task(ARRAY[v_id]);
  RETURN v_id;
END $$;
