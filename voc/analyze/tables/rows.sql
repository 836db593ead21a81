-- The row-level tables, from everything that was ever staged.
-- Grain: responses (source, response_id) · contacts (source, contact_id) · messages (source, contact_id, seq)
--   customers (source, respondent) · comments (source, comment_id)
--   mentions (source, comment_id, topic, polarity, start, end) · rejected_rows (source, file, line)
--   spoken (comment, topic_number): whether it praises, criticises and states it · topics (topic)
-- responses, comments and mentions, the largest, are no temporary tables: another cursor can write them to files.
-- The file that was staged last wins, whatever the month of its row; what belongs to an older
-- version of an answer or contact goes with it.

-- Answers that were staged more than once: only they need to be compared. A hash that two answers share by
-- chance brings both here, and no harm.
CREATE OR REPLACE TEMP TABLE doubled AS
SELECT hash(source, response_id) AS key FROM staged_responses GROUP BY key HAVING count(*) > 1;

CREATE OR REPLACE TEMP TABLE versions AS
SELECT *, row_number() OVER (
    PARTITION BY source, response_id ORDER BY seq DESC, answered_at DESC, nps_score
) AS place
FROM staged_responses WHERE hash(source, response_id) IN (FROM doubled);

-- what an earlier file said of them, comments too, is gone
CREATE OR REPLACE TEMP TABLE superseded AS
SELECT DISTINCT source, response_id, seq FROM versions
ANTI JOIN (FROM versions WHERE place = 1) AS winner USING (source, response_id, seq);

CREATE OR REPLACE TABLE responses AS
WITH winning AS (
    SELECT * FROM staged_responses WHERE hash(source, response_id) NOT IN (FROM doubled)
    UNION ALL BY NAME
    SELECT * EXCLUDE (place) FROM versions WHERE place = 1
)
SELECT source, response_id, coalesce(people.person, respondent) AS respondent, answered_at, month,
       nps_score, nps_group, scores, segments, behaviour
FROM winning LEFT JOIN people USING (respondent);

-- staged.seq of the version that won: messages and comments follow it
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
    FROM responses SEMI JOIN opened USING (respondent)
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

-- what a later file has not made void; the anti join passes what has no response_id
CREATE OR REPLACE TEMP VIEW kept_comments AS
SELECT c.* FROM staged_comments AS c ANTI JOIN superseded USING (source, response_id, seq)
WHERE response_id IS NOT NULL
   OR (source, contact_id, seq) IN (SELECT (source, contact_id, seq) FROM winning_contacts);

CREATE OR REPLACE TEMP TABLE comments_doubled AS
SELECT hash(source, comment_id) AS key FROM staged_comments GROUP BY key HAVING count(*) > 1;

CREATE OR REPLACE TEMP TABLE comments_chosen AS
SELECT * FROM kept_comments WHERE hash(source, comment_id) IN (FROM comments_doubled)
QUALIFY row_number() OVER (PARTITION BY source, comment_id ORDER BY text_hash) = 1;

-- what a person decided is known exactly, for as long as the text is the one that was decided on
CREATE OR REPLACE TEMP TABLE known AS SELECT * FROM decisions WHERE sentiment IS NOT NULL;

-- `topics` are here until mentions and spoken are made of them. Nothing is as wide as the comments: they pass by the
-- readings, which are hashed, whatever is guessed of how many rows are left of either.
SET disabled_optimizers = 'build_side_probe_side';
CREATE OR REPLACE TABLE comments AS
WITH comment AS (
    SELECT * FROM kept_comments WHERE hash(source, comment_id) NOT IN (FROM comments_doubled)
    UNION ALL BY NAME FROM comments_chosen
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
       k.sentiment IS NOT NULL AS decided, $model AS model, c.text_hash,
       CASE WHEN k.sentiment IS NOT NULL THEN k.topics ELSE r.topics END AS topics
FROM comment AS c LEFT JOIN readings AS r USING (text_hash)
     LEFT JOIN known AS k ON c.source = k.source AND c.comment_id = k.comment_id AND c.text_hash = k.text_hash;
RESET disabled_optimizers;

-- a non-answer speaks of nothing; start and end are characters of the masked text, 0-based, end excluded;
-- of a topic that is listed twice at one place the surer stays
CREATE OR REPLACE TABLE mentions AS
WITH mention AS (
    SELECT source, comment_id, month, text, unnest(CASE WHEN len(topics) < 2 THEN topics ELSE list_filter(topics,
        lambda one, i: NOT list_bool_or(list_transform(topics, lambda other, j:
            (other.topic, other.polarity, other."start", other."end") = (one.topic, one.polarity, one."start", one."end")
            AND (other.p > one.p OR other.p = one.p AND j < i)))) END) AS said
    FROM comments WHERE NOT non_answer
)
SELECT source, comment_id, month, said.topic, said.polarity, said."start", said."end", said.p,
       substring(text, said."start" + 1, said."end" - said."start") AS evidence
FROM mention;

-- the same for counting, in numbers: comment is the row in comments
CREATE OR REPLACE TEMP TABLE topics AS
SELECT topic, row_number() OVER (ORDER BY topic)::USMALLINT AS topic_number
FROM (SELECT DISTINCT topic FROM mentions);

CREATE OR REPLACE TEMP TABLE spoken AS
WITH mention AS (
    SELECT rowid::INTEGER AS comment, unnest(topics) AS said FROM comments WHERE NOT non_answer
)
SELECT comment, topic_number, bool_or(said.polarity = 'positive') AS praised,
       bool_or(said.polarity = 'negative') AS criticised, bool_or(said.polarity = 'neutral') AS stated
FROM mention JOIN topics ON topics.topic = said.topic
GROUP BY comment, topic_number;

ALTER TABLE comments DROP COLUMN topics;

-- a file read again replaces what was rejected in it before
CREATE OR REPLACE TEMP TABLE rejected_rows AS
SELECT DISTINCT source, file, line, reason, message, excerpt
FROM staged_rejected
QUALIFY seq = max(seq) OVER (PARTITION BY source, file);

DROP TABLE doubled;
DROP TABLE versions;
DROP TABLE superseded;
DROP TABLE winning_contacts;
DROP VIEW kept_comments;
DROP TABLE comments_doubled;
DROP TABLE comments_chosen;
DROP TABLE known;
