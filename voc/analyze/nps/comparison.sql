-- Sums over the answers and people of two cells that may overlap, for voc.analyze.nps.comparison: one row. The relation
-- compared (person, y, w_1, w_2) is given: scored answers, y promoter less detractor, and the weight of each in either
-- cell, in whole millionths so that sums are exact; null where it is not in the cell. Of a person, n = Σ w and s = Σ wy
-- of each cell.

, answer AS (
    SELECT count(w_1) AS answers_1, sum(w_1::BIGINT * w_1) AS squares_1, sum(w_1) FILTER (y > 0) AS promoters_1,
           sum(w_1) FILTER (y = 0) AS passives_1, sum(w_1) FILTER (y < 0) AS detractors_1,
           count(w_2) AS answers_2, sum(w_2::BIGINT * w_2) AS squares_2, sum(w_2) FILTER (y > 0) AS promoters_2,
           sum(w_2) FILTER (y = 0) AS passives_2, sum(w_2) FILTER (y < 0) AS detractors_2
    FROM compared
), person AS (
    SELECT bool_or(w_1 IS NOT NULL) AS in_1, coalesce(sum(w_1), 0) AS n_1, coalesce(sum(w_1 * y), 0) AS s_1,
           bool_or(w_2 IS NOT NULL) AS in_2, coalesce(sum(w_2), 0) AS n_2, coalesce(sum(w_2 * y), 0) AS s_2,
           bool_or(w_2 IS NULL) AS only_1, bool_or(w_1 IS NULL) AS only_2
    FROM compared WHERE w_1 IS NOT NULL OR w_2 IS NOT NULL GROUP BY person
), people AS (
    SELECT count_if(in_1) AS people_1, count_if(in_2) AS people_2, count_if(in_1 AND in_2) AS people_both,
           count_if(only_1) AS people_only_1, count_if(only_2) AS people_only_2,
           sum(n_1 * n_1) AS nn_1, sum(s_1 * n_1) AS sn_1, sum(s_1 * s_1) AS ss_1,
           sum(n_2 * n_2) AS nn_2, sum(s_2 * n_2) AS sn_2, sum(s_2 * s_2) AS ss_2,
           sum(n_1 * n_2) AS n1_n2, sum(s_1 * n_2) AS s1_n2, sum(n_1 * s_2) AS n1_s2, sum(s_1 * s_2) AS s1_s2
    FROM person
)
SELECT COLUMNS('answers_|people_'), COLUMNS('promoters_|passives_|detractors_') / 1e6,
       COLUMNS('^[ns]') / 1e12
FROM answer, people
