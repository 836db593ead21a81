-- vocabulary   word as it stands in comments.tokens → the number of the term that it counts as;
--              `folded` where other words count as the same
-- terms        number and text of every term that at least $people comments hold
-- occurrences  comment × term that it holds; term 0 is held by every comment
-- A synonym counts as the term that it is folded into, denied as that term denied (高い/ない); a
-- stop word counts as nothing.

CREATE OR REPLACE TEMP TABLE vocabulary AS
WITH seen AS (
    SELECT word, count(*) AS n
    FROM (SELECT unnest(list_distinct(tokens)) AS word
          FROM comments SEMI JOIN texts ON comments.rowid = texts.comment)
    WHERE NOT contains(word, '【')
    GROUP BY word
), parted AS (
    SELECT word, n, if(ends_with(word, '/ない'), left(word, -3), word) AS stem,
           if(ends_with(word, '/ない'), '/ない', '') AS denied
    FROM seen
), named AS (
    SELECT word, n, coalesce(preferred, stem) || denied AS text
    FROM parted LEFT JOIN synonyms ON stem = synonym
    WHERE stem NOT IN (FROM stop_words) AND coalesce(preferred, stem) NOT IN (FROM stop_words)
)
SELECT word, text, dense_rank() OVER (ORDER BY text)::INTEGER AS term,
       count(*) OVER (PARTITION BY text) > 1 AS folded
FROM named
QUALIFY sum(n) OVER (PARTITION BY text) >= $people;

CREATE OR REPLACE TEMP TABLE terms AS SELECT DISTINCT term, text FROM vocabulary;

CREATE OR REPLACE TEMP TABLE occurrences AS
WITH said AS (
    SELECT comment, term, folded
    FROM (SELECT rowid::INTEGER AS comment, unnest(list_distinct(tokens)) AS word
          FROM comments SEMI JOIN texts ON comments.rowid = texts.comment) JOIN vocabulary USING (word)
)
SELECT comment, term FROM said WHERE NOT folded
UNION ALL
SELECT DISTINCT comment, term FROM said WHERE folded
UNION ALL
SELECT comment, 0 FROM texts;
