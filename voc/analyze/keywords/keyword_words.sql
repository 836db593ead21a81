-- named  word → the text of the term that it counts as, and how many comments hold it
-- A synonym counts as the term that it is folded into, denied as that term denied (高い/ない); a stop
-- word counts as nothing.

CREATE OR REPLACE TEMP TABLE named AS
WITH counted AS (
    SELECT word, sum(n)::BIGINT AS n FROM heard GROUP BY word
), parted AS (
    SELECT word, n, if(ends_with(word, '/ない'), left(word, -3), word) AS stem,
           if(ends_with(word, '/ない'), '/ない', '') AS denied
    FROM counted WHERE NOT contains(word, '【')
)
SELECT word, n, coalesce(preferred, stem) || denied AS text
FROM parted LEFT JOIN synonyms ON stem = synonym
WHERE stem NOT IN (FROM stop_words) AND coalesce(preferred, stem) NOT IN (FROM stop_words);
