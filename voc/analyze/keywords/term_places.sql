-- comment × place that it is counted in, of the comments of $part, which are numbered $first to $last
WITH asked AS (
    SELECT comment, source FROM texts WHERE part = $part AND comment BETWEEN $first AND $last
)
SELECT comment, place FROM spoken JOIN asked USING (comment) JOIN places USING (source, topic_number)
WHERE comment BETWEEN $first AND $last
UNION ALL
SELECT comment, place FROM asked JOIN places USING (source) WHERE topic = 'all';
