"""Counted columns in, a source's mapping out: which column is the score, the time, a comment.

Every column has at most one role beside being part of the id. Roles are given in the order of how
surely they can be told: turns, score, time, person, free text, scales, bands, categories.
"""

import re
from collections.abc import Iterable, Mapping

from voc.ingest import headings, kinds
from voc.ingest.candidates import (
    Columns,
    contact_numbers,
    is_number,
    may_be_score,
    persons,
    record_ids,
    scores_first,
    times,
)
from voc.ingest.categories import segments
from voc.ingest.kinds import Column
from voc.ingest.presets import COLUMNS, fill
from voc.ingest.scales import banded, ordered
from voc.ingest.values import number, plain
from voc.records import Behaviour, Kind, Score, Source

_BODY = re.compile(r"本文|内容|description|body|message|メッセージ|発言|content|text", re.IGNORECASE)
_CONTACT_ID = re.compile(
    r"(問い?合わ?せ|チケット|ケース|受付|対応|会話|管理).{0,2}(id|番号|no)"
    r"|(ticket|case|conversation|contact|inquiry)[ _-]?(id|no|number)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"件名|subject|タイトル|title", re.IGNORECASE)
_CHANNEL = re.compile(r"チャネル|チャンネル|経路|発生源|channel|受付方法", re.IGNORECASE)
_STATUS = re.compile(r"状況|状態|ステータス|status", re.IGNORECASE)
_SPEAKER = re.compile(r"発言者|話者|送信者種別|speaker|author[ _.]?(role|type)|role", re.IGNORECASE)
_FACTS = {
    "tenure": r"在籍|会員歴|(利用|継続|契約|会員)(年数|期間)|tenure",
    "tier": r"ランク|会員種別|ステージ|グレード|プラン|tier|rank|plan|grade",
    "points": r"ポイント|points?",
    "purchases": r"(購入|購買|注文|利用|来店)(回数|件数)|purchases|orders|visits",
    "spend": r"(購入|購買|利用|注文|累計|年間|支払|売上).{0,4}(額|料)|spend|revenue|ltv|amount",
    "churned_at": r"解約|退会|離脱|churn|cancel",
}
_SCORES = {
    "csat": r"満足|csat|satisf",
    "intent": r"意向|再購入|再来|継続|リピート|intent|repurchase",
    "effort": r"\bces\b|effort|手間|容易",
}
_BEHAVIOUR = {
    "spend": r"消費額|(購入|利用|購買|支払)(金)?額|支出|spend|amount",
    "visits": r"(訪問|来店|来訪|利用|購入)回数|頻度|visits|frequency",
}
_QUANTITY = re.compile(r"額|費|回数|泊数|数量|spend|amount|visits|frequency|count", re.IGNORECASE)
_RATING = re.compile(
    r"満足|評価|意向|(?<![長大重高広深])さ($|[(\[])|csat|\bces\b|rating|satisf|effort", re.IGNORECASE
)
_STATED_SCALE = re.compile(r"[01]\s*[〜~～-]\s*(5|7|10)(?!\d)|[57]\s*段階")


def assign(columns: Columns, preset: str) -> Source:
    """The source that fits the columns; its name, path, preset and optional are still to be set."""
    kind = _kind(columns, preset)
    known = _from_preset(columns, preset, kind)
    return {"survey": _survey, "support": _support, "customers": _customers}[kind](columns, known)


def _kind(columns: Columns, preset: str) -> Kind:
    if preset in ("zendesk", "salesforce") or columns.free(kinds.is_turns):
        return "support"
    if preset or columns.free(kinds.is_score):
        return "survey"
    beside = (_SUBJECT, _STATUS, _CHANNEL, _SPEAKER)
    if columns.named(_BODY, kinds.is_free_text) and any(columns.named(pattern) for pattern in beside):
        return "support"
    facts = [name for pattern in _FACTS.values() for name in columns.named(pattern)]
    if facts and columns.free(kinds.is_person) and not columns.free(kinds.is_free_text):
        return "customers"
    return "survey"


def _from_preset(columns: Columns, preset: str, kind: Kind) -> Source:
    """What the preset says of these columns; they count as taken."""
    if preset not in COLUMNS:
        return Source("", kind)
    known = fill(Source("", kind, preset=preset), columns.by_name)
    columns.time_format = known.time_format
    single = (known.time, known.respondent, known.nps, known.thread, known.body, known.subject)
    columns.taken |= {name for name in (*known.id, *single) if name}
    return known


def _survey(columns: Columns, known: Source) -> Source:
    nps = known.nps or columns.take(scores_first(columns))
    columns.taken |= set(columns.named(r"_nps_group$"))
    time = known.time or columns.take(times(columns))
    respondent = known.respondent or columns.take(persons(columns))
    record = known.id
    if not record and (unique := record_ids(columns)):
        record = (columns.take(unique),)
    if not record and respondent and time and columns.by_name[respondent].blank < 2:
        record = (respondent, time)  # without an id, those who name nobody are told apart by all they said
    for no_answer in (kinds.is_person, kinds.is_private, columns.is_time):
        columns.taken |= set(columns.free(no_answer))
    comments = tuple(columns.free(kinds.is_free_text))
    columns.taken |= set(comments)
    scores: list[Score] = []
    behaviour: list[Behaviour] = []
    for name in columns.free(lambda column: column.filled > 0 and not kinds.is_age(column)):
        column = columns.by_name[name]
        if headings.asks_to_recommend(name) and may_be_score(column, nps):
            continue  # a second NPS question, which a person decides on: `doubts` names it
        if words := ordered(column.cells):
            scores.append(Score(name, words))
        elif _is_rated(name) and kinds.is_rating(column):
            scores.append(Score(name))
        elif bands := banded(column.cells):
            behaviour.append(Behaviour(name, bands))
        elif _QUANTITY.search(name) and all(number(cell) is not None for cell in column.sample):
            behaviour.append(Behaviour(name))
        else:
            continue
        columns.taken.add(name)
    categories = [columns.by_name[name] for name in columns.free(kinds.is_category)]
    score_keys = _keys((item.column for item in scores), _SCORES)
    fact_keys = _keys((fact.column for fact in behaviour), _BEHAVIOUR)
    return Source(
        "", "survey", id=record, respondent=respondent, time=time, nps=nps, comments=comments,
        segments=segments(categories, time, columns.rows),
        scores={score_keys[item.column]: item for item in scores},
        behaviour={fact_keys[fact.column]: fact for fact in behaviour},
    )


def _support(columns: Columns, known: Source) -> Source:
    thread = known.thread or columns.take(columns.free(kinds.is_turns))
    time = known.time or columns.take(times(columns, contact=True))
    record = known.id or (columns.take(columns.named(_CONTACT_ID) or contact_numbers(columns)),)
    respondent = known.respondent or columns.take(persons(columns))
    subject = known.subject or columns.take(columns.named(_SUBJECT))
    by_length = sorted(columns.named(_BODY), key=lambda name: -_length(columns.by_name[name]))
    body = known.body or columns.take(by_length or columns.free(kinds.is_free_text))
    channel = known.channel or columns.take(columns.named(_CHANNEL))
    status = known.status or columns.take(columns.named(_STATUS))
    speaker = ""
    if not thread and record[0] and columns.by_name[record[0]].distinct < 0.9:
        speaker = columns.take(columns.named(_SPEAKER, kinds.is_category))
    return Source(
        "", "support", id=tuple(name for name in record if name), respondent=respondent, time=time,
        thread=thread, body=body, subject=subject, channel=channel, status=status, speaker=speaker,
    )


def _customers(columns: Columns, known: Source) -> Source:
    people = persons(columns)
    respondent = columns.take(people)
    columns.taken |= set(people)
    facts: dict[str, str] = {}
    for fact, pattern in _FACTS.items():
        fits = columns.is_time if fact == "churned_at" else _is_tier if fact == "tier" else is_number
        found = columns.take(columns.named(pattern, fits))
        if found:
            facts[fact] = found
    return Source("", "customers", respondent=respondent, aliases=tuple(people[1:]), facts=facts)


def _is_rated(name: str) -> bool:
    """Whether a name is a quality's or states a scale: 清潔さ, 満足度, 接客(1〜5); not 利用回数(1〜10回)."""
    stated = _STATED_SCALE.search(plain(name)) and not _QUANTITY.search(name)
    return bool(_RATING.search(plain(name)) or stated) and not headings.is_no_score(name)


def _is_tier(column: Column) -> bool:
    return len(column.cells) <= 30 and not is_number(column)


def _length(column: Column) -> float:
    return sum(map(len, column.sample)) / max(len(column.sample), 1)


def _keys(names: Iterable[str], hints: Mapping[str, str]) -> dict[str, str]:
    """Column → a short key for a well-known quantity, once each; otherwise the column's own name.

    Of several columns that fit a key the one with the shortest name has it: 満足度 before 満足度(商品).
    """
    keys = {name: name for name in names}
    for key, pattern in hints.items():
        fitting = [name for name in keys if keys[name] == name and re.search(pattern, plain(name), re.I)]
        if fitting:
            keys[min(fitting, key=len)] = key
    return keys
