-- notes
--   $1 text = $0
--   $2 int8 = $1
SELECT t."data" FROM "public"."tv_note" AS t WHERE (t."data"->>'title') = $1 ORDER BY (t."data"->>'title') DESC, t."identifier", t."id" LIMIT $2 OFFSET 20;
