-- named  pair → the text of the pair that it counts as, and how many comments hold it
-- Synonyms are folded and stop words left out on both sides, as in keyword_words.sql.

CREATE OR REPLACE TEMP TABLE named AS
WITH counted AS (
    SELECT word, sum(n)::BIGINT AS n FROM heard GROUP BY word
), parted AS (
    SELECT word, n, split_part(word, '→', 1) AS head,
           if(ends_with(word, '/ない'), left(split_part(word, '→', 2), -3), split_part(word, '→', 2)) AS dependent,
           if(ends_with(word, '/ない'), '/ない', '') AS denied
    FROM counted WHERE NOT contains(word, '【')
), folded AS (
    SELECT word, n, head, dependent, denied, coalesce(h.preferred, head) AS head_term,
           coalesce(d.preferred, dependent) AS dependent_term
    FROM parted LEFT JOIN synonyms AS h ON head = h.synonym LEFT JOIN synonyms AS d ON dependent = d.synonym
)
SELECT word, n, head_term || '→' || dependent_term || denied AS text
FROM folded
WHERE head NOT IN (FROM stop_words) AND head_term NOT IN (FROM stop_words)
  AND dependent NOT IN (FROM stop_words) AND dependent_term NOT IN (FROM stop_words);
