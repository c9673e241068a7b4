create table tv_row (
  id uuid not null default gen_random_uuid(),
  identifier text not null,
  n integer not null,
  data jsonb not null,
  updated_at timestamptz not null default now()
);

-- Each hundredth row has a loose value of a wrong kind, and another an object without its label;
-- each 100,003rd has no strict one.
create function fill(first integer, last integer) returns void language sql as $$
  insert into tv_row (id, identifier, n, data)
  select id, 'row-' || n, n,
         jsonb_build_object('id', id, 'identifier', 'row-' || n, 'n', n, 'text', md5(n::text),
                            'loose', case when n % 100 = 50 then to_jsonb(n) else '"yes"' end,
                            'inside', case when n % 100 = 70 then '{}'::jsonb
                                           else '{"label": "in"}' end) ||
         case when n % 100003 = 100002 then '{}'
              else jsonb_build_object('strict', 's' || n) end
  from (select n, md5('row' || n)::uuid as id from generate_series(first, last) n) made
$$;
