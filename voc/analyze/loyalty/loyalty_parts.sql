-- People of segment × behaviour × part, for voc.analyze.loyalty_notes: the part 'all', its two halves (promoters and
-- others) and their quadrants. withheld: nps does not tell how many answers the segment has.
WITH divided AS (
    SELECT segment, behaviour_number, n, unnest(if(high IS NULL, ['all'], [
               'all', if(promoter, 'promoters', 'others'),
               if(promoter, if(high, 'true_loyal', 'latent'), if(high, 'spurious', 'low'))
           ])) AS part
    FROM quadrant_people
), cell AS (
    SELECT segment, behaviour_number, part, sum(n)::BIGINT AS n FROM divided GROUP BY ALL
)
SELECT source, behaviour, segment_name, segment_value, part, cell.n AS n, nps.note = 'suppressed' AS withheld
FROM cell JOIN segment_names USING (segment) JOIN behaviours USING (source, behaviour_number)
     JOIN nps USING (source, segment_name, segment_value)
WHERE nps.period = 'all'
ORDER BY source, behaviour, segment_name, segment_value, part;
