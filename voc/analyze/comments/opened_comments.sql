-- The comments of `chosen`, one row each, with the words that say what was asked for. Nothing here tells who wrote
-- them but what was selected by. typical: cosine of the comment's terms with those of all chosen comments.
-- $apart: each part by itself, with $most of each. $compared: only so many of each part are looked at, whichever.
-- Texts are read only of the comments that are shown, terms where they are compared, with what else orders them.
WITH comment AS (
    SELECT DISTINCT ON (part, answer, source, comment_id) part, first, answer, source, comment_id,
           CASE WHEN $apart THEN part ELSE '' END AS pile
    FROM chosen
), sampled AS (
    SELECT * FROM comment
    QUALIFY $compared IS NULL OR row_number() OVER (PARTITION BY pile ORDER BY hash(comment_id)) <= $compared
), timed AS MATERIALIZED (
    SELECT sampled.*, occurred_at, CASE WHEN $typical THEN tokens END AS terms
    FROM sampled LEFT JOIN comments AS c ON sampled.source = c.source AND sampled.comment_id = c.comment_id
), worded AS (
    SELECT pile, part, source, comment_id, unnest(list_distinct(terms)) AS term FROM timed
), frequency AS (
    SELECT pile, term, count(*) AS n FROM worded GROUP BY pile, term
), typical AS (
    SELECT source, comment_id, any_value(likeness) AS likeness FROM (
        SELECT part, source, comment_id, sum(n) / sqrt(count(*)) AS likeness
        FROM worded JOIN frequency USING (pile, term) GROUP BY part, source, comment_id)
    GROUP BY source, comment_id
), shown AS (
    SELECT pile, part, timed.source, timed.comment_id, answer, row_number() OVER (
               PARTITION BY pile
               ORDER BY part DESC, timed.comment_id IS NULL, first DESC NULLS LAST, likeness DESC NULLS LAST,
                        occurred_at DESC NULLS LAST, timed.comment_id, answer) AS place
    FROM timed LEFT JOIN typical ON timed.source = typical.source AND timed.comment_id = typical.comment_id
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
