-- Counts of segment × behaviour × quadrant, for voc.analyze.loyalty; every cell has its four quadrants.
-- n_known are those that a list which knows of leaving names, less who had left before they answered;
-- n_left those of them who left afterwards.
WITH leaving AS (
    SELECT answer, min(churned_at) AS churned_at
    FROM latest JOIN customers USING (respondent)
    WHERE customers.source IN (SELECT source FROM customers WHERE churned_at IS NOT NULL)
    GROUP BY answer
), person AS (
    SELECT answer, latest.promoter, latest.detractor, segments,
           leaving.answer IS NOT NULL AND coalesce(churned_at > answered_at, true) AS known,
           coalesce(churned_at > answered_at, false) AS went
    FROM latest JOIN answers USING (answer) LEFT JOIN leaving USING (answer)
), cell AS (
    SELECT segment, behaviour_number, promoter, high, count(*) AS n, count_if(detractor) AS detractors,
           sum(value) AS total, sum(value * value) AS squares, count_if(known) AS n_known, count_if(went) AS n_left
    FROM (SELECT behaviour_number, promoter, detractor, high, value, known, went, unnest(segments) AS segment
          FROM behaved JOIN person USING (answer) WHERE high IS NOT NULL)
    GROUP BY segment, behaviour_number, promoter, high
), grid AS (
    SELECT segment, behaviour_number, promoter, high
    FROM (SELECT DISTINCT segment, behaviour_number FROM cell),
         (VALUES (true), (false)) AS p(promoter), (VALUES (true), (false)) AS h(high)
)
SELECT source, segment_name, segment_value, behaviour, promoter, high, cut, banded,
       coalesce(cell.n, 0) AS n, coalesce(detractors, 0) AS detractors, coalesce(total, 0.0) AS total,
       coalesce(squares, 0.0) AS squares, coalesce(n_known, 0) AS n_known, coalesce(n_left, 0) AS n_left
FROM grid LEFT JOIN cell USING (segment, behaviour_number, promoter, high)
     JOIN segment_names USING (segment) JOIN behaviours USING (source, behaviour_number)
ORDER BY source, segment_name <> 'all', segment_name, segment_value, behaviour, promoter DESC, high DESC;
