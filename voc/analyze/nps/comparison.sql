-- Sums over the people of two cells that may overlap, for voc.analyze.comparison: one row. The relation compared
-- (person, y, one, other) is given: scored answers, y promoter less detractor, and which cells each is in.
-- Of a person, n answers and s = Σ y of each cell.

, person AS (
    SELECT person, count_if(one) AS n_1, coalesce(sum(y) FILTER (one), 0) AS s_1,
           count_if(other) AS n_2, coalesce(sum(y) FILTER (other), 0) AS s_2,
           count_if(one AND y > 0) AS p_1, count_if(one AND y < 0) AS d_1,
           count_if(other AND y > 0) AS p_2, count_if(other AND y < 0) AS d_2,
           bool_or(one AND NOT other) AS only_1, bool_or(other AND NOT one) AS only_2
    FROM compared WHERE one OR other GROUP BY person
)
SELECT count_if(n_1 > 0) AS people_1, count_if(n_2 > 0) AS people_2, count_if(n_1 > 0 AND n_2 > 0) AS people_both,
       count_if(only_1) AS people_only_1, count_if(only_2) AS people_only_2,
       sum(p_1) AS promoters_1, sum(n_1 - p_1 - d_1) AS passives_1, sum(d_1) AS detractors_1,
       sum(p_2) AS promoters_2, sum(n_2 - p_2 - d_2) AS passives_2, sum(d_2) AS detractors_2,
       sum(n_1 * n_1) AS nn_1, sum(s_1 * n_1) AS sn_1, sum(s_1 * s_1) AS ss_1,
       sum(n_2 * n_2) AS nn_2, sum(s_2 * n_2) AS sn_2, sum(s_2 * s_2) AS ss_2,
       sum(n_1 * n_2) AS n1_n2, sum(s_1 * n_2) AS s1_n2, sum(n_1 * s_2) AS n1_s2, sum(s_1 * s_2) AS s1_s2
FROM person
