-- How many people mention what an alert is about, on its days; suspected has one row per alert.
-- A respondent who is not known is a person of their own.
WITH person AS (
    SELECT suspect, coalesce(r.respondent, k.respondent, '- ' || comment) AS person
    FROM suspected AS s
         JOIN heard AS p ON s.source = p.source AND s.topic = p.topic AND s.polarity = p.polarity
                            AND p.day BETWEEN s.first_day AND s.day
         JOIN dated ON dated.rowid = p.comment
         JOIN comments AS c ON c.source = dated.source AND c.comment_id = dated.comment_id
         LEFT JOIN responses AS r ON c.source = r.source AND c.response_id = r.response_id
         LEFT JOIN contacts AS k ON c.source = k.source AND c.contact_id = k.contact_id
)
SELECT suspect, count(DISTINCT person) AS people
FROM suspected LEFT JOIN person USING (suspect)
GROUP BY suspect ORDER BY suspect;
