"""Which position of a row holds what: a source and a header in, checked positions out.

All missing columns are told at once, with the columns seen and the closest name. Columns that
the source calls optional may be missing, except those no row can do without.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from voc.errors import InputError
from voc.ingest.presets import fill
from voc.records import Source


def resolve(source: Source, header: Sequence[str], shown: str) -> Source:
    """The source as it applies to this header: preset filled in, absent optional columns dropped.

    Column names take the header's spelling where they differ in width only. Raises InputError
    `ingest_no_header` (none of the columns is there), `ingest_column` (a fatal one is not),
    `ingest_column_optional` (one is not that could be declared optional) or `ingest_unmapped` (voc.toml
    does not say which column it is).
    """
    source = spelled(fill(source, header), header)
    for field in _required(source):
        if not getattr(source, field):
            raise InputError("ingest_unmapped", file=shown, field=field, columns=_list(header))
    fatal = {name for field in (*_required(source), "id") for name in _names(getattr(source, field))}
    missing = [name for name in dict.fromkeys(columns_of(source)) if name not in header]
    absent = [name for name in missing if name in fatal or name not in source.optional]
    if absent and len(missing) == len(set(columns_of(source))):
        # No column is known: this may be a file without a header, whose first row must not be shown.
        raise InputError("ingest_no_header", file=shown, missing=_list(absent), count=len(header))
    if absent:
        raise InputError(
            "ingest_column" if fatal & set(absent) else "ingest_column_optional",
            file=shown,
            missing=_list(absent),
            columns=_list(header),
            closest=_list(_closest(absent, header)) or "-",
        )
    return without(source, frozenset(missing))


def columns_of(source: Source) -> Iterator[str]:
    """Every column that the source names, in the order of its fields."""
    yield from source.id
    for field in ("respondent", "time", "nps", "thread", "body", "subject", "channel", "status"):
        yield from _names(getattr(source, field))
    if not source.thread:
        yield from _names(source.speaker)
    yield from (*source.comments, *source.segments, *source.aliases)
    yield from (score.column for score in source.scores.values())
    yield from (behaviour.column for behaviour in source.behaviour.values())
    yield from source.facts.values()


def without(source: Source, missing: frozenset[str]) -> Source:
    """The source without the columns that this file lacks."""
    if not missing:
        return source

    def there(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name not in missing)

    single = ("respondent", "thread", "body", "subject", "channel", "status", "speaker")
    gone: dict[str, Any] = {field: "" for field in single if getattr(source, field) in missing}
    return replace(
        source,
        **gone,
        comments=there(source.comments),
        segments=there(source.segments),
        aliases=there(source.aliases),
        scores={name: score for name, score in source.scores.items() if score.column not in missing},
        behaviour={name: fact for name, fact in source.behaviour.items() if fact.column not in missing},
        facts={name: column for name, column in source.facts.items() if column not in missing},
    )


def _required(source: Source) -> tuple[str, ...]:
    if source.kind == "survey":
        return ("time", "nps")
    if source.kind == "customers":
        return ("respondent",)
    return ("id", "time", "thread" if source.thread else "body")


def spelled(source: Source, header: Sequence[str]) -> Source:
    """Column names of the source as this header spells them (width and Unicode form may differ)."""
    by_form = {_form(name): name for name in reversed(header)}

    def spell(name: str) -> str:
        return name if name in header else by_form.get(_form(name), name)

    single = ("respondent", "time", "nps", "thread", "body", "subject", "channel", "status")
    several = ("id", "comments", "segments", "optional", "aliases")
    spelled: dict[str, Any] = {field: spell(getattr(source, field)) for field in single}
    spelled |= {field: tuple(spell(name) for name in getattr(source, field)) for field in several}
    return replace(
        source,
        **spelled,
        speaker=source.speaker if source.thread else spell(source.speaker),
        scores={name: replace(score, column=spell(score.column)) for name, score in source.scores.items()},
        behaviour={name: replace(fact, column=spell(fact.column)) for name, fact in source.behaviour.items()},
        facts={name: spell(column) for name, column in source.facts.items()},
    )


def _closest(absent: Sequence[str], header: Sequence[str]) -> list[str]:
    by_form = {_form(name): name for name in header}
    found = [get_close_matches(_form(name), by_form, n=1, cutoff=0.3) for name in absent]
    return list(dict.fromkeys(by_form[names[0]] for names in found if names))


def _form(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _names(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _list(names: Sequence[str]) -> str:
    return "、".join(names)
