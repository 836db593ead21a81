"""Terms that stay whole, everyday ones and a project's own, put in place of the tokens they are made of.

Enters: tokens and their text. Leaves: tokens, in order. A longer term goes before a shorter one, and a
term in katakana or letters is not found inside a longer word of them: スパ is not in コスパ.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from voc.text.tokens import Token

COMMON = tuple(
    "道の駅 コスパ タイパ Wi-Fi WiFi ソフトクリーム QRコード ICカード クレジットカード 電子マネー "
    "公共交通機関 高速道路 サービスエリア スタンプラリー 海の幸 山の幸 お得感".split()
)
"""Words that everybody takes for one and the tokeniser for several."""
KEPT = "名詞-普通名詞-辞書"
"""Part of speech of a term that is kept whole."""
_JOINED = ("ァ-ヺー", "A-Za-z", "0-9")


def keep_whole(tokens: Sequence[Token], text: str, whole: tuple[str, ...]) -> list[Token]:
    """`tokens` of `text` with each of the terms `whole` as one token; what overlaps it goes."""
    found = _pattern(whole).finditer(text)
    kept = [Token(match[0], match[0], KEPT, match.start(), match.end()) for match in found]
    if not kept:
        return list(tokens)
    taken = {i for token in kept for i in range(token.start, token.end)}
    rest = [token for token in tokens if taken.isdisjoint(range(token.start, token.end))]
    return sorted([*rest, *kept], key=lambda token: token.start)


@lru_cache(maxsize=8)
def _pattern(whole: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_alone, sorted(whole, key=len, reverse=True))))


def _alone(term: str) -> str:
    before = next((f"(?<![{kind}])" for kind in _JOINED if re.match(f"[{kind}]", term)), "")
    after = next((f"(?![{kind}])" for kind in _JOINED if re.match(f"[{kind}]", term[-1])), "")
    return before + re.escape(term) + after
