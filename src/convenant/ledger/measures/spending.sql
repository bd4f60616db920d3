SELECT
  "t1"."municipality",
  "t1"."provider",
  "t1"."law",
  "t1"."code",
  "t1"."year",
  "t1"."month",
  SUM(CASE WHEN "t1"."approved" THEN "t1"."sign" * "t1"."amount" ELSE 0 END) AS "approved",
  SUM(CASE WHEN "t1"."approved" THEN 0 ELSE "t1"."sign" * "t1"."amount" END) AS "refused",
  SUM(CASE WHEN "t1"."approved" THEN "t1"."sign" * "t1"."volume" ELSE 0 END) AS "volume",
  COUNT(*) AS "lines",
  SUM(CASE WHEN "t1"."approved" THEN 0 ELSE 1 END) AS "refused_lines"
FROM (
  SELECT
    "t0"."municipality",
    "t0"."provider",
    "t0"."law",
    "t0"."code",
    "t0"."begin",
    "t0"."credit",
    "t0"."approved",
    "t0"."amount",
    "t0"."volume",
    EXTRACT(year FROM "t0"."begin") AS "year",
    EXTRACT(month FROM "t0"."begin") AS "month",
    CAST(CASE WHEN "t0"."credit" THEN -1 ELSE 1 END AS BIGINT) AS "sign"
  FROM "lines" AS "t0"
) AS "t1"
GROUP BY
  1,
  2,
  3,
  4,
  5,
  6
