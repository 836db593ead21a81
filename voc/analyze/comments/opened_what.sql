-- what  the usable comments that are meant: all; those that mention a topic; those that hold one of $words;
--       `wanted` those of the polarity asked for. With $other, a second topic, also those that mention it in answers
--       that mention the first; `also` = their answer mentions both; with $others, words: they hold one of these. $silent: those that mention no topic but those in $folded.
CREATE OR REPLACE TEMP TABLE what AS
WITH mentioned AS (
    SELECT source, comment_id, count_if(topic = $topic) > 0 AS of_topic,
           count_if(topic = $topic AND polarity = $polarity) > 0 AS of_polarity,
           count_if(list_contains($folded, topic)) > 0 AS of_folded, count_if(topic = $other) > 0 AS of_other
    FROM mentions SEMI JOIN usable USING (source, comment_id)
    WHERE $silent OR topic IN ($topic, $other)
    GROUP BY source, comment_id
), spoken AS (
    SELECT answer, count(m.comment_id) > 0 AS spoke, coalesce(bool_or(of_topic), false) AS of_first,
           of_first AND bool_or(of_other) AS also
    FROM usable LEFT JOIN mentioned AS m USING (source, comment_id)
    GROUP BY answer
)
SELECT u.source, u.comment_id, u.answer, $polarity IS NULL OR coalesce(of_polarity, false) AS wanted,
       CASE WHEN $others IS NULL THEN also ELSE list_has_any(c.tokens, $others) END AS also
FROM usable AS u JOIN comments AS c USING (source, comment_id) JOIN spoken ON u.answer = spoken.answer
     LEFT JOIN mentioned AS m ON u.source = m.source AND u.comment_id = m.comment_id
WHERE ($topic IS NULL OR of_topic OR of_first AND of_other)
  AND ($words IS NULL OR list_has_any(CASE WHEN $paired THEN c.pairs ELSE c.tokens END, $words))
  AND (NOT $silent OR NOT spoke OR coalesce(of_folded, false));
