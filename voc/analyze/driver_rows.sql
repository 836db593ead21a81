-- What each answer of the base speaks of, topic × polarity, for voc.analyze.coded.
-- driver_rows      one row per answer of the base: the scored answers with a usable comment;
--                  months are counted from the year 0
-- driver_names     one row per source × topic × polarity that its base mentions, numbered from 0
-- driver_mentions  one row per answer × topic × polarity that it mentions

CREATE OR REPLACE TEMP TABLE driver_rows AS
SELECT answers.source, answer, person, left(answers.month, 4)::INTEGER * 12 + right(answers.month, 2)::INTEGER - 1 AS month,
       promoter, detractor, scores
FROM answers JOIN responses USING (source, response_id) SEMI JOIN usable USING (answer);

CREATE OR REPLACE TEMP TABLE said AS
SELECT DISTINCT answer, topic, polarity FROM mentions JOIN usable USING (source, comment_id);

CREATE OR REPLACE TEMP TABLE driver_names AS
SELECT *, (row_number() OVER (PARTITION BY source ORDER BY topic, polarity) - 1)::INTEGER AS driver
FROM (SELECT DISTINCT source, topic, polarity FROM said JOIN driver_rows USING (answer));

CREATE OR REPLACE TEMP TABLE driver_mentions AS
SELECT source, answer, driver
FROM said JOIN driver_rows USING (answer) JOIN driver_names USING (source, topic, polarity);

DROP TABLE said;
