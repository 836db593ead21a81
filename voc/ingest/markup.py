"""What a cell of HTML says: tags, styles and scripts taken off; a cell of plain text stays as it is.

Ticket systems and mail write a body as a page. Paragraphs and line breaks become lines, and a blockquote
the quoted lines of a plain mail, so that what is taken off one is taken off the other. A "<" that begins no
known tag is the writer's own.
"""

import html
import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article aside blockquote br center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main ol p"
    " pre section table tr ul".split()
)
_HIDDEN = frozenset("head script style title".split())
_KNOWN = "|".join(sorted(_BLOCKS | _HIDDEN | set("a b body em font html i img meta span strong tbody td th u".split())))
_ATTRIBUTES = r"(?:\s+[A-Za-z][\w:-]*\s*=[^<>]*)?\s*/?"
_MARKUP = re.compile(rf"</?(?:{_KNOWN}){_ATTRIBUTES}>", re.IGNORECASE)


def words_of(cell: str) -> str:
    """The text of a cell, whose entities are resolved and which may be HTML."""
    if "<" not in cell and "&" not in cell:
        return cell
    page = cell if _MARKUP.search(cell) else html.unescape(cell)
    return _lines(page) if _MARKUP.search(page) else page


def _lines(page: str) -> str:
    """A page as lines, quoted ones behind a ">". Where tags break its lines, those of its source do not."""
    read = _Page()
    read.feed(page)
    read.close()
    said = [re.sub(r"\s+", " ", one) if read.broken and one[0] != "\n" else one for one in read.said if one]
    lines = (line.strip() for line in re.sub(" {2,}", " ", "".join(said)).split("\n"))
    return "\n".join(line for line in lines if line not in ("", ">"))


class _Page(HTMLParser):
    """The text of a page with its breaks, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.broken = False
        self._hidden: list[str] = []
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._tag(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        self._tag(tag, -1)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.said.append(data)
