-- Of each topic, the answers (and people) that mention it in one run and not in the other, by why.
WITH said AS (
    SELECT side, response_id, person, unnest(topics) AS topic FROM spoken
), moved AS (
    SELECT topic, person, 'gone' AS how FROM (FROM said WHERE side = 'before') AS s
    ANTI JOIN (FROM spoken WHERE side = 'after') AS o USING (response_id)
    UNION ALL
    SELECT topic, person, 'new' FROM (FROM said WHERE side = 'after') AS s
    ANTI JOIN (FROM spoken WHERE side = 'before') AS o USING (response_id)
    UNION ALL
    SELECT topic, person, 'lost' FROM (FROM said WHERE side = 'before') AS s
    SEMI JOIN (FROM spoken WHERE side = 'after') AS o USING (response_id)
    ANTI JOIN (FROM said WHERE side = 'after') AS r ON s.response_id = r.response_id AND s.topic = r.topic
    UNION ALL
    SELECT topic, person, 'found' FROM (FROM said WHERE side = 'after') AS s
    SEMI JOIN (FROM spoken WHERE side = 'before') AS o USING (response_id)
    ANTI JOIN (FROM said WHERE side = 'before') AS r ON s.response_id = r.response_id AND s.topic = r.topic
)
SELECT topic, how, count(*) AS n, count(DISTINCT person) AS people FROM moved GROUP BY topic, how;
