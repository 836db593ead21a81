-- Table at_risk, for voc.analyze.at_risk.

-- one behaviour per source: money before visits before others, and of the same kind what is known of most
CREATE OR REPLACE TEMP TABLE chosen AS
SELECT source, behaviour, behaviour_number, banded
FROM behaviours
WHERE cut IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY source
    ORDER BY CASE WHEN regexp_matches(behaviour, '(^|\.)spend$') THEN 1
                  WHEN regexp_matches(behaviour, '(^|\.)(visits|purchases)$') THEN 2 ELSE 3 END, n DESC, behaviour
) = 1;

-- 見せかけ: high there, and no promoter; nobody can look after a person who is not known
CREATE OR REPLACE TEMP TABLE spurious AS
SELECT latest.source, respondent, person, answer, response_id, answered_at, detractor, behaviour, value, banded
FROM latest JOIN behaved USING (answer) JOIN chosen USING (behaviour_number)
WHERE high AND NOT promoter AND respondent IS NOT NULL;

CREATE OR REPLACE TEMP TABLE at_risk AS
WITH earlier AS (
    SELECT s.source, s.respondent, r.nps_score, r.answered_at
    FROM spurious AS s JOIN answers AS a USING (source, person) JOIN responses AS r ON a.source = r.source
         AND a.response_id = r.response_id
    WHERE a.answer <> s.answer
    QUALIFY row_number() OVER (PARTITION BY s.source, s.respondent ORDER BY r.answered_at DESC, a.answer DESC) = 1
), contact AS (
    SELECT s.source, s.respondent, k.source AS contact_source, contact_id, opened_at,
           opened_at >= answered_at OR (k.response_source, k.response_id) = (s.source, s.response_id) AS current
    FROM spurious AS s JOIN contacts AS k USING (respondent)
), contacted AS (
    SELECT source, respondent, max(opened_at) AS contacted_at FROM contact GROUP BY ALL
), comment AS (
    SELECT s.source, s.respondent, churn, complaint
    FROM spurious AS s JOIN comments AS c USING (source, response_id) WHERE NOT non_answer
    UNION ALL
    SELECT k.source, k.respondent, churn, complaint
    FROM contact AS k JOIN comments AS c ON k.contact_source = c.source AND k.contact_id = c.contact_id
    WHERE current AND NOT non_answer
), said AS (
    SELECT source, respondent, bool_or(churn >= .5) AS churn, bool_or(complaint >= .5) AS complaint
    FROM comment GROUP BY ALL
), gone AS (
    SELECT respondent FROM customers WHERE churned_at IS NOT NULL GROUP BY respondent
), judged AS (
    SELECT s.*, r.month, r.segments, r.nps_score AS score, earlier.nps_score AS previous_score, contacted_at,
           list_filter([
               CASE WHEN detractor THEN 'low_score' END,
               CASE WHEN earlier.nps_score >= 9 OR earlier.nps_score >= 7 AND detractor THEN 'score_fell' END,
               CASE WHEN said.churn THEN 'churn' END,
               CASE WHEN said.complaint THEN 'complaint' END
           ], lambda reason: reason IS NOT NULL) AS reasons
    FROM spurious AS s JOIN responses AS r USING (source, response_id)
         LEFT JOIN earlier ON s.source = earlier.source AND s.respondent = earlier.respondent
         LEFT JOIN contacted ON s.source = contacted.source AND s.respondent = contacted.respondent
         LEFT JOIN said ON s.source = said.source AND s.respondent = said.respondent
         ANTI JOIN gone ON s.respondent = gone.respondent
)
SELECT source, respondent, response_id, month, reasons, score, previous_score, behaviour, value,
       CASE WHEN regexp_matches(behaviour, '(^|\.)spend$') THEN value END AS spend, banded, answered_at, contacted_at, segments
FROM judged WHERE len(reasons) > 0
ORDER BY source, len(reasons) DESC, value DESC, score, respondent;

DROP TABLE chosen;
DROP TABLE spurious;
