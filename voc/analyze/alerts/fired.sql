-- The alerts from $first to $last of these kinds, topics (none: all) and source (null: all), the newest first.
SELECT source, topic, polarity, day, kind, severity, n_total, n_comments, share, expected, low, high, q_value
FROM alerts
WHERE day BETWEEN $first AND $last AND list_contains($kinds, kind) AND ($source IS NULL OR source = $source)
  AND (len($topics) = 0 OR list_contains($topics, topic))
ORDER BY day DESC, source, topic, polarity, kind;
