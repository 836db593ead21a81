-- What the flagging rule looks at: every comment that was read and says something.
WITH unsafe AS (
    SELECT DISTINCT source, comment_id FROM mentions WHERE topic = 'safety' AND polarity = 'negative'
), answered AS (
    SELECT c.source, comment_id, coalesce(k.response_source, c.source) AS response_source,
           coalesce(k.response_id, c.response_id) AS answer_id
    FROM comments AS c LEFT JOIN contacts AS k USING (source, contact_id)
)
SELECT c.source, c.comment_id, c.response_id, contact_id, c.month, occurred_at,
       urgent, churn, complaint, p_negative, nps_group, unsafe.comment_id IS NOT NULL AS safety_negative
FROM comments AS c JOIN answered AS a USING (source, comment_id)
     LEFT JOIN responses AS r ON a.response_source = r.source AND a.answer_id = r.response_id
     LEFT JOIN unsafe ON c.source = unsafe.source AND c.comment_id = unsafe.comment_id
WHERE NOT non_answer;
