-- What answers look like to voc.analyze.corrected: undecided comments, how many of them are read to mention the
-- topic, and whether a person has decided that one does. Counted month by month; periods add up.
-- comment_shapes  segment × month × undecided                            of all answers of the base
-- topic_shapes    segment × month × topic × undecided × read × decided   of those that mention a topic

CREATE OR REPLACE TEMP TABLE comment_shapes AS
SELECT segment, month_number, undecided, count_if(promoter) AS promoters, count_if(passive) AS passives,
       count_if(detractor) AS detractors
FROM (SELECT month_number, undecided, promoter, passive, detractor, unnest(segments) AS segment FROM base)
GROUP BY segment, month_number, undecided;

CREATE OR REPLACE TEMP TABLE topic_shapes AS
WITH mentioned AS (
    SELECT month_number, undecided, promoter, passive, detractor, segments, unnest(said) AS said FROM base
), shaped AS (
    SELECT month_number, undecided, promoter, passive, detractor, segments, said.topic_number,
           said.n_undecided AS read, said.n_comments > said.n_undecided AS decided
    FROM mentioned
), corrected AS (
    SELECT shaped.* FROM shaped JOIN topics USING (topic_number) WHERE topic IN (SELECT topic FROM corrected_topics)
)
SELECT segment, month_number, topic_number, undecided, read, decided, count_if(promoter) AS promoters,
       count_if(passive) AS passives, count_if(detractor) AS detractors
FROM (SELECT * EXCLUDE (segments), unnest(segments) AS segment FROM corrected)
GROUP BY segment, month_number, topic_number, undecided, read, decided;
