-- People of segment × behaviour × side × side, for quadrants.sql and loyalty_parts.sql; `high` is null where nobody is.
-- n_known are those that a list which knows of leaving names, less who had left before they answered;
-- n_left those of them who left afterwards.
CREATE OR REPLACE TEMP TABLE quadrant_people AS
WITH leaving AS (
    SELECT answer, answered_at, min(churned_at) AS churned_at
    FROM latest JOIN responses ON responses.rowid = response JOIN customers USING (respondent)
    WHERE customers.source IN (SELECT source FROM customers WHERE churned_at IS NOT NULL)
    GROUP BY answer, answered_at
), person AS (
    SELECT behaviour_number, answers.promoter, answers.detractor, high, value, segments,
           leaving.answer IS NOT NULL AND coalesce(churned_at > answered_at, true) AS known,
           coalesce(churned_at > answered_at, false) AS went
    FROM behaved JOIN answers USING (answer) LEFT JOIN leaving USING (answer)
)
SELECT segment, behaviour_number, promoter, high, count(*) AS n, count_if(detractor) AS detractors,
       sum(value) AS total, sum(value * value) AS squares, count_if(known) AS n_known, count_if(went) AS n_left
FROM (SELECT * EXCLUDE (segments), unnest(segments) AS segment FROM person)
GROUP BY segment, behaviour_number, promoter, high;
