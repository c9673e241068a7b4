-- Two at once: the first has done its part but not committed when the second begins, which must wait
-- for it. They are sessions of their own, so what they do stays: it is about a user and posts that
-- are made here, and goes at the end.
\ir support/out_of_sync.sql
SELECT plan(21);

-- In a session of its own; what it returns, or its error.
CREATE FUNCTION pg_temp.run(p_session text, p_statement text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_answer text;
BEGIN
  SELECT answer INTO v_answer FROM dblink(p_session, format('SELECT (%s)::text', p_statement)) AS t (answer text);
  RETURN v_answer;
END $$;

-- Whether it waits for a lock; false when it is done before that.
CREATE FUNCTION pg_temp.begins_to_wait(p_session text, p_statement text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM dblink_send_query(p_session, format('SELECT (%s)::text', p_statement));
  WHILE dblink_is_busy(p_session) = 1 LOOP
    IF EXISTS (SELECT FROM pg_locks WHERE NOT granted) THEN
      RETURN true;
    END IF;
    PERFORM pg_sleep(0.01);
  END LOOP;
  RETURN false;
END $$;

CREATE FUNCTION pg_temp.answer_of(p_session text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_answer text;
BEGIN
  BEGIN
    SELECT answer INTO v_answer FROM dblink_get_result(p_session) AS t (answer text);
  EXCEPTION WHEN OTHERS THEN
    v_answer := SQLSTATE || ' ' || SQLERRM;
  END;
  PERFORM * FROM dblink_get_result(p_session) AS t (answer text);  -- there is no more
  RETURN v_answer;
END $$;

SELECT dblink_connect(session, format('host=%s user=%s dbname=%s', current_setting('unix_socket_directories'),
                                      current_user, current_database()))
  FROM unnest(ARRAY['first', 'second']) AS session;
SELECT fn_create_user('racer', 'Slow Racer');
SELECT fn_create_post('racer', 'A race', 'On your marks.');

SELECT dblink_exec('first', 'BEGIN');
SELECT is(pg_temp.run('first', $$fn_publish_post('a-race')->>'type'$$), 'Post', 'one publishes');
SELECT ok(pg_temp.begins_to_wait('second', $$fn_publish_post('a-race')->>'type'$$), 'another does so, too');
SELECT dblink_exec('first', 'COMMIT');
SELECT is(pg_temp.answer_of('second'), 'NotAllowed', 'only one has published it');

SELECT dblink_exec('first', 'BEGIN');
SELECT is(pg_temp.run('first', $$fn_create_post('racer', 'Second race', '')->>'type'$$), 'Post', 'a title');
SELECT ok(pg_temp.begins_to_wait('second', $$fn_create_post('racer', 'Second race', '')->>'type'$$), 'twice');
SELECT dblink_exec('first', 'COMMIT');
SELECT is(pg_temp.answer_of('second'), 'TitleTaken', 'is taken for the second');

SELECT dblink_exec('first', 'BEGIN');
SELECT is(pg_temp.run('first', $$fn_update_user('racer', '{"name": "Racer"}') IS NOT NULL$$), 'true', 'a new name');
SELECT ok(pg_temp.begins_to_wait('second', $$fn_create_post('racer', 'Third race', '')->>'type'$$),
          'and a new post');
SELECT dblink_exec('first', 'COMMIT');
SELECT is(pg_temp.answer_of('second'), 'Post', 'which is made');
SELECT is_empty('SELECT pg_temp.out_of_sync()', 'with the new name');

SELECT dblink_exec('first', 'BEGIN');
SELECT is(pg_temp.run('first', $$fn_update_post('a-race', '{"title": "The race"}') IS NOT NULL$$), 'true', 'a new title');
SELECT ok(pg_temp.begins_to_wait('second', $$fn_update_user('racer', '{"name": "Fast"}') IS NOT NULL$$),
          'and a new name');
SELECT dblink_exec('first', 'COMMIT');
SELECT is(pg_temp.answer_of('second'), 'true', 'which is written');
SELECT is_empty('SELECT pg_temp.out_of_sync()', 'beside the new title');

SELECT dblink_exec('first', 'BEGIN');
SELECT pg_temp.run('first', $$fn_delete_post('third-race')$$);
SELECT ok(pg_temp.begins_to_wait('second', $$fn_update_user('racer', '{"name": "Racer"}') IS NOT NULL$$),
          'a post goes while its author is renamed');
SELECT dblink_exec('first', 'COMMIT');
SELECT pg_temp.answer_of('second');
SELECT is_empty('SELECT pg_temp.out_of_sync()', 'its document stays away');

SELECT fn_publish_post('second-race');
SELECT dblink_exec('first', 'BEGIN');
SELECT pg_temp.run('first', $$fn_create_comment('second-race', 'racer', 'Well run.')$$);
SELECT ok(pg_temp.begins_to_wait('second', $$fn_delete_post('second-race') IS NOT NULL$$),
          'somebody comments while the post goes');
SELECT dblink_exec('first', 'COMMIT');
SELECT is(pg_temp.answer_of('second'), 'true', 'which it does with that comment');

SELECT dblink_exec('first', 'BEGIN');
SELECT pg_temp.run('first', $$fn_delete_post('a-race')$$);
SELECT ok(pg_temp.begins_to_wait('second', $$fn_create_comment('a-race', 'racer', 'Already?')$$),
          'a post goes while somebody comments on it');
SELECT dblink_exec('first', 'COMMIT');
SELECT is(pg_temp.answer_of('second'), 'P0002 there is no post "a-race"', 'who hears that there is none');
SELECT is_empty('SELECT pg_temp.out_of_sync()', 'and no comment is left');

SELECT fn_delete_user('racer');
SELECT * FROM finish();
