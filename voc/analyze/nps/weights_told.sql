-- Takes back from weights and nps what would tell a count that nps suppresses: a weight is target / share.
-- margin_names (source, segment_name) is given; partly: periods in which a value of a margin is suppressed.

CREATE OR REPLACE TEMP TABLE partly AS
SELECT DISTINCT nps.source, nps.period FROM nps JOIN margin_names USING (source, segment_name)
WHERE note = 'suppressed';

UPDATE weights SET n = NULL, absent = NULL, n_effective = NULL, share_unnamed = NULL, weight_low = NULL,
                   weight_high = NULL, share_missed = NULL, note = 'suppressed'
WHERE EXISTS (FROM nps WHERE nps.source = weights.source AND nps.period = weights.period
                         AND segment_name = 'all' AND nps.note = 'suppressed');

UPDATE weights SET absent = NULL, n_effective = NULL, share_unnamed = NULL, weight_low = NULL, weight_high = NULL,
                   share_missed = NULL, note = if(note = 'absent', '', note)
WHERE (source, period) IN (FROM partly);

UPDATE nps SET n_effective = NULL WHERE segment_name = 'all' AND (source, period) IN (FROM partly);

-- the unnamed of months add up: told of every period, or of all time alone
UPDATE weights SET share_unnamed = NULL
WHERE period <> 'all' AND source IN (SELECT source FROM weights WHERE share_unnamed IS NULL);

DROP TABLE partly;
DROP TABLE margin_names;
