-- Functions that write, and what may go wrong then.
create function fn_write(p_name text, p_then text default 'return', p_follows text default null) returns uuid
language plpgsql as $$
declare
  v_id uuid := gen_random_uuid();
begin
  insert into tb_event values (p_name, p_follows);
  perform fn_put_note(v_id, p_name, '{}');
  insert into tv_comment values (gen_random_uuid(), v_id,
    jsonb_build_object('id', gen_random_uuid(), 'note_id', v_id, 'text', 'about ' || p_name));
  case p_then
    when 'raise' then raise exception 'not today';
    when 'null' then return null;
    when 'no row' then return gen_random_uuid();
    when 'sleep' then perform pg_sleep(30);
    when 'pause' then perform pg_advisory_xact_lock(1);
    when 'misfit' then update tv_note set data = '{"id": 1}' where id = v_id;
    else null;
  end case;
  return v_id;
end $$;

create function fn_write_value(p_name text, p_then text default 'return', p_follows text default null) returns jsonb
language plpgsql as $$
begin
  perform fn_write(p_name, p_then, p_follows);
  return case p_then
    when 'fail' then '{"type": "Taken", "message": "a failure"}'
    when 'no value' then null
    when 'bad' then '{"type": "Taken", "message": 5}'
    when 'unknown' then '{"type": "Nobody"}'
    else jsonb_build_object('type', 'Note', 'id', (select id from tb_note where title = p_name))
  end;
end $$;
