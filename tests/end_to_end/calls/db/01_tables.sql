-- Two notes with comments. What the functions write goes to tb_event, which nothing reads but tests.
create extension if not exists citext;
create extension if not exists ltree;

create table tb_note (
  pk_note int generated always as identity primary key,
  id uuid unique not null default gen_random_uuid(),
  title text unique not null,
  tags text[] not null default '{}'
);

create table tv_note (id uuid primary key, data jsonb not null);
create table tv_comment (id uuid primary key, note_id uuid, data jsonb not null);

create table tb_event (
  name text primary key,
  follows text references tb_event deferrable initially deferred
);

create function fn_put_note(p_id uuid, p_title text, p_tags text[]) returns void language sql as $$
  insert into tb_note (id, title, tags) values (p_id, p_title, p_tags);
  insert into tv_note values (p_id, jsonb_build_object('id', p_id, 'title', p_title, 'tags', p_tags));
$$;

select fn_put_note('00000000-0000-4000-8000-00000000000a', 'Alpha', '{x,y}');
select fn_put_note('00000000-0000-4000-8000-00000000000b', 'Beta', '{}');

insert into tv_comment
select id, note_id, jsonb_build_object('id', id, 'note_id', note_id, 'text', text)
from (values
  ('00000000-0000-4000-8000-0000000000c1'::uuid, '00000000-0000-4000-8000-00000000000a'::uuid, 'first'),
  ('00000000-0000-4000-8000-0000000000c2', '00000000-0000-4000-8000-00000000000a', 'second'),
  ('00000000-0000-4000-8000-0000000000c3', '00000000-0000-4000-8000-00000000000a', 'third')) of (id, note_id, text);
