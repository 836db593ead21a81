-- What the tables of figures count, coded in integers. An answer without a score is not counted.
-- months    month × period that it is in: itself (reach 3), its year (2) and all time (1)
-- segments  one row per segment; values beyond the largest of their name, over all time, are one: その他. The total is
--           the segment ('all', 'all')
-- segment_names  a segment's number and names, one row each
-- answers   one row per scored survey answer (`response` is its row in responses), with the numbers of its segments,
--           the total among them. A respondent who is not known is a person of their own. `person` is a hash: the same every night, whoever else
--           answers, and in no order (that two of ten million people have the same has a chance of 5 in a million).
--           `again` is the largest reach within which the person answers the survey again, 0 for never: whoever
--           does not is one person more in each cell of the period, and is not looked for

CREATE OR REPLACE TEMP TABLE numbered AS  -- the row of an answer is its number, less one
SELECT rowid AS place FROM responses WHERE nps_group IS NOT NULL ORDER BY source, response_id;

CREATE OR REPLACE TEMP TABLE answer_values AS
WITH entry AS (
    SELECT rowid AS place, source, unnest(map_keys(segments)) AS segment_name, unnest(map_values(segments)) AS segment_value
    FROM responses WHERE nps_group IS NOT NULL
)
FROM entry WHERE segment_value <> '' AND segment_name <> 'all';

CREATE OR REPLACE TEMP TABLE segments AS
WITH ranked AS (
    SELECT source, segment_name, segment_value,
           row_number() OVER (PARTITION BY source, segment_name ORDER BY count(*) DESC, segment_value) AS place
    FROM answer_values GROUP BY source, segment_name, segment_value
), shown AS (
    SELECT source, segment_name, segment_value,
           CASE WHEN place <= $largest THEN segment_value ELSE 'その他' END AS shown_value
    FROM ranked
    UNION ALL
    SELECT DISTINCT source, 'all', NULL, 'all' FROM responses WHERE nps_group IS NOT NULL
)
SELECT *, dense_rank() OVER (ORDER BY source, segment_name, shown_value)::USMALLINT AS segment FROM shown;

CREATE OR REPLACE TEMP TABLE segment_names AS
SELECT DISTINCT segment, source, segment_name, shown_value AS segment_value FROM segments;

CREATE OR REPLACE TEMP TABLE months AS
WITH month AS (
    SELECT DISTINCT month FROM responses WHERE nps_group IS NOT NULL
), numbered_month AS (
    SELECT month, row_number() OVER (ORDER BY month)::USMALLINT AS month_number,
           [month, left(month, 4), 'all'] AS wider, [3, 2, 1]::UTINYINT[] AS reaches
    FROM month
)
SELECT month, month_number, period, dense_rank() OVER (ORDER BY period)::USMALLINT AS period_number, reach
FROM (SELECT month, month_number, unnest(wider) AS period, unnest(reaches) AS reach FROM numbered_month);

CREATE OR REPLACE TEMP TABLE answers AS
WITH scored AS (
    SELECT numbered.rowid::INTEGER + 1 AS answer, place::INTEGER AS response, source, response_id, responses.month, month_number, nps_score,
           (hash(coalesce(respondent, '- ' || source || ' ' || response_id)) >> 1)::BIGINT AS person,
           nps_group = 'promoter' AS promoter, nps_group = 'passive' AS passive, nps_group = 'detractor' AS detractor
    FROM responses JOIN numbered ON responses.rowid = place
         JOIN months ON responses.month = months.month AND reach = 3
), neighbours AS (
    SELECT answer, month, lag(month) OVER in_time AS before, lead(month) OVER in_time AS after
    FROM scored WINDOW in_time AS (PARTITION BY source, person ORDER BY month_number)
), again AS (
    SELECT answer, CASE WHEN before = month OR after = month THEN 3
                        WHEN left(before, 4) = left(month, 4) OR left(after, 4) = left(month, 4) THEN 2
                        WHEN before IS NOT NULL OR after IS NOT NULL THEN 1 ELSE 0 END::UTINYINT AS again
    FROM neighbours
), valued AS (
    SELECT place, list(segment) AS segments
    FROM answer_values JOIN segments USING (source, segment_name, segment_value) GROUP BY place
), total AS (
    SELECT source, segment FROM segments WHERE segment_name = 'all' AND segment_value IS NULL
)
SELECT scored.*, again, list_append(coalesce(segments, []), segment) AS segments
FROM scored JOIN total USING (source) JOIN again USING (answer) LEFT JOIN valued ON response = place;

DROP TABLE answer_values;
DROP TABLE numbered;
