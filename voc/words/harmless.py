"""Words of others, such as a comment, a segment's name or a file's, for people to look at.

    harmless(text)     for a terminal: what it would obey is shown as �
    forwards(value)    for a page: in the order in which it was written

What is kept and written into files of data stays as it is.
"""

import re

_TURNS = "\u202a-\u202e\u2066-\u2069"  # characters that write what follows them backwards
_TURNING = re.compile(f"[{_TURNS}]")
_OBEYED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_TURNS}]")


def harmless(text: str) -> str:
    """Text with a � for each character that moves a cursor, begins a command or turns text around.

    A return, part of a line break of Windows, is a space. As long as it was.
    """
    return _OBEYED.sub("\ufffd", text.replace("\r", " "))


def forwards(value: object) -> object:
    """Text, markup too, without the characters that turn it around; any other value as it is."""
    if isinstance(value, str) and _TURNING.search(value):
        return type(value)(_TURNING.sub("", value))
    return value
