-- usable  one row per usable comment (its row in comments) × the answer that it belongs to: one that is not a
--         non-answer; that of a support contact belongs to the answer that the contact counts for
-- base    the answers with a usable comment, the base of every table of topics; undecided counts the comments that
--         no person has decided on, `said` has what they speak of, one entry for each topic

CREATE OR REPLACE TEMP TABLE usable AS
SELECT c.rowid::INTEGER AS comment, answer, decided
FROM comments AS c JOIN answers AS a USING (source, response_id) WHERE NOT non_answer
UNION ALL
SELECT c.rowid::INTEGER, answer, decided
FROM comments AS c JOIN contacts AS k USING (source, contact_id)
     JOIN answers AS a ON k.response_source = a.source AND k.response_id = a.response_id
WHERE NOT non_answer;

CREATE OR REPLACE TEMP TABLE base AS
WITH commented AS (
    SELECT answer, count_if(NOT decided)::USMALLINT AS undecided FROM usable GROUP BY answer
), answer_topic AS (
    SELECT answer, topic_number, count(*)::USMALLINT AS n_comments, count_if(NOT decided)::USMALLINT AS n_undecided,
           bool_or(praised) AS praised, bool_or(criticised) AS criticised, bool_or(stated) AS stated
    FROM spoken JOIN usable USING (comment) GROUP BY answer, topic_number
), spoken_of AS (
    SELECT answer, list(struct_pack(topic_number, n_comments, n_undecided, praised, criticised, stated)) AS said
    FROM answer_topic GROUP BY answer
)
SELECT answer, source, person, month_number, again, promoter, passive, detractor, segments, undecided,
       coalesce(said, []) AS said
FROM answers JOIN commented USING (answer) LEFT JOIN spoken_of USING (answer);
