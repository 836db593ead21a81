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
SELECT answer, latest.source, person, response, respondent, answered_at, detractor, chosen.behaviour, value, banded
FROM latest JOIN behaved USING (answer) JOIN chosen USING (behaviour_number) JOIN responses ON responses.rowid = response
WHERE high AND NOT promoter AND respondent IS NOT NULL;

CREATE OR REPLACE TEMP TABLE at_risk AS
WITH earlier AS (
    SELECT s.answer, arg_max(r.nps_score, (r.answered_at, a.answer)) AS nps_score
    FROM spurious AS s JOIN answers AS a USING (source, person) JOIN responses AS r ON r.rowid = a.response
    WHERE again > 0 AND a.answer <> s.answer GROUP BY s.answer
), contact AS (
    SELECT answer, k.source, contact_id, opened_at, opened_at >= answered_at AS later
    FROM spurious AS s JOIN contacts AS k USING (respondent)
), contacted AS (
    SELECT answer, max(opened_at) AS contacted_at FROM contact GROUP BY answer
), comment AS (  -- of the answer, of contacts that count for it, of later contacts
    SELECT answer, churn, complaint
    FROM spurious JOIN usable USING (answer) JOIN comments AS c ON c.rowid = comment
    UNION ALL
    SELECT answer, churn, complaint
    FROM contact AS k JOIN comments AS c USING (source, contact_id) WHERE later AND NOT non_answer
), said AS (
    SELECT answer, bool_or(churn >= .5) AS churn, bool_or(complaint >= .5) AS complaint FROM comment GROUP BY answer
), gone AS (
    SELECT respondent FROM customers WHERE churned_at IS NOT NULL GROUP BY respondent
), judged AS (
    SELECT s.*, nps_score AS previous_score, contacted_at,
           list_filter([
               CASE WHEN detractor THEN 'low_score' END,
               CASE WHEN nps_score >= 9 OR nps_score >= 7 AND detractor THEN 'score_fell' END,
               CASE WHEN said.churn THEN 'churn' END,
               CASE WHEN said.complaint THEN 'complaint' END
           ], lambda reason: reason IS NOT NULL) AS reasons
    FROM spurious AS s LEFT JOIN earlier USING (answer) LEFT JOIN contacted USING (answer) LEFT JOIN said USING (answer)
         ANTI JOIN gone USING (respondent)
)
SELECT judged.source, judged.respondent, response_id, month, reasons, r.nps_score AS score, previous_score,
       judged.behaviour, value,
       CASE WHEN regexp_matches(judged.behaviour, '(^|\.)spend$') THEN value END AS spend, banded, judged.answered_at,
       contacted_at, segments
FROM judged JOIN responses AS r ON r.rowid = response WHERE len(reasons) > 0;

DROP TABLE chosen;
DROP TABLE spurious;
