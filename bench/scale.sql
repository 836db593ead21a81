-- One month of a made-up survey: the answers numbered $first to $last, from nothing but their numbers.
-- u(i, k) is the k-th chance of the thing numbered i, 0-1: the same every time, and of no order.
-- Leaves the tables made_responses, made_comments and made_readings with the columns of voc.records.

CREATE OR REPLACE TEMP MACRO u(i, k) AS hash(i::BIGINT * 64 + k) / 18446744073709551616.0;
CREATE OR REPLACE TEMP MACRO key(what, i) AS left(md5(what || i), 24);

-- $people people answer; some 30 % of those who do answer more than once
CREATE OR REPLACE TEMP TABLE made AS
SELECT i, floor(u(i, 1) * $people)::BIGINT AS person,
       $start::TIMESTAMPTZ + to_seconds(u(i, 2) * $seconds) AS answered_at,
       1.4 * (u(i, 3) + u(i, 4) + u(i, 5) - 1.5) + 1.4 * (u(person, 6) + u(person, 7) - 1) AS mood,
       CASE WHEN u(i, 8) < .3 THEN 0 WHEN u(i, 8) < .75 THEN 1 WHEN u(i, 8) < .95 THEN 2 ELSE 3 END AS n_comments
FROM range($first, $last + 1) AS numbered(i);

-- 1.6 mentions a comment on average; two topics in three go with the mood, the others with nothing
CREATE OR REPLACE TEMP TABLE made_mentions AS
SELECT i, c, m, topic,
       CASE WHEN lean + 1.2 * (u(t, 9) - .5) > .15 THEN 'positive'
            WHEN lean + 1.2 * (u(t, 9) - .5) < -.15 THEN 'negative' ELSE 'neutral' END AS polarity
FROM (SELECT i, c, m, (i * 4 + c) * 8 + m AS t, floor(23 * u((i * 4 + c) * 8 + m, 10) ** 1.6)::INTEGER AS topic,
             if(topic % 3 < 2, mood, 0) AS lean
      FROM made, range(n_comments) AS comments(c),
           range(CASE WHEN u(i * 4 + c, 11) < .15 THEN 0 WHEN u(i * 4 + c, 11) < .55 THEN 1
                      WHEN u(i * 4 + c, 11) < .8 THEN 2 WHEN u(i * 4 + c, 11) < .95 THEN 3 ELSE 4 END) AS mentions(m));

CREATE OR REPLACE TEMP TABLE made_responses AS
WITH scored AS (
    SELECT made.*, least(10, greatest(0, round(7.6 + 2.2 * mood - if(lost > 0, 1, 0))))::TINYINT AS nps_score
    FROM made LEFT JOIN (SELECT i, count_if(topic < 6 AND polarity = 'negative') AS lost
                         FROM made_mentions GROUP BY i) USING (i)
)
SELECT $source AS source, key('r', i) AS response_id, key('p', person) AS respondent, answered_at,
       $month AS month, nps_score,
       if(nps_score >= 9, 'promoter', if(nps_score >= 7, 'passive', 'detractor')) AS nps_group,
       map(['csat', 'intent'], [least(5, greatest(1, round(3.6 + 1.1 * mood + u(i, 12) - .5))),
                                least(5, greatest(1, round(3.9 + .8 * mood + 2 * u(i, 13) - 1)))]) AS scores,
       map(['性別', '年代', '会員種別', '都道府県', '店舗'],
           ['性別' || floor(3 * u(person, 14) ** 1.5)::INTEGER, '年代' || floor(8 * u(person, 15))::INTEGER,
            '会員' || floor(4 * u(person, 16) ** 2)::INTEGER, '県' || floor(47 * u(person, 17) ** 2)::INTEGER,
            '店' || floor(120 * u(i, 18) ** 1.5)::INTEGER]) AS segments,
       map(['spend', 'visits'], [round(exp(8 + 1.2 * (u(i, 19) + u(i, 20) + u(person, 21) - 1.5)), -1),
                                 floor(1 + 12 * u(person, 22) ** 3)]) AS behaviour
FROM scored;

-- eight words a comment, of its topics and of everybody; two words in five are rare
CREATE OR REPLACE TEMP TABLE made_comments AS
WITH comment AS (
    SELECT i, c, i * 4 + c AS number, answered_at FROM made, range(n_comments) AS comments(c)
), spoken AS (
    SELECT comment.*, coalesce(topics, []) AS topics
    FROM comment LEFT JOIN (SELECT i, c, list(topic ORDER BY m) AS topics FROM made_mentions GROUP BY i, c) USING (i, c)
), worded AS (
    SELECT *, list_transform(range(8), lambda j: CASE
        WHEN j < 3 AND len(topics) > 0
        THEN '話' || topics[1 + j % len(topics)] || 'の' || floor(120 * u(number, 24 + j) ** 2.5)::INTEGER
        ELSE '語' || floor(6000 * u(number, 24 + j) ** 4)::INTEGER END) AS words
    FROM spoken
)
SELECT $source AS source, key('c', number) AS comment_id, key('r', i) AS response_id, NULL::VARCHAR AS contact_id,
       '質問' || c AS question, array_to_string(words, '、') AS text, list_distinct(words) AS tokens,
       [words[1] || '→' || words[2], words[4] || '→' || words[5] || if(u(number, 33) < .1, '/ない', '')] AS pairs,
       answered_at AS occurred_at, $month AS month, key('t', number) AS text_hash
FROM worded;

CREATE OR REPLACE TEMP TABLE made_readings AS
WITH said AS (
    SELECT i, c, list({'topic': 'topic' || lpad(topic::VARCHAR, 2, '0'), 'polarity': polarity,
                       'p': (.5 + .5 * u(i, 34))::FLOAT, 'start': (3 * m)::INTEGER, 'end': (3 * m + 3)::INTEGER}) AS topics,
           count_if(polarity = 'negative') AS negative, count_if(polarity = 'positive') AS positive
    FROM made_mentions GROUP BY i, c
), judged AS (
    SELECT i * 4 + c AS number, mood, topics, coalesce(negative, 0) AS bad, coalesce(positive, 0) AS good
    FROM (FROM made, range(n_comments) AS comments(c)) LEFT JOIN said USING (i, c)
), shared AS (
    SELECT *, (.1 + bad) / (.5 + bad + good) AS down, (.1 + good) / (.5 + bad + good) AS up FROM judged
)
SELECT key('t', number) AS text_hash, down::FLOAT AS p_negative, (1 - down - up)::FLOAT AS p_neutral,
       up::FLOAT AS p_positive, (bad > 0 AND good > 0)::INTEGER::FLOAT AS mixed,
       (down * u(number, 35))::FLOAT AS complaint, u(number, 36)::FLOAT AS request, (down * u(number, 37) ** 3)::FLOAT AS churn,
       (u(number, 38) ** 12)::FLOAT AS urgent, (topics IS NULL AND u(number, 39) < .5)::INTEGER::FLOAT AS non_answer,
       coalesce(topics, []) AS topics
FROM shared;
