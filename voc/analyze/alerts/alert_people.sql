-- Which alerts may be told; suspected has one row per alert. Those of nobody, and those of $few people at least who
-- mention what it is about on its days, if a survey's topic is told of the months of these days: an alert is a lower
-- bound of what its month counts. A respondent who is not known is a person of their own.
WITH person AS (
    SELECT suspect, coalesce(r.respondent, k.respondent, '- ' || comment) AS person
    FROM suspected AS s
         JOIN heard AS p ON s.source = p.source AND s.topic = p.topic AND s.polarity = p.polarity
                            AND p.day BETWEEN s.first_day AND s.day
         JOIN dated ON dated.rowid = p.comment
         JOIN comments AS c ON c.source = dated.source AND c.comment_id = dated.comment_id
         LEFT JOIN responses AS r ON c.source = r.source AND c.response_id = r.response_id
         LEFT JOIN contacts AS k ON c.source = k.source AND c.contact_id = k.contact_id
), counted AS (
    SELECT DISTINCT suspect, source, topic, strftime(unnest([first_day, day]), '%Y-%m') AS period
    FROM suspected WHERE source IN (SELECT source FROM responses WHERE nps_group IS NOT NULL)
), untold AS (
    SELECT DISTINCT suspect
    FROM counted ANTI JOIN (FROM topic_by_nps WHERE segment_name = 'all' AND note <> 'suppressed')
                 USING (source, topic, period)
)
SELECT suspect, count(person) = 0 OR count(DISTINCT person) >= $few AND suspect NOT IN (FROM untold) AS told
FROM suspected LEFT JOIN person USING (suspect)
GROUP BY suspect ORDER BY suspect;
