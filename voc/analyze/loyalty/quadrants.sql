-- Counts of segment × behaviour × quadrant, for voc.analyze.loyalty; every cell has its four quadrants.
WITH cell AS (
    FROM quadrant_people WHERE high IS NOT NULL
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
