-- behind  of a row that is a topic of a source, for everybody: what opened_answers.sql, opened_usable.sql and
--         opened_what.sql come to where nothing else is asked for, without laying out all answers first
CREATE OR REPLACE TEMP TABLE behind AS
WITH mentioned AS (
    SELECT source, comment_id, count_if(polarity = $polarity) > 0 AS of_polarity
    FROM mentions WHERE topic = $topic GROUP BY source, comment_id
), said AS (
    SELECT source, comment_id, response_id, contact_id, $polarity IS NULL OR of_polarity AS wanted
    FROM comments JOIN mentioned USING (source, comment_id) WHERE NOT non_answer
), usable AS (
    SELECT source, comment_id, wanted, source AS response_source, response_id FROM said WHERE response_id IS NOT NULL
    UNION ALL
    SELECT said.source, comment_id, wanted, k.response_source, k.response_id
    FROM said JOIN contacts AS k ON said.source = k.source AND said.contact_id = k.contact_id
)
SELECT r.response_id AS answer, hash(coalesce(respondent, '- ' || r.response_id)) AS person, month, nps_group,
       'all' AS segment_value, u.source, comment_id, wanted, NULL::DOUBLE AS first,
       bool_or(wanted) OVER (PARTITION BY r.response_id) AS heard, false AS also
FROM usable AS u JOIN responses AS r ON u.response_source = r.source AND u.response_id = r.response_id
WHERE r.source = $source AND nps_group IS NOT NULL;
