-- createNote
--   $1 = $0.0 as text
SELECT set_config('fraiseql.id', "public"."fn_create_note"("p_title" => $1)::text, true);
-- createNote
SELECT coalesce(t."data", ('fraiseql_no_row ' || current_setting('fraiseql.id', true))::jsonb) FROM (SELECT) AS o LEFT JOIN "public"."tv_note" AS t ON t."id" = nullif(current_setting('fraiseql.id', true), '')::uuid;
-- touch
SELECT set_config('fraiseql.id', "other"."fn_touch"()::text, true);
-- touch
SELECT coalesce(t."data", ('fraiseql_no_row ' || current_setting('fraiseql.id', true))::jsonb) FROM (SELECT) AS o LEFT JOIN "public"."tv_note" AS t ON t."id" = nullif(current_setting('fraiseql.id', true), '')::uuid;
