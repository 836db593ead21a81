-- Table of records.QUEUE: what a run flags, with what a queue is filtered by. Grain: (source, comment_id). No text.
-- One comment in five may be flagged: what is joined to them is first cut down to what is theirs, which fits in memory.
WITH spoken AS (
    SELECT source, comment_id, list(DISTINCT topic ORDER BY topic) AS topics
    FROM mentions SEMI JOIN flagged USING (source, comment_id) GROUP BY ALL
), hashes AS (
    SELECT source, comment_id, text_hash FROM comments SEMI JOIN flagged USING (source, comment_id)
), answered AS MATERIALIZED (
    SELECT * FROM comment_answers SEMI JOIN flagged USING (source, comment_id)
), answering AS (
    SELECT source AS response_source, response_id AS answer_id, nps_group, respondent, segments
    FROM responses SEMI JOIN answered ON responses.source = response_source AND response_id = answer_id
), item AS (
    SELECT f.source, f.comment_id, text_hash, f.month, f.occurred_at, nps_group,
           coalesce(respondent, asking) AS respondent, reasons,
           coalesce(topics, []) AS topics, coalesce(segments, MAP {}) AS segments,
           priority, priority_urgent, priority_churn, priority_severity, priority_nps, priority_value, 0::DOUBLE AS priority_age
    FROM flagged AS f JOIN hashes USING (source, comment_id) JOIN answered USING (source, comment_id)
         LEFT JOIN answering USING (response_source, answer_id) LEFT JOIN spoken USING (source, comment_id)
)
SELECT item.*, md5(item::VARCHAR) AS digest FROM item;
