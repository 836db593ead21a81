-- What the tables of figures count, coded in integers. An answer without a score is not counted.
-- months    month × period that it is in: itself (reach 3), its year (2) and all time (1)
-- segments  one row per segment; values beyond the largest of their name, over all time, are one: (others), and so is
--           a value of that name. The total is the segment ('all', 'all')
-- segment_names  a segment's number and names, one row each
-- answers   one row per scored survey answer (`response` is its row in responses, its number one more), with the
--           numbers of its segments, the total among them. A respondent who is not known is a person of their own.
--           `person` is a hash: the same every night, whoever else answers, and in no order (that two of ten million
--           people have the same has a chance of 5 in a million).
--           `again` is the largest reach within which the person answers the survey again, 0 for never: whoever
--           does not is one person more in each cell of the period, and is not looked for

CREATE OR REPLACE TEMP TABLE segments AS
WITH entry AS (
    SELECT source, unnest(map_keys(segments)) AS segment_name, unnest(map_values(segments)) AS segment_value
    FROM responses WHERE nps_group IS NOT NULL
), ranked AS (
    SELECT source, segment_name, segment_value,
           row_number() OVER (PARTITION BY source, segment_name ORDER BY count(*) DESC, segment_value) AS place
    FROM entry WHERE segment_value <> '' AND segment_name <> 'all' GROUP BY source, segment_name, segment_value
), shown AS (
    SELECT source, segment_name, segment_value,
           CASE WHEN place <= $largest THEN segment_value ELSE '(others)' END AS shown_value
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

-- a value's number is found by its place in an enumeration: five values of every answer are too many rows to join
CREATE OR REPLACE TEMP TABLE segment_keys AS
SELECT concat(source, chr(0), segment_name, chr(0), segment_value) AS key, min(segment) AS segment
FROM segments WHERE segment_value IS NOT NULL GROUP BY key;
DROP TYPE IF EXISTS segment_key;
CREATE TYPE segment_key AS ENUM (SELECT key FROM segment_keys ORDER BY key);
SET VARIABLE segment_numbers = (SELECT list(segment ORDER BY key) FROM segment_keys);

CREATE OR REPLACE TEMP MACRO who(source, response_id, respondent) AS
    (hash(coalesce(respondent, '- ' || source || ' ' || response_id)) >> 1)::BIGINT;

CREATE OR REPLACE TEMP TABLE repeated AS
WITH told AS (
    SELECT rowid::INTEGER + 1 AS answer, month, hash(source, who(source, response_id, respondent)) AS somebody
    FROM responses WHERE nps_group IS NOT NULL
), neighbours AS (
    SELECT answer, month, lag(month) OVER in_time AS before, lead(month) OVER in_time AS after
    FROM told WINDOW in_time AS (PARTITION BY somebody ORDER BY month)
)
SELECT answer, CASE WHEN before = month OR after = month THEN 3
                    WHEN left(before, 4) = left(month, 4) OR left(after, 4) = left(month, 4) THEN 2
                    ELSE 1 END::UTINYINT AS again
FROM neighbours WHERE before IS NOT NULL OR after IS NOT NULL;

CREATE OR REPLACE TEMP TABLE answers AS
WITH total AS (
    SELECT source, segment FROM segments WHERE segment_name = 'all' AND segment_value IS NULL
)
SELECT answer, response, source, response_id, month, month_number, nps_score, person, promoter, passive, detractor,
       coalesce(again, 0)::UTINYINT AS again,
       list_append(list_filter(numbers, lambda one: one IS NOT NULL), segment) AS segments
FROM (
    SELECT rowid::INTEGER + 1 AS answer, rowid::INTEGER AS response, source, response_id, month, nps_score,
           who(source, response_id, respondent) AS person,
           nps_group = 'promoter' AS promoter, nps_group = 'passive' AS passive, nps_group = 'detractor' AS detractor,
           list_transform(map_entries(coalesce(segments, MAP {})), lambda one: getvariable('segment_numbers')[
               1 + enum_code(TRY_CAST(concat(source, chr(0), one.key, chr(0), one.value) AS segment_key))]) AS numbers
    FROM responses WHERE nps_group IS NOT NULL
) JOIN months USING (month) JOIN total USING (source) LEFT JOIN repeated USING (answer)
WHERE reach = 3;

DROP TABLE repeated;
DROP TABLE segment_keys;
DROP TYPE segment_key;
