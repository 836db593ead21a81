"""Answers in words: which order they have, and which number stands for a band.

An ordered answer is a base (満足, 思う, 行きたい …), its negation, and a degree (とても, やや …). A band
becomes its midpoint; an open one below is half its bound, an open one above 1.25 times its bound.
"""

import re
from collections.abc import Mapping

from voc.ingest.values import number, plain

_NEUTRAL = re.compile(r"どちら(でも|とも)(ない|いえない|言えない)|ふつう|普通|まあまあ|neutral|neither", re.I)
_NEGATIVE = re.compile(
    r"不満|不便|不快|悪い|悪かった|低い|難しい|嫌い"
    r"|(たく|思わ|そうで|当てはまら|あてはまら|利用し|勧め|薦め|すすめ|良く|よく|高く|満足し)は?"
    r"(ない|ません|なかった|ていない)"
    r"|思いません|思わない|したくない|dissatisfied|disagree|poor|unlikely|bad|never",
    re.IGNORECASE,
)
_POSITIVE = re.compile(
    r"満足|良い|よい|良かった|よかった|高い|たい(です)?|思う|思います|当てはまる|あてはまる|そう(だ|です)|好き"
    r"|簡単|便利|快適|薦める|勧める"
    r"|satisfied|agree|good|excellent|likely|great",
    re.IGNORECASE,
)
_DEGREES = (
    (3.0, re.compile(
        r"とても|非常に|大変|たいへん|極めて|きわめて|全く|まったく|全然|絶対|強く|大いに|最も|ぜひ|必ず"
        r"|very|extremely|strongly|completely|excellent", re.IGNORECASE)),
    (1.0, re.compile(
        r"やや|少し|すこし|多少|どちらかと(いえ|言え)ば|あまり|機会があれば|まあ"
        r"|somewhat|slightly|fairly", re.IGNORECASE)),
)
_PLAIN_DEGREE = 2.0


def degree(answer: str) -> float | None:
    """How favourable an answer in words is, from -3 to 3; None when it is not on such a scale."""
    text = plain(answer)
    if len(text) > 30:
        return None
    if _NEUTRAL.search(text):
        return 0.0
    sign = -1 if _NEGATIVE.search(text) else 1 if _POSITIVE.search(text) else 0
    if not sign:
        return None
    return sign * next((size for size, words in _DEGREES if words.search(text)), _PLAIN_DEGREE)


def ordered(answers: Mapping[str, int]) -> tuple[str, ...]:
    """The answers from worst to best, or () when they are no ordered scale.

    They are one when at least three have a place, all different, on both sides or on one and the middle, and
    these are three quarters of all answers given; what has no place (無回答, 福井県在住) is left out.
    """
    places = {answer: place for answer in answers if (place := degree(answer)) is not None}
    if len(answers) > 15 or len(places) < 3 or len(set(places.values())) < len(places):
        return ()
    if min(places.values()) > 0 or max(places.values()) < 0:
        return ()
    if sum(answers[answer] for answer in places) < 0.75 * sum(answers.values()):
        return ()
    return tuple(sorted(places, key=places.__getitem__))


_NOTHING = re.compile(
    r"使わない|使っていない|なし|無し|ない|日帰り|.{0,12}(宿泊|利用|購入)し(ていない|ない)|none|no", re.I
)
_FIRST = re.compile(r"(今回が)?(初めて|はじめて|初回)(です)?|first( time)?", re.IGNORECASE)
_SIZE = r"[¥$]?\s*(\d+(?:\.\d+)?)\s*(万|千)?\s*[^\d\s~〜～\-–—以未超より]{0,4}"
_RANGE = re.compile(
    rf"{_SIZE}\s*(?:以上|超|より多く)?\s*(?:[~〜～\-–—、]|から)?\s*{_SIZE}"
    r"\s*(?:未満|以下|まで|くらい)?"
)
_BELOW = re.compile(rf"{_SIZE}\s*(?:未満|以下|まで)|(?:under|less than|up to)\s*{_SIZE}", re.IGNORECASE)
_ABOVE = re.compile(rf"{_SIZE}\s*(?:以上|超|より多い|~|〜|\+)|(?:over|more than)\s*{_SIZE}", re.IGNORECASE)
_ABOVE_FACTOR = 1.25


def band(answer: str) -> float | None:
    """The number that stands for a band, or None.

    使わない is 0, 初めて 1, 2～5回目 3.5, 1,000円未満 500, 10回以上 12.5.
    """
    text = plain(answer).replace(",", "").replace("−", "-")
    if len(text) > 60:
        return None
    if _NOTHING.fullmatch(text):
        return 0.0
    if _FIRST.fullmatch(text):
        return 1.0
    if (value := number(text)) is not None:
        return value
    if match := _BELOW.fullmatch(text):
        return _size(match) / 2
    if match := _ABOVE.fullmatch(text):
        return _size(match) * _ABOVE_FACTOR
    if match := _RANGE.fullmatch(text):
        low, high = _amount(match[1], match[2] or match[4]), _amount(match[3], match[4])
        return (low + high) / 2 if low < high else None
    return None


def banded(answers: Mapping[str, int]) -> dict[str, float]:
    """Every band with its number, lowest first, or {} when the answers are not bands of one quantity.

    At least three different numbers, covering 95 % of the answers, and one that is a range or open and comes
    twice: a single "1〜5点" among numbers is a row that describes the columns.
    """
    values = {answer: value for answer in answers if (value := band(answer)) is not None}
    covered = sum(answers[answer] for answer in values)
    if len(answers) > 40 or len(set(values.values())) < 3 or covered < 0.95 * sum(answers.values()):
        return {}
    if sum(answers[answer] for answer in values if number(answer) is None) < 2:
        return {}
    return dict(sorted(values.items(), key=lambda item: item[1]))


def _size(match: re.Match[str]) -> float:
    return _amount(match[1], match[2]) if match[1] else _amount(match[3], match[4])


def _amount(digits: str, unit: str | None) -> float:
    return float(digits) * {"万": 10_000, "千": 1_000}.get(unit or "", 1)
