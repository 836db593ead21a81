-- Who wrote the comments named by $sources and $comments (side by side). Grain: comment.
WITH wanted AS (
    SELECT unnest($sources) AS source, unnest($comments) AS comment_id
)
SELECT c.source, c.comment_id, coalesce(r.respondent, k.respondent) AS respondent
FROM comments AS c SEMI JOIN wanted USING (source, comment_id)
     LEFT JOIN responses AS r ON c.source = r.source AND c.response_id = r.response_id
     LEFT JOIN contacts AS k ON c.source = k.source AND c.contact_id = k.contact_id;
