-- behind  the comments that an alert counts: of the days from $first_day to $day that mention the topic so
CREATE OR REPLACE TEMP TABLE behind AS
SELECT coalesce(c.response_id, c.contact_id, c.comment_id) AS answer,
       hash(coalesce(r.respondent, k.respondent, '- ' || c.comment_id)) AS person, c.month, NULL AS nps_group,
       'all' AS segment_value, c.source, c.comment_id, true AS wanted, true AS heard, NULL::DOUBLE AS first
FROM comments AS c LEFT JOIN responses AS r ON c.source = r.source AND c.response_id = r.response_id
     LEFT JOIN contacts AS k ON c.source = k.source AND c.contact_id = k.contact_id
WHERE c.source = $source AND NOT non_answer
  AND (occurred_at AT TIME ZONE $timezone)::DATE BETWEEN $first_day AND $day
  AND (c.source, c.comment_id) IN (
      SELECT source, comment_id FROM mentions
      WHERE source = $source AND topic = $topic AND polarity = $polarity
  );
