-- a
SELECT t."data" FROM "public"."tv_note" AS t ORDER BY t."id" LIMIT 2;
-- c
SELECT t."data" FROM "public"."tv_note" AS t ORDER BY t."id" LIMIT 50;
