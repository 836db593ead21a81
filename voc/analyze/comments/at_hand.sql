-- What somebody who decides on the comments in `wanted` (source, comment_id) wants beside them, from a published run.
-- Grain: hand_said (source, comment_id) · hand_people (source, respondent) of the customer lists
--   hand_written one row per answer or contact × comment of it, of the people who wrote the comments
--   hand_worth what their customer value is ranked by, as in flagged.sql: each latest amount; stated_at null of a list
--   hand_turns (source, contact_id, seq) of the contacts among the comments
CREATE OR REPLACE TEMP TABLE hand_wrote AS
SELECT source, comment_id, respondent, nps_group, segments FROM comment_people SEMI JOIN wanted USING (source, comment_id);

-- words, spoken and belongs are the tokens, topics and segments, one a line, for searching
CREATE OR REPLACE TEMP TABLE hand_said AS
WITH spoken AS (
    SELECT source, comment_id,
           list(struct_pack(topic, polarity, p := 1::DOUBLE, "start", "end") ORDER BY "start", topic, polarity) AS topics
    FROM mentions SEMI JOIN wanted USING (source, comment_id)
    GROUP BY ALL
)
SELECT c.source, c.comment_id, response_id, contact_id, question, text, text_hash, sentiment, mixed, month,
       complaint >= .5 AS complaint, request >= .5 AS request, churn >= .5 AS churn, urgent >= .5 AS urgent, non_answer,
       complaint AS p_complaint, churn AS p_churn, urgent AS p_urgent, decided, coalesce(topics, []) AS topics,
       respondent, nps_group, concat(chr(10), array_to_string(tokens, chr(10)), chr(10)) AS words,
       concat(chr(10), array_to_string(list_transform(topics, lambda one: one.topic), chr(10)), chr(10)) AS spoken,
       concat(chr(10), array_to_string(list_transform(map_entries(segments), lambda one: one.key || '=' || one.value), chr(10)),
              chr(10)) AS belongs
FROM comments AS c SEMI JOIN wanted USING (source, comment_id) LEFT JOIN spoken USING (source, comment_id)
     LEFT JOIN hand_wrote USING (source, comment_id);

CREATE OR REPLACE TEMP TABLE hand_known AS SELECT DISTINCT respondent FROM hand_wrote WHERE respondent IS NOT NULL;

CREATE OR REPLACE TEMP TABLE hand_written AS
WITH answer AS (
    SELECT respondent, source, response_id, answered_at, nps_score FROM responses SEMI JOIN hand_known USING (respondent)
), contact AS (
    SELECT respondent, source, contact_id, opened_at FROM contacts SEMI JOIN hand_known USING (respondent)
)
SELECT respondent, answer.source, answered_at AS written_at, nps_score, NULL AS contact_id, comment_id, question, text, sentiment
FROM answer LEFT JOIN comments AS c ON answer.source = c.source AND answer.response_id = c.response_id
UNION ALL
SELECT respondent, contact.source, opened_at, NULL, contact.contact_id, comment_id, question, text, sentiment
FROM contact LEFT JOIN comments AS c ON contact.source = c.source AND contact.contact_id = c.contact_id;

CREATE OR REPLACE TEMP TABLE hand_people AS
SELECT source, respondent, tenure, tier, points, purchases, spend, churned_at
FROM customers SEMI JOIN hand_known USING (respondent);

CREATE OR REPLACE TEMP TABLE hand_worth AS
WITH stated AS (
    SELECT source, respondent, unnest(map_entries(behaviour)) AS entry, answered_at, response_id
    FROM responses SEMI JOIN hand_known USING (respondent)
), known AS (
    SELECT source, respondent, unnest(['spend', 'purchases']) AS name, unnest([spend, purchases]) AS amount,
           NULL::TIMESTAMPTZ AS stated_at
    FROM hand_people
    UNION ALL
    SELECT source, respondent, entry.key, entry.value, answered_at FROM stated WHERE entry.key IN ('spend', 'purchases', 'visits')
    QUALIFY row_number() OVER (PARTITION BY source, respondent, entry.key ORDER BY answered_at DESC, response_id) = 1
)
SELECT * FROM known WHERE isfinite(amount)  -- spend where any is known, else the others
QUALIFY name = 'spend' OR NOT bool_or(name = 'spend') OVER (PARTITION BY respondent);

CREATE OR REPLACE TEMP TABLE hand_turns AS
SELECT m.source, m.contact_id, seq, speaker, sent_at, text
FROM messages AS m SEMI JOIN (SELECT source, contact_id FROM hand_said WHERE contact_id IS NOT NULL) USING (source, contact_id);
