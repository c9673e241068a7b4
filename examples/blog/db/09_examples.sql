-- Something to read on the first day, only where there is nothing yet. Their ids tell these rows
-- from all others: ./seed may replace them without being asked twice.
DO $$
BEGIN
  IF EXISTS (SELECT FROM tb_organisation) OR EXISTS (SELECT FROM tb_user) THEN
    RETURN;
  END IF;

  INSERT INTO tb_organisation (id, identifier, name, created_at) VALUES
    ('00000000-0000-4000-8000-0000000000a1', 'analytical-society', 'Analytical Society', '2024-01-02 09:00Z'),
    ('00000000-0000-4000-8000-0000000000a2', 'bletchley-park', 'Bletchley Park', '2024-01-03 09:00Z'),
    ('00000000-0000-4000-8000-0000000000a3', 'empty-chairs', 'Empty Chairs', '2024-01-04 09:00Z');

  INSERT INTO tb_user (id, identifier, fk_organisation, name, email, created_at)
  SELECT one.id::uuid, one.identifier, o.pk_organisation, one.name, one.email, one.created_at::timestamptz
    FROM (VALUES
      ('00000000-0000-4000-8000-0000000000b1', 'ada', 'analytical-society', 'Ada Lovelace', 'ada@analytical.example', '2024-01-05 09:00Z'),
      ('00000000-0000-4000-8000-0000000000b2', 'charles', 'analytical-society', 'Charles Babbage', NULL, '2024-01-06 09:00Z'),
      ('00000000-0000-4000-8000-0000000000b3', 'joan', 'bletchley-park', 'Joan Clarke', 'joan@bletchley.example', '2024-01-07 09:00Z'),
      ('00000000-0000-4000-8000-0000000000b4', 'alan', 'bletchley-park', 'Alan Turing', 'alan@bletchley.example', '2024-01-08 09:00Z'),
      ('00000000-0000-4000-8000-0000000000b5', 'grace', NULL, 'Grace Hopper', 'grace@navy.example', '2024-01-09 09:00Z')
    ) AS one (id, identifier, organisation, name, email, created_at)
    LEFT JOIN tb_organisation o ON o.identifier = one.organisation;

  INSERT INTO tb_post (id, identifier, fk_author, title, content, status, created_at)
  SELECT one.id::uuid, one.identifier, u.pk_user, one.title, one.content, one.status, one.created_at::timestamptz
    FROM (VALUES
      ('00000000-0000-4000-8000-0000000000c1', 'notes-on-the-engine', 'ada', 'Notes on the engine', 'The engine weaves algebraic patterns just as the loom weaves flowers and leaves. It originates nothing: it does whatever we know how to order it to perform.', 'published', '2024-03-01 10:00Z'),
      ('00000000-0000-4000-8000-0000000000c2', 'a-note-on-loops', 'ada', 'A note on loops', 'A cycle of operations is any set that is repeated more than once.', 'published', '2024-03-02 10:00Z'),
      ('00000000-0000-4000-8000-0000000000c3', 'letters', 'ada', 'Letters', 'Not finished.', 'draft', '2024-03-05 10:00Z'),
      ('00000000-0000-4000-8000-0000000000c4', 'on-brass', 'charles', 'On brass', 'Four thousand parts, and every one of them filed by hand.', 'published', '2024-03-02 10:00Z'),
      ('00000000-0000-4000-8000-0000000000c5', 'banburismus', 'joan', 'Banburismus', 'Long sheets with holes, slid over each other until the holes agree.', 'published', '2024-03-03 10:00Z'),
      ('00000000-0000-4000-8000-0000000000c6', 'can-machines-think', 'alan', 'Can machines "think"?', 'The question is too meaningless to deserve discussion; a game can take its place.', 'published', '2024-03-04 10:00Z'),
      ('00000000-0000-4000-8000-0000000000c7', 'the-difference-engine', 'charles', 'The difference engine', 'Its money is spent.', 'archived', '2024-01-15 10:00Z')
    ) AS one (id, identifier, author, title, content, status, created_at)
    JOIN tb_user u ON u.identifier = one.author;

  INSERT INTO tb_comment (id, fk_post, fk_author, content, created_at)
  SELECT one.id::uuid, p.pk_post, u.pk_user, one.content, one.created_at::timestamptz
    FROM (VALUES
      ('00000000-0000-4000-8000-0000000000d1', 'notes-on-the-engine', 'charles', 'It wants more brass.', '2024-03-01 11:00Z'),
      ('00000000-0000-4000-8000-0000000000d2', 'notes-on-the-engine', 'grace', 'It wants a compiler.', '2024-03-01 12:00Z'),
      ('00000000-0000-4000-8000-0000000000d3', 'notes-on-the-engine', 'ada', 'It wants both.', '2024-03-01 13:00Z'),
      ('00000000-0000-4000-8000-0000000000d4', 'a-note-on-loops', 'grace', 'How does it end?', '2024-03-02 11:00Z'),
      ('00000000-0000-4000-8000-0000000000d5', 'banburismus', 'alan', 'How many holes?', '2024-03-03 11:00Z'),
      ('00000000-0000-4000-8000-0000000000d6', 'can-machines-think', 'ada', 'Not by themselves.', '2024-03-04 11:00Z'),
      ('00000000-0000-4000-8000-0000000000d7', 'can-machines-think', 'joan', 'Ask one.', '2024-03-04 12:00Z')
    ) AS one (id, post, author, content, created_at)
    JOIN tb_post p ON p.identifier = one.post
    JOIN tb_user u ON u.identifier = one.author;

  PERFORM fn_sync_tv_organisation(ARRAY(SELECT id FROM tb_organisation));
  PERFORM fn_sync_tv_user(ARRAY(SELECT id FROM tb_user));
  PERFORM fn_sync_tv_post(ARRAY(SELECT id FROM tb_post));
  PERFORM fn_sync_tv_comment(ARRAY(SELECT id FROM tb_comment));
END $$;
