"""Text as a customer wrote it -> normal text, with a map back.

Enters: any str, also a damaged one. Leaves: the normal text and, for each of its characters,
the offset where the written form of it begins. Never changes the wording: only the spelling of
characters (NFKC, HTML entities, tildes), what cannot be seen, and runs that carry no more meaning.

Each step maps characters to characters and remembers offsets; the steps are repeated until
nothing changes (an entity may hide behind full-width letters), which makes it idempotent.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html.entities import html5

RUN = 3
"""A character other than a digit is repeated at most so often: すごーーーーい -> すごーーーい."""
MARKS = 8
"""Combining marks kept on one character; real scripts need fewer, hostile text has thousands."""

_TILDES = "~∼∾˜⁓〰～"

# Characters whose normal form is one character, whatever stands beside them: most of real text
# needs nothing else, and then offsets stay as they are.
_ONE_TO_ONE: dict[int, str] = {ord(c): "〜" for c in _TILDES}
_ONE_TO_ONE |= {c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5E)}
_ONE_TO_ONE |= dict(zip(map(ord, "\t\u00a0\u3000\v\f\x85\u2028\u2029"), "   \n\n\n\n\n", strict=True))

_PLAIN = (
    r"\n -}\u2010\u2013-\u2015\u2018-\u201d\u2190-\u21ff\u2500-\u2606\u266a×÷°"
    r"\u3001-\u301c\u3041-\u3096\u309d\u309e\u30a1-\u30fe\u4e00-\u9fff\U0001f300-\U0001f64f"
)
_ODD = re.compile(rf"[^{_PLAIN}]|&[#A-Za-z]|(\D)\1{{{RUN}}}|\s\s|\A\s|\s\Z")

_STRIPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""C0 and C1 controls, soft hyphen, zero-width and bidi controls, variation selectors, tags,
lone surrogates, private use."""

_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});\Z")
_ENTITY_LENGTH = 34

# Starters that join the character before them (NFC_QC=Maybe with combining class 0).
_JOINING = frozenset(
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
    "\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930"
) | frozenset(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))

Pairs = Iterable[tuple[str, int]]


def normalise(text: str) -> tuple[str, list[int]]:
    r"""The normal form of `text` and its origin map.

    Args:
        text: any string.

    Returns:
        `(normal, origin)`: `origin` has len(normal)+1 offsets into `text` and never decreases;
        `origin[i]` is where the written form of `normal[i]` begins, `origin[-1]` is len(text).
        Line breaks stay as one "\n" each, other white space as one space, none at the ends.
    """
    normal = text.translate(_ONE_TO_ONE)
    if not _ODD.search(normal):
        return normal, list(range(len(text) + 1))
    origin = list(range(len(text)))
    while True:
        again, offsets = _pass(normal)
        origin = [origin[i] for i in offsets]
        if again == normal:
            return normal, [*origin, len(text)]
        normal = again


def _pass(text: str) -> tuple[str, list[int]]:
    pairs = list(_squeezed(_unescaped(_composed(text))))
    return "".join(c for c, _ in pairs), [i for _, i in pairs]


def _composed(text: str) -> list[tuple[str, int]]:
    """NFKC cluster by cluster; each cluster's characters come from its beginning."""
    out: list[tuple[str, int]] = []
    cluster, begin, marks = "", 0, 0
    for i, c in enumerate(text):
        if _STRIPPED.match(c):
            continue
        if not _joins(c):
            _append(out, cluster, begin)
            cluster, begin, marks = c, i, 0
        elif marks < MARKS:
            cluster, marks = cluster + c, marks + 1
    _append(out, cluster, begin)
    return out


def _append(out: list[tuple[str, int]], cluster: str, begin: int) -> None:
    normal = _nfkc(cluster) if len(cluster) > 1 or cluster > "}" else cluster
    out.extend((c, begin) for c in normal)


@lru_cache(maxsize=8192)
def _nfkc(cluster: str) -> str:
    cluster = cluster.replace("゛", "\u3099").replace("゜", "\u309a").translate(_ONE_TO_ONE)
    normal = unicodedata.normalize("NFKC", cluster)
    # A spacing accent (the ´ of an emoticon) would fall apart into a space and a loose mark.
    apart = len(normal) > 1 and normal[0] == " " and not cluster[0].isspace()
    return cluster if apart else normal.translate(_ONE_TO_ONE)


@lru_cache(maxsize=8192)
def _joins(c: str) -> bool:
    """Does `c` belong to the cluster before it: a mark, a half-width dakuten, a Hangul vowel or final?"""
    if c < "\u0300":
        return False
    if c in "゛゜":
        return True
    first = unicodedata.normalize("NFKD", c)[0]
    return unicodedata.combining(first) > 0 or first in _JOINING


def _unescaped(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """HTML entities resolved, nested ones too, in one reading: a ";" closes what stands before it."""
    if not any(c == "&" for c, _ in pairs):
        return pairs
    out: list[tuple[str, int]] = []
    for pair in pairs:
        out.append(pair)
        while out and out[-1][0] == ";":
            tail = "".join(c for c, _ in out[-_ENTITY_LENGTH:])
            found = _ENTITY.search(tail, tail.rfind("&")) if "&" in tail else None
            meant = _meant(found[0]) if found else None
            if found is None or meant is None:
                break
            begin = out[-len(found[0])][1]
            del out[-len(found[0]):]
            out.extend((c, begin) for c in meant)
    return out


def _meant(entity: str) -> str | None:
    """What an entity stands for; None if nothing ("&foo;").

    It is made normal at once: were that left to the next pass, nested entities would cost one each.
    """
    if entity[1] != "#":
        meant = html5.get(entity[1:])
    else:
        number = int(entity[3:-1], 16) if entity[2] in "xX" else int(entity[2:-1])
        meant = chr(number) if 0 < number <= 0x10FFFF else ""
    return None if meant is None else _STRIPPED.sub("", _nfkc(meant)) if meant else ""


def _squeezed(pairs: Pairs) -> Pairs:
    """One space or line break for a run of white space, none at the ends, at most RUN of any non-digit."""
    last, run = "\n", 0
    blank: tuple[str, int] | None = None
    for c, i in pairs:
        if c.isspace():
            begin = blank[1] if blank else i
            broken = c in "\n\r" or (blank is not None and blank[0] == "\n")
            blank = ("\n" if broken else " ", begin)
            continue
        if blank and run:
            yield blank
            last = blank[0]
        blank = None
        run = run + 1 if c == last else 1
        last = c
        if run <= RUN or c in "0123456789":
            yield c, i
