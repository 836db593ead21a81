-- A decision follows its comment where that has another name now, as when what names an answer was changed in voc.toml:
-- it is found by its text, of the same month; of several that are alike each is one.
CREATE OR REPLACE TEMP TABLE decisions AS
WITH gone AS (
    SELECT source, comment_id, month, text_hash,
           row_number() OVER (PARTITION BY source, month, text_hash ORDER BY comment_id) AS place
    FROM decisions ANTI JOIN staged_comments USING (source, comment_id)
), alike AS (
    SELECT DISTINCT source, comment_id, month, text_hash
    FROM staged_comments SEMI JOIN gone USING (source, month, text_hash) ANTI JOIN decisions USING (source, comment_id)
), placed AS (
    SELECT *, row_number() OVER (PARTITION BY source, month, text_hash ORDER BY comment_id) AS place FROM alike
), followed AS (
    SELECT source, gone.comment_id, placed.comment_id AS now FROM gone JOIN placed USING (source, month, text_hash, place)
)
SELECT d.* REPLACE (coalesce(now, comment_id) AS comment_id)
FROM decisions AS d LEFT JOIN followed USING (source, comment_id) ORDER BY source, comment_id;
