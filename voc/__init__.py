"""voc: Japanese voice of the customer, from raw exports to topic-by-NPS tables."""

__version__ = "0.1.0"
