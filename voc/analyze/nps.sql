-- Counts of period × segment over all scored answers, for voc.analyze.scores.
-- Of the people in a cell, each with n answers and s = promoters less detractors among them: how many they
-- are, Σ n², Σ sn and Σ s². Who answers once in a period has n = 1 in its cells: only the others are grouped.

CREATE OR REPLACE TEMP TABLE scored AS
WITH months AS (
    SELECT source, person, month, count(*) AS n FROM answers GROUP BY ALL
), counted AS (
    SELECT source, person, month, n, sum(n) OVER (PARTITION BY source, person, left(month, 4)) AS n_year,
           sum(n) OVER (PARTITION BY source, person) AS n_all
    FROM months
    QUALIFY n_all > 1
)
SELECT answer, month, person, nps_score, promoter::TINYINT - detractor::TINYINT AS y,
       coalesce(n, 1) > 1 AS again_in_month, coalesce(n_year, 1) > 1 AS again_in_year,
       coalesce(n_all, 1) > 1 AS again
FROM answers LEFT JOIN counted USING (source, person, month);

CREATE OR REPLACE TEMP TABLE score_counts AS
WITH counted AS (
    SELECT segment, month, nps_score, y, count(*) AS n, count_if(NOT again_in_month) AS once_in_month,
           count_if(NOT again_in_year) AS once_in_year, count_if(NOT again) AS once
    FROM scored JOIN answer_segments USING (answer)
    GROUP BY ALL
)
SELECT segment, month AS period, nps_score, y, n, once_in_month AS once FROM counted
UNION ALL
SELECT segment, left(month, 4), nps_score, y, n, once_in_year FROM counted
UNION ALL
SELECT segment, 'all', nps_score, y, n, once FROM counted;

CREATE OR REPLACE TEMP TABLE repeating AS
WITH person_cells AS (
    SELECT segment, month AS period, person, count(*)::INTEGER AS n, sum(y)::INTEGER AS s
    FROM scored JOIN answer_segments USING (answer) WHERE again_in_month GROUP BY ALL
)
SELECT segment, period, count(*) AS people, sum(n * n) AS nn, sum(s * n) AS sn, sum(s * s) AS ss
FROM person_cells GROUP BY segment, period;

INSERT INTO repeating
WITH person_cells AS (
    SELECT segment, left(month, 4) AS period, person, count(*)::INTEGER AS n, sum(y)::INTEGER AS s
    FROM scored JOIN answer_segments USING (answer) WHERE again_in_year GROUP BY ALL
)
SELECT segment, period, count(*), sum(n * n), sum(s * n), sum(s * s) FROM person_cells GROUP BY segment, period;

INSERT INTO repeating
WITH person_cells AS (
    SELECT segment, person, count(*)::INTEGER AS n, sum(y)::INTEGER AS s
    FROM scored JOIN answer_segments USING (answer) WHERE again GROUP BY ALL
)
SELECT segment, 'all', count(*), sum(n * n), sum(s * n), sum(s * s) FROM person_cells GROUP BY segment;

WITH once AS (
    SELECT segment, period, sum(once) AS people, sum(once * y) AS sn, sum(once * y * y) AS ss
    FROM score_counts GROUP BY segment, period
), score AS (
    PIVOT (SELECT segment, period, 'score_' || nps_score AS score, n FROM score_counts)
    ON score IN ('score_0', 'score_1', 'score_2', 'score_3', 'score_4', 'score_5', 'score_6', 'score_7',
                 'score_8', 'score_9', 'score_10')
    USING coalesce(sum(n), 0)
    GROUP BY segment, period
), named AS (
    SELECT DISTINCT segment, source, segment_name, shown_value AS segment_value FROM segments
)
SELECT source, period, segment_name, segment_value, COLUMNS('score_\d+')::BIGINT,
       (once.people + coalesce(repeating.people, 0))::BIGINT AS people,
       (once.people + coalesce(repeating.nn, 0))::DOUBLE AS nn,
       (once.sn + coalesce(repeating.sn, 0))::DOUBLE AS sn,
       (once.ss + coalesce(repeating.ss, 0))::DOUBLE AS ss
FROM score JOIN once USING (segment, period) LEFT JOIN repeating USING (segment, period)
     JOIN named USING (segment)
ORDER BY source, segment_name <> 'all', segment_name, segment_value, period;
