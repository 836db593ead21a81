-- The answers of each cell by what they look like (topic_shapes.sql), for every period;
-- topic_number is null for all answers of the base.
SELECT segment, period_number, NULL AS topic_number, undecided, 0 AS read, false AS decided,
       sum(promoters)::BIGINT AS promoters, sum(passives)::BIGINT AS passives, sum(detractors)::BIGINT AS detractors
FROM comment_shapes JOIN months USING (month_number)
GROUP BY segment, period_number, undecided
UNION ALL
SELECT segment, period_number, topic_number, undecided, read, decided, sum(promoters)::BIGINT,
       sum(passives)::BIGINT, sum(detractors)::BIGINT
FROM topic_shapes JOIN months USING (month_number)
GROUP BY segment, period_number, topic_number, undecided, read, decided
ORDER BY ALL;
