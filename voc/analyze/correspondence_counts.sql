-- Adds the answers numbered $first to $last to `crossed`: answers that say a frequent term, by value, and the
-- people who gave them, thrown into 64 bins. Term 0 is said by every answer of the base; the negative numbers
-- of values are NPS groups.

INSERT INTO crossed
WITH asked AS (
    SELECT place, term FROM frequent SEMI JOIN (FROM places WHERE topic = 'all') AS whole USING (place)
    UNION ALL
    SELECT place, 0 FROM places WHERE topic = 'all'
), said AS (
    SELECT DISTINCT source, answer, person, nps_number, term
    FROM texts JOIN occurrences USING (comment) JOIN places USING (source) SEMI JOIN asked USING (place, term)
    WHERE answer BETWEEN $first AND $last
)
SELECT source, term, segment AS value, count(*) AS answers, bit_or(1::UBIGINT << (person % 64)) AS bins
FROM said JOIN answer_segments USING (answer)
WHERE answer BETWEEN $first AND $last
GROUP BY source, term, segment
UNION ALL
SELECT source, term, -nps_number::INTEGER, count(*), bit_or(1::UBIGINT << (person % 64))
FROM said
GROUP BY source, term, nps_number;
