"""Words of a text by fugashi and unidic-lite, behind a guard against what breaks MeCab.

Enters: any str. Leaves: tokens with offsets into that very str. Never shares a Tagger: each
thread of each process makes its own on first use (a shared one gives wrong words silently).
"""

import os
import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from voc.text.spelling import spelt

if TYPE_CHECKING:
    from fugashi import Tagger

PIECE = 2000
"""MeCab gets at most so many characters at once; a text is cut at 。 or a line break."""
RUN = 10
"""A longer run of one character makes MeCab quadratic; the rest of it is left out."""
READINGS = 12
"""So many ways to read a word are asked for, where all that it can be is wanted."""

_BLANK = re.compile(
    "[\x00-\x1f\x7f-\xa0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff]"
)
_LONG_RUN = re.compile(rf"(.)\1{{{RUN},}}", re.DOTALL)
_CUT = re.compile(r"[。\n]")
_local = threading.local()
_new = tuple.__new__                      # a Token in a third of the time, five million times a night


class Token(NamedTuple):
    """A word. `lemma` is the dictionary form (美味しかっ -> 美味しい), the surface if there is none.

    It is spelt as `voc.text.spelling` has it.
    `pos` is unidic's part of speech ("名詞-普通名詞-一般"), `form` its conjugation form
    ("連用形-一般", "" if it has none); `start` and `end` are offsets into the text.
    """

    surface: str
    lemma: str
    pos: str
    start: int
    end: int
    form: str = ""


def tokenise(text: str) -> list[Token]:
    """The words of `text`, in order. White space, controls and lone surrogates belong to no word."""
    safe = _BLANK.sub(" ", text)
    if not _LONG_RUN.search(safe):
        return [token for start, piece in _pieces(safe) for token in _parse(piece, start)]
    origin: list[int] = []
    short: list[str] = []
    end = 0
    for match in _LONG_RUN.finditer(safe):
        kept = match.start() + RUN
        short.append(safe[end:kept])
        origin.extend(range(end, kept))
        end = match.end()
    short.append(safe[end:])
    origin.extend(range(end, len(safe)))
    return [
        token._replace(start=origin[token.start], end=origin[token.end - 1] + 1)
        for start, piece in _pieces("".join(short))
        for token in _parse(piece, start)
    ]


def kinds(word: str) -> frozenset[str]:
    """Parts of speech that the dictionary has for `word` as a whole (ten characters at most)."""
    lines = (line.split("\t") for line in _tagger().nbest(_BLANK.sub(" ", word[:RUN]), READINGS).splitlines())
    return frozenset(line[4] for line in lines if len(line) > 4 and line[0] == word)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > PIECE:
        cuts = [match.end() for match in _CUT.finditer(text, start, start + PIECE)]
        end = cuts[-1] if cuts else start + PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _parse(piece: str, offset: int) -> list[Token]:
    tokens = []
    blanks = " " in piece                 # asking each node for its white space costs time
    for node in _tagger()(piece):
        surface = node.surface
        start = offset + len(node.white_space) if blanks else offset
        offset = start + len(surface)
        lemma, pos, form = _feature(node.feature_raw)
        tokens.append(_new(Token, (surface, lemma or surface, pos, start, offset, form)))
    return tokens


@lru_cache(maxsize=65536)
def _feature(raw: str) -> tuple[str, str, str]:
    """(lemma or "", part of speech, conjugation form or "") of one dictionary line."""
    fields = raw.split(",", 11)
    pos = "-".join(field for field in fields[:4] if field != "*")
    if len(fields) < 8 or pos.startswith(("補助記号", "記号")):
        return "", pos, ""
    if pos.startswith("名詞-固有名詞"):   # its lemma is a reading: フクイ for 福井
        return "", pos, ""
    lemma = fields[7].split("-")[0]
    if lemma != "*" and len(fields) > 10:
        lemma = spelt(lemma, fields[10])
    return ("" if lemma == "*" else lemma), pos, ("" if fields[5] == "*" else fields[5])


def _tagger() -> "Tagger":
    """This thread's own Tagger; a forked child makes a new one."""
    if getattr(_local, "pid", None) != os.getpid():
        import fugashi
        import unidic_lite

        folder = unidic_lite.DICDIR
        _local.tagger = fugashi.Tagger(f'-r "{os.path.join(folder, "mecabrc")}" -d "{folder}"')
        _local.pid = os.getpid()
    tagger: Tagger = _local.tagger
    return tagger
