"""Personal data -> placeholders in 【】, in the text as written.

Enters: any text, any width. Leaves: the same text with each stretch of personal data replaced
by what it was (【電話番号】); nothing else is touched. Masked text comes back unchanged. What is
found is decided on the normal text, so that ０９０－… is as good as 090-…
"""

import re
from collections.abc import Sequence

from voc.text.introduced import CUES, due_at_an_end
from voc.text.names import names
from voc.text.normalise import normalise
from voc.text.patterns import MARKS, PATTERNS, found

PLACEHOLDERS = (*dict.fromkeys(p.placeholder for p in PATTERNS), "【氏名】")
PLACEHOLDER = re.compile("|".join(PLACEHOLDERS))
"""Matches one placeholder."""

Spans = list[tuple[int, int, str]]

# A text without any of these holds nothing that could be personal data.
_WORTH_A_LOOK = re.compile(
    rf"{MARKS}|様|さま|さん(?<!たくさん)|氏|君|くん|ちゃん|先生|殿|と申|といい|と言い|という|名前|担当|私は|僕は"
    rf"|{CUES}"
)
_PASSES = 8


def mask(text: str) -> str:
    """Put placeholders for the personal data in `text`; masked text comes back unchanged."""
    return masked(text)[0]


def masked(text: str) -> tuple[str, str, list[int]]:
    """The masked `text`, its normal form, and for each character of that, and its end, the offset in `text`.

    All characters of a placeholder come from where the stretch that it stands for begins.
    """
    normal, origin = normalise(text)
    offsets: list[int] | None = None  # of the text by now, in it as given; None while they are the same
    # What is left may look different beside a placeholder than beside a digit: look again.
    for _ in range(_PASSES):
        spans = _written(_spans(normal), origin) if _worth_a_look(normal) else []
        if not spans:
            break
        text, step = _replaced(text, spans)
        offsets = step if offsets is None else [offsets[i] for i in step]
        normal, origin = normalise(text)
    return text, normal, origin if offsets is None else [offsets[i] for i in origin]


def _worth_a_look(normal: str) -> bool:
    return bool(_WORTH_A_LOOK.search(normal) or due_at_an_end(normal))


def _spans(normal: str) -> Spans:
    """What to mask in `normal`, in order, not overlapping and outside placeholders.

    Finds that overlap become one stretch, named by the pattern that comes first.
    """
    taken: Spans = [(*m.span(), "") for m in PLACEHOLDER.finditer(normal)] if "【" in normal else []
    people = ((start, end, "【氏名】") for start, end in names(normal))
    finds = enumerate([*taken, *found(normal), *people])
    spans = [(start, rank, end, kind) for rank, (start, end, kind) in finds]
    kept: list[tuple[int, int, int, str]] = []
    for start, rank, end, kind in sorted(spans):
        if not kept or start >= kept[-1][2]:
            kept.append((start, rank, end, kind))
        elif kind and kept[-1][3]:
            first, before, until, name = kept[-1]
            kept[-1] = (first, min(rank, before), max(end, until), kind if rank < before else name)
    return [(start, end, kind) for start, _, end, kind in kept if kind]


def _written(spans: Spans, origin: Sequence[int]) -> Spans:
    """The same stretches in the text as written, whole clusters and entities only."""
    out: Spans = []
    for start, end, placeholder in spans:
        while origin[end] == origin[end - 1]:
            end += 1
        begin, stop = origin[start], origin[end]
        if out and begin < out[-1][1]:
            out[-1] = (out[-1][0], max(stop, out[-1][1]), out[-1][2])
        else:
            out.append((begin, stop, placeholder))
    return out


def _replaced(text: str, spans: Spans) -> tuple[str, list[int]]:
    parts: list[str] = []
    offsets: list[int] = []
    end = 0
    for start, stop, placeholder in spans:
        parts += (text[end:start], placeholder)
        offsets.extend(range(end, start))
        offsets.extend([start] * len(placeholder))
        end = stop
    parts.append(text[end:])
    offsets.extend(range(end, len(text) + 1))
    return "".join(parts), offsets
