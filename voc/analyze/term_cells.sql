-- What the pieces add up to: one row per place × NPS group × term that at least $people people say, of the places
-- whose base topic_by_nps tells. The groups add up to everybody who says the term: where one is not shown, those
-- that are not hold $people people together, and the smallest shown is left out too if they do not.
-- Beside the cell stands the whole that it is set against: everybody who speaks of the topic for an
-- NPS group, all comments of the source for a topic, itself for all comments of everybody.

CREATE OR REPLACE TEMP TABLE cell AS
WITH total AS (
    SELECT place, term, nps_number, sum(comments) AS comments, bit_or(bins) AS bins
    FROM counted GROUP BY place, term, nps_number
), more AS (
    SELECT place, term, nps_number, sum(again) AS again FROM repeated GROUP BY place, term, nps_number
), grouped AS (
    SELECT place, term, nps_number, comments, comments - coalesce(again, 0) AS responses, bins
    FROM total LEFT JOIN more USING (place, term, nps_number)
)
FROM grouped
UNION ALL
SELECT place, term, 0, sum(comments), sum(responses), bit_or(bins) FROM grouped GROUP BY place, term;

-- where the bins do not tell, people are counted
CREATE OR REPLACE TEMP TABLE doubtful AS
SELECT place, term, nps_number FROM cell WHERE responses >= $people AND bit_count(bins) < $people;

CREATE OR REPLACE TEMP TABLE enough AS
WITH looked_at AS (
    SELECT comment, term FROM occurrences WHERE term IN (SELECT term FROM doubtful)
), saying AS (
    SELECT place, term, unnest([0, nps_number])::UTINYINT AS nps_number, person
    FROM looked_at JOIN texts USING (comment) JOIN comment_places USING (comment)
    WHERE latest OR NOT $latest
), counted_people AS (
    SELECT place, term, nps_number FROM saying SEMI JOIN doubtful USING (place, term, nps_number)
    GROUP BY place, term, nps_number HAVING count(DISTINCT person) >= $people
)
FROM counted_people
UNION ALL
SELECT place, term, nps_number FROM cell WHERE bit_count(bins) >= $people;

CREATE OR REPLACE TEMP TABLE shown AS
WITH told AS (
    SELECT place FROM places SEMI JOIN told_topics ON places.source = told_topics.source
           AND places.topic = told_topics.topic AND told_topics.latest = $latest
), groups AS (
    SELECT cell.place, cell.term, cell.nps_number, responses, bins, e.place IS NOT NULL AS enough
    FROM cell LEFT JOIN enough AS e USING (place, term, nps_number) WHERE cell.nps_number > 0 AND cell.term > 0
), few AS (
    SELECT place, term, nps_number FROM groups WHERE NOT enough
), narrow AS (
    SELECT place, term FROM groups GROUP BY place, term
    HAVING bool_or(enough) AND count_if(NOT enough) > 1 AND bit_count(bit_or(bins) FILTER (NOT enough)) < $people
), together AS (
    SELECT place, term
    FROM (SELECT comment, term FROM occurrences WHERE term IN (SELECT term FROM narrow))
         JOIN texts USING (comment) JOIN comment_places USING (comment)
         SEMI JOIN narrow USING (place, term) SEMI JOIN few USING (place, term, nps_number)
    WHERE latest OR NOT $latest
    GROUP BY place, term HAVING count(DISTINCT person) >= $people
), given_away AS (
    SELECT place, term, min_by(nps_number, (responses, nps_number)) FILTER (enough) AS nps_number
    FROM groups ANTI JOIN together USING (place, term) GROUP BY place, term
    HAVING count_if(NOT enough) = 1
        OR count_if(NOT enough) > 1 AND bit_count(bit_or(bins) FILTER (NOT enough)) < $people
)
FROM enough SEMI JOIN told USING (place) ANTI JOIN given_away USING (place, term, nps_number);

WITH base AS (
    SELECT place, nps_number, sum(responses) FILTER (term = 0) AS responses,
           sum(comments) FILTER (term = 0) AS comments, coalesce(sum(comments) FILTER (term > 0), 0) AS words
    FROM cell GROUP BY place, nps_number
), versus AS (
    SELECT cell.*, source, topic, if(nps_number = 0, everything.place, cell.place) AS whole
    FROM cell SEMI JOIN shown USING (place, term, nps_number) JOIN places AS p USING (place)
         JOIN (SELECT source, place FROM places WHERE topic = 'all') AS everything USING (source)
    WHERE term > 0
)
SELECT v.source, if($latest, month, 'all') AS period, topic,
       ['all', 'promoter', 'passive', 'detractor'][v.nps_number + 1] AS nps_group, text AS term,
       v.responses::BIGINT AS responses, v.comments::BIGINT AS comments,
       b.responses::BIGINT AS base_responses, b.comments::BIGINT AS base_comments, b.words::BIGINT AS words,
       w.comments::BIGINT AS whole_comments, wb.responses::BIGINT AS whole_base_responses,
       wb.comments::BIGINT AS whole_base_comments, wb.words::BIGINT AS whole_words
FROM versus AS v JOIN newest USING (source) JOIN terms USING (term)
     JOIN base AS b ON b.place = v.place AND b.nps_number = v.nps_number
     JOIN cell AS w ON w.place = whole AND w.term = v.term AND w.nps_number = 0
     JOIN base AS wb ON wb.place = whole AND wb.nps_number = 0;
