-- cell      what the parts add up to: one row per place × NPS group × term, group 0 for all of them
-- doubtful  those of which the bins do not tell whether $people people say the term

CREATE OR REPLACE TEMP TABLE cell AS
WITH grouped AS (
    SELECT place, term, nps_number, sum(comments)::BIGINT AS comments, sum(comments - again)::BIGINT AS responses,
           bit_or(bins) AS bins
    FROM counted GROUP BY place, term, nps_number
)
FROM grouped
UNION ALL
SELECT place, term, 0, sum(comments)::BIGINT, sum(responses)::BIGINT, bit_or(bins) FROM grouped GROUP BY place, term;

CREATE OR REPLACE TEMP TABLE doubtful AS
SELECT place, term, nps_number FROM cell WHERE responses >= $people AND bit_count(bins) < $people;
