-- The strata of weighted sources, for voc.analyze.weights: answers that have the same value in every margin.
-- margin (source, segment_name, segment_value, code) is given; the codes of an answer sum to its stratum. An answer
-- is complete that has a named value in every margin of its source.

CREATE OR REPLACE TEMP TABLE answer_strata AS
WITH given AS (
    SELECT source, count(DISTINCT segment_name) AS margins FROM margin GROUP BY source
), entries AS (
    SELECT answer, answers.source, unnest(map_entries(responses.segments)) AS entry
    FROM answers SEMI JOIN given USING (source) JOIN responses ON responses.rowid = response
), coded AS (
    SELECT answer, sum(code)::BIGINT AS stratum, count(*) AS named
    FROM entries JOIN margin
      ON entries.source = margin.source AND entry.key = segment_name AND entry.value = segment_value
    GROUP BY answer
)
SELECT answer, source, coalesce(stratum, 0) AS stratum, coalesce(named, 0) = margins AS complete
FROM answers JOIN given USING (source) LEFT JOIN coded USING (answer);

-- who is not `again` in a period is one person there
CREATE OR REPLACE TEMP TABLE raked_periods AS
SELECT source, period, count(*) AS n,
       count_if(again < reach) + count(DISTINCT person) FILTER (again >= reach) AS people,
       count_if(NOT complete) AS n_unnamed,
       count_if(again < reach AND NOT complete)
       + count(DISTINCT person) FILTER (again >= reach AND NOT complete) AS people_unnamed
FROM answers JOIN answer_strata USING (answer, source) JOIN months USING (month_number)
GROUP BY source, period;

SELECT source, period, stratum, count(*) AS answers
FROM answers JOIN answer_strata USING (answer, source) JOIN months USING (month_number)
GROUP BY source, period, stratum
ORDER BY source, period, stratum;
