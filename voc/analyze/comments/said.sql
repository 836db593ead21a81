-- What a published run says of the comments named by $sources and $comments (side by side). Grain: comment.
WITH wanted AS (
    SELECT unnest($sources) AS source, unnest($comments) AS comment_id
), spoken AS (
    SELECT source, comment_id,
           list(struct_pack(topic, polarity, p := 1::DOUBLE, "start", "end") ORDER BY "start", topic, polarity) AS topics
    FROM mentions SEMI JOIN wanted USING (source, comment_id)
    GROUP BY ALL
)
SELECT c.source, c.comment_id, question, text, text_hash, sentiment, mixed, complaint >= .5 AS complaint,
       request >= .5 AS request, churn >= .5 AS churn, urgent >= .5 AS urgent, non_answer,
       complaint AS p_complaint, churn AS p_churn, urgent AS p_urgent, decided, contact_id,
       coalesce(topics, []) AS topics
FROM comments AS c SEMI JOIN wanted USING (source, comment_id) LEFT JOIN spoken USING (source, comment_id);
