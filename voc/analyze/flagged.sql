-- What the flagging rule looks at: every comment that was read, says something, and was not dismissed as it stands.
WITH unsafe AS (
    SELECT DISTINCT source, comment_id FROM mentions WHERE topic = 'safety' AND polarity = 'negative'
), dismissed AS (
    SELECT source, comment_id, text_hash FROM decisions WHERE status = 'dismissed'
), spending AS (  -- the share of a list's customers who spend less; of two lists the higher
    SELECT respondent, max(value) AS value
    FROM (SELECT respondent, percent_rank() OVER (PARTITION BY source ORDER BY spend) AS value
          FROM customers WHERE isfinite(spend))
    GROUP BY respondent
)
SELECT c.source, c.comment_id, c.response_id, contact_id, c.month, occurred_at,
       urgent, churn, complaint, p_negative, nps_group, value, unsafe.comment_id IS NOT NULL AS safety_negative
FROM comments AS c JOIN comment_people USING (source, comment_id) LEFT JOIN spending USING (respondent)
     LEFT JOIN unsafe ON c.source = unsafe.source AND c.comment_id = unsafe.comment_id
     ANTI JOIN dismissed AS d
     ON c.source = d.source AND c.comment_id = d.comment_id AND c.text_hash = d.text_hash
WHERE NOT non_answer;
