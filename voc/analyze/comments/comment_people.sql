-- Who wrote a comment, as the answer says to which it belongs: a contact belongs to the answer it counts for.
-- Grain of both: (source, comment_id). From a night's tables or a published run's.
-- comment_answers  the answer; `asking` is who opened the contact
-- comment_people   what it says of its writer

CREATE OR REPLACE TEMP VIEW comment_answers AS
SELECT c.source, comment_id, coalesce(k.response_source, c.source) AS response_source,
       coalesce(k.response_id, c.response_id) AS answer_id, k.respondent AS asking
FROM comments AS c LEFT JOIN contacts AS k USING (source, contact_id);

CREATE OR REPLACE TEMP VIEW comment_people AS
SELECT a.source, comment_id, nps_group, coalesce(r.respondent, asking) AS respondent, segments
FROM comment_answers AS a LEFT JOIN responses AS r
     ON a.response_source = r.source AND a.answer_id = r.response_id;
