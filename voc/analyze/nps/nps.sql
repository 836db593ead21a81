-- Counts of period × segment over all scored answers, for voc.analyze.scores.
-- Of the people in a cell, each with n answers and s = promoters less detractors among them: how many they
-- are, Σ n², Σ sn and Σ s². Who is not `again` in a period has n = 1 in its cells: only the others are grouped.

CREATE OR REPLACE TEMP TABLE score_counts AS
WITH counted AS (
    SELECT segment, month_number, nps_score, y, again, count(*) AS n
    FROM (SELECT month_number, nps_score, promoter::TINYINT - detractor::TINYINT AS y, again, unnest(segments) AS segment
          FROM answers)
    GROUP BY segment, month_number, nps_score, y, again
)
SELECT segment, period, nps_score, y, sum(n)::BIGINT AS n,
       coalesce(sum(n) FILTER (again < reach), 0)::BIGINT AS once
FROM counted JOIN months USING (month_number) GROUP BY segment, period, nps_score, y;

CREATE OR REPLACE TEMP TABLE repeating AS
WITH person_cells AS (
    SELECT segment, period_number, person, count(*)::INTEGER AS n, sum(y)::INTEGER AS s
    FROM (SELECT period_number, person, promoter::TINYINT - detractor::TINYINT AS y, unnest(segments) AS segment
          FROM answers JOIN months USING (month_number) WHERE again >= reach)
    GROUP BY segment, period_number, person
), cell AS (
    SELECT segment, period_number, count(*) AS people, sum(n * n) AS nn, sum(s * n) AS sn, sum(s * s) AS ss
    FROM person_cells GROUP BY segment, period_number
)
SELECT cell.*, period FROM cell JOIN (SELECT DISTINCT period, period_number FROM months) USING (period_number);

WITH once AS (
    SELECT segment, period, sum(once) AS people, sum(once * y) AS sn, sum(once * y * y) AS ss
    FROM score_counts GROUP BY segment, period
), score AS (
    PIVOT (SELECT segment, period, 'score_' || nps_score AS score, n FROM score_counts)
    ON score IN ('score_0', 'score_1', 'score_2', 'score_3', 'score_4', 'score_5', 'score_6', 'score_7',
                 'score_8', 'score_9', 'score_10')
    USING coalesce(sum(n), 0)
    GROUP BY segment, period
)
SELECT source, period, segment_name, segment_value, COLUMNS('score_\d+')::BIGINT,
       (once.people + coalesce(repeating.people, 0))::BIGINT AS people,
       (once.people + coalesce(repeating.nn, 0))::DOUBLE AS nn,
       (once.sn + coalesce(repeating.sn, 0))::DOUBLE AS sn,
       (once.ss + coalesce(repeating.ss, 0))::DOUBLE AS ss
FROM score JOIN once USING (segment, period) LEFT JOIN repeating USING (segment, period)
     JOIN segment_names USING (segment)
ORDER BY source, segment_name <> 'all', segment_name, segment_value, period;
