"""The published tables, in the order in which a run writes them."""

from collections.abc import Mapping

TABLES: Mapping[str, str] = {  # the order of their rows; "" is the one they are made in
    "responses": "",
    "contacts": "contact_id",
    "messages": "contact_id, seq",
    "customers": "respondent",
    "comments": "",
    "mentions": "",
    "rejected_rows": "file, line, reason",
    "weights": "period",
    "nps": "segment_name, segment_value, period",
    "topic_by_nps": "topic, segment_name, segment_value, period",
    "changes": "topic, segment_name, segment_value, period, period_before",
    "drivers": "outcome, side, segment_name, segment_value, topic, polarity",
    "loyalty": "segment_name, segment_value, behaviour, quadrant",
    "retention": "segment_name, segment_value, behaviour, scenario",
    "loyalty_topics": "behaviour, quadrant, topic",
    "concentration": "segment_name, segment_value, behaviour, decile",
    "at_risk": "respondent",
    "alerts": "day, topic, polarity, kind",
    "keywords": "topic, nps_group, term, period",
    "cooccurrence": "topic, term, other",
    "correspondence": "variable, kind, name",
    "pairs": "topic, nps_group, head, dependent, negated, period",
    "flagged": "comment_id",
    "decisions": "comment_id",
}
EARLY = ("responses", "comments", "mentions")  # rows, written while tables of figures are made of them
MARTS = (  # figures; a run writes them into one database
    "weights", "nps", "topic_by_nps", "changes", "drivers", "loyalty", "retention", "loyalty_topics",
    "concentration", "alerts", "keywords", "cooccurrence", "correspondence", "pairs",
)  # fmt: skip
