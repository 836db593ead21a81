-- Sums over the people of two cells that may overlap, for voc.analyze.nps.comparison: one row. The relation compared
-- (person, y, w_1, w_2) is given: scored answers, y promoter less detractor, and the weight of each in either cell, in
-- whole millionths so that sums are exact; null where it is not in the cell. Of a person, n = Σ w and s = Σ wy of each
-- cell.

, person AS (
    SELECT person, count(w_1) AS answers_1, coalesce(sum(w_1), 0) AS n_1, coalesce(sum(w_1 * y), 0) AS s_1,
           coalesce(sum(w_1) FILTER (y > 0), 0) AS p_1, coalesce(sum(w_1) FILTER (y < 0), 0) AS d_1,
           coalesce(sum(w_1 * w_1), 0) AS squares_1,
           count(w_2) AS answers_2, coalesce(sum(w_2), 0) AS n_2, coalesce(sum(w_2 * y), 0) AS s_2,
           coalesce(sum(w_2) FILTER (y > 0), 0) AS p_2, coalesce(sum(w_2) FILTER (y < 0), 0) AS d_2,
           coalesce(sum(w_2 * w_2), 0) AS squares_2,
           bool_or(w_2 IS NULL) AS only_1, bool_or(w_1 IS NULL) AS only_2
    FROM compared WHERE w_1 IS NOT NULL OR w_2 IS NOT NULL GROUP BY person
)
SELECT count_if(answers_1 > 0) AS people_1, count_if(answers_2 > 0) AS people_2,
       count_if(answers_1 > 0 AND answers_2 > 0) AS people_both,
       count_if(only_1) AS people_only_1, count_if(only_2) AS people_only_2,
       sum(answers_1) AS answers_1, sum(squares_1) / 1e12 AS squares_1,
       sum(p_1) / 1e6 AS promoters_1, sum(n_1 - p_1 - d_1) / 1e6 AS passives_1, sum(d_1) / 1e6 AS detractors_1,
       sum(answers_2) AS answers_2, sum(squares_2) / 1e12 AS squares_2,
       sum(p_2) / 1e6 AS promoters_2, sum(n_2 - p_2 - d_2) / 1e6 AS passives_2, sum(d_2) / 1e6 AS detractors_2,
       sum(n_1 * n_1) / 1e12 AS nn_1, sum(s_1 * n_1) / 1e12 AS sn_1, sum(s_1 * s_1) / 1e12 AS ss_1,
       sum(n_2 * n_2) / 1e12 AS nn_2, sum(s_2 * n_2) / 1e12 AS sn_2, sum(s_2 * s_2) / 1e12 AS ss_2,
       sum(n_1 * n_2) / 1e12 AS n1_n2, sum(s_1 * n_2) / 1e12 AS s1_n2, sum(n_1 * s_2) / 1e12 AS n1_s2,
       sum(s_1 * s_2) / 1e12 AS s1_s2
FROM person
