-- The comments that terms are counted in, coded in integers: those of $source in the base of topic_by_nps.
-- texts           one row per usable comment of a scored answer; `comment` is its row in comments,
--                 nps_number 1 promoter, 2 passive, 3 detractor, `several` its answer has another one,
--                 `latest` its answer is of the newest month of its source; `part` is one for all comments of an
--                 answer, by where the first of them stands: $piece comments or so, next to each other
-- places          source × topic; the topic 'all' is every comment of the source
-- told_topics     source × topic whose row of the total topic_by_nps shows, of all time and of the newest month;
--                 'all' where it tells the base

CREATE OR REPLACE TEMP TABLE newest AS
SELECT source, max(month) AS month FROM answers WHERE source = $source GROUP BY source;

CREATE OR REPLACE TEMP TABLE texts AS
WITH text AS (
    SELECT comment, answer, person, source, if(promoter, 1, if(passive, 2, 3))::UTINYINT AS nps_number, month
    FROM usable JOIN answers USING (answer) WHERE source = $source
), several AS (
    SELECT answer, min(comment) AS first FROM text GROUP BY answer HAVING count(*) > 1
)
SELECT comment, text.answer, person, source, nps_number, several.answer IS NOT NULL AS several,
       text.month = newest.month AS latest, (coalesce(first, comment) // $piece)::INTEGER AS part
FROM text JOIN newest USING (source) LEFT JOIN several ON text.answer = several.answer;

CREATE OR REPLACE TEMP TABLE places AS
SELECT source, topic, topic_number, row_number() OVER (ORDER BY source, topic)::USMALLINT AS place
FROM (SELECT DISTINCT source FROM texts), (SELECT topic, topic_number FROM topics UNION ALL SELECT 'all', NULL);

CREATE OR REPLACE TEMP TABLE told_topics AS
WITH told AS (
    SELECT source, topic, period FROM topic_by_nps WHERE segment_name = 'all' AND note <> 'suppressed'
    UNION ALL
    SELECT source, 'all', period FROM base_notes WHERE segment_name = 'all' AND note <> 'suppressed'
)
SELECT source, topic, period <> 'all' AS latest
FROM told JOIN newest USING (source) WHERE period IN ('all', month);
