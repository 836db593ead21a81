-- Topics that are mentioned in the same answers as $topic, of a period and a segment value. Grain: other topic.
-- Enters `behind` of the topic. n_both answers that mention both, people of them; n, n_other, n_base as in
-- topic_by_nps, which leaves out what may not be told.
WITH chosen AS (
    SELECT DISTINCT answer, person FROM behind
    WHERE ($period = 'all' OR starts_with(month, $period)) AND segment_value = $value
), said AS (
    SELECT c.source, comment_id, answer, person
    FROM comments AS c JOIN chosen ON c.response_id = answer WHERE source = $source AND NOT non_answer
    UNION ALL
    SELECT c.source, comment_id, answer, person
    FROM comments AS c JOIN contacts AS k USING (source, contact_id) JOIN chosen ON k.response_id = answer
    WHERE response_source = $source AND NOT non_answer
), together AS (
    SELECT topic, count(DISTINCT answer) AS n_both, count(DISTINCT person) AS people
    FROM said JOIN mentions USING (source, comment_id) WHERE topic <> $topic GROUP BY topic
), told AS (
    SELECT topic, n_responses AS n, n_base FROM topic_by_nps
    WHERE source = $source AND period = $period AND segment_name = $name AND segment_value = $value
)
SELECT together.*, told.n AS n_other, told.n_base, (SELECT n FROM told WHERE topic = $topic) AS n
FROM together JOIN told USING (topic);
