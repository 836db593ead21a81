-- Counts of changes: source × pair of periods × segment × topic, over the base of usable.sql and
-- beside the table topic_by_nps, whose counts and notes of each period are taken over, where base_notes lets both
-- bases be told. A topic that nobody mentions in a period is as hidden there as one of few people; one that is hidden for
-- another's sake is no topic of few.
-- n_n … b_b: pairs of answers of one person in a period (voc.analyze.topics.repeated) or, …_both, of both (overlap.py);
-- people_… exact numbers of people.
-- An answer that mentions k topics belongs to each with 1/k; the topic '(rest)' is what mentions none, '(all)' the base.

-- whole answers by k; the sums of 1/k are made of decimals, which add up to the same in every order
CREATE OR REPLACE TEMP TABLE split AS
WITH mentioned AS (
    SELECT month_number, promoter, passive, detractor, segments, len(said)::USMALLINT AS k, unnest(said).topic_number AS topic_number
    FROM base
), counted AS (
    SELECT segment, month_number, topic_number, k, count_if(promoter) AS promoters, count_if(passive) AS passives,
           count_if(detractor) AS detractors
    FROM (SELECT * EXCLUDE (segments), unnest(segments) AS segment FROM mentioned)
    GROUP BY segment, month_number, topic_number, k
), counted_period AS (
    SELECT segment, period, topic_number, k, sum(promoters) AS promoters, sum(passives) AS passives,
           sum(detractors) AS detractors
    FROM counted JOIN months USING (month_number) WHERE reach > 1
    GROUP BY segment, period, topic_number, k
)
SELECT segment, period, topic, sum((promoters / k)::DECIMAL(38, 18))::DOUBLE AS promoters_w,
       sum((passives / k)::DECIMAL(38, 18))::DOUBLE AS passives_w,
       sum((detractors / k)::DECIMAL(38, 18))::DOUBLE AS detractors_w,
       sum((promoters / (k * k))::DECIMAL(38, 18))::DOUBLE AS promoters_w2,
       sum((passives / (k * k))::DECIMAL(38, 18))::DOUBLE AS passives_w2,
       sum((detractors / (k * k))::DECIMAL(38, 18))::DOUBLE AS detractors_w2
FROM (SELECT * REPLACE (k::DOUBLE AS k) FROM counted_period) JOIN topics USING (topic_number)
GROUP BY segment, period, topic;

-- People are counted where they may be fewer than five only: marks has one bit for each person modulo 64,
-- so that there are at least as many people as bits.
CREATE OR REPLACE TEMP TABLE marked AS
WITH counted AS (
    SELECT segment, month_number, count_if(promoter) AS promoters, count_if(passive) AS passives,
           count_if(detractor) AS detractors, count_if(promoter AND silent) AS silent_promoters,
           count_if(passive AND silent) AS silent_passives, count_if(detractor AND silent) AS silent_detractors,
           bit_or(mark) AS marks, bit_or(if(silent, mark, 0)) AS marks_silent
    FROM (SELECT month_number, promoter, passive, detractor, len(said) = 0 AS silent,
                 1::UBIGINT << (person % 64) AS mark, unnest(segments) AS segment FROM base)
    GROUP BY segment, month_number
)
SELECT segment, period, bit_count(bit_or(marks)) AS people, bit_count(bit_or(marks_silent)) AS people_silent,
       sum(promoters) AS promoters, sum(passives) AS passives, sum(detractors) AS detractors,
       sum(silent_promoters) AS silent_promoters, sum(silent_passives) AS silent_passives,
       sum(silent_detractors) AS silent_detractors
FROM counted JOIN months USING (month_number) WHERE reach > 1
GROUP BY segment, period;

CREATE OR REPLACE TEMP TABLE cells AS
WITH few AS (
    SELECT segment, period FROM marked WHERE people < $few OR people_silent < $few
), exact AS (
    SELECT segment, period, count(DISTINCT person) AS people, count(DISTINCT if(silent, person, NULL)) AS people_silent
    FROM (SELECT month_number, person, len(said) = 0 AS silent, unnest(segments) AS segment FROM base)
         JOIN months USING (month_number) SEMI JOIN few USING (segment, period)
    GROUP BY segment, period
)
SELECT marked.* REPLACE (coalesce(exact.people, marked.people) AS people,
                         coalesce(exact.people_silent, marked.people_silent) AS people_silent)
FROM marked JOIN segment_names USING (segment) JOIN base_notes USING (source, period, segment_name, segment_value)
     LEFT JOIN exact USING (segment, period)
WHERE note <> 'suppressed';

CREATE OR REPLACE TEMP TABLE base_beside AS
SELECT b.segment, period, b.people AS people_base, b.period_number AS place, coalesce(n_n, 0) AS n_n,
       coalesce(n_s, 0) AS n_s, coalesce(s_s, 0) AS s_s
FROM base_cells AS b LEFT JOIN base_pairs AS two ON two.segment = b.segment AND two.place = b.period_number;

CREATE OR REPLACE TEMP TABLE sides AS
SELECT c.segment, period, topic, promoters_w, passives_w, detractors_w, promoters_w2, passives_w2, detractors_w2,
       t.promoters, t.passives, t.detractors, t.note, people_mentioning, people_others, people_base, n_n, n_s, s_s,
       c.m_n, c.m_s, c.t_n, c.t_s, c.m_m, c.m_t, c.t_t, a_n, a_s, b_n, b_s, a_a, a_b, b_b
FROM topic_cells AS c JOIN split USING (segment, period, topic)
     JOIN topic_by_nps AS t USING (source, topic, period, segment_name, segment_value)
     LEFT JOIN topic_pairs AS two ON two.segment = c.segment AND two.place = c.period_number
                                     AND two.topic_number = c.topic_number
UNION ALL
SELECT segment, period, '(all)', promoters, passives, detractors, promoters, passives, detractors,
       promoters, passives, detractors, NULL, people_base, 0, people_base, n_n, n_s, s_s,
       n_n, n_s, n_s, s_s, n_n, n_s, s_s, n_n, n_s, n_s, s_s, n_n, n_s, s_s
FROM cells JOIN base_beside USING (segment, period)
UNION ALL
SELECT c.segment, period, '(rest)', silent_promoters, silent_passives, silent_detractors, silent_promoters,
       silent_passives, silent_detractors, NULL, NULL, NULL, NULL, NULL, NULL, people_base, n_n, n_s, s_s,
       m_n, m_s, t_n, t_s, m_m, m_t, t_t, a_n, a_s, b_n, b_s, a_a, a_b, b_b
FROM cells AS c JOIN base_beside AS b USING (segment, period)
     LEFT JOIN topic_pairs AS two ON two.segment = c.segment AND two.place = b.place AND two.topic_number = 0;

WITH beside_before AS (
    SELECT segment, period, topic, COLUMNS('^(._.|people_mentioning|people_others|people_base)$') AS '\1_before' FROM sides
), beside_after AS (
    SELECT segment, period, topic, COLUMNS('^(._.|people_mentioning|people_others|people_base)$') AS '\1_after' FROM sides
), keys AS (
    SELECT DISTINCT segment, place, period_before, p.period, topic
    FROM period_pairs AS p JOIN segment_names USING (source) JOIN sides USING (segment)
    WHERE sides.period IN (period_before, p.period)
), base_both AS (
    SELECT segment, place, COLUMNS('^(._.)$') AS '\1_both' FROM base_overlap
), topic_both AS (
    SELECT segment, place, coalesce(topic, '(rest)') AS topic, COLUMNS('^(._.)$') AS '\1_both'
    FROM topic_overlap LEFT JOIN topics USING (topic_number)
)
SELECT source, keys.topic, keys.period, period_before, segment_name, segment_value,
       cb.people AS people_before, ca.people AS people_after,
       cb.people_silent AS silent_before, ca.people_silent AS silent_after,
       cb.promoters::BIGINT AS base_p_before, cb.passives::BIGINT AS base_n_before,
       cb.detractors::BIGINT AS base_d_before, ca.promoters::BIGINT AS base_p_after,
       ca.passives::BIGINT AS base_n_after, ca.detractors::BIGINT AS base_d_after,
       coalesce(b.promoters_w, 0)::DOUBLE AS w_p_before, coalesce(b.passives_w, 0)::DOUBLE AS w_n_before,
       coalesce(b.detractors_w, 0)::DOUBLE AS w_d_before, coalesce(a.promoters_w, 0)::DOUBLE AS w_p_after,
       coalesce(a.passives_w, 0)::DOUBLE AS w_n_after, coalesce(a.detractors_w, 0)::DOUBLE AS w_d_after,
       coalesce(b.promoters_w2, 0)::DOUBLE AS w2_p_before, coalesce(b.passives_w2, 0)::DOUBLE AS w2_n_before,
       coalesce(b.detractors_w2, 0)::DOUBLE AS w2_d_before, coalesce(a.promoters_w2, 0)::DOUBLE AS w2_p_after,
       coalesce(a.passives_w2, 0)::DOUBLE AS w2_n_after, coalesce(a.detractors_w2, 0)::DOUBLE AS w2_d_after,
       coalesce(b.promoters, 0) AS p_before, coalesce(b.passives, 0) AS n_before,
       coalesce(b.detractors, 0) AS d_before, coalesce(a.promoters, 0) AS p_after,
       coalesce(a.passives, 0) AS n_after, coalesce(a.detractors, 0) AS d_after,
       b.topic IS NULL OR coalesce(b.note = 'suppressed', false) AS hidden_before,
       a.topic IS NULL OR coalesce(a.note = 'suppressed', false) AS hidden_after,
       b.topic IS NULL OR coalesce(b.people_mentioning < $few, false) AS few_before,
       a.topic IS NULL OR coalesce(a.people_mentioning < $few, false) AS few_after,
       two_b.* EXCLUDE (segment, period, topic), two_a.* EXCLUDE (segment, period, topic),
       base_both.* EXCLUDE (segment, place), topic_both.* EXCLUDE (segment, place, topic)
FROM keys JOIN segment_names USING (segment)
     JOIN cells AS cb ON cb.segment = keys.segment AND cb.period = period_before
     JOIN cells AS ca ON ca.segment = keys.segment AND ca.period = keys.period
     LEFT JOIN sides AS b ON b.segment = keys.segment AND b.period = period_before AND b.topic = keys.topic
     LEFT JOIN sides AS a ON a.segment = keys.segment AND a.period = keys.period AND a.topic = keys.topic
     LEFT JOIN beside_before AS two_b ON two_b.segment = keys.segment AND two_b.period = period_before
                                         AND two_b.topic = keys.topic
     LEFT JOIN beside_after AS two_a ON two_a.segment = keys.segment AND two_a.period = keys.period
                                        AND two_a.topic = keys.topic
     LEFT JOIN base_both ON base_both.segment = keys.segment AND base_both.place = keys.place
     LEFT JOIN topic_both ON topic_both.segment = keys.segment AND topic_both.place = keys.place
                             AND topic_both.topic = keys.topic
ORDER BY source, segment_name <> 'all', segment_name, segment_value, keys.period, period_before,
         keys.topic = '(all)', keys.topic = '(rest)', keys.topic;
