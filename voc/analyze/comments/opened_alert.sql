-- behind  the comments of the days from $first_day to $day; `wanted` are those that the alert counts: they mention
--         the topic so
CREATE OR REPLACE TEMP TABLE behind AS
SELECT coalesce(c.response_id, c.contact_id, c.comment_id) AS answer,
       hash(coalesce(r.respondent, k.respondent, '- ' || c.comment_id)) AS person, c.month, NULL AS nps_group,
       'all' AS segment_value, c.source, c.comment_id,
       m.comment_id IS NOT NULL AS wanted, wanted AS heard, NULL::DOUBLE AS first
FROM comments AS c LEFT JOIN responses AS r ON c.source = r.source AND c.response_id = r.response_id
     LEFT JOIN contacts AS k ON c.source = k.source AND c.contact_id = k.contact_id
     LEFT JOIN (SELECT DISTINCT comment_id FROM mentions
                WHERE source = $source AND topic = $topic AND polarity = $polarity) AS m USING (comment_id)
WHERE c.source = $source AND NOT non_answer
  AND (occurred_at AT TIME ZONE $timezone)::DATE BETWEEN $first_day AND $day;
