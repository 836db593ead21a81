-- What each answer speaks of in its usable comments (usable.sql).

CREATE OR REPLACE TEMP TABLE answer_topics AS
SELECT answer, topic, count(DISTINCT (usable.source, comment_id)) AS n_comments,
       count(DISTINCT (usable.source, comment_id)) FILTER (NOT decided) AS n_undecided,
       bool_or(polarity = 'positive') AS praised, bool_or(polarity = 'negative') AS criticised
FROM mentions JOIN usable USING (source, comment_id)
GROUP BY answer, topic;

CREATE OR REPLACE TEMP TABLE topics AS
SELECT topic, row_number() OVER (ORDER BY topic)::USMALLINT AS topic_number
FROM (SELECT DISTINCT topic FROM answer_topics);
