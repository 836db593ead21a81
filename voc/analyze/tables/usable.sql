-- questions  one row per free-text question of a source that its answers answer usably, with a number. None of a source
--         with one alone: there is nothing to tell apart
-- usable  one row per usable comment (its row in comments) × the answer that it belongs to: one that is not a
--         non-answer; that of a support contact belongs to the answer that the contact counts for, and to no question
-- base    the answers with a usable comment, the base of every table of topics, empty before topic_base.sql; undecided
--         counts the comments that no person has decided on, `said` has what they speak of, one entry for each topic,
--         `questions` the numbers of those that they answer

CREATE OR REPLACE TEMP TABLE questions AS
WITH asked AS (
    SELECT DISTINCT source, question FROM comments JOIN answers USING (source, response_id)
    WHERE NOT non_answer AND question IS NOT NULL
)
SELECT source, question, row_number() OVER (ORDER BY source, question)::USMALLINT AS question_number
FROM asked QUALIFY count(*) OVER (PARTITION BY source) > 1;

CREATE OR REPLACE TEMP TABLE usable AS
SELECT c.rowid::INTEGER AS comment, answer, decided, question_number
FROM comments AS c JOIN answers AS a USING (source, response_id) LEFT JOIN questions USING (source, question)
WHERE NOT non_answer
UNION ALL
SELECT c.rowid::INTEGER, answer, decided, NULL
FROM comments AS c JOIN contacts AS k USING (source, contact_id)
     JOIN answers AS a ON k.response_source = a.source AND k.response_id = a.response_id
WHERE NOT non_answer;

CREATE OR REPLACE TEMP TABLE base AS
SELECT answer, source, person, month_number, again, promoter, passive, detractor, segments, 0::USMALLINT AS undecided,
       []::USMALLINT[] AS questions,
       []::STRUCT(topic_number USMALLINT, n_comments USMALLINT, n_undecided USMALLINT,
                  praised BOOLEAN, criticised BOOLEAN, stated BOOLEAN)[] AS said
FROM answers WHERE false;
