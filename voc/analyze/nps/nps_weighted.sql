-- Sums of weights of period × segment, for voc.analyze.scores. Weights are whole millionths, so that every sum is
-- exact and the same every night. Of the people in a cell, each with the weight w and s = that of promoters less that
-- of detractors, Σ w², Σ sw, Σ s²: who is not `again` in a period has one weight, only the others are grouped.

CREATE OR REPLACE TEMP TABLE weighted AS
SELECT month_number, again, person, stratum, promoter::TINYINT - detractor::TINYINT AS y, segments
FROM answers JOIN answer_strata USING (answer);

CREATE OR REPLACE TEMP TABLE period_weights AS
SELECT segment, period_number, stratum, weight::HUGEINT AS weight
FROM stratum_weights JOIN (SELECT DISTINCT period, period_number FROM months) USING (period)
     JOIN segment_names USING (source);

WITH counted AS (
    SELECT segment, month_number, again, stratum, y, count(*) AS n
    FROM (SELECT month_number, again, stratum, y, unnest(segments) AS segment FROM weighted)
    GROUP BY segment, month_number, again, stratum, y
), period AS (
    SELECT segment, period_number, stratum, y, sum(n)::BIGINT AS n,
           coalesce(sum(n) FILTER (again < reach), 0)::BIGINT AS once
    FROM counted JOIN months USING (month_number) GROUP BY segment, period_number, stratum, y
), cell AS (
    SELECT segment, period_number, sum(n) AS answers, sum(n * weight) AS weight,
           coalesce(sum(n * weight) FILTER (y > 0), 0) AS promoters,
           coalesce(sum(n * weight) FILTER (y < 0), 0) AS detractors, sum(n * weight * weight) AS squares,
           sum(once) AS people, sum(once * weight * weight) AS nn, sum(once * weight * weight * y) AS sn,
           sum(once * weight * weight * y * y) AS ss
    FROM period JOIN period_weights USING (segment, period_number, stratum) GROUP BY segment, period_number
), person_cells AS (
    SELECT segment, period_number, person, sum(weight) AS w, sum(weight * y) AS s
    FROM (SELECT period_number, person, stratum, y, unnest(segments) AS segment
          FROM weighted JOIN months USING (month_number) WHERE again >= reach)
         JOIN period_weights USING (segment, period_number, stratum)
    GROUP BY segment, period_number, person
), repeating AS (
    SELECT segment, period_number, count(*) AS people, sum(w * w) AS nn, sum(s * w) AS sn, sum(s * s) AS ss
    FROM person_cells GROUP BY segment, period_number
)
SELECT source, period, segment_name, segment_value, answers::DOUBLE AS answers,
       (cell.people + coalesce(r.people, 0))::DOUBLE AS people, promoters / 1e6 AS promoters,
       (weight - promoters - detractors) / 1e6 AS passives, detractors / 1e6 AS detractors, squares / 1e12 AS squares,
       (cell.nn + coalesce(r.nn, 0)) / 1e12 AS nn, (cell.sn + coalesce(r.sn, 0)) / 1e12 AS sn,
       (cell.ss + coalesce(r.ss, 0)) / 1e12 AS ss
FROM cell LEFT JOIN repeating AS r USING (segment, period_number) JOIN segment_names USING (segment)
     JOIN (SELECT DISTINCT period, period_number FROM months) USING (period_number);
