-- The strongest edges of every place that topic_by_nps tells, by Jaccard. Terms are numbered in the order of their texts: an edge
-- is written once, its term before its other.

WITH pair AS (
    SELECT place, term, other, sum(comments)::BIGINT AS n_both, bit_or(bins) AS bins
    FROM together GROUP BY place, term, other
), edge AS (
    SELECT source, topic, t.text AS term, o.text AS other, a.comments AS n_term, b.comments AS n_other, n_both
    FROM pair JOIN frequent AS a USING (place, term)
         JOIN frequent AS b ON b.place = pair.place AND b.term = other
         JOIN places ON places.place = pair.place JOIN terms AS t USING (term) JOIN terms AS o ON o.term = other
         SEMI JOIN told_topics AS told ON told.source = places.source AND told.topic = places.topic AND NOT latest
    WHERE bit_count(bins) >= $people AND n_both >= $comments
)
SELECT * FROM edge
QUALIFY $edges >= row_number() OVER (
    PARTITION BY source, topic ORDER BY n_both / (n_term + n_other - n_both) DESC, n_both DESC, term, other
)
ORDER BY source, topic, term, other;
