"""Letters as outlines: how wide a text is, and the shape of each of its characters.

A chart carries the outlines of its letters with it, so that it looks the same where no Japanese font is
installed. The font is Noto Sans JP (SIL OFL 1.1), taken from a package that holds nothing else; it is
opened when the first text is measured.
"""

import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

EM = 1000  # units of the font in the height of a line
_ONE = threading.RLock()  # the font reads its letters when they are asked for: one thread at a time
MISSING = "〓"  # what Japanese typesetters put where a letter is missing


@lru_cache(maxsize=1)
def _font() -> "tuple[TTFont, Any, dict[int, str]]":
    from fontTools.ttLib import TTFont
    from pylopdf_fonts_jp import sans_path

    with _ONE:
        font = TTFont(sans_path(), lazy=True)
        return font, font.getGlyphSet(), font.getBestCmap()


def known(character: str) -> bool:
    """Whether the font has a shape for it."""
    return ord(character) in _font()[2]


def written(text: str) -> str:
    """The text on one line, with 〓 for each character that the font has no shape for."""
    return "".join(c if known(c) else MISSING for c in " ".join(text.split()))


@lru_cache(maxsize=4096)
def advance(character: str) -> int:
    """How far the next letter stands to the right, in units of EM."""
    _, glyphs, names = _font()
    with _ONE:
        return int(glyphs[names[ord(character)]].width)


def width(text: str, size: float) -> float:
    """The width of a text in letters of `size` pixels."""
    return sum(map(advance, written(text))) * size / EM


@lru_cache(maxsize=4096)
def outline(character: str) -> str:
    """The shape of a letter as the data of an SVG path: y upwards, EM units high; "" of a space."""
    from fontTools.pens.svgPathPen import SVGPathPen

    _, glyphs, names = _font()
    pen = SVGPathPen(glyphs, ntos=lambda value: str(round(value)))
    with _ONE:
        glyphs[names[ord(character)]].draw(pen)
    return str(pen.getCommands())


def cut(text: str, size: float, most: float) -> str:
    """The text, or as much of it as fits into `most` pixels with an ellipsis."""
    text = written(text)
    if width(text, size) <= most:
        return text
    while text and width(f"{text}…", size) > most:
        text = text[:-1]
    return f"{text}…"


def folded(text: str, size: float, most: float) -> list[str]:
    """The text in lines of at most `most` pixels, broken at spaces, or between letters where none is."""
    lines, line = [], ""
    for word in _words(written(text)):
        if line and width(line + word.rstrip(), size) > most:
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()] if line.strip() else lines


_NEVER_FIRST = "、。」)]),.・ー〜々"


def _words(text: str) -> list[str]:
    """Pieces after which a line may end: Latin words with their space, single Japanese letters."""
    pieces: list[str] = []
    for c in text:
        glued = pieces and (
            c in _NEVER_FIRST
            or c == " "
            or (c.isascii() and pieces[-1][-1].isascii() and pieces[-1][-1] != " ")
        )
        if glued:
            pieces[-1] += c
        else:
            pieces.append(c)
    return pieces
