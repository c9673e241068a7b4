-- Something to read on the first day; only where there is no task yet.
SELECT fn_create_task(title, due_on)
  FROM (VALUES ('Read the README', NULL), ('Add a field', date '2030-01-31')) AS example (title, due_on)
 WHERE NOT EXISTS (SELECT FROM tb_task);
