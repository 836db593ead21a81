-- Who stands behind the topics of `drivers`, of each score × segment: answers and people that mention the topic
-- (n, mentioning), people with an answer that does not (others), and the base (n_base, people).
-- withheld: topic_by_nps does not tell how many mention it at all.
WITH scored AS (
    SELECT answer, person, unnest(map_keys(scores)) AS outcome
    FROM answers SEMI JOIN usable USING (answer) JOIN responses USING (source, response_id)
), base AS (
    SELECT outcome, segment, answer, person FROM scored JOIN answer_segments USING (answer)
), base_people AS (
    SELECT outcome, segment, person, count(*) AS n FROM base GROUP BY ALL
), size AS (
    SELECT outcome, segment, sum(n)::BIGINT AS n_base, count(*) AS people FROM base_people GROUP BY ALL
), mentioned AS (
    SELECT outcome, segment, topic, person, count(*) AS n FROM base JOIN answer_topics USING (answer) GROUP BY ALL
), cell AS (
    SELECT outcome, segment, topic, sum(m.n)::BIGINT AS n, count(*) AS mentioning, count_if(m.n = b.n) AS always
    FROM mentioned AS m JOIN base_people AS b USING (outcome, segment, person) GROUP BY ALL
), named AS (
    SELECT DISTINCT segment, source, segment_name, shown_value AS segment_value FROM segments
), told AS (
    SELECT source, topic, segment_name, segment_value, note FROM topic_by_nps WHERE period = 'all'
)
SELECT source, outcome, topic, segment_name, segment_value, n, mentioning, people - always AS others, size.n_base,
       people, told.note = 'suppressed' AS withheld
FROM cell JOIN size USING (outcome, segment) JOIN named USING (segment)
     JOIN told USING (source, topic, segment_name, segment_value)
ORDER BY source, outcome, topic, segment_name, segment_value;
