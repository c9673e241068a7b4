-- works
SELECT t."data" FROM "public"."tv_work" AS t ORDER BY t."id" LIMIT 2;
