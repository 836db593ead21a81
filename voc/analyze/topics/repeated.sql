-- For voc.analyze.topics.repeated, over the base of usable.sql and base_months of topic_counts.sql
-- repeated_cells  segment × place (a period) where people answer repeatedly: how many answers are theirs
-- repeated_answers  a view of their answers with their topics, one row for each place where its person answers again

CREATE OR REPLACE TEMP TABLE repeated_cells AS
SELECT segment, period_number AS place, sum(n)::BIGINT AS n
FROM base_months JOIN months USING (month_number) WHERE again >= reach GROUP BY segment, period_number;

CREATE OR REPLACE TEMP VIEW repeated_answers AS
SELECT reach, period_number AS place, person, answer, promoter::TINYINT - detractor::TINYINT AS y, segments,
       if(said = [], [0::USMALLINT], list_transform(said, lambda one: one.topic_number)) AS topics
FROM base JOIN months USING (month_number) WHERE again >= reach;
