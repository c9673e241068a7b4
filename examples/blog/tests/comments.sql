BEGIN;
\ir support/failure_of.sql
\ir support/out_of_sync.sql
SELECT plan(12);

-- fn_create_comment
SELECT fn_create_comment('on-brass', 'grace', 'By hand?') AS made \gset
SELECT is((SELECT data - 'created_at' FROM tv_comment WHERE id = :'made'),
          jsonb_build_object('id', :'made', 'content', 'By hand?',
                             'post_id', '00000000-0000-4000-8000-0000000000c4',
                             'author_id', '00000000-0000-4000-8000-0000000000b5'),
          'a new comment can be read');
SELECT is(pg_temp.failure_of($$SELECT fn_create_comment('on-brass', 'grace', ' ')$$),
          'P0001 content "a comment says something"', 'a blank comment');
SELECT is(pg_temp.failure_of($$SELECT fn_create_comment('nothing', 'grace', 'x')$$),
          'P0002 post "there is no post "nothing""', 'an unknown post');
SELECT is(pg_temp.failure_of($$SELECT fn_create_comment('on-brass', 'nobody', 'x')$$),
          'P0002 author "there is no user "nobody""', 'an unknown author');
SELECT is(pg_temp.failure_of(format('SELECT fn_create_comment(%L, %L, %L)', post, 'grace', 'x')),
          'P0001 post "only what is published has comments"', format('not on %s', post))
  FROM unnest(ARRAY['letters', 'the-difference-engine']) AS post;
SELECT is((SELECT count(*) FROM tb_comment), 8::bigint, 'a failure leaves nothing');

-- fn_delete_comment
SELECT is(fn_delete_comment(:'made'), :'made', 'the id that was is returned');
SELECT is_empty(format('SELECT FROM tb_comment WHERE id = %1$L UNION ALL
                        SELECT FROM tv_comment WHERE id = %1$L', :'made'), 'the comment is gone');
SELECT is((SELECT count(*) FROM tv_comment), 7::bigint, 'no others');
SELECT is(pg_temp.failure_of(format('SELECT fn_delete_comment(%L)', :'made')),
          'P0002 id "there is no such comment"', 'nothing to delete');

SELECT is_empty('SELECT pg_temp.out_of_sync()', 'a sync of everything changes nothing');
SELECT * FROM finish();
ROLLBACK;
