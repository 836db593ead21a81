-- What is measured of an answer beside its NPS, in a night and in a published run alike: outcome_of, by its name.
--   score       each [source.scores] in its own points
--   behaviour   each [source.behaviour] of the answer in its own unit; below 0 it is none, as in `loyalty`
--   churned     100 where a customer list says when the respondent left, 0 where it says of others and not of this one
-- churning has the respondents that a list which knows of leaving names: a list without any such date says of nobody that they
-- stayed, and who is on no other has no value. An answer that was given after the person left counts as churned too.
-- Of one name the score wins over the behaviour, and what the survey asks over the customer list.

CREATE OR REPLACE TEMP VIEW churning AS
SELECT respondent, 100.0::DOUBLE * max((churned_at IS NOT NULL)::TINYINT) AS churned
FROM customers WHERE source IN (SELECT source FROM customers WHERE churned_at IS NOT NULL)
GROUP BY respondent;

CREATE OR REPLACE TEMP MACRO outcome_of(name, scores, behaviour, churned) AS coalesce(
    scores[name],
    CASE WHEN isfinite(behaviour[name]) AND behaviour[name] >= 0 THEN behaviour[name] END,
    CASE WHEN name = 'churned' THEN churned END
);
