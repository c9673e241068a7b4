-- Functions that give back what they get, each as another type. Of jsonb the text "null" stands for
-- the JSON null, which an argument that is null cannot be.
create type color as enum ('red', 'dark_blue');
create type lid as (name text, sizes int[]);
create type parcel as (w int, h int, label text, color color, lid lid, lids lid[]);
create type mention as (text text, note_id uuid);
create type either as (type text, id uuid, message text, text text, note_id uuid);

-- Scalars, out of a text.
do $$
declare
  one text;
begin
  foreach one in array '{text, varchar, citext, int2, int4, int8, numeric, float4, float8, bool, timestamptz,
      date, time, interval, uuid, inet, cidr, macaddr, macaddr8, ltree, daterange, color}'::text[] loop
    execute format('create function fn_%s(p_value text default null) returns %1$I stable language sql as '
                   '$of$ select p_value::%1$I $of$', one);
    execute format('create function fn_%s_set(p_value text default null) returns setof %1$I stable language sql as '
                   '$of$ select unnest(p_value::%1$I[]) $of$', one);
    execute format('create function fn_%s_array(p_value text default null) returns %1$I[] stable language sql as '
                   '$of$ select p_value::%1$I[] $of$', one);
  end loop;
end $$;
create function fn_void() returns void language sql as $$ select $$;

-- Anything, out of jsonb.
create function fn_jsonb(p_value jsonb default null) returns jsonb stable language sql as
  $$ select case when p_value = '"null"' then 'null' else p_value end $$;
create function fn_json(p_value json default null) returns json stable language sql as $$ select p_value $$;
create function fn_jsonb_set(p_value jsonb default null) returns setof jsonb stable language sql as
  $$ select fn_jsonb(nullif(one, 'null')) from jsonb_array_elements(p_value) one $$;
create function fn_json_set(p_value jsonb default null) returns setof json stable language sql as
  $$ select fn_jsonb_set(p_value)::json $$;
create function fn_jsonb_array(p_value jsonb default null) returns jsonb[] stable language sql as
  $$ select case when p_value is not null then array(select fn_jsonb_set(p_value)) end $$;

-- Notes, out of objects with an id.
create function fn_note_uuid(p_value jsonb default null) returns uuid stable language sql as
  $$ select (p_value->>'id')::uuid $$;
create function fn_note_uuid_set(p_value jsonb default null) returns setof uuid stable language sql as
  $$ select fn_note_uuid(one) from jsonb_array_elements(p_value) one $$;
create function fn_note_uuid_array(p_value jsonb default null) returns uuid[] stable language sql as
  $$ select case when p_value is not null then array(select fn_note_uuid_set(p_value)) end $$;
create function fn_note_row(p_value jsonb default null) returns tb_note stable language sql as
  $$ select jsonb_populate_record(null::tb_note, nullif(p_value, 'null')) $$;
create function fn_note_row_set(p_value jsonb default null) returns setof tb_note stable language sql as
  $$ select fn_note_row(one) from jsonb_array_elements(p_value) one $$;
create function fn_note_row_array(p_value jsonb default null) returns tb_note[] stable language sql as
  $$ select case when p_value is not null then array(select fn_note_row(one) from jsonb_array_elements(p_value) one) end $$;
create function fn_note_out(p_value jsonb default null, out id uuid, out title text, out tags text[])
stable language sql as $$ select id, title, tags from fn_note_row(p_value) $$;
create function fn_note_table(p_value jsonb default null) returns table (id uuid, title text, tags text[])
stable language sql as $$ select id, title, tags from fn_note_row_set(p_value) $$;

-- Boxes have no rows.
create function fn_box(p_value jsonb default null) returns parcel stable language sql as
  $$ select jsonb_populate_record(null::parcel, nullif(p_value, 'null')) $$;
create function fn_box_set(p_value jsonb default null) returns setof parcel stable language sql as
  $$ select fn_box(one) from jsonb_array_elements(p_value) one $$;
create function fn_box_array(p_value jsonb default null) returns parcel[] stable language sql as
  $$ select case when p_value is not null then array(select fn_box(one) from jsonb_array_elements(p_value) one) end $$;
create function fn_box_out(p_value jsonb default null, out w int, out h int, out label text, out color color,
                           out lid lid, out lids lid[])
stable language sql as $$ select * from fn_box(p_value) $$;
create function fn_box_table(p_value jsonb default null)
returns table (w int, h int, label text, color color, lid lid, lids lid[])
stable language sql as $$ select * from fn_box_set(p_value) $$;

-- Members of unions, and what belongs to rows without being one.
create function fn_either(p_value jsonb default null) returns either stable language sql as
  $$ select jsonb_populate_record(null::either, nullif(p_value, 'null')) $$;
create function fn_either_set(p_value jsonb default null) returns setof either stable language sql as
  $$ select fn_either(one) from jsonb_array_elements(p_value) one $$;
create function fn_mention(p_value jsonb default null) returns mention stable language sql as
  $$ select jsonb_populate_record(null::mention, nullif(p_value, 'null')) $$;
create function fn_mention_set(p_value jsonb default null) returns setof mention stable language sql as
  $$ select fn_mention(one) from jsonb_array_elements(p_value) one $$;
