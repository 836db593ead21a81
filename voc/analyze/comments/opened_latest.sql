-- latest, stating: as in loyalty/latest.sql, of the answers of opened_answers.sql

CREATE OR REPLACE TEMP TABLE latest AS
SELECT answer, source, promoter, detractor FROM answers JOIN responses USING (source, response_id)
QUALIFY row_number() OVER (PARTITION BY source, person ORDER BY answered_at DESC, answer DESC) = 1;

CREATE OR REPLACE TEMP VIEW stating AS
SELECT answer, source, respondent, behaviour
FROM latest JOIN responses USING (source) WHERE responses.response_id = answer;
