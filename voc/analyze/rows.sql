-- The row-level tables, from everything that was ever staged.
-- Grain: responses (source, response_id) · contacts (source, contact_id) · messages (source, contact_id, seq)
--   customers (source, respondent) · comments (source, comment_id)
--   mentions (source, comment_id, topic, polarity, start, end) · rejected_rows (source, file, line)
-- The file that was staged last wins, whatever the month of its row; what belongs to an older
-- version of an answer or contact goes with it.

-- staged.seq of the version that won: messages and comments follow it
CREATE OR REPLACE TEMP TABLE winning_responses AS
SELECT * FROM staged_responses
QUALIFY row_number() OVER (PARTITION BY source, response_id ORDER BY seq DESC, answered_at DESC, nps_score) = 1;

CREATE OR REPLACE TEMP TABLE responses AS
SELECT source, response_id, coalesce(people.person, respondent) AS respondent, answered_at, month,
       nps_score, nps_group, scores, segments, behaviour
FROM winning_responses LEFT JOIN people USING (respondent);

CREATE OR REPLACE TEMP TABLE winning_contacts AS
SELECT * FROM staged_contacts
QUALIFY row_number() OVER (PARTITION BY source, contact_id ORDER BY seq DESC, opened_at DESC) = 1;

-- the respondent's next answer: the earliest at or after the contact, in any survey
CREATE OR REPLACE TEMP TABLE contacts AS
WITH opened AS (
    SELECT winning_contacts.* REPLACE (coalesce(people.person, respondent) AS respondent)
    FROM winning_contacts LEFT JOIN people USING (respondent)
), answered AS (
    SELECT respondent, answered_at, source AS response_source, response_id
    FROM responses
    WHERE respondent IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY respondent, answered_at ORDER BY source, response_id) = 1
), following AS (
    SELECT opened.*, answered.response_source, answered.response_id,
           epoch_us(answered_at) - epoch_us(opened_at) <= $window_days * 86400000000 AS counts
    FROM opened ASOF LEFT JOIN answered
      ON opened.respondent = answered.respondent AND opened.opened_at <= answered.answered_at
)
SELECT source, contact_id, respondent, opened_at, month, channel, status,
       CASE WHEN counts THEN response_id END AS response_id,
       CASE WHEN counts THEN response_source END AS response_source
FROM following;

CREATE OR REPLACE TEMP TABLE messages AS
SELECT m.source, m.contact_id, m.seq, m.speaker, m.sent_at, m.month, m.text
FROM staged_messages AS m JOIN winning_contacts AS w
  ON m.source = w.source AND m.contact_id = w.contact_id AND m.ledger_seq = w.seq
QUALIFY row_number() OVER (PARTITION BY m.source, m.contact_id, m.seq ORDER BY m.sent_at DESC, m.text) = 1;

CREATE OR REPLACE TEMP TABLE customers AS
SELECT source, coalesce(people.person, respondent) AS respondent, tenure, tier, points, purchases, spend,
       churned_at, aliases
FROM staged_customers LEFT JOIN people USING (respondent)
QUALIFY row_number() OVER (
    PARTITION BY source, coalesce(people.person, respondent)
    ORDER BY seq DESC, people.person IS DISTINCT FROM respondent, respondent
) = 1;

CREATE OR REPLACE TEMP TABLE reading AS
SELECT * FROM readings
QUALIFY row_number() OVER (PARTITION BY text_hash ORDER BY p_negative, complaint, len(topics)) = 1;

-- what a person decided is known exactly, for as long as the text is the one that was decided on
CREATE OR REPLACE TEMP TABLE known AS SELECT * FROM decisions WHERE sentiment IS NOT NULL;

CREATE OR REPLACE TEMP TABLE comments AS
WITH kept AS (
    SELECT c.* FROM staged_comments AS c JOIN winning_responses AS w USING (source, response_id, seq)
    UNION ALL BY NAME
    SELECT c.* FROM staged_comments AS c JOIN winning_contacts AS w USING (source, contact_id, seq)
), comment AS (
    SELECT * FROM kept QUALIFY row_number() OVER (PARTITION BY source, comment_id ORDER BY text_hash) = 1
)
SELECT c.source, c.comment_id, response_id, contact_id, question, text, tokens, pairs, occurred_at, c.month,
       CASE WHEN k.sentiment IS NOT NULL THEN k.sentiment
            WHEN r.mixed >= .5 AND abs(p_positive - p_negative) < $even THEN 'neutral'
            WHEN p_negative >= p_neutral AND p_negative >= p_positive THEN 'negative'
            WHEN p_neutral >= p_positive THEN 'neutral'
            WHEN p_positive IS NOT NULL THEN 'positive' END AS sentiment,
       coalesce((k.sentiment = 'negative')::FLOAT, p_negative) AS p_negative,
       coalesce((k.sentiment = 'neutral')::FLOAT, p_neutral) AS p_neutral,
       coalesce((k.sentiment = 'positive')::FLOAT, p_positive) AS p_positive,
       coalesce(k.mixed, r.mixed >= .5) AS mixed,
       coalesce(k.complaint::FLOAT, r.complaint) AS complaint, coalesce(k.request::FLOAT, r.request) AS request,
       coalesce(k.churn::FLOAT, r.churn) AS churn, coalesce(k.urgent::FLOAT, r.urgent) AS urgent,
       coalesce(k.non_answer, r.non_answer >= .5) AS non_answer,
       k.sentiment IS NOT NULL AS decided, $model AS model, c.text_hash
FROM comment AS c LEFT JOIN reading AS r USING (text_hash)
     LEFT JOIN known AS k ON c.source = k.source AND c.comment_id = k.comment_id AND c.text_hash = k.text_hash;

-- a non-answer speaks of nothing; start and end are characters of the masked text, 0-based, end excluded
CREATE OR REPLACE TEMP TABLE mentions AS
WITH mention AS (
    SELECT text_hash, unnest(topics, recursive := true) FROM reading
), spoken AS (
    SELECT text_hash, topic, polarity, "start", "end", max(p) AS p FROM mention GROUP BY ALL
), told AS (
    SELECT source, comment_id, unnest(topics, recursive := true) FROM known
), said AS (
    SELECT source, comment_id, month, text, topic, polarity, "start", "end", p
    FROM comments JOIN spoken USING (text_hash)
    WHERE NOT non_answer AND NOT decided
    UNION ALL
    SELECT DISTINCT source, comment_id, month, text, topic, polarity, "start", "end", p
    FROM comments JOIN told USING (source, comment_id)
    WHERE NOT non_answer AND decided
)
SELECT source, comment_id, month, topic, polarity, "start", "end", p,
       substring(text, "start" + 1, "end" - "start") AS evidence
FROM said;

-- a file read again replaces what was rejected in it before
CREATE OR REPLACE TEMP TABLE rejected_rows AS
SELECT DISTINCT source, file, line, reason, message, excerpt
FROM staged_rejected
QUALIFY seq = max(seq) OVER (PARTITION BY source, file);

DROP TABLE winning_responses;
DROP TABLE winning_contacts;
DROP TABLE reading;
DROP TABLE known;
