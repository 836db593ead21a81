"""topic_by_nps: what goes with a topic, adjusted and corrected; topics mentioned together."""
