-- note
--   $1 = $0 as uuid
SELECT t."data" FROM "public"."tv_note" AS t WHERE t."id" = $1;
