-- Which comment each of `strays` (id, source, comment_id, text_hash, occurred_at) is now, where none has its name.
-- It is the one of the same text at the same time; of several that are alike each is one.
WITH gone AS (
    SELECT *, row_number() OVER (PARTITION BY source, text_hash, occurred_at ORDER BY id) AS place
    FROM strays ANTI JOIN comments USING (source, comment_id)
), alike AS (
    SELECT source, comment_id, text_hash, occurred_at,
           row_number() OVER (PARTITION BY source, text_hash, occurred_at ORDER BY comment_id) AS place
    FROM comments SEMI JOIN gone USING (source, text_hash, occurred_at)
)
SELECT id, source, alike.comment_id FROM gone JOIN alike USING (source, text_hash, occurred_at, place) ORDER BY id;
