-- The comments of `chosen`, one row each, with the words that say what was asked for. Nothing here tells who wrote
-- them but what was selected by. typical: cosine of the comment's terms with those of all chosen comments.
-- $apart: each part by itself, with $most of each. $compared: only so many of each part are compared, whichever.
-- What is long, texts and terms, is read only of the comments that are shown, or compared.
WITH comment AS (
    SELECT DISTINCT ON (part, answer, source, comment_id) part, first, answer, source, comment_id,
           CASE WHEN $apart THEN part ELSE '' END AS pile
    FROM chosen
), sampled AS (
    SELECT * FROM comment
    QUALIFY $compared IS NULL OR row_number() OVER (PARTITION BY pile ORDER BY hash(comment_id)) <= $compared
), worded AS (
    SELECT pile, part, source, comment_id, unnest(list_distinct(tokens)) AS term
    FROM sampled JOIN comments USING (source, comment_id) WHERE $typical
), frequency AS (
    SELECT pile, term, count(*) AS n FROM worded GROUP BY pile, term
), typical AS (
    SELECT source, comment_id, any_value(likeness) AS likeness FROM (
        SELECT part, source, comment_id, sum(n) / sqrt(count(*)) AS likeness
        FROM worded JOIN frequency USING (pile, term) GROUP BY part, source, comment_id)
    GROUP BY source, comment_id
), shown AS (
    SELECT comment.*, row_number() OVER (
               PARTITION BY pile
               ORDER BY part DESC, comment.comment_id IS NULL, first DESC NULLS LAST, likeness DESC NULLS LAST,
                        occurred_at DESC NULLS LAST, comment.comment_id, answer) AS place
    FROM comment LEFT JOIN comments AS c ON comment.source = c.source AND comment.comment_id = c.comment_id
         LEFT JOIN typical ON comment.source = typical.source AND comment.comment_id = typical.comment_id
    QUALIFY place > $skip AND place - $skip <= $most
), said AS (
    SELECT m.source, m.comment_id, list({'topic': topic, 'polarity': polarity, 'start': "start", 'end': "end",
                                         'evidence': evidence} ORDER BY "start", topic, polarity) AS mentions
    FROM mentions AS m SEMI JOIN shown ON m.source = shown.source AND m.comment_id = shown.comment_id
    WHERE ($topic IS NULL OR topic = $topic) AND ($polarity IS NULL OR polarity = $polarity) OR topic = $other
    GROUP BY m.source, m.comment_id
)
SELECT part AS period, shown.source, answer AS response_id, shown.comment_id, question, sentiment,
       list_distinct(list_transform(mentions, lambda m: m.evidence)) AS evidence, text, mentions
FROM shown LEFT JOIN comments AS c ON shown.source = c.source AND shown.comment_id = c.comment_id
     LEFT JOIN said ON shown.source = said.source AND shown.comment_id = said.comment_id
ORDER BY pile, place;
