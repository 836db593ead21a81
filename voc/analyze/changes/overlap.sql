-- For voc.analyze.changes.overlap, over the base of usable.sql and base_notes of topic_by_nps
-- period_pairs  source × pair of periods that are compared: every month and year and the one before it that has
--               answers, the latest month and the same a year before; place numbers the pair, in all sources alike
-- compared_months  the months of a pair, later or not; who answers in both answers again within `least`
-- overlap_people   pair × person who answers in both
-- overlap_cells    segment × place (a pair of periods): how many answers are theirs
-- overlap_answers  a view of their answers with their topics, a row for each pair

CREATE OR REPLACE TEMP TABLE period_pairs AS
WITH present AS (
    SELECT DISTINCT source, period FROM base_notes WHERE note <> 'suppressed' AND period <> 'all'
), following AS (
    SELECT source, lag(period) OVER (PARTITION BY source, length(period) ORDER BY period) AS period_before, period
    FROM present
), latest AS (
    SELECT source, max(period) AS period FROM present WHERE length(period) = 7 GROUP BY source
), compared AS (
    SELECT source, period_before, period FROM following WHERE period_before IS NOT NULL
    UNION
    SELECT source, p.period, latest.period FROM latest JOIN present AS p USING (source)
    WHERE p.period = (left(latest.period, 4)::INTEGER - 1)::VARCHAR || right(latest.period, 3)
)
SELECT *, dense_rank() OVER (ORDER BY period_before, period)::USMALLINT AS place FROM compared;

CREATE OR REPLACE TEMP TABLE compared_months AS
SELECT source, month_number, reach, place, later, least
FROM (SELECT source, place, unnest([period_before, period]) AS period, unnest([0, 1])::UTINYINT AS later,
             if(left(period_before, 4) = left(period, 4), 2, 1)::UTINYINT AS least FROM period_pairs)
     JOIN months USING (period);

CREATE OR REPLACE TEMP TABLE overlap_people AS
SELECT source, place, person FROM base JOIN compared_months USING (source, month_number)
WHERE again > 0 AND again >= least GROUP BY source, place, person HAVING min(later) < max(later);

CREATE OR REPLACE TEMP VIEW overlap_answers AS
SELECT reach, place, person, answer, later, promoter::TINYINT - detractor::TINYINT AS y, segments,
       if(said = [], [0::USMALLINT], list_transform(said, lambda one: one.topic_number)) AS topics
FROM base JOIN compared_months USING (source, month_number) SEMI JOIN overlap_people USING (source, place, person)
WHERE again > 0 AND again >= least;

CREATE OR REPLACE TEMP TABLE overlap_cells AS
SELECT segment, place, count(*) AS n FROM (SELECT place, unnest(segments) AS segment FROM overlap_answers)
GROUP BY segment, place;
