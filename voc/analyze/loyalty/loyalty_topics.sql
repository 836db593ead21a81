-- Counts of behaviour × quadrant × topic over the latest answers with a usable comment (usable.sql).
-- withheld: topic_by_nps does not tell how many answers mention the topic.
WITH person AS (
    SELECT behaviour_number, promoter, high, said
    FROM behaved JOIN base USING (answer)
    WHERE high IS NOT NULL
), sizes AS (
    SELECT behaviour_number, promoter, high, count(*) AS n_base FROM person GROUP BY ALL
), mentioned AS (
    SELECT behaviour_number, promoter, high, unnest(said) AS said FROM person
), said AS (
    SELECT behaviour_number, promoter, high, topic, count(*) AS n,
           count_if(said.praised) AS praised, count_if(said.criticised) AS criticised
    FROM mentioned JOIN topics ON topics.topic_number = said.topic_number
    GROUP BY behaviour_number, promoter, high, topic
)
SELECT source, behaviour, promoter, high, topic, n_base, coalesce(said.n, 0) AS n,
       coalesce(praised, 0) AS praised, coalesce(criticised, 0) AS criticised,
       (sum(n_base) OVER everywhere - n_base)::BIGINT AS others_base,
       (sum(coalesce(said.n, 0)) OVER everywhere - coalesce(said.n, 0))::BIGINT AS others, banded,
       t.note = 'suppressed' AS withheld
FROM sizes JOIN (SELECT DISTINCT behaviour_number, topic FROM said) USING (behaviour_number)
     LEFT JOIN said USING (behaviour_number, promoter, high, topic)
     JOIN behaviours USING (behaviour_number)
     JOIN (SELECT source, topic, note FROM topic_by_nps WHERE period = 'all' AND segment_name = 'all') AS t USING (source, topic)
WINDOW everywhere AS (PARTITION BY behaviour_number, topic)
ORDER BY source, behaviour, promoter DESC, high DESC, topic;
