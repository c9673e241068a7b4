-- books
SELECT t."data" FROM "public"."tv_book" AS t ORDER BY t."id" LIMIT 2;
