-- How many people of a segment do how much, lowest first, for voc.analyze.concentration.
-- Amounts are taken to four significant digits (an error of at most 1 in 2,000), which bounds the rows.
WITH rounded AS (
    SELECT answer, behaviour_number,
           CASE WHEN value > 0 THEN round(value / pow(10, floor(log10(value)) - 3)) * pow(10, floor(log10(value)) - 3)
                ELSE 0 END AS value
    FROM behaved
), level AS (
    SELECT segment, behaviour_number, value, count(*) AS n
    FROM (SELECT behaviour_number, value, unnest(segments) AS segment FROM rounded JOIN answers USING (answer))
    GROUP BY segment, behaviour_number, value
)
SELECT source, segment_name, segment_value, behaviour, banded, value, level.n AS n
FROM level JOIN segment_names USING (segment) JOIN behaviours USING (source, behaviour_number)
ORDER BY source, segment_name <> 'all', segment_name, segment_value, behaviour, value;
