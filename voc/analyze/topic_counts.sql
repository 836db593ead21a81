-- Counts of topic × period × segment over the base of topic_base.sql, for the periods of one kind:
-- the first $characters of the month, or all time for 0. Only topics that somebody mentions there
-- have a row. Keys are integers until the end: the tables here have millions of rows.
-- base_cells has one row per period × segment, with the people of its base.

CREATE OR REPLACE TEMP TABLE periods AS
WITH named AS (SELECT DISTINCT month, if($characters = 0, 'all', left(month, $characters)) AS period FROM answers)
SELECT *, dense_rank() OVER (ORDER BY period)::USMALLINT AS period_number FROM named;

CREATE OR REPLACE TEMP TABLE base AS
SELECT segment, period_number, answer, person, promoter, passive, detractor
FROM answers SEMI JOIN usable USING (answer) JOIN periods USING (month) JOIN answer_segments USING (answer);

CREATE OR REPLACE TEMP TABLE topic_people AS
SELECT segment, period_number, topic_number, person, count(*)::INTEGER AS n,
       sum(n_comments)::INTEGER AS n_comments, count_if(promoter)::INTEGER AS promoters,
       count_if(passive)::INTEGER AS passives, count_if(detractor)::INTEGER AS detractors,
       count_if(praised)::INTEGER AS praised, count_if(criticised)::INTEGER AS criticised
FROM base JOIN answer_topics USING (answer) JOIN topics USING (topic)
GROUP BY segment, period_number, topic_number, person;

CREATE OR REPLACE TEMP TABLE base_people AS
SELECT segment, period_number, person, count(*) AS n, count_if(promoter) AS promoters,
       count_if(passive) AS passives, count_if(detractor) AS detractors
FROM base GROUP BY segment, period_number, person;

CREATE OR REPLACE TEMP TABLE base_cells AS
WITH cell AS (
    SELECT segment, period_number, sum(n)::BIGINT AS n_base, count(*) AS people,
           sum(promoters)::BIGINT AS promoters, sum(passives)::BIGINT AS passives,
           sum(detractors)::BIGINT AS detractors
    FROM base_people GROUP BY segment, period_number
), segment_names AS (
    SELECT DISTINCT segment, source, segment_name, shown_value AS segment_value FROM segments
), period_names AS (
    SELECT DISTINCT period_number, period FROM periods
)
SELECT * FROM cell JOIN segment_names USING (segment) JOIN period_names USING (period_number)
ORDER BY source, segment_name <> 'all', segment_name, segment_value, period;

WITH mentioned AS (
    -- always: people all of whose answers in the cell mention the topic, who are not among the others
    SELECT segment, period_number, topic_number, sum(t.n) AS n, sum(n_comments) AS n_comments,
           sum(t.promoters) AS promoters, sum(t.passives) AS passives, sum(t.detractors) AS detractors,
           sum(praised) AS praised, sum(criticised) AS criticised,
           count(*) AS people, count_if(t.n = b.n) AS always
    FROM topic_people AS t JOIN base_people AS b USING (segment, period_number, person)
    GROUP BY segment, period_number, topic_number
)
SELECT source, topic, period, segment_name, segment_value, n_base, cell.promoters AS base_promoters,
       cell.passives AS base_passives, cell.detractors AS base_detractors,
       n::BIGINT AS n_responses, n_comments::BIGINT AS n_comments, m.promoters::BIGINT AS promoters,
       m.passives::BIGINT AS passives, m.detractors::BIGINT AS detractors,
       praised::BIGINT AS praised, criticised::BIGINT AS criticised,
       m.people AS people_mentioning, cell.people - always AS people_others,
       segment, period_number, topic_number
FROM mentioned AS m JOIN base_cells AS cell USING (segment, period_number) JOIN topics USING (topic_number)
ORDER BY source, segment_name <> 'all', segment_name, segment_value, period, topic;
