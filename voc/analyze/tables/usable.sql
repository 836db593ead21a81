-- usable  one row per usable comment (its row in comments) × the answer that it belongs to: one that is not a
--         non-answer; that of a support contact belongs to the answer that the contact counts for
-- base    the answers with a usable comment, the base of every table of topics, empty before topic_base.sql; undecided
--         counts the comments that no person has decided on, `said` has what they speak of, one entry for each topic

CREATE OR REPLACE TEMP TABLE usable AS
SELECT c.rowid::INTEGER AS comment, answer, decided
FROM comments AS c JOIN answers AS a USING (source, response_id) WHERE NOT non_answer
UNION ALL
SELECT c.rowid::INTEGER, answer, decided
FROM comments AS c JOIN contacts AS k USING (source, contact_id)
     JOIN answers AS a ON k.response_source = a.source AND k.response_id = a.response_id
WHERE NOT non_answer;

CREATE OR REPLACE TEMP TABLE base AS
SELECT answer, source, person, month_number, again, promoter, passive, detractor, segments, 0::USMALLINT AS undecided,
       []::STRUCT(topic_number USMALLINT, n_comments USMALLINT, n_undecided USMALLINT,
                  praised BOOLEAN, criticised BOOLEAN, stated BOOLEAN)[] AS said
FROM answers WHERE false;
