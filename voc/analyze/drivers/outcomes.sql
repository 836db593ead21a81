-- measured   the outcomes of each answer as a map, as measured.sql says (answer, outcomes)
-- outcomes   one row per source × outcome beside the NPS that answers of the base have, its number (place) and whether all
--            have it. One that is the same in all of them has nothing to explain and is none.
-- Who stands behind the topics of `drivers`, of each outcome × segment, over the answers of the base that have the outcome,
-- enters topic_cells and base_cells; an outcome that all answers of a source have is counted already. Leaves the
-- answers of the other outcomes to topic_people.sql.

CREATE OR REPLACE TEMP VIEW measured AS
SELECT answer, outcomes_of(scores, behaviour, churned) AS outcomes
FROM answers JOIN responses ON responses.rowid = response LEFT JOIN churning USING (respondent);

CREATE OR REPLACE TEMP TABLE outcomes AS
WITH stated AS (
    SELECT source, unnest(map_entries(outcomes)) AS entry FROM base JOIN measured USING (answer)
), asked AS (
    SELECT source, entry.key AS outcome, count(*) AS n FROM stated
    WHERE entry.key <> 'nps' GROUP BY source, outcome HAVING min(entry.value) < max(entry.value)
), size AS (
    SELECT source, count(*) AS n FROM base GROUP BY source
)
SELECT source, outcome, (row_number() OVER (ORDER BY source, outcome))::USMALLINT AS place, asked.n = size.n AS everywhere
FROM asked JOIN size USING (source);

CREATE OR REPLACE TEMP TABLE scored_base AS
WITH scored AS (
    SELECT answer, unnest(map_keys(outcomes)) AS outcome FROM measured
)
SELECT answer, person, again, segments, said, place
FROM base JOIN scored USING (answer) JOIN outcomes USING (source, outcome) WHERE NOT everywhere;

CREATE OR REPLACE TEMP VIEW looked_at AS FROM scored_base WHERE again > 0;
