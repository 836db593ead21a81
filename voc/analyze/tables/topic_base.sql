-- Adds to base the answers numbered $first to $last that have a usable comment: piece by piece, as lists that grow
-- side by side cannot leave memory.

INSERT INTO base
WITH commented AS (
    SELECT answer, count_if(NOT decided)::USMALLINT AS undecided FROM usable
    WHERE answer BETWEEN $first AND $last GROUP BY answer
), answer_topic AS (
    SELECT answer, topic_number, count(*)::USMALLINT AS n_comments, count_if(NOT decided)::USMALLINT AS n_undecided,
           bool_or(praised) AS praised, bool_or(criticised) AS criticised, bool_or(stated) AS stated
    FROM spoken JOIN usable USING (comment) WHERE answer BETWEEN $first AND $last GROUP BY answer, topic_number
), spoken_of AS (
    SELECT answer, list(struct_pack(topic_number, n_comments, n_undecided, praised, criticised, stated)) AS said
    FROM answer_topic GROUP BY answer
)
SELECT answer, source, person, month_number, again, promoter, passive, detractor, segments, undecided,
       coalesce(said, []) AS said
FROM answers JOIN commented USING (answer) LEFT JOIN spoken_of USING (answer)
WHERE answer BETWEEN $first AND $last;
