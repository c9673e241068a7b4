-- note
--   $1 uuid = $0
SELECT t."data" FROM "public"."tv_note" AS t WHERE t."id" = $1;
