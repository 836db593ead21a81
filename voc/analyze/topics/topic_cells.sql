-- base_cells   period × segment: the answers of its base, and the people who gave them
-- topic_cells  topic × period × segment, where somebody mentions the topic: the same of the answers that do;
--              people_others have an answer there that does not, people_base any; n_n … t_t of repeated.py

CREATE OR REPLACE TEMP TABLE base_cells AS
WITH cell AS (
    SELECT segment, period_number, sum(n)::BIGINT AS n_base, coalesce(sum(n) FILTER (again < reach), 0)::BIGINT AS once,
           sum(promoters)::BIGINT AS promoters, sum(passives)::BIGINT AS passives, sum(detractors)::BIGINT AS detractors
    FROM base_months JOIN months USING (month_number) GROUP BY segment, period_number
), names AS (
    SELECT DISTINCT period, period_number FROM months
)
SELECT cell.* EXCLUDE (once), once + coalesce(p.people, 0) AS people, source, segment_name, segment_value, period
FROM cell JOIN segment_names USING (segment) JOIN names USING (period_number)
     LEFT JOIN people_of AS p ON p.segment = cell.segment AND p.place = cell.period_number
ORDER BY source, segment_name <> 'all', segment_name, segment_value, period;

CREATE OR REPLACE TEMP TABLE topic_cells AS
WITH cell AS (
    SELECT segment, period_number, topic_number, coalesce(sum(n) FILTER (again < reach), 0)::BIGINT AS once,
           sum(n)::BIGINT AS n_responses, sum(n_comments)::BIGINT AS n_comments, sum(promoters)::BIGINT AS promoters,
           sum(passives)::BIGINT AS passives, sum(detractors)::BIGINT AS detractors, sum(praised)::BIGINT AS praised,
           sum(criticised)::BIGINT AS criticised
    FROM topic_months JOIN months USING (month_number) GROUP BY segment, period_number, topic_number
)
SELECT source, topic, period, segment_name, segment_value, n_base, b.promoters AS base_promoters,
       b.passives AS base_passives, b.detractors AS base_detractors, n_responses, n_comments, cell.promoters,
       cell.passives, cell.detractors, praised, criticised, once + coalesce(mentioning, 0) AS people_mentioning,
       b.people - once - coalesce(always, 0) AS people_others, b.people AS people_base, segment, period_number,
       topic_number, coalesce(n_n, 0) AS n_n, coalesce(n_s, 0) AS n_s, coalesce(s_s, 0) AS s_s, coalesce(m_n, 0) AS m_n,
       coalesce(m_s, 0) AS m_s, coalesce(t_n, 0) AS t_n, coalesce(t_s, 0) AS t_s, coalesce(m_m, 0) AS m_m,
       coalesce(m_t, 0) AS m_t, coalesce(t_t, 0) AS t_t
FROM cell JOIN base_cells AS b USING (segment, period_number) JOIN topics USING (topic_number)
     LEFT JOIN people_mentioning AS p ON p.segment = cell.segment AND p.place = cell.period_number
                                         AND p.topic_number = cell.topic_number
     LEFT JOIN base_pairs AS two ON two.segment = cell.segment AND two.place = cell.period_number
     LEFT JOIN topic_pairs AS said ON said.segment = cell.segment AND said.place = cell.period_number
                                      AND said.topic_number = cell.topic_number
ORDER BY source, segment_name <> 'all', segment_name, segment_value, period, topic;
