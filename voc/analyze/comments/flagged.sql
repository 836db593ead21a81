-- Table flagged from `judged`: comment (its row in comments) with reasons, priority and its parts.
CREATE OR REPLACE TEMP TABLE flagged AS
SELECT source, comment_id, response_id, contact_id, month, occurred_at, judged.* EXCLUDE (comment)
FROM judged JOIN comments ON comments.rowid = comment;
