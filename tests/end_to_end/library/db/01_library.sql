create table tv_book (
  id uuid primary key,
  identifier text unique not null,
  data jsonb not null,
  reprint text,
  updated_at timestamptz not null default now()
);

insert into tv_book (id, identifier, reprint, data) values
  ('00000000-0000-4000-8000-000000000001', 'emma', '9780141439587', '{"id": "00000000-0000-4000-8000-000000000001", "identifier": "emma", "title": "Emma", "shelf": "fiction", "published": "1815-12-23", "isbn": "9780486406480", "translations": ["9783150080634"], "authors": [{"name": "Jane"}], "ratings": [[5, 4], []]}'),
  ('00000000-0000-4000-8000-000000000002', 'origin', '9780451529060', '{"id": "00000000-0000-4000-8000-000000000002", "identifier": "origin", "title": "Origin", "shelf": "non_fiction", "isbn": "9780486450063", "translations": [], "authors": [{"name": "Charles"}, {"name": "Alfred"}], "ratings": []}');

create view tv_item as
  select id, data || '{"type": "Book"}' as data, updated_at from tv_book
  union all
  select '00000000-0000-4000-8000-000000000009', '{"id": "00000000-0000-4000-8000-000000000009", "title": "Metropolis", "minutes": 153, "type": "Film"}', now();

create function fn_create_book(p_title text, p_shelf text, p_published date default null) returns uuid
language sql as $$
  insert into tv_book (id, identifier, data)
  select made.id, lower(p_title),
         jsonb_build_object('id', made.id, 'identifier', lower(p_title), 'title', p_title,
                            'shelf', p_shelf, 'published', p_published,
                            'authors', '[]'::jsonb, 'translations', '[]'::jsonb, 'ratings', '[]'::jsonb)
  from (select gen_random_uuid() as id) made
  returning id
$$;

-- Titles make it behave: what a function of a query can do to the server, the server must carry.
create function fn_find_book(p_title text, p_otherwise text default 'origin') returns uuid
stable language plpgsql as $$
begin
  case p_title
    when 'raise' then raise exception 'a secret of the function';
    when 'malformed' then perform 'x'::int;
    when 'write' then delete from tv_book;
    when 'call what writes' then return fn_create_book('Secret', 'fiction');
    when 'no row' then return gen_random_uuid();
    else null;
  end case;
  return (select id from tv_book
          where data->>'title' = p_title or identifier = p_otherwise
          order by data->>'title' <> p_title limit 1);
end $$;

create function fn_book_of_the_day() returns uuid immutable language sql as
  $$ select '00000000-0000-4000-8000-000000000001'::uuid $$;

create function fn_move_book(p_identifier text, p_shelf text) returns uuid language sql as $$
  update tv_book set data = data || jsonb_build_object('shelf', p_shelf)
  where identifier = p_identifier returning id
$$;

create table tb_visit (
  reader text primary key,
  host text references tb_visit deferrable initially deferred
);

create function fn_visit(p_reader text, p_host text default null) returns void language plpgsql as $$
begin
  if p_reader = 'nobody' then raise exception 'nobody does not read'; end if;
  insert into tb_visit values (p_reader, p_host);
end $$;

create function fn_count_visits() returns bigint stable language sql as
  $$ select count(*) from tb_visit $$;
