-- Of each outcome × segment × topic: answers and people that mention the topic (n, mentioning), people with an answer that
-- does not (others), and the base (n_base, people). withheld: topic_by_nps does not tell how many mention it at all.

WITH base_cell AS (
    SELECT segment, place, count(*) AS n, count_if(again = 0) AS once
    FROM (SELECT place, again, unnest(segments) AS segment FROM scored_base) GROUP BY segment, place
), mentioned AS (
    SELECT place, again, segments, unnest(said).topic_number AS topic_number FROM scored_base
), cell AS (
    SELECT segment, place, topic_number, count(*) AS n, count_if(again = 0) AS once
    FROM (SELECT place, again, topic_number, unnest(segments) AS segment FROM mentioned)
    GROUP BY segment, place, topic_number
), counted AS (
    SELECT o.source, outcome, topic, segment_name, segment_value, cell.n, cell.once + coalesce(mentioning, 0) AS mentioning,
           b.once + coalesce(people, 0) AS people, b.n AS n_base, cell.once + coalesce(always, 0) AS always
    FROM cell JOIN base_cell AS b USING (segment, place) LEFT JOIN people_of USING (segment, place)
         LEFT JOIN people_mentioning USING (segment, place, topic_number)
         JOIN outcomes AS o USING (place) JOIN topics USING (topic_number) JOIN segment_names USING (segment)
    UNION ALL
    SELECT t.source, outcome, topic, t.segment_name, t.segment_value, n_responses, people_mentioning, people, t.n_base,
           people - people_others
    FROM outcomes JOIN topic_cells AS t USING (source) JOIN base_cells USING (segment, period_number)
    WHERE everywhere AND t.period = 'all'
), told AS (
    SELECT source, topic, segment_name, segment_value, note FROM topic_by_nps WHERE period = 'all'
)
SELECT source, outcome, topic, segment_name, segment_value, n::BIGINT AS n, mentioning::BIGINT AS mentioning,
       (people - always)::BIGINT AS others, n_base::BIGINT AS n_base, people::BIGINT AS people,
       told.note = 'suppressed' AS withheld
FROM counted JOIN told USING (source, topic, segment_name, segment_value)
ORDER BY source, outcome, topic, segment_name, segment_value;
