-- Table of records.QUEUE: what a run flags, with what a queue is filtered by. Grain: (source, comment_id). No text.
WITH spoken AS (
    SELECT source, comment_id, list(DISTINCT topic ORDER BY topic) AS topics
    FROM mentions SEMI JOIN flagged USING (source, comment_id) GROUP BY ALL
), item AS (
    SELECT f.source, f.comment_id, text_hash, f.month, f.occurred_at, nps_group, respondent, reasons,
           coalesce(topics, []) AS topics, coalesce(segments, MAP {}) AS segments,
           priority, priority_urgent, priority_churn, priority_severity, priority_nps, priority_value, 0::DOUBLE AS priority_age
    FROM flagged AS f JOIN comments USING (source, comment_id) JOIN comment_people USING (source, comment_id)
         LEFT JOIN spoken USING (source, comment_id)
)
SELECT item.*, md5(item::VARCHAR) AS digest FROM item ORDER BY source, comment_id;
