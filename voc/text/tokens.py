"""Words of a text by fugashi and unidic-lite, behind a guard against what breaks MeCab.

Enters: any str. Leaves: tokens with offsets into that very str. Never shares a Tagger: each
thread of each process makes its own on first use (a shared one gives wrong words silently).
"""

import os
import re
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from voc.text.spelling import spelt

if TYPE_CHECKING:
    from fugashi import Tagger

PIECE = 2000
"""MeCab gets at most so many characters at once; a text is cut at 。 or a line break."""
RUN = 10
"""A longer run of one character makes MeCab quadratic; the rest of it is left out."""

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


# -- content words ----------------------------------------------------------------------------

KEPT = "名詞-普通名詞-辞書"
"""Part of speech of a term that a project's dictionary keeps whole."""
_CONTENT = ("名詞-普通名詞", "名詞-固有名詞", "動詞", "形容詞", "形状詞-一般", "形状詞-タリ", "副詞")
CONTENT_STOP = frozenset(
    "為る 有る 居る 成る 思う 言う 行く 来る 見る 呉れる 貰う 下さる 頂く 御座る 仕舞う 置く 致す 参る 申す "
    "出来る "
    "感じる 感ずる 知れる 因る 於く 為さる 事 物 所 為 時 方 様 訳 筈 中 そう こう どう もう 未だ まだ 又 "
    "迚も 余り 少し 一寸 矢張り 本当 大変 凄く 無い やる まま 過ぎる".split()
)
"""Lemmas that say nothing by themselves."""
_SAY_DENIED = ("出来る", "やる")            # 店がやっていない
_ENDINGS = frozenset("地県都府市町村駅前感客度券日城寺橋湖港")
"""Nouns of one character that end the noun before them, as suffixes do: 観光地, 清潔感."""
HONORIFIC = frozenset(("様", "さん", "ちゃん", "君", "氏", "達", "等", "方"))
_DENIABLE = ("動詞", "形容詞", "形状詞", "名詞-普通名詞-形状詞可能")
_NOT = frozenset(("ない", "ず", "まい"))
_CHAIN = ("助動詞", "助詞-接続助詞", "助詞-係助詞", "動詞-非自立可能", "形容詞-非自立可能")


def content_words(tokens: Sequence[Token]) -> list[str]:
    """Lemmas of nouns, verbs, adjectives and adverbs, without words that say nothing by themselves.

    A denied one carries it: 美味しくない -> "美味しい/ない", 使えません -> "使う/ない". What is absent is
    said by 無い, kept beside its noun: 駐車場がない -> "駐車場", "無い". Prefix and suffix stay with
    their noun: 新幹線, 観光地. What only counts is no word: 500円, 三度.
    """
    words: list[str] = []
    joint = -1                            # where a noun ended that a suffix may continue
    prefix = ""
    for i, token in enumerate(tokens):
        if token.pos.startswith("接頭辞") and token.lemma != "御":
            prefix = token.surface
            continue
        before, prefix = prefix, ""
        if token.start == joint and _ends_noun(token):
            words[-1] += token.lemma
            joint = token.end
            continue
        joint = -1
        if not token.pos.startswith(_CONTENT) or not token.surface[0].isalnum() or _counts(tokens, i):
            continue
        if token.lemma == "無い" and not denies(tokens, i):
            words.append("無い")
            continue
        no = token.pos.startswith(_DENIABLE) and denied(tokens, i)
        if token.pos == KEPT or token.lemma not in CONTENT_STOP or (no and token.lemma in _SAY_DENIED):
            words.append(f"{before}{token.lemma}/ない" if no else before + token.lemma)
            joint = token.end if token.pos.startswith("名詞") and not no else -1
    return words


def _ends_noun(token: Token) -> bool:
    if token.pos.startswith("接尾辞-名詞的"):
        return token.lemma not in HONORIFIC
    return token.pos.startswith("名詞-普通名詞") and token.surface in _ENDINGS


def _counts(tokens: Sequence[Token], i: int) -> bool:
    """Does the word at `i` count what the number before it says: 500円, 10分?"""
    if not i or not tokens[i].pos.endswith("助数詞可能"):
        return False
    return tokens[i - 1].pos.startswith("名詞-数詞") and tokens[i - 1].end == tokens[i].start


def denies(tokens: Sequence[Token], i: int) -> bool:
    """Is the 無い at `i` a negation (高くない, 便利ではない), not an absence (駐車場がない)?"""
    before = [t for t in tokens[max(0, i - 2):i] if not t.pos.startswith("助詞-係助詞")]
    return bool(before) and before[-1].form.startswith("連用形")


def denied(tokens: Sequence[Token], i: int) -> bool:
    """Is the word at `i` denied by what follows it: 使えません, 高くはない?"""
    for token in tokens[i + 1:i + 6]:
        if token.lemma in _NOT and token.pos.startswith("助動詞") or token.lemma == "無い":
            return not token.surface.startswith(("なけれ", "なきゃ"))   # 行かなければ: must go
        if not token.pos.startswith(_CHAIN) or token.lemma in ("が", "けれど", "し", "から"):
            return False
    return False
