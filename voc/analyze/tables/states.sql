-- states   one row per source with answers: `state` stands for everything that its figures over all time are counted
--          from: its answers, the usable comments that belong to them, what these speak of, and what customer lists
--          say of who left. It is the same every night until one of these changes, whatever else is staged.
-- Rows are told apart by 64-bit hashes, their xor and sum by the order of nothing. hash() cannot tell no map from an empty one.

CREATE OR REPLACE TEMP TABLE states AS
WITH answered AS (
    SELECT source, hash(response_id, respondent, month, nps_score, scores, cardinality(scores), segments,
                        cardinality(segments), behaviour, cardinality(behaviour)) AS h
    FROM responses WHERE nps_group IS NOT NULL
), texts AS (
    SELECT a.source, comment, hash(a.response_id, c.source, c.comment_id, c.text_hash, c.decided) AS h
    FROM usable JOIN answers AS a USING (answer) JOIN comments AS c ON c.rowid = comment
), spoken_of AS (
    SELECT source, hash(h, topic, praised, criticised, stated) AS h
    FROM spoken JOIN texts USING (comment) JOIN topics USING (topic_number)
), summed AS (
    SELECT source, 1 AS part, count(*) AS n, bit_xor(h) AS x, sum(h) AS s FROM answered GROUP BY source
    UNION ALL SELECT source, 2, count(*), bit_xor(h), sum(h) FROM texts GROUP BY source
    UNION ALL SELECT source, 3, count(*), bit_xor(h), sum(h) FROM spoken_of GROUP BY source
    UNION ALL SELECT source, 4, n, x, s FROM (SELECT DISTINCT source FROM answered), (
        SELECT count(*) AS n, bit_xor(h) AS x, sum(h) AS s
        FROM (SELECT hash(source, respondent, churned_at) AS h FROM customers))
)
SELECT source, md5(concat_ws(' ', version(), $largest, list((part, n, x, s) ORDER BY part)::VARCHAR)) AS state
FROM summed GROUP BY source;
