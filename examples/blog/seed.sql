-- What ./seed runs, by psql, in one transaction, with the number of users in the variable `users`.
-- Every value follows from the number of its row, so that two databases of one size are equal.

TRUNCATE tb_organisation, tb_user, tb_post, tb_comment, tv_organisation, tv_user, tv_post, tv_comment;

-- Indexes that are made at the end, of all rows at once, cost a fraction, and so do foreign keys;
-- those of PRIMARY KEY and UNIQUE stay, since the syncs look rows up by id. A comment on a foreign
-- key goes with it and comes back with it.
CREATE TEMPORARY TABLE set_aside ON COMMIT DROP AS
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS removal,
       format('ALTER TABLE %1$s ADD CONSTRAINT %2$I %3$s; COMMENT ON CONSTRAINT %2$I ON %1$s IS %4$L',
              conrelid::regclass, conname, pg_get_constraintdef(oid),
              obj_description(oid, 'pg_constraint')) AS restoration
  FROM pg_constraint
 WHERE contype = 'f' AND conrelid IN ('tb_user'::regclass, 'tb_post'::regclass, 'tb_comment'::regclass)
UNION ALL
SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
  FROM pg_index
 WHERE NOT indisunique AND indrelid IN ('tb_user'::regclass, 'tb_post'::regclass,
         'tb_comment'::regclass, 'tv_user'::regclass, 'tv_post'::regclass, 'tv_comment'::regclass);
SELECT removal FROM set_aside \gexec

-- \gset gives psql what a SELECT finds.
SELECT greatest(1, :users / 50) AS organisations, :users / 10 AS prolific, :users * 5 AS posts,
       :users * 20 AS comments \gset

-- From 0 to p_below - 1, as if by chance.
CREATE FUNCTION pg_temp.draw(p_from text, p_below integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
  SELECT ('x' || left(md5(p_from), 7))::bit(28)::integer % p_below
$$;

-- Bytes to choose by.
CREATE FUNCTION pg_temp.draws(p_from text) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$ SELECT decode(md5(p_from), 'hex') $$;

-- About 80 bytes; a text has four of them. A single expression, so that PostgreSQL puts it in the
-- place of the call.
CREATE FUNCTION pg_temp.sentence(p_drawn bytea, p_number integer) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT (ARRAY[
    'What is read often is made ready when it is written, not each time when it is read.',
    'A page is found by the row before it; counting to it costs more with every page.',
    'Nobody has time to read the manual, so the manual had better be short and be right.',
    'The index was there all along, but the query asked for another order than it had.',
    'We measured it twice, on a quiet machine and on a busy one, and then took it out.',
    'It was a small change, and it was in the wrong place, and it took three weeks.',
    'Names are the cheapest documentation there is, if somebody takes the time for them.',
    'Everything that can be null is null one day; it is best to know what happens then.',
    'A test that never failed has told us nothing yet, however often it has been run.',
    'There are two kinds of caches: those that are wrong now, and those that will be.',
    'Some of the letters are lost, and those that are left answer what we do not know.',
    'The old machine is still running in the cellar, and nobody dares to switch it off.',
    'First make it work for one row, then for a thousand; a million is the same again.',
    'Whoever deletes a line of code saves all others from reading it, which adds up.',
    'In the evening the numbers were better, because everybody else had gone home.',
    'It depends, they said, and for once they also said on what, and by how much.'
  ])[1 + get_byte(p_drawn, p_number) % 16]
$$;

CREATE FUNCTION pg_temp.prose(p_drawn bytea) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT pg_temp.sentence(p_drawn, 0) || ' ' || pg_temp.sentence(p_drawn, 1) || ' ' ||
         pg_temp.sentence(p_drawn, 2) || ' ' || pg_temp.sentence(p_drawn, 3)
$$;

INSERT INTO tb_organisation (pk_organisation, id, identifier, name, created_at)
SELECT i, md5('organisation ' || i)::uuid, 'organisation-' || i,
       (ARRAY['Northern', 'Southern', 'Eastern', 'Western', 'Royal', 'Open', 'Free', 'United'])
         [1 + pg_temp.draw('society ' || i, 8)] || ' Society ' || i,
       '2023-01-01 00:00Z'::timestamptz + i * interval '1 minute'
  FROM generate_series(1, :organisations) AS i;

-- Every twentieth writes for nobody, every seventh has no address.
INSERT INTO tb_user (pk_user, id, identifier, fk_organisation, name, email, created_at)
SELECT i, md5('user ' || i)::uuid, 'user-' || i,
       CASE WHEN i % 20 <> 0 THEN 1 + pg_temp.draw('organisation of user ' || i, :organisations) END,
       (ARRAY['Ada', 'Alan', 'Barbara', 'Charles', 'Donald', 'Edsger', 'Frances', 'Grace', 'Hedy',
              'Jean', 'Joan', 'John', 'Karen', 'Katherine', 'Margaret', 'Niklaus'])
         [1 + pg_temp.draw('first ' || i, 16)] || ' ' ||
       (ARRAY['Allen', 'Babbage', 'Bartik', 'Clarke', 'Dijkstra', 'Hamilton', 'Hopper', 'Johnson',
              'Knuth', 'Lamarr', 'Liskov', 'Lovelace', 'McCarthy', 'Turing', 'Wirth', 'Zuse'])
         [1 + pg_temp.draw('last ' || i, 16)],
       CASE WHEN i % 7 <> 0 THEN 'user-' || i || '@blog.example' END,
       '2023-02-01 00:00Z'::timestamptz + (i * 5184000::bigint / :users) * interval '1 second'
  FROM generate_series(1, :users) AS i;

-- Every second post is by one of the tenth of users who write most. Of twenty, sixteen are
-- published, three are drafts and one is archived. They came within two years.
INSERT INTO tb_post (pk_post, id, identifier, fk_author, title, content, status, created_at)
SELECT i, md5('post ' || i)::uuid, 'post-' || i,
       CASE WHEN i % 2 = 0 THEN 1 + pg_temp.draw('author ' || i, :prolific)
            ELSE 1 + :prolific + pg_temp.draw('author ' || i, :users - :prolific) END,
       (ARRAY['Notes on', 'Against', 'In praise of', 'A year of', 'The end of', 'Letters about',
              'How we measured', 'What is left of'])[1 + pg_temp.draw('about ' || i, 8)] || ' ' ||
       (ARRAY['machines', 'indexes', 'small things', 'the engine', 'names', 'caches', 'loops',
              'null'])[1 + pg_temp.draw('title ' || i, 8)],
       pg_temp.prose(pg_temp.draws('content of post ' || i)),
       CASE WHEN drawn < 16 THEN 'published' WHEN drawn < 19 THEN 'draft' ELSE 'archived' END,
       '2023-07-01 00:00Z'::timestamptz + (i * 63072000::bigint / :posts) * interval '1 second'
  FROM generate_series(1, :posts) AS i, pg_temp.draw('status ' || i, 20) AS drawn;

-- On any post, in the thirty days after it; numbered as they came.
INSERT INTO tb_comment (pk_comment, id, fk_post, fk_author, content, created_at)
SELECT i, md5('comment ' || i)::uuid, pk_post, 1 + pg_temp.draw('writer ' || i, :users),
       pg_temp.prose(pg_temp.draws('content of comment ' || i)), at
  FROM (SELECT row_number() OVER (ORDER BY at, number) AS i, pk_post, at
          FROM (SELECT number, p.pk_post,
                       p.created_at + (1 + pg_temp.draw('minute ' || number, 43200)) * interval '1 minute' AS at
                  FROM generate_series(1, :comments) AS number
                  JOIN tb_post p ON p.pk_post = 1 + pg_temp.draw('post of comment ' || number, :posts)) one
       ) numbered
 ORDER BY i;

-- What is written after this gets numbers behind these.
\o /dev/null
SELECT setval(pg_get_serial_sequence(relation, key), number)
  FROM (VALUES ('tb_organisation', 'pk_organisation', :organisations), ('tb_user', 'pk_user', :users),
               ('tb_post', 'pk_post', :posts), ('tb_comment', 'pk_comment', :comments))
       AS one (relation, key, number);

-- Some thousands at a time, so that old rows lie before new ones, as they would in a living database.
SELECT format('SELECT fn_sync_tv_%1$s(ARRAY(SELECT id FROM tb_%1$s WHERE pk_%1$s BETWEEN %2$s AND %3$s))',
              entity, first, first + 9999)
  FROM (VALUES (1, 'organisation', :organisations), (2, 'user', :users), (3, 'post', :posts),
               (4, 'comment', :comments)) AS one (place, entity, number),
       generate_series(1, number, 10000) AS first
 ORDER BY place, first
\gexec
SET LOCAL maintenance_work_mem = '256MB';
SELECT restoration FROM set_aside \gexec

ANALYZE tb_organisation, tb_user, tb_post, tb_comment, tv_organisation, tv_user, tv_post, tv_comment;

\o
SELECT format('%s organisations, %s users, %s posts, %s comments',
              (SELECT count(*) FROM tv_organisation), (SELECT count(*) FROM tv_user),
              (SELECT count(*) FROM tv_post), (SELECT count(*) FROM tv_comment));
