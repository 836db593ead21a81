-- Adds the comments of $part, which are numbered $first to $last, to `together`: comments that hold both terms of a pair of
-- frequent ones, by place, and the people who wrote them, thrown into 64 bins.

INSERT INTO together
WITH said AS (
    SELECT comment, person, place, term
    FROM texts JOIN occurrences USING (comment) JOIN comment_places USING (comment)
         SEMI JOIN frequent USING (place, term)
    WHERE part = $part AND comment BETWEEN $first AND $last
)
SELECT place, a.term, b.term AS other, count(*) AS comments, bit_or(1::UBIGINT << (a.person % 64)) AS bins
FROM said AS a JOIN said AS b USING (comment, place)
WHERE a.term < b.term
GROUP BY place, a.term, b.term;
