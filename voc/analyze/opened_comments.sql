-- The comments of `chosen`, one row each, with the words that say what was asked for. Nothing here tells who wrote
-- them but what was selected by. typical: cosine of the comment's terms with those of all chosen comments.
WITH comment AS (
    SELECT DISTINCT ON (chosen.part, chosen.answer, chosen.source, chosen.comment_id) chosen.part, chosen.first,
           chosen.answer, chosen.source, chosen.comment_id, c.contact_id, question, text, sentiment, occurred_at,
           list_distinct(tokens) AS terms
    FROM chosen LEFT JOIN comments AS c ON chosen.source = c.source AND chosen.comment_id = c.comment_id
), frequency AS (
    SELECT term, count(*) AS n FROM (SELECT unnest(terms) AS term FROM comment) GROUP BY term
), typical AS (
    SELECT source, comment_id, any_value(likeness) AS likeness FROM (
        SELECT part, source, comment_id, sum(n) / sqrt(count(*)) AS likeness
        FROM (SELECT part, source, comment_id, unnest(terms) AS term FROM comment) JOIN frequency USING (term)
        GROUP BY part, source, comment_id)
    GROUP BY source, comment_id
), said AS (
    SELECT m.source, m.comment_id, list({'topic': topic, 'polarity': polarity, 'start': "start", 'end': "end",
                                         'evidence': evidence} ORDER BY "start", topic, polarity) AS mentions
    FROM mentions AS m SEMI JOIN comment ON m.source = comment.source AND m.comment_id = comment.comment_id
    WHERE ($topic IS NULL OR topic = $topic) AND ($polarity IS NULL OR polarity = $polarity) OR topic = $other
    GROUP BY m.source, m.comment_id
)
SELECT part AS period, comment.source, answer AS response_id, comment.comment_id, question, sentiment,
       list_distinct(list_transform(mentions, lambda m: m.evidence)) AS evidence, text, mentions
FROM comment LEFT JOIN typical USING (source, comment_id) LEFT JOIN said USING (source, comment_id)
ORDER BY part DESC, comment.comment_id IS NULL, first DESC NULLS LAST,
         CASE WHEN $typical THEN likeness END DESC NULLS LAST, occurred_at DESC NULLS LAST, comment.comment_id, answer
LIMIT $most OFFSET $skip;
