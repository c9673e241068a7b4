-- createNote
--   $1 = $0.0 as text
SELECT set_config('fraiseql.id', "public"."fn_create_note"("p_title" => $1)::text, true);
-- createNote
SELECT coalesce((SELECT t."data" FROM "public"."tv_note" AS t WHERE t."id" = nullif(current_setting('fraiseql.id', true), '')::uuid), ('fraiseql_no_row ' || current_setting('fraiseql.id', true))::jsonb);
-- touch
SELECT set_config('fraiseql.id', "other"."fn_touch"()::text, true);
-- touch
SELECT coalesce((SELECT t."data" FROM "public"."tv_note" AS t WHERE t."id" = nullif(current_setting('fraiseql.id', true), '')::uuid), ('fraiseql_no_row ' || current_setting('fraiseql.id', true))::jsonb);
