-- search
--   $1 = $0 as text
--   $2 = null as timestamptz
SELECT t."data" FROM (SELECT "public"."fn_search"("p_text" => $1, "p_after" => $2) AS id OFFSET 0) AS c LEFT JOIN "public"."tv_note" AS t ON t."id" = c.id;
-- newest
SELECT t."data" FROM (SELECT "other"."fn_newest"() AS id OFFSET 0) AS c LEFT JOIN "public"."tv_note" AS t ON t."id" = c.id;
