-- What is shown: one row per place × NPS group × term that at least $people people say, of the places
-- whose base topic_by_nps tells. The groups add up to everybody who says the term: where one is not shown, those
-- that are not hold $people people together, and the smallest shown is left out too if they do not.
-- Beside the cell stands the whole that it is set against: everybody who speaks of the topic for an
-- NPS group, all comments of the source for a topic, itself for all comments of everybody.

CREATE OR REPLACE TEMP TABLE shown AS
WITH told AS (
    SELECT place FROM places SEMI JOIN told_topics ON places.source = told_topics.source
           AND places.topic = told_topics.topic AND told_topics.latest = $latest
), together AS (
    SELECT place, term FROM saying SEMI JOIN (FROM groups WHERE NOT enough) USING (place, term, nps_number)
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
