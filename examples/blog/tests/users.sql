BEGIN;
\ir support/failure_of.sql
\ir support/out_of_sync.sql
SELECT plan(33);

-- fn_create_user
SELECT fn_create_user('hedy', 'Hedy Lamarr', 'hedy@radio.example', 'bletchley-park') AS hedy \gset
SELECT is((SELECT data - 'created_at' FROM tv_user WHERE identifier = 'hedy'),
          jsonb_build_object('id', :'hedy', 'identifier', 'hedy', 'name', 'Hedy Lamarr', 'email', 'hedy@radio.example',
                             'organisation_id', '00000000-0000-4000-8000-0000000000a2'),
          'a new user can be read');
SELECT fn_create_user('edsger', 'Edsger Dijkstra') AS edsger \gset
SELECT is((SELECT data - 'created_at' FROM tv_user WHERE identifier = 'edsger'),
          jsonb_build_object('id', :'edsger', 'identifier', 'edsger', 'name', 'Edsger Dijkstra',
                             'email', NULL, 'organisation_id', NULL),
          'what is not given is null');
SELECT is(pg_temp.failure_of($$SELECT fn_create_user('x', ' ')$$),
          'P0001 name "a user needs a name"', 'a blank name');
SELECT is(pg_temp.failure_of(format('SELECT fn_create_user(%L, %L)', wrong, 'X')),
          'P0001 identifier "an identifier has small letters and digits, and single hyphens between them"',
          format('the identifier "%s"', wrong))
  FROM unnest(ARRAY['', ' ', 'Ada', '-a', 'a-', 'a--b', 'a b']) AS wrong;
SELECT is(pg_temp.failure_of($$SELECT fn_create_user('x', 'X', NULL, 'nowhere')$$),
          'P0002 organisation "there is no organisation "nowhere""', 'an unknown organisation');
SELECT is(pg_temp.failure_of($$SELECT fn_create_user('ada', 'Another')$$),
          '23505 tb_user_identifier_key', 'an identifier that is taken');
SELECT is(pg_temp.failure_of($$SELECT fn_create_user('x', 'X', 'ADA@analytical.example')$$),
          '23505 tb_user_email_key', 'an address that is taken');
SELECT is_empty($$SELECT FROM tb_user WHERE identifier = 'x' UNION ALL
                  SELECT FROM tv_user WHERE identifier = 'x'$$, 'a failure leaves nothing');

-- fn_update_user
CREATE FUNCTION pg_temp.user_of(p_identifier text) RETURNS text
LANGUAGE sql AS $$
  SELECT concat_ws(', ', v.data->>'name', v.data->>'email', o.identifier)
    FROM tv_user v LEFT JOIN tv_organisation o ON o.id = v.organisation_id
   WHERE v.identifier = p_identifier
$$;
SELECT is(fn_update_user('ada', '{"name": "Ada King"}'), '00000000-0000-4000-8000-0000000000b1',
          'the id is returned');
SELECT is(pg_temp.user_of('ada'), 'Ada King, ada@analytical.example, analytical-society',
          'what is not given stays');
SELECT set_eq($$SELECT data->'author'->>'name' FROM tv_post
                  WHERE author_id = '00000000-0000-4000-8000-0000000000b1'$$,
              ARRAY['Ada King'], 'the documents of her posts have the new name');
SELECT is_empty($$SELECT FROM tv_post WHERE author_id <> '00000000-0000-4000-8000-0000000000b1'
                     AND data->'author'->>'name' = 'Ada King'$$, 'those of others do not');
SELECT fn_update_user('ada', '{"email": null}') AS ada \gset
SELECT is(pg_temp.user_of('ada'), 'Ada King, analytical-society', 'null is null');
SELECT fn_update_user('ada', '{"organisation": "bletchley-park", "email": "ada@b.example"}') AS ada \gset
SELECT is(pg_temp.user_of('ada'), 'Ada King, ada@b.example, bletchley-park', 'several at once');
SELECT fn_update_user('ada', '{"organisation": null}') AS ada \gset
SELECT is(pg_temp.user_of('ada'), 'Ada King, ada@b.example', 'of no organisation any more');
SELECT fn_update_user('ada', '{}') AS ada \gset
SELECT is(pg_temp.user_of('ada'), 'Ada King, ada@b.example', 'nothing given, nothing changed');
SELECT is(pg_temp.failure_of(format('SELECT fn_update_user(%L, %L)', 'ada', changes)),
          'P0001 name "a user needs a name"', format('no name: %s', changes))
  FROM unnest(ARRAY['{"name": null}', '{"name": " "}']) AS changes;
SELECT is(pg_temp.failure_of($$SELECT fn_update_user('ada', '{"organisation": "nowhere"}')$$),
          'P0002 organisation "there is no organisation "nowhere""', 'to an unknown organisation');
SELECT is(pg_temp.failure_of($$SELECT fn_update_user('nobody', '{"name": "X"}')$$),
          'P0002 identifier "there is no user "nobody""', 'an unknown user');
SELECT is(pg_temp.failure_of($$SELECT fn_update_user('ada', '{"email": "joan@bletchley.example"}')$$),
          '23505 tb_user_email_key', 'an address of somebody else');

-- fn_delete_user
SELECT is(fn_delete_user('edsger'), :'edsger', 'the id that was is returned');
SELECT is_empty($$SELECT FROM tb_user WHERE identifier = 'edsger' UNION ALL
                  SELECT FROM tv_user WHERE identifier = 'edsger'$$, 'the user is gone');
SELECT is(pg_temp.failure_of($$SELECT fn_delete_user('ada')$$),
          '23503 tb_post_fk_author_fkey', 'who has written posts stays');
SELECT is(pg_temp.failure_of($$SELECT fn_delete_user('grace')$$),
          '23503 tb_comment_fk_author_fkey', 'who has written comments stays');
SELECT is(pg_temp.failure_of($$SELECT fn_delete_user('nobody')$$),
          'P0002 identifier "there is no user "nobody""', 'nobody to delete');

SELECT is_empty('SELECT pg_temp.out_of_sync()', 'a sync of everything changes nothing');
SELECT * FROM finish();
ROLLBACK;
