-- What the flagging rule looks at: every comment that was read, says something, and was not dismissed as it stands.
WITH unsafe AS (
    SELECT DISTINCT source, comment_id FROM mentions WHERE topic = 'safety' AND polarity = 'negative'
), dismissed AS (
    SELECT source, comment_id, text_hash FROM decisions WHERE status = 'dismissed'
), stated AS (  -- what survey answers say of it, the latest of each person
    SELECT source, respondent, unnest(map_entries(behaviour)) AS entry, answered_at, response_id
    FROM responses WHERE respondent IS NOT NULL
), known AS (
    SELECT source, respondent, unnest(['spend', 'purchases']) AS behaviour, unnest([spend, purchases]) AS amount FROM customers
    UNION ALL
    SELECT source, respondent, entry.key, entry.value FROM stated WHERE entry.key IN ('spend', 'purchases', 'visits')
    QUALIFY row_number() OVER (PARTITION BY source, respondent, entry.key ORDER BY answered_at DESC, response_id) = 1
), ranked AS (
    SELECT respondent, behaviour, percent_rank() OVER (PARTITION BY source, behaviour ORDER BY amount) AS value
    FROM known WHERE isfinite(amount)
), spending AS (  -- the share of those known who bring less, in money where that is known; of several the highest
    SELECT respondent, coalesce(max(value) FILTER (behaviour = 'spend'), max(value)) AS value FROM ranked GROUP BY respondent
)
SELECT c.rowid AS comment, urgent, churn, complaint, p_negative, nps_group, value, unsafe.comment_id IS NOT NULL AS safety_negative
FROM comments AS c JOIN comment_people USING (source, comment_id) LEFT JOIN spending USING (respondent)
     LEFT JOIN unsafe ON c.source = unsafe.source AND c.comment_id = unsafe.comment_id
     ANTI JOIN dismissed AS d
     ON c.source = d.source AND c.comment_id = d.comment_id AND c.text_hash = d.text_hash
WHERE NOT non_answer;
