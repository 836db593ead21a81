"""係り受け pairs of a text, what is said of what: 対応が遅い -> 対応→遅い, 味は良くない -> 味→良い/ない.

Enters: tokens. Leaves: strings "head→dependent", the dependent with /ない where it is denied. A light
rule over parts of speech, no parser: a noun with its particle belongs to the next predicate of its
clause. A topic (は, も) passes over a predicate that only describes the next noun, an object (を) over
an adjective, and a subject serves two states joined by て (美味しくて安い). A state that is wished for
or a condition (広ければ, あるといい) is not said of anything.
"""

from collections.abc import Sequence
from typing import NamedTuple

from voc.text.content import CONTENT_STOP, HONORIFIC, denied
from voc.text.predicates import NOUN, Predicate, at, chain, close, is_state, noun_follows, predicate, verb_at
from voc.text.tokens import Token

ARROW, DENIED = "→", "/ない"
_PARTS = 6
"""A longer compound is no term: 2,000 characters of nouns can stand in a row."""
_NO_HEAD = CONTENT_STOP | frozenset("点 面 為 物 事 其れ 此れ 上 他 今回 今日 今 後 前".split())
_STATES = ("有る", "無い", "出来る")
_ONLY_DENIED = ("来る", "行く", "見る")    # 返信が来ない, 納得がいかない
_NO_DEPENDENT = CONTENT_STOP - frozenset(_STATES)
_PARTICLE = ("助詞-格助詞", "助詞-係助詞", "助詞-副助詞")
_ROLES = {
    "は": "topic", "も": "topic", "が": "subject", "を": "object", "で": "means", "へ": "means", "の": "",
}  # fmt: skip


class _Head(NamedTuple):
    words: tuple[str, ...]                # several where や or と joins them: 駐車場やトイレが
    role: str                             # topic | subject | object | means | place


def pairs(tokens: Sequence[Token]) -> list[str]:
    """The pairs of a text, in order, each once. None of them crosses the end of a clause."""
    found: dict[str, None] = {}
    heads: list[_Head] = []
    carried: list[_Head] = []             # subjects of a state that goes on with て
    joined: tuple[str, ...] = ()
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if i and token.start > tokens[i - 1].end and not tokens[i - 1].pos.startswith("助詞"):
            heads, carried, joined = [], [], ()   # a blank or a new line
        if _ends_clause(token):
            heads, joined = [], ()
            carried = carried if token.surface in ("て", "で") else []
            i += 1
        elif told := predicate(tokens, i):
            said, heads, carried = _bind(tokens, i, told, heads, carried)
            found |= dict.fromkeys(said)
            joined, i = (), told.end
        else:
            noun, end = _noun(tokens, i)
            role, i = _role(tokens, end) if noun else ("", max(end, i + 1))
            words = (*joined, noun) if noun and noun not in _NO_HEAD else joined
            joined = words if role == "and" else ()
            if words and role not in ("", "and"):
                heads.append(_Head(words, role))
                carried = [] if role in ("topic", "subject") else carried
    return list(found)


def _ends_clause(token: Token) -> bool:
    return token.pos.startswith(("補助記号-句点", "助詞-接続助詞")) or token.surface in ("!", "?", "…", "♪")


def _bind(
    tokens: Sequence[Token], i: int, told: Predicate, heads: list[_Head], carried: list[_Head]
) -> tuple[list[str], list[_Head], list[_Head]]:
    """The pairs of the predicate at `i`, the heads that go on waiting, those that its て carries on."""
    end, name = chain(tokens, told.end), told.name
    describes = tokens[end - 1].form.startswith("連体形") and _noun(tokens, end)[0] not in ("", *CONTENT_STOP)
    verb = None if told.verb or name == "無い" else verb_at(tokens, told.end)
    made = verb is not None and tokens[verb].lemma == "為る"   # 説明を丁寧にする: 説明→丁寧
    waiting: list[_Head] = []
    bound: list[_Head] = []
    for head in heads or (carried if not describes and not told.verb else []):
        of_a_deed = not told.verb and (head.role == "means" or (head.role == "object" and not made))
        (waiting if of_a_deed or (describes and head.role == "topic") else bound).append(head)
    no = denied(tokens, told.end - 1) or denied(tokens, i) or _disputed(tokens, end)
    if name == "有る" and no:
        name, no = "無い", False
    stated = name not in _NO_DEPENDENT or (no and name in _ONLY_DENIED)
    stated = stated and not ((not told.verb or name in _STATES) and _wished(tokens, end))
    if verb is not None:                  # 綺麗に掃除されていない: it is not said to be 綺麗
        stated = stated and not denied(tokens, verb) and not _wished(tokens, chain(tokens, verb + 1))
    arrow = f"{ARROW}{name}{DENIED if no else ''}"
    said = [word + arrow for head in bound for word in head.words] if stated else []
    subjects = [head for head in bound if head.role in ("topic", "subject")]
    if verb is not None:
        return said, waiting + subjects, []
    return said, waiting, subjects if not describes and _goes_on(tokens, end) else []


def _wished(tokens: Sequence[Token], end: int) -> bool:
    """Is what ends before `end` only wished for, or a condition: 広ければ, あるといい, 早くしてほしい?"""
    after = at(tokens, end)
    joint = after.pos.startswith("助詞-接続助詞")
    if tokens[end - 1].form.startswith("仮定形") or (joint and after.lemma in ("ば", "と", "たら", "なら")):
        return True
    wish = at(tokens, end + 1) if joint else tokens[end - 1]
    return wish.lemma in ("欲しい", "下さる")


def _disputed(tokens: Sequence[Token], end: int) -> bool:
    """良いとは言えない, 良いと思わない: is the predicate before `end` taken back?"""
    if at(tokens, end).surface != "と":
        return False
    said = end + 2 if at(tokens, end + 1).surface in ("は", "も") else end + 1
    return at(tokens, said).lemma in ("言う", "言える", "思う", "思える") and denied(tokens, said)


def _goes_on(tokens: Sequence[Token], end: int) -> bool:
    """Does another predicate follow of the same subject: 美味しくて, 丁寧で, 広く、?"""
    last, after = tokens[end - 1], at(tokens, end)
    if after.pos.startswith("助詞-接続助詞") and after.surface in ("て", "で"):
        return True
    return last.form.startswith("連用形") and (after.surface == "、" or last.lemma == "だ")


def _noun(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """The noun that begins at `i`, with the parts that stand close to it, and the index after it."""
    start, prefix, parts = i, "", list[str]()
    while i < len(tokens) and (i == start or close(tokens, i)):
        token = tokens[i]
        if token.pos.startswith("接頭辞") and i == start:
            prefix = "" if token.lemma == "御" else token.surface
        elif token.pos.startswith(NOUN) and token.surface[0].isalnum():
            if parts and is_state(tokens, i):     # 電話対応|最悪
                break
            parts.append(token.surface)
        elif token.pos.startswith("動詞") and not parts and noun_follows(tokens, i):
            parts.append(token.surface)
        elif token.pos.startswith("接尾辞-名詞的") and parts:
            parts.append("" if token.lemma in HONORIFIC else token.surface)
        else:
            break
        i += 1
    if not parts or len(parts) > _PARTS:
        return "", i
    # a single word is called as in comments.tokens
    single = "".join(parts) == parts[0]
    lemma = next(token.lemma for token in tokens[start:i] if token.surface == parts[0])
    return prefix + (lemma if single else "".join(parts)), i


def _role(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """The role that the particles at `i` give to the noun before, "" for none, and the index after."""
    first, noun = at(tokens, i), tokens[i - 1]
    if first.surface in ("・", "、") and _noun(tokens, i + 1)[0]:
        return "and", i + 1
    if not close(tokens, i):
        return "", i
    described = first.pos.startswith(("形容詞", "形状詞-一般")) or is_state(tokens, i)
    if described and not noun.pos.endswith(("形状詞可能", "副詞可能")):
        return "subject", i               # 待ち時間長い
    start = i
    while at(tokens, i).pos.startswith(_PARTICLE):
        i += 1
    particles = [token.surface for token in tokens[start:i]]
    if not particles or "しか" in particles:      # トイレしかない: there are toilets
        return "", i
    if particles == ["の"]:
        return ("subject" if at(tokens, i).pos.startswith("形容詞") else ""), i
    if particles[-1] in ("や", "と", "とか") and _noun(tokens, i)[0]:
        return "and", i
    return _ROLES.get(particles[-1], "place"), i
