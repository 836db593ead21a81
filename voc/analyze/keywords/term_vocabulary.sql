-- vocabulary   word → the number of the term that it counts as
-- terms        number, from 1, and text of every term that at least $people comments hold

CREATE OR REPLACE TEMP TABLE vocabulary AS
WITH said AS (
    SELECT text, row_number() OVER (ORDER BY text)::INTEGER AS term
    FROM named GROUP BY text HAVING sum(n) >= $people
)
SELECT word, text, term FROM named JOIN said USING (text);

CREATE OR REPLACE TEMP TABLE terms AS SELECT DISTINCT term, text FROM vocabulary;
