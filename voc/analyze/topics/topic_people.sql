-- Adds to people_mentioning, of the topics numbered $first to $first + 63, the people behind looked_at (answer, person,
-- segments, place), who may answer more than once: of each cell, a place × segment, how many people
-- mention a topic, and of them those who always do, in all their answers there. Leaves people_of with the people
-- of each cell. A topic is a bit; of a person in a cell, `ever` are the topics of any answer, `always` those of all.

CREATE OR REPLACE TEMP TABLE asked AS
SELECT topic_number, 1::UBIGINT << (topic_number - $first)::UBIGINT AS bit
FROM topics WHERE topic_number BETWEEN $first AND $first + 63;

CREATE OR REPLACE TEMP TABLE people_alike AS
WITH mentioned AS (
    SELECT answer, unnest(said).topic_number AS topic_number FROM base WHERE again > 0
), answer_bits AS (
    SELECT answer, bit_or(bit) AS bits FROM mentioned JOIN asked USING (topic_number) GROUP BY answer
), placed AS (
    SELECT place, person, coalesce(bits, 0) AS bits, unnest(segments) AS segment
    FROM looked_at LEFT JOIN answer_bits USING (answer)
), person_cells AS (
    SELECT segment, place, person, bit_or(bits) AS ever, bit_and(bits) AS always
    FROM placed GROUP BY segment, place, person
)
SELECT segment, place, ever, always, count(*) AS people FROM person_cells GROUP BY segment, place, ever, always;

INSERT INTO people_mentioning
SELECT segment, place, topic_number, sum(people)::BIGINT, coalesce(sum(people) FILTER (always & bit > 0), 0)::BIGINT
FROM people_alike JOIN asked ON ever & bit > 0 GROUP BY segment, place, topic_number;

CREATE OR REPLACE TEMP TABLE people_of AS
SELECT segment, place, sum(people)::BIGINT AS people FROM people_alike GROUP BY segment, place;
