-- What the loyalty tables count, of `latest` and `stating` (latest.sql).
-- behaviours  one row per source × behaviour: how many are known to do how much, and where high begins
-- behaved     latest × behaviour: its value, and whether that is high

-- what the survey asks, and what the customer lists know of the same person
CREATE OR REPLACE TEMP TABLE stated AS
WITH entries AS (
    SELECT answer, source, unnest(map_entries(behaviour)) AS entry FROM stating
), facts AS (
    SELECT answer, stating.source, unnest([
               {'key': customers.source || '.spend', 'value': spend},
               {'key': customers.source || '.purchases', 'value': purchases}
           ]) AS entry
    FROM stating JOIN customers USING (respondent)
)
SELECT answer, source, entry.key AS behaviour, entry.value AS value
FROM (FROM entries UNION ALL FROM facts)
WHERE isfinite(entry.value) AND entry.value >= 0;

-- High begins at the value that comes closest to halving the respondents: at the median or just above
-- it, whichever is nearer (above it when both are as near). All of a tie or band are on one side, and
-- neither side is empty; where all are alike there is no cut, and nobody is high or low.
CREATE OR REPLACE TEMP TABLE behaviours AS
WITH middle AS (
    SELECT source, behaviour, count(*) AS n, quantile_disc(value, 0.5) AS median FROM stated GROUP BY ALL
), around AS (
    SELECT source, behaviour, n, median, count_if(value >= median) AS from_median,
           count_if(value > median) AS above, min(value) FILTER (value > median) AS next
    FROM stated JOIN middle USING (source, behaviour) GROUP BY ALL
)
SELECT source, behaviour, row_number() OVER (ORDER BY source, behaviour)::USMALLINT AS behaviour_number, n,
       CASE WHEN above > 0 AND (from_median = n OR n - 2 * above <= 2 * from_median - n) THEN next
            WHEN from_median < n THEN median END AS cut,
       EXISTS (SELECT 1 FROM bands AS b WHERE b.source = around.source AND b.behaviour = around.behaviour)
           AS banded
FROM around;

CREATE OR REPLACE TEMP TABLE behaved AS
SELECT answer, behaviour_number, value, value >= cut AS high
FROM stated JOIN behaviours USING (source, behaviour);

DROP TABLE stated;
