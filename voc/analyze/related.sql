-- Topics that are mentioned in the same answers as $topic. Grain: other topic.
-- n_both    answers that mention both, people of them; n those that mention the topic; n_other, n_base of all
WITH answer AS (
    SELECT response_id, coalesce(respondent, '- ' || response_id) AS person
    FROM responses
    WHERE source = $source AND nps_group IS NOT NULL AND ($period = 'all' OR starts_with(month, $period))
      AND ($name = 'all' OR segments[$name] = $value)
), spoken AS (
    SELECT DISTINCT response_id, person, topic
    FROM answer JOIN (FROM comments WHERE source = $source) USING (response_id)
         JOIN (FROM mentions WHERE source = $source) USING (comment_id)
), base AS (
    SELECT count(DISTINCT response_id) AS n_base FROM answer JOIN comments USING (response_id)
    WHERE source = $source AND NOT non_answer
), chosen AS (
    SELECT response_id FROM spoken WHERE topic = $topic
), each_topic AS (
    SELECT topic, count(*) AS n_other FROM spoken GROUP BY topic
)
SELECT topic, count(*) AS n_both, count(DISTINCT person) AS people, n_other, n_base,
       (SELECT count(*) FROM chosen) AS n
FROM spoken SEMI JOIN chosen USING (response_id) JOIN each_topic USING (topic), base
WHERE topic <> $topic
GROUP BY topic, n_other, n_base;
