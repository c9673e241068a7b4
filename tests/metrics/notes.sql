create table tv_note (
  id uuid primary key default gen_random_uuid(),
  identifier text not null unique,
  data jsonb not null,
  updated_at timestamptz not null default now()
);

create function fn_create_note(p_title text, p_seconds integer default 0) returns uuid
language plpgsql security definer as $$
declare
  v_id uuid := gen_random_uuid();
begin
  if p_title = '' then
    raise exception 'a note needs a title';
  end if;
  perform pg_sleep(p_seconds);
  insert into tv_note (id, identifier, data)
  values (v_id, p_title,
          jsonb_build_object('id', v_id, 'identifier', p_title, 'title', p_title));
  return v_id;
end $$;

select fn_create_note('note-' || n) from generate_series(0, 99) n;
-- A title is missing where there must be one.
insert into tv_note (identifier, data) values ('dirty', '{"identifier": "dirty"}');
grant select on tv_note to serving;
