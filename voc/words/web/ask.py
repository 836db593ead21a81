"""Words of this part of the pages: code -> (Japanese, English)."""

WORDS: dict[str, tuple[str, str]] = {}
