BEGIN;
\ir support/failure_of.sql
\ir support/out_of_sync.sql
SELECT plan(38);

-- fn_create_post
SELECT fn_create_post('ada', 'On brass, again!', 'More of it.') AS made \gset
SELECT is(:'made'::jsonb - 'id', '{"type": "Post"}', 'a post is made');
SELECT is((SELECT data - 'created_at' FROM tv_post WHERE id::text = :'made'::jsonb->>'id'),
          jsonb_build_object('id', :'made'::jsonb->'id', 'identifier', 'on-brass-again',
                             'author_id', '00000000-0000-4000-8000-0000000000b1',
                             'author', jsonb_build_object('id', '00000000-0000-4000-8000-0000000000b1',
                                                          'identifier', 'ada', 'name', 'Ada Lovelace'),
                             'title', 'On brass, again!', 'content', 'More of it.', 'status', 'draft'),
          'it can be read: a draft, its identifier made from the title');
SELECT is(fn_create_post('ada', 'Poème d''été', '')->>'type', 'Post', 'letters that are not English');
SELECT isnt_empty($$SELECT FROM tv_post WHERE identifier = 'poème-d-été'$$, 'stay in the identifier');
SELECT is(fn_create_post('ada', '?!', '', 'asking')->>'type', 'Post', 'an identifier of its own');
SELECT isnt_empty($$SELECT FROM tv_post WHERE identifier = 'asking'$$, 'is taken as it is');
SELECT is(fn_create_post('charles', 'On Brass', 'Other brass.'),
          '{"type": "TitleTaken", "message": "there is a post with this title",
            "suggestions": ["On Brass (2)", "On Brass (3)", "On Brass (4)"]}',
          'a title that is taken, with others that are not');
SELECT is(fn_create_post('charles', 'On Brass (3)', '')->>'type', 'Post', 'one of them');
SELECT is(fn_create_post('charles', 'On Brass', '')->'suggestions',
          '["On Brass (2)", "On Brass (4)", "On Brass (5)"]', 'is not suggested any more');
SELECT is((SELECT count(*) FROM tb_post WHERE title = 'On Brass'), 0::bigint,
          'nothing was written where the title was taken');
SELECT is(pg_temp.failure_of($$SELECT fn_create_post('ada', ' ', 'x')$$),
          'P0001 title "a post needs a title"', 'a blank title');
SELECT is(pg_temp.failure_of($$SELECT fn_create_post('ada', '?!', 'x')$$),
          'P0001 title "a title needs a letter or a digit"', 'a title that no identifier comes of');
SELECT is(pg_temp.failure_of($$SELECT fn_create_post('ada', 'X', 'x', 'Not one')$$),
          'P0001 identifier "an identifier has small letters and digits, and single hyphens between them"',
          'a malformed identifier');
SELECT is(pg_temp.failure_of($$SELECT fn_create_post('ada', 'X', 'x', 'letters')$$),
          '23505 tb_post_identifier_key', 'an identifier that is taken');
SELECT is(pg_temp.failure_of($$SELECT fn_create_post('nobody', 'X', 'x')$$),
          'P0002 author "there is no user "nobody""', 'an unknown author');

-- fn_update_post
SELECT is(fn_update_post('letters', '{"title": "Letters to Ada"}'), '00000000-0000-4000-8000-0000000000c3',
          'the id is returned');
CREATE FUNCTION pg_temp.post_of(p_identifier text) RETURNS text
LANGUAGE sql AS $$
  SELECT concat_ws(', ', data->>'title', data->>'content', status, data->>'status')
    FROM tv_post WHERE identifier = p_identifier
$$;
SELECT is(pg_temp.post_of('letters'), 'Letters to Ada, Not finished., draft, draft', 'what is not given stays');
SELECT lives_ok($$SELECT fn_update_post('letters', '{"content": "", "title": "Mail"}')$$, 'several at once');
SELECT is(pg_temp.post_of('letters'), 'Mail, , draft, draft', 'by the identifier that it had');
SELECT lives_ok($$SELECT fn_update_post('letters', '{"status": "published", "identifier": "mail"}')$$,
                'what is no change of a post');
SELECT is(pg_temp.post_of('letters'), 'Mail, , draft, draft', 'stays');
SELECT is(pg_temp.failure_of(format('SELECT fn_update_post(%L, %L)', 'letters', changes)), failure, changes)
  FROM (VALUES
    ('{"title": null}', 'P0001 title "a post needs a title"'),
    ('{"title": " "}', 'P0001 title "a post needs a title"'),
    ('{"content": null}', '23502 content')) AS one (changes, failure);
SELECT is(pg_temp.failure_of($$SELECT fn_update_post('nothing', '{"title": "X"}')$$),
          'P0002 identifier "there is no post "nothing""', 'an unknown post');

-- fn_publish_post
SELECT is(fn_publish_post('letters'), '{"type": "Post", "id": "00000000-0000-4000-8000-0000000000c3"}',
          'a draft is published');
SELECT is(pg_temp.post_of('letters'), 'Mail, , published, published', 'and is so in both places');
SELECT is(fn_publish_post('letters'),
          '{"type": "NotAllowed", "message": "only a draft is published, and this post is published"}',
          'not twice');
SELECT is(fn_publish_post('the-difference-engine'),
          '{"type": "NotAllowed", "message": "only a draft is published, and this post is archived"}',
          'nor out of the archive');
SELECT is(pg_temp.post_of('the-difference-engine'),
          'The difference engine, Its money is spent., archived, archived', 'where it stays');
SELECT is(pg_temp.failure_of($$SELECT fn_publish_post('nothing')$$),
          'P0002 identifier "there is no post "nothing""', 'nothing to publish');

-- fn_delete_post
SELECT is(fn_delete_post('notes-on-the-engine'), '00000000-0000-4000-8000-0000000000c1',
          'the id that was is returned');
SELECT is_empty($$SELECT FROM tb_post WHERE identifier = 'notes-on-the-engine' UNION ALL
                  SELECT FROM tv_post WHERE identifier = 'notes-on-the-engine'$$, 'the post is gone');
SELECT is_empty($$SELECT FROM tv_comment WHERE post_id = '00000000-0000-4000-8000-0000000000c1'$$,
                'and its comments');
SELECT is((SELECT count(*) FROM tb_comment), 4::bigint, 'no others');
SELECT is(fn_delete_post('letters'), '00000000-0000-4000-8000-0000000000c3', 'one without comments');
SELECT is(pg_temp.failure_of($$SELECT fn_delete_post('nothing')$$),
          'P0002 identifier "there is no post "nothing""', 'nothing to delete');

SELECT is_empty('SELECT pg_temp.out_of_sync()', 'a sync of everything changes nothing');
SELECT * FROM finish();
ROLLBACK;
