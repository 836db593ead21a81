-- What both NPS tables count, coded in integers. An answer without a score is not counted.
-- answers          one row per scored survey answer; a respondent who is not known is a person of their own.
--                  `person` is a hash: the same every night, whoever else answers, and in no order (that two of
--                  ten million people have the same has a chance of 5 in a million)
-- answer_segments  answer × segment; the total is the segment ('all', 'all')
-- segments         one row per segment; values beyond the largest of their name, over all time, are one: その他

CREATE OR REPLACE TEMP TABLE numbered AS
SELECT rowid AS place, row_number() OVER (ORDER BY source, response_id)::INTEGER AS answer
FROM responses WHERE nps_group IS NOT NULL;

CREATE OR REPLACE TEMP TABLE answers AS
SELECT answer, source, response_id, month, nps_score,
       (hash(coalesce(respondent, '- ' || source || ' ' || response_id)) >> 1)::BIGINT AS person,
       nps_group = 'promoter' AS promoter, nps_group = 'passive' AS passive, nps_group = 'detractor' AS detractor
FROM responses JOIN numbered ON responses.rowid = place;

CREATE OR REPLACE TEMP TABLE answer_values AS
SELECT answer, source, entry.key AS segment_name, entry.value AS segment_value
FROM (SELECT answer, source, unnest(map_entries(segments)) AS entry
      FROM responses JOIN numbered ON responses.rowid = place)
WHERE entry.value <> '' AND entry.key <> 'all';

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
    SELECT DISTINCT source, 'all', NULL, 'all' FROM answers
)
SELECT *, dense_rank() OVER (ORDER BY source, segment_name, shown_value)::INTEGER AS segment FROM shown;

CREATE OR REPLACE TEMP TABLE answer_segments AS
SELECT answer, segment FROM answer_values JOIN segments USING (source, segment_name, segment_value)
UNION ALL
SELECT answer, segment FROM answers JOIN segments USING (source)
WHERE segments.segment_name = 'all' AND segments.segment_value IS NULL;

DROP TABLE answer_values;
DROP TABLE numbered;
