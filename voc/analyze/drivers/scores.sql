-- Who stands behind the topics of `drivers`, of each score × segment, over the answers of the base that have the score.
-- Enters topic_cells and base_cells; a score that all answers of a source have is counted already. Leaves the
-- answers of the other scores to topic_people.sql.

CREATE OR REPLACE TEMP TABLE scored AS
SELECT answer, base.source, unnest(map_keys(scores)) AS outcome
FROM base JOIN answers USING (answer) JOIN responses ON responses.rowid = response;

CREATE OR REPLACE TEMP TABLE outcomes AS
WITH asked AS (
    SELECT source, outcome, count(*) AS n FROM scored GROUP BY source, outcome
), size AS (
    SELECT source, count(*) AS n FROM base GROUP BY source
)
SELECT source, outcome, (row_number() OVER (ORDER BY source, outcome))::USMALLINT AS place, asked.n = size.n AS everywhere
FROM asked JOIN size USING (source);

CREATE OR REPLACE TEMP TABLE scored_base AS
SELECT answer, person, again, segments, said, place
FROM base JOIN scored USING (answer, source) JOIN outcomes USING (source, outcome) WHERE NOT everywhere;

CREATE OR REPLACE TEMP VIEW looked_at AS FROM scored_base WHERE again > 0;
