-- Two comments of each topic × polarity of a cell, the surest first: $source, $period, $name and $value (a
-- segment), $topics. Only where five people or more of the cell say it.
WITH said AS (
    SELECT m.topic, m.polarity, r.nps_group, r.month, c.text, c.comment_id, max(m.p) AS p,
           any_value(coalesce(r.respondent, r.response_id)) AS person
    FROM mentions AS m
    JOIN comments AS c ON c.source = m.source AND c.comment_id = m.comment_id
    JOIN responses AS r ON r.source = c.source AND r.response_id = c.response_id
    WHERE m.source = $source AND list_contains($topics, m.topic)
      AND ($period = 'all' OR starts_with(r.month, $period))
      AND ($name = 'all' OR r.segments[$name] = $value)
    GROUP BY ALL
),
openable AS (
    SELECT topic, polarity FROM said GROUP BY topic, polarity HAVING count(DISTINCT person) >= 5
)
SELECT $source AS source, topic, polarity, nps_group, month, text
FROM said SEMI JOIN openable USING (topic, polarity)
QUALIFY row_number() OVER (PARTITION BY topic, polarity ORDER BY p DESC, comment_id) <= 2
ORDER BY list_position($topics, topic), polarity, p DESC, comment_id
