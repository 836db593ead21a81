-- What the flagging rule looks at: every comment that was read, says something, and was not dismissed as it stands.
-- A person is a hash of the respondent, as in answers.sql. Step by step, as all at once do not fit in memory.
-- customer_values  person: the share of those known who bring less
-- writers          comment: the group and the person of its answer

CREATE OR REPLACE TEMP TABLE customer_values AS
WITH stated AS (
    SELECT source, respondent, epoch_us(answered_at)::HUGEINT << 32 | rowid AS place,
           behaviour['spend'] AS spend, behaviour['purchases'] AS purchases, behaviour['visits'] AS visits
    FROM responses WHERE respondent IS NOT NULL
), customer AS (
    SELECT source, hash(respondent) AS person, spend, purchases, NULL AS visits FROM customers
    UNION ALL  -- what survey answers say of it, the latest of each person
    SELECT source, hash(respondent) AS person, arg_max(spend, place) FILTER (isfinite(spend)),
           arg_max(purchases, place) FILTER (isfinite(purchases)), arg_max(visits, place) FILTER (isfinite(visits))
    FROM stated GROUP BY source, person
), known AS (
    SELECT source, person, unnest(['spend', 'purchases', 'visits']) AS behaviour, unnest([spend, purchases, visits]) AS amount
    FROM customer
), level AS (
    SELECT source, behaviour, amount, count(*) AS n FROM known WHERE isfinite(amount) GROUP BY ALL
), ranked AS (  -- the share of those known who bring less: percent_rank
    SELECT source, behaviour, amount,
           coalesce((sum(n) OVER rising - n) / nullif(sum(n) OVER everybody - 1, 0), 0) AS value
    FROM level WINDOW everybody AS (PARTITION BY source, behaviour), rising AS (everybody ORDER BY amount)
)  -- in money where that is known; of several the highest
SELECT person, coalesce(max(value) FILTER (behaviour = 'spend'), max(value)) AS value
FROM known JOIN ranked USING (source, behaviour, amount) GROUP BY person;

CREATE OR REPLACE TEMP TABLE writers AS
WITH loose AS (  -- comments without a scored answer
    SELECT c.rowid AS comment, source, contact_id, response_id
    FROM comments AS c ANTI JOIN usable ON c.rowid = usable.comment WHERE NOT non_answer
)
SELECT comment, nps_group, hash(respondent) AS person
FROM usable JOIN answers USING (answer) JOIN responses ON responses.rowid = response
UNION ALL
SELECT comment, nps_group, hash(coalesce(r.respondent, k.respondent))
FROM loose AS c LEFT JOIN contacts AS k USING (source, contact_id)
     LEFT JOIN responses AS r ON r.source = coalesce(response_source, c.source)
                              AND r.response_id = coalesce(k.response_id, c.response_id);

WITH unsafe AS (
    SELECT comment FROM spoken JOIN topics USING (topic_number) WHERE topic = 'safety' AND criticised
), dismissed AS (
    SELECT source, comment_id, text_hash FROM decisions WHERE status = 'dismissed'
)
SELECT comment, urgent, churn, complaint, p_negative, nps_group, value, unsafe.comment IS NOT NULL AS safety_negative
FROM writers JOIN comments AS c ON c.rowid = comment LEFT JOIN customer_values USING (person) LEFT JOIN unsafe USING (comment)
     ANTI JOIN dismissed AS d
     ON c.source = d.source AND c.comment_id = d.comment_id AND c.text_hash = d.text_hash;
