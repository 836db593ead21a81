-- Which comments of a published run a person has decided. Grain: comment.
SELECT source, comment_id FROM comments WHERE decided ORDER BY source, occurred_at, comment_id;
