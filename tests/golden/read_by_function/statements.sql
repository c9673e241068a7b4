-- search
--   $1 text = $0
--   $2 timestamptz = null
SELECT t."data" FROM "public"."tv_note" AS t WHERE t."id" = (SELECT "public"."fn_search"("p_text" => $1, "p_after" => $2));
-- newest
SELECT t."data" FROM "public"."tv_note" AS t WHERE t."id" = (SELECT "other"."fn_newest"());
