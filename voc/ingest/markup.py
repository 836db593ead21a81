"""What a cell of HTML says: tags, styles and scripts taken off; a cell of plain text stays as it is.

Ticket systems and mail write a body as a page. Paragraphs and line breaks become lines, and a blockquote
the quoted lines of a plain mail, so that what is taken off one is taken off the other. A "<" that begins no
known tag is the writer's own. (Python's own parser takes the square of the length where no tag is closed.)
"""

import html
import re

_BLOCKS = (
    "address|article|aside|blockquote|br|center|dd|div|dl|dt|footer|form|h[1-6]|header|hr|li|main|ol|p|pre"
    "|section|table|tr|ul"
)
_KNOWN = rf"{_BLOCKS}|a|b|body|em|font|head|html|i|img|meta|script|span|strong|style|tbody|td|th|title|u"
_ATTRIBUTES = r"(?:\s+[A-Za-z][\w:-]*\s*=[^<>]*)?\s*/?"
_MARKUP = re.compile(rf"</?(?:{_KNOWN}){_ATTRIBUTES}>", re.IGNORECASE)
_HIDDEN = re.compile(
    r"<(head|script|style|title)(?:\s[^<>]*)?>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<![^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)(?:\s[^<>]*|/)?>")
_BLOCK = re.compile(_BLOCKS, re.IGNORECASE)
_CELL = re.compile(r"t[dh]", re.IGNORECASE)


def words_of(cell: str) -> str:
    """The text of a cell, whose entities are resolved and which may be HTML."""
    if "<" not in cell and "&" not in cell:
        return cell
    page = cell if _MARKUP.search(cell) else html.unescape(cell)
    return html.unescape(_lines(_HIDDEN.sub("", page))) if _MARKUP.search(page) else page


def _lines(page: str) -> str:
    """A page as lines, quoted ones behind a ">". Where tags break its lines, those of its source do not."""
    tags = list(_TAG.finditer(page))
    broken = any(_BLOCK.fullmatch(tag[2]) for tag in tags)
    said: list[str] = []
    quoted = end = 0
    for tag in tags:
        said.append(_flowing(page[end : tag.start()], broken))
        end = tag.end()
        if tag[2].lower() == "blockquote":
            quoted = max(0, quoted + (-1 if tag[1] else 1))
        if _BLOCK.fullmatch(tag[2]):
            said.append("\n> " if quoted else "\n")
        elif _CELL.fullmatch(tag[2]):
            said.append(" ")
    said.append(_flowing(page[end:], broken))
    lines = (line.strip() for line in re.sub(" {2,}", " ", "".join(said)).split("\n"))
    return "\n".join(line for line in lines if line not in ("", ">"))


def _flowing(source: str, broken: bool) -> str:
    return re.sub(r"\s+", " ", source) if broken else source
