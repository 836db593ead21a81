-- One row per source × variable × term × value whose base may be told: answers and, at the least, people. The term ''
-- is every answer.

WITH named_values AS (
    SELECT segment AS value, segment_name AS variable, segment_value AS name
    FROM segment_names JOIN base_notes USING (source, segment_name, segment_value)
    WHERE segment_name NOT IN ('all', 'nps_group') AND period = 'all' AND note <> 'suppressed'
    UNION ALL
    FROM (VALUES (-1, 'nps_group', 'promoter'), (-2, 'nps_group', 'passive'), (-3, 'nps_group', 'detractor'))
)
SELECT source, variable, coalesce(text, '') AS term, name, sum(answers)::BIGINT AS answers,
       bit_count(bit_or(bins)) AS people
FROM crossed JOIN named_values USING (value) JOIN places USING (place) LEFT JOIN terms USING (term)
GROUP BY source, variable, text, name
ORDER BY source, variable, term, name;
