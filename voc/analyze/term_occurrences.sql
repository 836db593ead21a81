-- vocabulary   word → the number of the term that it counts as, `folded` where other words count as the same
-- terms        number and text of every term that at least $people comments hold
-- occurrences  comment × term that it holds; term 0 is held by every comment

CREATE OR REPLACE TEMP TABLE vocabulary AS
WITH heard AS (
    SELECT text, row_number() OVER (ORDER BY text)::INTEGER AS term, count(*) > 1 AS folded
    FROM named GROUP BY text HAVING sum(n) >= $people
)
SELECT word, text, term, folded FROM named JOIN heard USING (text);

CREATE OR REPLACE TEMP TABLE terms AS SELECT DISTINCT term, text FROM vocabulary;

CREATE OR REPLACE TEMP TABLE occurrences AS
WITH said AS (
    SELECT comment, term, folded FROM words JOIN vocabulary USING (word)
)
SELECT comment, term FROM said WHERE NOT folded
UNION ALL
SELECT DISTINCT comment, term FROM said WHERE folded
UNION ALL
SELECT comment, 0 FROM texts;
