create table tv_post (id uuid primary key, data jsonb not null);
create table tv_user (id uuid primary key, data jsonb not null);
create table tv_comment (id uuid primary key, data jsonb not null);
create table tv_number (id uuid primary key default gen_random_uuid(), n integer not null, data jsonb not null);
create table tv_nothing (id uuid primary key, data jsonb not null);
create table tv_drift (id uuid primary key, data jsonb not null);
create table tv_secret (id uuid primary key, data jsonb not null);
create table tv_owned (id uuid primary key, tenant text not null, data jsonb not null);

create function id_of(kind text, n integer) returns uuid language sql immutable as $$
  select (kind || '0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid
$$;

-- Germany's clocks change at 01:00 UTC on 2026-03-29 and 2026-10-25.
insert into tv_post (id, data)
select id_of('a', n), jsonb_build_object('id', id_of('a', n), 'user_id', id_of('b', of)) || more
from (values
  (1, 1, '{"status": "published", "title": "a", "likes": 3, "bytes": "9223372036854775807",
    "price": "1.50", "score": 0.5, "pinned": true, "reading": "PT5M",
    "created_at": "2026-03-28T23:30:00Z", "day": "2026-03-29", "clock": "08:00:00",
    "author": {"name": "Ada", "age": 36}, "salary": 100, "hidden": 1, "tags": ["x"],
    "lines": [{"amount": 1}]}'::jsonb),
  (2, 1, '{"status": "published", "title": "B", "likes": 1.0, "bytes": 9223372036854775807,
    "price": 2, "score": 0.25, "pinned": false, "reading": "00:10:00",
    "created_at": "2026-03-29T23:59:59.999999+02:00", "day": "2026-03-31",
    "clock": "08:00:00.5", "author": {"name": "Ada", "age": 36}, "salary": 200, "hidden": 2}'),
  (3, 2, '{"status": "draft", "title": "c", "likes": null, "price": 1.5, "score": null,
    "created_at": "2026-03-29 22:00:00+00", "day": "2026-04-01",
    "author": {"name": "Bob", "age": 40}, "salary": 300}'),
  (4, 2, '{"status": "published", "title": "ä", "likes": 10, "price": "-0.25", "score": -1,
    "pinned": true, "reading": "PT20M", "created_at": "2026-10-25T00:30:00Z",
    "day": "2026-10-25", "author": {"name": "Bob"}, "extra": {"a": 1}}'),
  (5, 3, '{"status": "published", "title": "a", "likes": 10, "created_at": "2026-10-25T01:30:00Z",
    "day": null}'),
  (6, 3, '{"status": "x-archived", "title": "Z", "likes": -2, "score": 8, "reading": "PT5M",
    "created_at": "2026-12-31T23:30:00Z", "day": "2026-12-31", "author": null}')
) made (n, of, more);

insert into tv_user (id, data)
select id_of('b', n), jsonb_build_object('id', id_of('b', n), 'name', name)
from (values (1, 'Ada'), (2, 'Bob'), (3, 'Cleo'), (4, 'Nobody')) made (n, name);

insert into tv_comment (id, data)
select id_of('c', n), jsonb_build_object('id', id_of('c', n), 'post_id', id_of('a', of),
                                         'text', text)
from (values (1, 1, 'good'), (2, 1, 'good'), (3, 1, null), (4, 4, 'bad')) made (n, of, text);

insert into tv_number (n, data) select n, jsonb_build_object('n', n) from generate_series(1, 1500) n;
update tv_number set data = data || jsonb_build_object('id', id);

insert into tv_drift (id, data)
select id_of('d', n), jsonb_build_object('id', id_of('d', n)) || more
from (values
  (1, '{"whole": "abc", "big": "abc", "exact": "abc", "real": "abc", "at": "abc", "day": "abc",
        "span": "abc"}'::jsonb),
  (2, '{"whole": 1, "big": 1, "exact": 1, "real": 1, "at": "2026-01-01T00:00:00Z",
        "day": "2026-01-01", "span": "PT1S"}')
) made (n, more);

insert into tv_secret (id, data)
select id_of('e', n), jsonb_build_object('id', id_of('e', n), 'level', n)
from generate_series(1, 3) n;

insert into tv_owned (id, tenant, data)
select id_of('f', n), case when n < 4 then 'amber' else 'cobalt' end,
       jsonb_build_object('id', id_of('f', n), 'amount', n)
from generate_series(1, 5) n;
alter table tv_owned enable row level security;
create policy of_the_tenant on tv_owned for select
  using (tenant = nullif(current_setting('app.tenant', true), ''));

create table tv_device (id uuid primary key, data jsonb not null);
insert into tv_device (id, data)
select id_of('1', n), jsonb_build_object('id', id_of('1', n), 'mac', mac, 'ip', ip)
from (values (1, '08:00:2b:01:02:03', '10.0.0.1'), (2, '08:00:2b:ff:fe:01:02:03', '9.0.0.1'),
             (3, null, '::1')) made (n, mac, ip);

create table tv_beast (id uuid primary key, data jsonb not null);
insert into tv_beast (id, data)
select id_of('2', n), jsonb_build_object('id', id_of('2', n), 'kind', kind, 'name', name)
from (values (1, 'Cat', 'Tom'), (2, 'Dog', 'Rex'), (3, 'Dog', 'Tom')) made (n, kind, name);

grant select on tv_device, tv_beast, tv_post, tv_user, tv_comment, tv_number, tv_nothing, tv_drift, tv_secret, tv_owned
  to serving;
