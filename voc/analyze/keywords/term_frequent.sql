-- frequent  the $terms terms of every place that the most comments hold, of those that $people people say;
--           of all time, from the cells

CREATE OR REPLACE TEMP TABLE frequent AS
SELECT place, term, comments::BIGINT AS comments
FROM cell SEMI JOIN shown USING (place, term, nps_number) JOIN terms USING (term)
WHERE nps_number = 0
QUALIFY $terms >= row_number() OVER (PARTITION BY place ORDER BY comments DESC, text);
