"""Predicates among the tokens of a text, and what hangs on them, by part of speech.

Enters: tokens and an index. Leaves: what is said there (遅い, 不足する, 取りにくい, 最悪), how far it
reaches. Whose predicate it is, `voc.text.pairs` says.
"""

from collections.abc import Sequence
from typing import NamedTuple

from voc.text.content import denies
from voc.text.tokens import Token

NOUN = ("名詞-普通名詞", "名詞-固有名詞")
_NOTHING = Token("", "", "", -1, -1)
_EASE = {"難い": "にくい", "易い": "やすい", "辛い": "づらい", "良い": "よい"}
_CHAIN = ("助動詞", "動詞-非自立可能", "形容詞-非自立可能", "接尾辞-動詞的", "接尾辞-形容詞的")


class Predicate(NamedTuple):
    """A predicate: what it is called, the index after it, whether it is a deed and not a state."""

    name: str
    end: int
    verb: bool


def predicate(tokens: Sequence[Token], i: int) -> Predicate | None:
    """The predicate that begins at `i`, None where there is none."""
    token, before, after = tokens[i], at(tokens, i - 1), at(tokens, i + 1)
    helps = token.pos.endswith("非自立可能") and (
        before.pos.startswith(("動詞", "助詞-接続助詞")) or before.form.startswith(("連用形", "語幹"))
    )
    if token.pos.startswith("形容詞"):
        denial = token.lemma == "無い" and denies(tokens, i)
        return None if helps or denial else Predicate(token.lemma, i + 1, False)
    if token.pos.startswith("動詞"):
        if helps or noun_follows(tokens, i):
            return None
        if after.pos.startswith("接尾辞-形容詞的"):
            return Predicate(token.surface + _EASE.get(after.lemma, after.lemma), i + 2, False)
        return Predicate(token.lemma, i + 1, True)
    if token.pos.startswith(("形状詞-一般", "形状詞-タリ")) or is_state(tokens, i):
        return Predicate(token.lemma, i + 1, False)
    if token.surface in ("不", "無") and token.pos.startswith("接頭辞") and close(tokens, i + 1):
        rest = predicate(tokens, i + 1)   # 不親切
        return rest._replace(name=token.surface + rest.name) if rest and not rest.verb else None
    if close(tokens, i) and before.pos.startswith((*NOUN, "接頭辞")):
        return None                       # the second part of a compound is not said of the first
    if token.pos.startswith("名詞-普通名詞-サ変") and after.lemma in ("為る", "出来る"):
        return Predicate(f"{token.lemma}する", i + 1, True)
    of_subject = before.surface in ("が", "は", "も") and before.pos.startswith("助詞")
    if of_subject and token.pos.startswith((*NOUN, "副詞")) and _ends(tokens, i):
        return Predicate(token.lemma, i + 1, False)       # 駐車場は無料, 雰囲気がいまいち
    return None


def at(tokens: Sequence[Token], i: int) -> Token:
    """The token at `i`, an empty one before the first and after the last."""
    return tokens[i] if 0 <= i < len(tokens) else _NOTHING


def close(tokens: Sequence[Token], i: int) -> bool:
    """Does the token at `i` begin where the one before ends?"""
    return 0 < i < len(tokens) and tokens[i].start == tokens[i - 1].end


def is_state(tokens: Sequence[Token], i: int) -> bool:
    """Is a noun at `i` a predicate: 最悪です, 不便で?"""
    return at(tokens, i).pos.startswith("名詞-普通名詞-形状詞") and _ends(tokens, i)


def _ends(tokens: Sequence[Token], i: int) -> bool:
    after = at(tokens, i + 1)
    return after is _NOTHING or after.pos.startswith("補助記号") or after.lemma in ("だ", "です")


def noun_follows(tokens: Sequence[Token], i: int) -> bool:
    """Is the verb at `i` the first part of a noun: 使い勝手, 乗り場?"""
    joins = tokens[i].form == "連用形-一般" and close(tokens, i + 1)
    return joins and tokens[i + 1].pos.startswith((*NOUN, "接尾辞-名詞的"))


def chain(tokens: Sequence[Token], i: int) -> int:
    """Index after the auxiliaries that begin at `i`, if any: 遅 | すぎ ます, 対応し | て くれ た."""
    while close(tokens, i):
        te = tokens[i].pos.startswith("助詞-接続助詞") and tokens[i].surface in ("て", "で")
        helped = te and at(tokens, i + 1).pos.startswith("動詞-非自立可能")
        if not helped and not tokens[i].pos.startswith(_CHAIN):
            break
        i += 1
    return i


def verb_at(tokens: Sequence[Token], i: int) -> int | None:
    """Index of the verb that the state before `i` describes, None if none: 丁寧に対応する, 早く届く."""
    if at(tokens, i).form == "連用形-ニ":
        i += 1
    elif not (tokens[i - 1].pos.startswith("形容詞") and tokens[i - 1].form == "連用形-一般"):
        return None
    done = at(tokens, i).pos.startswith("名詞-普通名詞-サ変") and at(tokens, i + 1).lemma == "為る"
    return i if done or at(tokens, i).pos.startswith("動詞") else None
