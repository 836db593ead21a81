-- Answers that stand under an older name beside their newer one, as when what names them was changed in voc.toml and
-- the file that held them is gone: staged_responses and staged_comments are without them from here on.
-- They are the same where minute, score and texts are; as many stay as the names of any one time tell apart.
CREATE OR REPLACE TEMP TABLE outlived AS
WITH last AS (
    SELECT source, response_id, seq, generation, date_trunc('minute', answered_at) AS minute, nps_score
    FROM staged_responses JOIN generations USING (seq)
    QUALIFY row_number() OVER (PARTITION BY source, response_id ORDER BY generation DESC, seq DESC) = 1
), alike AS (
    FROM last SEMI JOIN (FROM last WHERE generation < $newest) USING (source, minute, nps_score)
), told AS (
    SELECT alike.*, list(text_hash ORDER BY text_hash) AS texts
    FROM alike LEFT JOIN staged_comments AS c USING (source, response_id, seq) GROUP BY ALL
), numbered AS (
    SELECT *, row_number() OVER (
        PARTITION BY source, minute, nps_score, texts, generation ORDER BY response_id
    ) AS place
    FROM told
)
SELECT source, response_id FROM numbered
QUALIFY row_number() OVER (PARTITION BY source, minute, nps_score, texts, place ORDER BY generation DESC) > 1;

CREATE OR REPLACE TEMP VIEW staged_responses AS
FROM memory.main.staged_responses ANTI JOIN outlived USING (source, response_id);

CREATE OR REPLACE TEMP VIEW staged_comments AS
FROM memory.main.staged_comments ANTI JOIN outlived USING (source, response_id);
