-- Topics that are mentioned in the same answers as $topic, of a period and a segment value. Grain: other topic.
-- n_both    answers that mention both, people of them; n those that mention the topic; n_other, n_base of all
WITH answer AS (
    SELECT answer, person FROM answers
    WHERE ($period = 'all' OR starts_with(month, $period)) AND segment_value = $value
), spoken AS (
    SELECT DISTINCT answer, person, topic
    FROM answer JOIN usable USING (answer) JOIN mentions USING (source, comment_id)
), base AS (
    SELECT count(DISTINCT answer) AS n_base FROM answer JOIN usable USING (answer)
), chosen AS (
    SELECT answer FROM spoken WHERE topic = $topic
), each_topic AS (
    SELECT topic, count(*) AS n_other FROM spoken GROUP BY topic
)
SELECT topic, count(*) AS n_both, count(DISTINCT person) AS people, n_other, n_base,
       (SELECT count(*) FROM chosen) AS n
FROM spoken SEMI JOIN chosen USING (answer) JOIN each_topic USING (topic), base
WHERE topic <> $topic
GROUP BY topic, n_other, n_base;
