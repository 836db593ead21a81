-- enough  the cells of $people people; `saying` has the people of the doubtful ones
-- groups  what is known of the terms said in each NPS group of a place
-- narrow  where bins do not tell whether the groups that fewer say hold $people people together

CREATE OR REPLACE TEMP TABLE enough AS
WITH of_cell AS (
    SELECT place, term, unnest([0, nps_number])::UTINYINT AS nps_number, person FROM saying
)
SELECT place, term, nps_number FROM of_cell SEMI JOIN doubtful USING (place, term, nps_number)
GROUP BY place, term, nps_number HAVING count(DISTINCT person) >= $people
UNION ALL
SELECT place, term, nps_number FROM cell WHERE bit_count(bins) >= $people;

CREATE OR REPLACE TEMP TABLE groups AS
SELECT cell.place, cell.term, cell.nps_number, responses, bins, e.place IS NOT NULL AS enough
FROM cell LEFT JOIN enough AS e USING (place, term, nps_number) WHERE cell.nps_number > 0 AND cell.term > 0;

CREATE OR REPLACE TEMP TABLE narrow AS
SELECT place, term FROM groups GROUP BY place, term
HAVING bool_or(enough) AND count_if(NOT enough) > 1 AND bit_count(bit_or(bins) FILTER (NOT enough)) < $people;
