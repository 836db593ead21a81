-- behind  as it was, `also` = how the answer moved: $alone where it has no like in the other run (of the same period of
--         $length characters, and segment value), $otherwise where that does not speak of $topic, else both
CREATE OR REPLACE TEMP TABLE behind AS
SELECT b.* REPLACE (CASE WHEN o.response_id IS NULL THEN $alone
                         WHEN NOT list_contains(o.topics, $topic) THEN $otherwise ELSE 'both' END AS also)
FROM behind AS b LEFT JOIN (FROM spoken WHERE side = $other_side) AS o
     ON b.answer = o.response_id AND left(b.month, $length) = left(o.month, $length)
        AND b.segment_value = o.segment_value;
