-- spoken  side (before, after: two runs) × answer of the base, with the topics that it speaks of in that run. Of all
--         months and segment values where $everywhere, else of those asked for

CREATE OR REPLACE TEMP TABLE spoken AS
WITH answers AS (
    SELECT 'before' AS side, * FROM before.responses UNION ALL BY NAME SELECT 'after' AS side, * FROM responses
), comment AS (
    SELECT 'before' AS side, source, comment_id, response_id, contact_id FROM before.comments WHERE NOT non_answer
    UNION ALL
    SELECT 'after', source, comment_id, response_id, contact_id FROM comments WHERE NOT non_answer
), contact AS (
    SELECT 'before' AS side, * FROM before.contacts UNION ALL BY NAME SELECT 'after' AS side, * FROM contacts
), mention AS (
    SELECT DISTINCT 'before' AS side, source, comment_id, topic FROM before.mentions
    UNION ALL
    SELECT DISTINCT 'after', source, comment_id, topic FROM mentions
), usable AS (
    SELECT side, source, comment_id, source AS answer_source, response_id FROM comment WHERE response_id IS NOT NULL
    UNION ALL
    SELECT c.side, c.source, comment_id, response_source, k.response_id
    FROM comment AS c JOIN contact AS k USING (side, source, contact_id) WHERE k.response_id IS NOT NULL
)
SELECT a.side, a.response_id, any_value(hash(coalesce(respondent, '- ' || a.response_id))) AS person,
       any_value(nps_group) AS nps_group, any_value(month) AS month,
       any_value(CASE WHEN $segment_name = 'all' THEN 'all' ELSE segments[$segment_name] END) AS segment_value,
       coalesce(list(DISTINCT topic) FILTER (topic IS NOT NULL), []) AS topics
FROM answers AS a JOIN usable AS u ON a.side = u.side AND a.source = u.answer_source AND a.response_id = u.response_id
     LEFT JOIN mention AS m ON u.side = m.side AND u.source = m.source AND u.comment_id = m.comment_id
WHERE a.source = $source AND nps_group IS NOT NULL
  AND ($everywhere OR starts_with(month, $month)
                      AND ($segment_name = 'all' OR segments[$segment_name] = $segment_value))
GROUP BY a.side, a.response_id;
