-- What answers look like to voc.analyze.corrected: undecided comments, how many of them are read to mention the
-- topic, and whether a person has decided that one does. Made once, month by month; periods add up.
-- comment_shapes  segment × month × undecided                        of all answers of the base
-- topic_shapes    segment × month × topic × undecided × read × decided   of those that mention a topic

CREATE OR REPLACE TEMP TABLE answer_comments AS
SELECT answer, count_if(NOT decided)::USMALLINT AS undecided FROM usable GROUP BY answer;

CREATE OR REPLACE TEMP TABLE comment_shapes AS
SELECT segment, month, undecided, count_if(promoter) AS promoters, count_if(passive) AS passives,
       count_if(detractor) AS detractors
FROM answers JOIN answer_comments USING (answer) JOIN answer_segments USING (answer)
GROUP BY segment, month, undecided;

CREATE OR REPLACE TEMP TABLE topic_shapes AS
SELECT segment, month, topic_number, undecided, n_undecided::USMALLINT AS read,
       n_comments > n_undecided AS decided, count_if(promoter) AS promoters, count_if(passive) AS passives,
       count_if(detractor) AS detractors
FROM answers JOIN answer_topics USING (answer) JOIN topics USING (topic) JOIN answer_comments USING (answer)
     JOIN answer_segments USING (answer)
WHERE topic IN (SELECT topic FROM corrected_topics)
GROUP BY segment, month, topic_number, undecided, n_undecided, decided;

DROP TABLE answer_comments;
