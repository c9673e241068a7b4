-- Functions that tell what they were given.
create function fn_take_scalars(
  p_text text default 'absent', p_varchar varchar default 'absent',
  p_int4 int4 default -1, p_int8 int8 default -1, p_numeric numeric default -1,
  p_float8 float8 default -1, p_flag bool default null,
  p_timestamptz timestamptz default null, p_date date default null, p_time time default null,
  p_interval interval default null, p_jsonb jsonb default '"absent"', p_json json default '"absent"',
  p_uuid uuid default null, p_id uuid default null, p_email text default 'absent', p_url text default 'absent',
  p_inet inet default null, p_cidr cidr default null, p_macaddr macaddr default null,
  p_macaddr8 macaddr8 default null, p_ltree ltree default null, p_daterange daterange default null,
  p_color color default null, p_color_text text default 'absent'
) returns jsonb stable language sql as $$
  select jsonb_build_object(
    'text', p_text, 'varchar', p_varchar, 'int4', p_int4, 'int8', p_int8,
    'numeric', p_numeric, 'float8', p_float8, 'flag', p_flag,
    'timestamptz', p_timestamptz at time zone 'utc', 'date', p_date, 'time', p_time, 'interval', p_interval::text)
  || jsonb_build_object(
    'jsonb', p_jsonb, 'json', p_json, 'uuid', p_uuid, 'id', p_id, 'email', p_email, 'url', p_url, 'inet', p_inet,
    'cidr', p_cidr, 'macaddr', p_macaddr, 'macaddr8', p_macaddr8, 'ltree', p_ltree::text, 'daterange', p_daterange,
    'color', p_color, 'color_text', p_color_text)
$$;

create function fn_take_lists(
  p_ints int[] default '{-1}', p_texts text[] default '{absent}', p_colors color[] default null,
  p_color_texts text[] default '{absent}', p_times timestamptz[] default null, p_matrix int[] default '{{-1}}',
  p_jsonb jsonb default '"absent"', p_json json default '"absent"', p_anything jsonb default '"absent"',
  p_jsons jsonb default null
) returns jsonb stable language sql as $$
  select jsonb_build_object('ints', p_ints, 'texts', p_texts, 'colors', p_colors, 'color_texts', p_color_texts,
    'times', array_length(p_times, 1), 'matrix', p_matrix, 'jsonb', p_jsonb, 'json', p_json,
    'anything', p_anything, 'jsons', p_jsons, 'dimensions', case when p_jsons <> '[]' then 1 end)
$$;

create function fn_take_objects(
  p_record parcel default '(-1,,absent,,,)', p_jsonb jsonb default '"absent"', p_json json default '"absent"',
  p_records parcel[] default '{"(-1,,absent,,,)"}', p_jsonb_list jsonb default '"absent"',
  p_json_list json default '"absent"'
) returns jsonb stable language sql as $$
  select jsonb_build_object('record', p_record, 'jsonb', p_jsonb, 'json', p_json, 'records', p_records,
    'jsonb_list', p_jsonb_list, 'json_list', p_json_list)
$$;

create function fn_take_defaults(
  p_of_graphql int, p_of_both int default -1, p_of_sql int default -1, p_color color default 'red',
  p_renamed text default 'absent', p_box jsonb default '"absent"'
) returns jsonb stable language sql as $$
  select jsonb_build_object('of_graphql', p_of_graphql, 'of_both', p_of_both, 'of_sql', p_of_sql, 'color', p_color,
    'renamed', p_renamed, 'box', p_box)
$$;

create function fn_take_required(p_text text, p_ints int[], p_box parcel, p_boxes jsonb) returns jsonb
stable language sql as
  $$ select jsonb_build_object('text', p_text, 'ints', p_ints, 'box', p_box, 'boxes', p_boxes) $$;

create function fn_take_tree(p_tree jsonb) returns jsonb stable language sql as $$ select p_tree $$;
