"""From figures back to people: the comments behind a row, what is said and flagged of one, who wrote it."""
