-- Adds the comments of $part, which are numbered $first to $last, to `crossed`: answers that say a frequent term, by value, and the
-- people who gave them, thrown into 64 bins. Term 0 is said by every answer of the base; the negative numbers
-- of values are NPS groups.

INSERT INTO crossed
WITH numbered AS (
    SELECT comment, answer, several, place, nps_number, 1::UBIGINT << (person % 64) AS bin
    FROM texts JOIN places USING (source)
    WHERE topic = 'all' AND part = $part
), asked AS (
    SELECT place, term FROM frequent UNION ALL SELECT place, 0 FROM places
), held AS MATERIALIZED (
    SELECT place, answer, several, nps_number, bin, term
    FROM numbered JOIN occurrences USING (comment) SEMI JOIN asked USING (place, term)
    WHERE comment BETWEEN $first AND $last
), said AS MATERIALIZED (
    SELECT place, answer, nps_number, bin, term FROM held WHERE NOT several
    UNION ALL
    SELECT DISTINCT place, answer, nps_number, bin, term FROM held WHERE several
)
SELECT place, term, segment AS value, count(*) AS answers, bit_or(bin) AS bins
FROM (SELECT place, term, bin, unnest(segments) AS segment FROM said
      JOIN answers USING (answer))
GROUP BY place, term, segment
UNION ALL
SELECT place, term, -nps_number::INTEGER, count(*), bit_or(bin)
FROM said
GROUP BY place, term, nps_number;
