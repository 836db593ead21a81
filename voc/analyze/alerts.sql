-- What alerts look at: usable comments by their day in the project's time zone, of surveys and support.
-- dated  one row per usable comment (one that was read and is not a non-answer)
-- heard  comment × topic × polarity, and whether it is so

CREATE OR REPLACE TEMP TABLE dated AS
SELECT rowid::INTEGER AS comment, source, (occurred_at AT TIME ZONE $timezone)::DATE AS day
FROM comments WHERE NOT non_answer AND occurred_at IS NOT NULL;

CREATE OR REPLACE TEMP TABLE heard AS
SELECT comment, source, topic_number, unnest(['negative', 'neutral', 'positive']) AS polarity, day,
       unnest([criticised, stated, praised]) AS heard
FROM spoken JOIN dated USING (comment);

WITH counted AS (
    SELECT source, day, topic_number, polarity, count(*) AS n FROM heard WHERE heard GROUP BY ALL
)
SELECT source, day, topic, polarity, n FROM counted JOIN topics USING (topic_number)
UNION ALL
SELECT source, day, NULL, NULL, count(*) FROM dated GROUP BY ALL
ORDER BY source, topic NULLS LAST, polarity, day;
