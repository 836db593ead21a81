-- What alerts look at: usable comments by their day in the project's time zone, of surveys and support.
-- dated   one row per usable comment (one that was read and is not a non-answer)
-- heard  comment × topic × polarity

CREATE OR REPLACE TEMP TABLE dated AS
SELECT source, comment_id, (occurred_at AT TIME ZONE $timezone)::DATE AS day
FROM comments WHERE NOT non_answer AND occurred_at IS NOT NULL;

CREATE OR REPLACE TEMP TABLE heard AS
SELECT DISTINCT dated.rowid AS comment, source, topic, polarity, day
FROM mentions JOIN dated USING (source, comment_id);

SELECT source, day, topic, polarity, count(*) AS n FROM heard GROUP BY ALL
UNION ALL
SELECT source, day, NULL, NULL, count(*) FROM dated GROUP BY ALL
ORDER BY source, topic NULLS LAST, polarity, day;
