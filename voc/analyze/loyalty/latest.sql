-- Everybody counts once in a survey, with the latest scored answer. Who does not answer `again` has no other.
-- latest   one row per source × person: that answer, and its row in responses
-- stating  what it says, and whose it is

CREATE OR REPLACE TEMP TABLE latest AS
WITH last AS (
    SELECT answer FROM answers JOIN responses ON responses.rowid = response WHERE again > 0
    QUALIFY row_number() OVER (PARTITION BY answers.source, person ORDER BY answered_at DESC, answer DESC) = 1
)
SELECT answer, source, person, response, promoter, detractor FROM answers WHERE again = 0 OR answer IN (FROM last);

CREATE OR REPLACE TEMP VIEW stating AS
SELECT answer, latest.source, respondent, behaviour FROM latest JOIN responses ON responses.rowid = response;
