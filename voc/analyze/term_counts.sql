-- Adds the comments of $part, which are numbered $first to $last, of all time or of the newest month only, to
--   counted   comments that hold the term, by place and NPS group, and the people who wrote them, thrown
--             into 64 bins: as many bins as are filled, so many people there are at least
--   repeated  how often an answer says the term in one more of its comments

INSERT INTO counted
SELECT place, term, nps_number, count(*) AS comments, bit_or(1::UBIGINT << (person % 64)) AS bins
FROM texts JOIN occurrences USING (comment) JOIN comment_places USING (comment)
WHERE part = $part AND comment BETWEEN $first AND $last AND (latest OR NOT $latest)
GROUP BY place, term, nps_number;

INSERT INTO repeated
WITH said AS (
    SELECT comment, answer, nps_number, term FROM texts JOIN occurrences USING (comment)
    WHERE several AND part = $part AND comment BETWEEN $first AND $last AND (latest OR NOT $latest)
), said_again AS (
    SELECT answer, term FROM said GROUP BY answer, term HAVING count(*) > 1
), by_place AS (
    SELECT place, term, nps_number, count(*) - 1 AS again
    FROM said SEMI JOIN said_again USING (answer, term) JOIN comment_places USING (comment)
    GROUP BY place, term, nps_number, answer
)
SELECT place, term, nps_number, sum(again) AS again FROM by_place WHERE again > 0
GROUP BY place, term, nps_number;
