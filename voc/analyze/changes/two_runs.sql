-- What voc.analyze.changes.compare wants, the runs in place of the periods
WITH part AS (
    SELECT side, topic, 1 / len(topics) AS w, person, nps_group FROM (SELECT *, unnest(topics) AS topic FROM spoken)
    UNION ALL
    SELECT side, '(all)', 1, person, nps_group FROM spoken
    UNION ALL
    SELECT side, '(rest)', 1, person, nps_group FROM spoken WHERE len(topics) = 0
), base AS (
    SELECT side, count(DISTINCT person) AS people, count(DISTINCT person) FILTER (len(topics) = 0) AS silent,
           count_if(nps_group = 'promoter') AS p, count_if(nps_group = 'passive') AS n,
           count_if(nps_group = 'detractor') AS d
    FROM spoken GROUP BY side
), cell AS (
    SELECT side, topic, count(DISTINCT person) AS people, count_if(nps_group = 'promoter') AS p,
           count_if(nps_group = 'passive') AS n, count_if(nps_group = 'detractor') AS d,
           coalesce(sum(w ORDER BY w) FILTER (nps_group = 'promoter'), 0) AS wp,
           coalesce(sum(w ORDER BY w) FILTER (nps_group = 'passive'), 0) AS wn,
           coalesce(sum(w ORDER BY w) FILTER (nps_group = 'detractor'), 0) AS wd,
           coalesce(sum(w * w ORDER BY w) FILTER (nps_group = 'promoter'), 0) AS w2p,
           coalesce(sum(w * w ORDER BY w) FILTER (nps_group = 'passive'), 0) AS w2n,
           coalesce(sum(w * w ORDER BY w) FILTER (nps_group = 'detractor'), 0) AS w2d
    FROM part GROUP BY side, topic
), topics AS (
    SELECT topic FROM cell UNION SELECT '(all)' UNION SELECT '(rest)'
)
SELECT $source AS source, topic, $after AS period, $before AS period_before, $segment_name AS segment_name,
       $segment_value AS segment_value, bb.people AS people_before, ba.people AS people_after,
       bb.silent AS silent_before, ba.silent AS silent_after,
       bb.p AS base_p_before, bb.n AS base_n_before, bb.d AS base_d_before,
       ba.p AS base_p_after, ba.n AS base_n_after, ba.d AS base_d_after,
       coalesce(b.wp, 0) AS w_p_before, coalesce(b.wn, 0) AS w_n_before, coalesce(b.wd, 0) AS w_d_before,
       coalesce(a.wp, 0) AS w_p_after, coalesce(a.wn, 0) AS w_n_after, coalesce(a.wd, 0) AS w_d_after,
       coalesce(b.w2p, 0) AS w2_p_before, coalesce(b.w2n, 0) AS w2_n_before, coalesce(b.w2d, 0) AS w2_d_before,
       coalesce(a.w2p, 0) AS w2_p_after, coalesce(a.w2n, 0) AS w2_n_after, coalesce(a.w2d, 0) AS w2_d_after,
       CASE WHEN topic <> '(rest)' THEN coalesce(b.p, 0) ELSE 0 END AS p_before,
       CASE WHEN topic <> '(rest)' THEN coalesce(b.n, 0) ELSE 0 END AS n_before,
       CASE WHEN topic <> '(rest)' THEN coalesce(b.d, 0) ELSE 0 END AS d_before,
       CASE WHEN topic <> '(rest)' THEN coalesce(a.p, 0) ELSE 0 END AS p_after,
       CASE WHEN topic <> '(rest)' THEN coalesce(a.n, 0) ELSE 0 END AS n_after,
       CASE WHEN topic <> '(rest)' THEN coalesce(a.d, 0) ELSE 0 END AS d_after,
       topic[1] <> '(' AND coalesce(b.people, 5) < $few AS hidden_before,
       topic[1] <> '(' AND coalesce(a.people, 5) < $few AS hidden_after,
       topic[1] <> '(' AND coalesce(b.people, 0) < $few AS few_before,
       topic[1] <> '(' AND coalesce(a.people, 0) < $few AS few_after
FROM topics JOIN base AS bb ON bb.side = 'before' JOIN base AS ba ON ba.side = 'after'
     LEFT JOIN (FROM cell WHERE side = 'before') AS b USING (topic)
     LEFT JOIN (FROM cell WHERE side = 'after') AS a USING (topic)
ORDER BY topic = '(all)', topic = '(rest)', topic;
