-- Sources whose times, those of answers, contacts and turns alike, are all midnight in $timezone. Grain: source.
WITH told AS (
    SELECT source, answered_at AS told_at FROM responses
    UNION ALL
    SELECT source, opened_at FROM contacts
    UNION ALL
    SELECT source, sent_at FROM messages
)
SELECT source FROM told GROUP BY source HAVING bool_and((told_at AT TIME ZONE $timezone)::TIME = TIME '00:00');
