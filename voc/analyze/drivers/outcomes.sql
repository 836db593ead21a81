-- measured   of each answer of the base a list: what it has of every outcome that any answer has, null for none (answer,
--            outcomes). A table: it is read three times, and a map of each answer would take ten times as long to make
-- outcomes   one row per source × outcome beside the NPS that answers of the base have: its place in the list (number), a number
--            of its own (place) and whether all have it. One that is the same in all of them has nothing to explain
-- Who stands behind the topics of `drivers`, of each outcome × segment, over the answers of the base that have the outcome,
-- enters topic_cells and base_cells; an outcome that all answers of a source have is counted already. Leaves the
-- answers of the other outcomes to topic_people.sql.

SET VARIABLE outcome_names = (
    SELECT coalesce(list(name ORDER BY name), []) FROM (
        SELECT unnest(list_concat(map_keys(scores), map_keys(behaviour))) AS name FROM responses UNION SELECT 'churned')
    WHERE name <> 'nps'
);

CREATE OR REPLACE TEMP TABLE measured AS
SELECT answer, list_transform(getvariable('outcome_names'),
                              lambda name: outcome_of(name, scores, behaviour, churned)) AS outcomes
FROM base JOIN answers USING (answer) JOIN responses ON responses.rowid = response LEFT JOIN churning USING (respondent);

CREATE OR REPLACE TEMP TABLE outcomes AS
WITH stated AS (
    SELECT source, unnest(outcomes) AS value, generate_subscripts(outcomes, 1) AS number FROM base JOIN measured USING (answer)
), asked AS (
    SELECT source, number, count(*) AS n FROM stated
    WHERE value IS NOT NULL GROUP BY source, number HAVING min(value) < max(value)
), size AS (
    SELECT source, count(*) AS n FROM base GROUP BY source
)
SELECT source, getvariable('outcome_names')[number] AS outcome, number,
       (row_number() OVER (ORDER BY source, number))::USMALLINT AS place, asked.n = size.n AS everywhere
FROM asked JOIN size USING (source);

CREATE OR REPLACE TEMP TABLE scored_base AS
WITH scored AS (
    SELECT answer, unnest(outcomes) AS value, generate_subscripts(outcomes, 1) AS number FROM measured
)
SELECT answer, person, again, segments, said, place
FROM base JOIN scored USING (answer) JOIN outcomes USING (source, number) WHERE value IS NOT NULL AND NOT everywhere;

CREATE OR REPLACE TEMP VIEW looked_at AS FROM scored_base WHERE again > 0;
