-- notes
--   $1 = $0 as text
--   $2 = $1 as int8
SELECT t."data" FROM "public"."tv_note" AS t WHERE (t."data"->>'title') = $1 ORDER BY (t."data"->>'title') DESC, t."identifier", t."id" LIMIT $2 OFFSET 20;
