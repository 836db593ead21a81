-- answers   the scored answers of one source, as in answers.sql; `answer` is the response_id, segment_value that of
--           one segment (values beyond the largest are (others)), null where the answer has none. Of an outcome only
--           those that have it (drivers/measured.sql)
CREATE OR REPLACE TEMP TABLE answers AS
WITH scored AS (
    SELECT source, response_id, month, nps_group, hash(coalesce(respondent, '- ' || response_id)) AS person,
           CASE WHEN $segment_name = 'all' THEN 'all' ELSE nullif(segments[$segment_name], '') END AS value,
           $outcome IS NULL OR outcome_of($outcome, scores, behaviour, churned) IS NOT NULL AS known
    FROM responses LEFT JOIN churning USING (respondent) WHERE source = $source AND nps_group IS NOT NULL
), ranked AS (
    SELECT value, row_number() OVER (ORDER BY count(*) DESC, value) AS place
    FROM scored WHERE value IS NOT NULL GROUP BY value
)
SELECT source, response_id AS answer, response_id, person, month, nps_group, nps_group = 'promoter' AS promoter,
       nps_group = 'passive' AS passive, nps_group = 'detractor' AS detractor,
       CASE WHEN value IS NOT NULL AND place > $largest THEN '(others)' ELSE value END AS segment_value
FROM scored LEFT JOIN ranked USING (value)
WHERE known;
