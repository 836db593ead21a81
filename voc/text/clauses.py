"""Clauses of a text: the stretches that can each carry their own topic and polarity.

Enters: text, normal or not. Leaves: offsets into it. Cuts at sentence ends, after conjunctive
particles of contrast, reason and sequence (が けど のに し ので から), at て、 and other commas between
two predicates, and between the items of a list of nouns; in English at sentence ends, commas and
before but. A stretch without a content word (ですが、 から。) stays with its neighbour.
親切だが料金が高い -> 親切だが | 料金が高い.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from voc.text.tokens import Token, tokenise

QUOTE = 40
"""A quotation 「…」 up to this length is not cut inside."""

_SENTENCE_END = re.compile(r"(?:[。!?！？｡…]|\.(?!\d))+[」』)）]?|[♪☆★]+|\n+")
_QUOTED = re.compile(
    "|".join(rf"\{a}[^{a}{b}]{{0,{QUOTE}}}\{b}" for a, b in map(tuple, ("「」", "『』", "()", "（）")))
)
_OPENED = re.compile(r"[「『(（]")
# Where nothing of this occurs there is no cut, and nothing to parse: が after kanji marks a subject,
# から after a noun a place, and at the end of the sentence neither parts anything.
_INNER = re.compile(
    r"[、,，､ 　].|[うくぐすつぬぶむるいだたん](?:が|し|から)(?!で|だ|。|\Z).|け(?:れ)?ど."
    r"|[いるたうくなんすれ](?:のに|ので|んで|ものの)(?!す|。|\Z)."
)
_TRIMMED = " \t\r\n\v\f\u3000\u00a0\u200b\ufeff、。,.，．｡､・"

_CONJUNCTIVE = frozenset(("が", "けれど", "のに", "し", "から", "ものの", "ので"))
_PURPOSE = ("は", "も", "使", "必要", "時間", "便利", "不便")   # 買うのに便利: for buying
_ENDINGS = frozenset(("で", "に", "の", "も"))   # of ので, のに, ものの, けれども
_PREDICATE = (
    "動詞", "形容詞", "形状詞", "助動詞", "助詞-終助詞", "助詞-接続助詞", "助詞-準体助詞",
    "接尾辞-形状詞的", "接尾辞-形容詞的", "接尾辞-動詞的",
)
_NOMINAL = ("名詞", "接頭辞", "接尾辞-名詞的", "記号", "補助記号", "代名詞", "形状詞")
_NOT_AN_END = ("と", "ば", "たら", "ながら", "なら")
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞", "代名詞", "感動詞")


def clauses(text: str) -> list[tuple[int, int]]:
    """The (start, end) offsets of the clauses of `text`, in order, not overlapping, none empty.

    They are trimmed of white space, 、 and 。; everything else of the text is in one of them.
    Empty for a blank text; a text of marks alone is one clause.
    """
    spans = []
    for start, end in _sentences(text):
        cuts = _cuts(text[start:end]) if _INNER.search(text, start, end) else []
        bounds = [start, *(start + cut for cut in cuts), end]
        pieces = (_trim(text, a, b, _TRIMMED) for a, b in pairwise(bounds))
        spans += [piece for piece in pieces if piece]
    if spans:
        return spans
    whole = _trim(text, 0, len(text), " \t\r\n\v\f\u3000\u00a0\u200b\ufeff")
    return [whole] if whole else []


def _trim(text: str, start: int, end: int, blanks: str) -> tuple[int, int] | None:
    while start < end and text[start] in blanks:
        start += 1
    while start < end and text[end - 1] in blanks:
        end -= 1
    return (start, end) if start < end else None


def _quoted(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _QUOTED.finditer(text)] if _OPENED.search(text) else []


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    quoted = _quoted(text)
    start = q = 0
    for match in _SENTENCE_END.finditer(text):
        while q < len(quoted) and quoted[q][1] <= match.start():
            q += 1
        if q < len(quoted) and quoted[q][0] < match.start():
            continue
        if text[start:match.start()].strip(_TRIMMED):
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


def _cuts(sentence: str) -> list[int]:
    """Offsets in one sentence where a new clause begins."""
    tokens = tokenise(sentence)
    listed = _is_list(tokens)
    quoted = _quoted(sentence)
    cuts: list[int] = []
    q = 0
    last = _last_content(tokens)
    content = predicate = subject = False # seen since the last cut
    for i, token in enumerate(tokens):
        is_content, is_predicate = _role(token.pos)
        content, predicate = content or is_content, predicate or is_predicate
        subject = subject or (token.surface in ("が", "は", "も") and token.pos.startswith("助詞"))
        while q < len(quoted) and quoted[q][1] <= token.start:
            q += 1
        if not content or i >= last or (q < len(quoted) and quoted[q][0] < token.end < quoted[q][1]):
            continue
        after = tokens[i + 1]
        words = token.surface.isalnum() and after.surface[0].isalnum()
        english = token.surface.isascii() and after.surface.isascii() and after.surface.lower() != "but"
        apart = after.start > token.end and words and not english
        if apart or _is_comma(token):
            before = tokens[i - 1] if _is_comma(token) else token
            cut = listed or _is_conjunctive(tokens, i - 1) or _ends_clause(before, predicate, subject)
        else:
            cut = _is_conjunctive(tokens, i) and not _is_comma(after) and after.surface != "も"
        if cut:
            cuts.append(after.start)
            content = predicate = subject = False
    return cuts


@cache
def _role(pos: str) -> tuple[bool, bool]:
    """(is content, can be a predicate) of a part of speech."""
    return pos.startswith(_CONTENT), pos.startswith(("動詞", "形容詞", "形状詞", "助動詞"))


def _is_comma(token: Token) -> bool:
    return token.surface in ("、", ",", "，", "､")


def _last_content(tokens: list[Token]) -> int:
    """Index of the last content word; a cut must come before it. 美味しかったから。 is one clause."""
    for i in range(len(tokens) - 1, -1, -1):
        if tokens[i].pos.startswith(_CONTENT) and not tokens[i].pos.startswith("動詞-非自立可能"):
            return i
    return -1


def _is_list(tokens: list[Token]) -> bool:
    """Only nouns, with の や と between them: 駐車場、トイレの数."""
    return all(
        t.pos.startswith(_NOMINAL) or (t.pos.startswith("助詞") and t.surface in ("の", "や", "と", "など"))
        for t in tokens
    )


def _is_conjunctive(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    if token.pos.startswith("助詞-接続助詞"):
        sure = token.lemma != "が" or (i > 0 and tokens[i - 1].form.startswith(("終止形", "連体形")))
        return sure and token.lemma in _CONJUNCTIVE
    if i < 2 or token.surface not in _ENDINGS:
        return False
    before, head = tokens[i - 1], tokens[i - 2]
    if token.surface == "も" or not head.pos.startswith(("動詞", "形容詞", "助動詞")):
        return before.lemma == "けれど"
    joint = before.surface + token.surface
    after = tokens[i + 1]
    if joint in ("ので", "んで"):         # のでは, のである go on
        goes_on = after.surface == "は" or after.lemma in ("有る", "です", "だ", "御座る")
        return before.pos.startswith("助詞-準体助詞") and not goes_on
    return joint in ("のに", "ものの") and not after.surface.startswith(_PURPOSE)


def _ends_clause(before: Token, predicate: bool, subject: bool) -> bool:
    """Does a comma after `before` part two statements, rather than set off a phrase?"""
    if before.pos.startswith(_PREDICATE):
        return predicate and before.surface not in _NOT_AN_END
    # トイレがきれい、駐車場が無料: a noun as predicate
    noun = before.pos.startswith(("名詞-普通名詞", "接尾辞-名詞的"))
    return subject and noun and "副詞可能" not in before.pos
