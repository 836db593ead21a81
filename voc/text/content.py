"""Content words of tokens: what a comment says, each word with its denial.

Enters: tokens, in order. Leaves: lemmas, with /ない where they are denied (美味しい/ない).
"""

from collections.abc import Sequence

from voc.text.tokens import Token
from voc.text.whole import KEPT

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
