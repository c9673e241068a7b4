-- Four notes with ids that the cases can name, written before 03_welcome.sql looks.
INSERT INTO tb_note (id, identifier, title, body) VALUES
  ('00000000-0000-4000-8000-000000000001', 'alpha', 'Alpha', 'first'),
  ('00000000-0000-4000-8000-000000000002', 'beta', 'Beta', NULL),
  ('00000000-0000-4000-8000-000000000003', 'gamma', 'Gamma', ''),
  ('00000000-0000-4000-8000-00000000000d', 'delta', E'a "quoted" \\ title\n\t😀 é </p>', '%_ $1 ''')
ON CONFLICT DO NOTHING;
SELECT fn_sync_tv_note(array_agg(id)) FROM tb_note;
