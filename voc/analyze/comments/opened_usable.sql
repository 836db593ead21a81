-- usable  one row per usable comment × the answer that it belongs to, as in usable.sql
CREATE OR REPLACE TEMP TABLE usable AS
SELECT c.source, c.comment_id, answer
FROM comments AS c JOIN answers AS a USING (source, response_id) WHERE NOT non_answer
UNION ALL
SELECT c.source, c.comment_id, answer
FROM comments AS c JOIN contacts AS k USING (source, contact_id)
     JOIN answers AS a ON k.response_source = a.source AND k.response_id = a.response_id
WHERE NOT non_answer;
