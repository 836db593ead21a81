-- The strata of weighted sources, for voc.analyze.weights: answers that have the same value in every margin.
-- margin (source, segment_name, segment_value, code) is given; the codes of an answer sum to its stratum. An answer
-- is complete that has a named value in every margin of its source.

CREATE OR REPLACE TEMP TABLE answer_strata AS
WITH given AS (
    SELECT source, count(DISTINCT segment_name) AS margins FROM margin GROUP BY source
), entries AS (
    SELECT answer, source, unnest(map_entries(segments)) AS entry
    FROM answers SEMI JOIN given USING (source) JOIN responses USING (source, response_id)
), coded AS (
    SELECT answer, sum(code)::BIGINT AS stratum, count(*) AS named
    FROM entries JOIN margin
      ON entries.source = margin.source AND entry.key = segment_name AND entry.value = segment_value
    GROUP BY answer
)
SELECT answer, source, coalesce(stratum, 0) AS stratum, coalesce(named, 0) = margins AS complete
FROM answers JOIN given USING (source) LEFT JOIN coded USING (answer);

CREATE OR REPLACE TEMP TABLE raked_periods AS
SELECT source, period, count(*) AS n, count(DISTINCT person) AS people, count_if(NOT complete) AS n_unnamed,
       count(DISTINCT if(complete, NULL, person)) AS people_unnamed
FROM (SELECT source, person, complete, unnest([month, left(month, 4), 'all']) AS period
      FROM answers JOIN answer_strata USING (answer, source))
GROUP BY source, period;

WITH counted AS (
    SELECT source, month, stratum, count(*) AS answers
    FROM answers JOIN answer_strata USING (answer, source) GROUP BY source, month, stratum
)
SELECT source, period, stratum, sum(answers)::BIGINT AS answers
FROM (SELECT *, unnest([month, left(month, 4), 'all']) AS period FROM counted)
GROUP BY source, period, stratum
ORDER BY source, period, stratum;
