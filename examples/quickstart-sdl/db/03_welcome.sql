-- Something to read on the first day.
SELECT fn_create_note('Hello, world', 'Written by fn_create_note, read from tv_note.')
 WHERE NOT EXISTS (SELECT FROM tb_note);
