-- states   one row per source with answers: `state` stands for everything that its figures over all time are counted
--          from: its answers, its comments and those of sources whose contacts count for its answers, what these
--          speak of, and who left by any customer list. It is the same every night until one of these changes.
-- Rows are told apart by 64-bit hashes, whose count, xor and sum depend on no order. hash() cannot tell no map from an
-- empty one.

CREATE OR REPLACE TEMP TABLE states AS
WITH hashed AS (
    SELECT 1 AS part, source, hash(response_id, respondent, month, nps_score, scores, cardinality(scores), segments,
                                   cardinality(segments), behaviour, cardinality(behaviour)) AS h
    FROM responses WHERE nps_group IS NOT NULL
    UNION ALL
    SELECT 2, source, hash(comment_id, response_id, contact_id, text_hash, non_answer, decided) FROM comments
    UNION ALL
    SELECT 3, source, hash(comment_id, topic, polarity) FROM mentions
    UNION ALL
    SELECT 4, source, hash(contact_id, response_source, response_id) FROM contacts WHERE response_id IS NOT NULL
    UNION ALL
    SELECT 5, '', hash(source, respondent, churned_at) FROM customers
), summed AS (
    SELECT part, source, count(*) AS n, bit_xor(h) AS x, sum(h) AS s FROM hashed GROUP BY part, source
), heard AS (
    SELECT source, unnest([source, '']) AS of FROM (SELECT DISTINCT source FROM responses WHERE nps_group IS NOT NULL)
    UNION SELECT response_source, source FROM contacts WHERE response_id IS NOT NULL
)
SELECT heard.source,
       md5(concat_ws(' ', version(), $largest, list((part, of, n, x, s) ORDER BY part, of)::VARCHAR)) AS state
FROM heard LEFT JOIN summed ON summed.source = of GROUP BY heard.source;
