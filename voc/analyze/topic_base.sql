-- The base of topic_by_nps: usable comments and what each answer speaks of.
-- A comment is usable that is not a non-answer; that of a support contact belongs to the answer
-- that the contact counts for.

CREATE OR REPLACE TEMP TABLE usable AS
SELECT c.source, c.comment_id, answer, decided
FROM comments AS c JOIN answers AS a USING (source, response_id) WHERE NOT non_answer
UNION ALL
SELECT c.source, c.comment_id, answer, decided
FROM comments AS c JOIN contacts AS k USING (source, contact_id)
     JOIN answers AS a ON k.response_source = a.source AND k.response_id = a.response_id
WHERE NOT non_answer;

CREATE OR REPLACE TEMP TABLE answer_topics AS
SELECT answer, topic, count(DISTINCT (usable.source, comment_id)) AS n_comments,
       count(DISTINCT (usable.source, comment_id)) FILTER (NOT decided) AS n_undecided,
       bool_or(polarity = 'positive') AS praised, bool_or(polarity = 'negative') AS criticised
FROM mentions JOIN usable USING (source, comment_id)
GROUP BY answer, topic;

CREATE OR REPLACE TEMP TABLE topics AS
SELECT topic, row_number() OVER (ORDER BY topic)::USMALLINT AS topic_number
FROM (SELECT DISTINCT topic FROM answer_topics);
