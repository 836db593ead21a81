-- Sums of weights of one kind of period × segment, for voc.analyze.scores: a period is $characters of the month.
-- Weights are whole millionths, so that every sum is exact and the same every night.
-- Of the people in a cell, each with the weight w and s = that of promoters less that of detractors, Σ w², Σ sw, Σ s².

WITH weighted AS (
    SELECT answer, answers.source, coalesce(nullif(left(month, $characters), ''), 'all') AS period, person, stratum,
           promoter::TINYINT - detractor::TINYINT AS y
    FROM answers JOIN answer_strata USING (answer)
), person_cells AS (
    SELECT segment, period, person, count(*) AS answers, sum(weight)::HUGEINT AS w, sum(weight * y)::HUGEINT AS s,
           sum(weight) FILTER (y > 0) AS promoters, sum(weight) FILTER (y < 0) AS detractors,
           sum(weight::HUGEINT * weight) AS squares
    FROM weighted JOIN stratum_weights USING (source, period, stratum) JOIN answer_segments USING (answer)
    GROUP BY segment, period, person
), cell AS (
    SELECT segment, period, sum(answers) AS answers, count(*) AS people, sum(w) AS weight,
           coalesce(sum(promoters), 0) AS promoters, coalesce(sum(detractors), 0) AS detractors,
           sum(squares) AS squares, sum(w * w) AS nn, sum(s * w) AS sn, sum(s * s) AS ss
    FROM person_cells GROUP BY segment, period
), named AS (
    SELECT DISTINCT segment, source, segment_name, shown_value AS segment_value FROM segments
)
SELECT source, period, segment_name, segment_value, answers::DOUBLE AS answers, people::DOUBLE AS people,
       promoters / 1e6 AS promoters, (weight - promoters - detractors) / 1e6 AS passives,
       detractors / 1e6 AS detractors, squares / 1e12 AS squares, nn / 1e12 AS nn, sn / 1e12 AS sn, ss / 1e12 AS ss
FROM cell JOIN named USING (segment);
