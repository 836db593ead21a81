"""keywords, pairs, co-occurrence and correspondence: the words of topics and NPS groups."""
