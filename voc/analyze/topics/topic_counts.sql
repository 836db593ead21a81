-- Counts of topic × segment over the base of usable.sql: what adds up, month by month, apart for those who answer
-- `again` within each reach. Who does not in a period is one person more in its cells.

CREATE OR REPLACE TEMP TABLE base_months AS
SELECT segment, month_number, again, count(*) AS n, count_if(promoter) AS promoters, count_if(passive) AS passives,
       count_if(detractor) AS detractors
FROM (SELECT month_number, again, promoter, passive, detractor, unnest(segments) AS segment FROM base)
GROUP BY segment, month_number, again;

CREATE OR REPLACE TEMP TABLE topic_months AS
WITH mentioned AS (
    SELECT month_number, again, promoter, passive, detractor, segments, unnest(said) AS said FROM base
)
SELECT segment, month_number, topic_number, again, count(*) AS n, sum(n_comments)::BIGINT AS n_comments,
       count_if(promoter) AS promoters, count_if(passive) AS passives, count_if(detractor) AS detractors,
       count_if(praised) AS praised, count_if(criticised) AS criticised
FROM (SELECT month_number, again, promoter, passive, detractor, said.topic_number, said.n_comments, said.praised,
             said.criticised, unnest(segments) AS segment FROM mentioned)
GROUP BY segment, month_number, topic_number, again;

-- the others, for topic_people.sql
CREATE OR REPLACE TEMP VIEW looked_at AS
SELECT answer, person, segments, period_number AS place FROM base JOIN months USING (month_number) WHERE again >= reach;
