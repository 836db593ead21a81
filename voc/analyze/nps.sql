-- Counts of period × segment over all scored answers, for voc.analyze.nps.
WITH cell AS (
    SELECT segment, period, count(*) AS n, count(DISTINCT person) AS people,
           count_if(promoter) AS promoters, count_if(passive) AS passives, count_if(detractor) AS detractors
    FROM (SELECT answers.*, segment, unnest([month, left(month, 4), 'all']) AS period
          FROM answers JOIN answer_segments USING (answer))
    GROUP BY segment, period
), named AS (
    SELECT DISTINCT segment, source, segment_name, shown_value AS segment_value FROM segments
)
SELECT source, period, segment_name, segment_value, n, people, promoters, passives, detractors
FROM cell JOIN named USING (segment)
ORDER BY source, segment_name <> 'all', segment_name, segment_value, period;
