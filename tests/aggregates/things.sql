create table tv_owner (id uuid primary key, data jsonb not null);
create table tv_note (id uuid primary key, data jsonb not null);
create table tv_thing (id uuid primary key, data jsonb not null);
create table tv_column (
  id uuid primary key,
  owner_id uuid,
  name text,
  whole integer,
  big bigint,
  exact numeric,
  approx double precision,
  flag boolean,
  kind text,
  token uuid,
  made_at timestamptz,
  day date,
  clock time,
  span interval,
  mail text,
  ip inet,
  data jsonb not null
);

create function fill_things(documents jsonb) returns void language sql as $$
  delete from tv_thing;
  delete from tv_column;
  insert into tv_thing (id, data)
  select (d->>'id')::uuid, d from jsonb_array_elements(documents) d;
  insert into tv_column
  select (d->>'id')::uuid, (d->>'owner_id')::uuid, d->>'name', (d->>'whole')::numeric::integer,
         (d->>'big')::numeric::bigint, (d->>'exact')::numeric, (d->>'approx')::double precision,
         (d->>'flag')::boolean, d->>'kind', (d->>'token')::uuid, (d->>'made_at')::timestamptz,
         (d->>'day')::date, (d->>'clock')::time, (d->>'span')::interval, d->>'mail',
         (d->>'ip')::inet, d
  from jsonb_array_elements(documents) d
$$;

create function fill_related(owners jsonb, notes jsonb) returns void language sql as $$
  delete from tv_owner;
  delete from tv_note;
  insert into tv_owner (id, data)
  select (d->>'id')::uuid, d from jsonb_array_elements(owners) d;
  insert into tv_note (id, data)
  select (d->>'id')::uuid, d from jsonb_array_elements(notes) d
$$;
grant select on tv_owner, tv_note, tv_thing, tv_column to serving;
