"""The form that says what each column means ↔ a source.

Fields of column N: col-N its name, role-N, id-N (part of the id), key-N, order-N (answers from worst to best,
a line each), values-N (lines "answer = number"). Of a database: query, and variable, the name of the
environment variable that holds its url. A url may hold a password: no page takes or shows one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from voc import ingest
from voc.errors import SettingsError
from voc.inbox import Look
from voc.records import Behaviour, Kind, Score, Source
from voc.web.asked import whole

_SINGLE = ("time", "nps", "respondent", "body", "thread", "subject", "channel", "status", "speaker")
_SEVERAL = {"comment": "comments", "segment": "segments", "alias": "aliases"}
_FACTS = ("tenure", "tier", "points", "purchases", "spend", "churned_at")
ROLES: Mapping[Kind, tuple[str, ...]] = {
    "survey": ("time", "nps", "respondent", "comment", "segment", "score", "behaviour"),
    "support": ("time", "respondent", "body", "thread", "subject", "channel", "status", "speaker"),
    "customers": ("respondent", "alias", *_FACTS),
}
WRITTEN: Mapping[Kind, tuple[str, ...]] = {"survey": ("comment",), "support": ("body", "thread")}  # by people
KINDS: tuple[Kind, ...] = ("survey", "support", "customers")
_SHAPE = ("header_rows", "footer", "time_format", "speaker", "agents")
_QUERY = re.compile(r"(SELECT|WITH)\b", re.IGNORECASE)  # against mistakes only
_VARIABLE = re.compile(r"(?!VOC_)[A-Za-z_][A-Za-z0-9_]{0,99}")  # voc's own lead to accounts and secrets


@dataclass(frozen=True)
class Row:
    """A column in the form: what was seen of it and the role it has ("" = not used)."""

    look: Look
    role: str
    id: bool
    key: str
    order: str
    values: str


def rows_of(source: Source, looks: Sequence[Look]) -> list[Row]:
    """The form's rows for a source; a preset's columns have their roles too."""
    header = [look.name for look in looks]
    filled = ingest.spelled(ingest.fill(source, header), header)
    return [_row(filled, look) for look in looks]


def wordless(source: Source, looks: Sequence[Look]) -> bool:
    """Whether columns were seen and none of them is what people wrote, where the kind of source has such."""
    wanted = WRITTEN.get(source.kind, ())
    return bool(wanted and looks) and not any(row.role in wanted for row in rows_of(source, looks))


def source_of(form: Mapping[str, Any], old: Source, looks: Sequence[Look]) -> Source:
    """The source that a form says; what no form has stays as in `old`.

    Raises SettingsError for a role that two columns have, an unknown role, or a number that is none.
    """
    kind = next((kind for kind in KINDS if kind == form.get("kind")), old.kind)
    base = replace(ingest.fill(old), **_given(form, old), **_EMPTY, kind=kind, preset="")
    if "turn_speaker" in form:
        base = replace(base, speaker=str(form["turn_speaker"]).strip())
    found: dict[str, Any] = {"scores": {}, "behaviour": {}, "facts": {}}
    by_name = {_sent(look.name): look for look in looks}
    for number, column in _columns(form):
        look = by_name.get(column)
        if look is None:
            continue
        if form.get(f"id-{number}"):
            found["id"] = (*found.get("id", ()), look.name)
        _place(found, str(form.get(f"role-{number}", "")), look, kind, form, number)
    if not found.get("thread") and "speaker" not in found:
        found["speaker"] = ""
    if found.get("thread"):
        found.pop("speaker", None)
    return _with_preset(replace(base, **found), old.preset, [look.name for look in looks])


def shaped(form: Mapping[str, Any], old: Source) -> Source:
    """`old` with what the form says of the file's shape, or of where a database is and what it is asked.

    Raises SettingsError for rows that are no number, a name that is none of a variable, or no query.
    """
    return replace(old, **_given(form, old))


_EMPTY: Mapping[str, Any] = {
    **dict.fromkeys((name for name in _SINGLE if name != "speaker"), ""),
    **dict.fromkeys(("id", *_SEVERAL.values()), ()),
}


def _given(form: Mapping[str, Any], old: Source) -> dict[str, Any]:
    """What stands beside the columns: the pattern, the sheet, rows of the header and so on."""
    names = ("time_format",) if old.url else ("path", "sheet", "time_format")
    given: dict[str, Any] = {name: str(form[name]).strip() for name in names if name in form}
    if "header_rows" in form and not old.url:
        said = str(form["header_rows"]).strip()
        rows = whole(said)
        if rows is None or not 1 <= rows <= 20:
            raise SettingsError("map_header_rows", value=said[:20])
        given["header_rows"] = rows
    if old.url:
        given |= _asked(form, old)
    if "agents" in form:
        given["agents"] = tuple(line.strip() for line in str(form["agents"]).splitlines() if line.strip())
    return given


def _asked(form: Mapping[str, Any], old: Source) -> dict[str, Any]:
    """The query, and the url where a variable is named; where none is, a url of voc.toml stays."""
    given: dict[str, Any] = {}
    query, before = _sent(str(form.get("query", old.query))).strip(), _sent(old.query).strip()
    if not query or query != before:
        query = query.removesuffix(";").rstrip()
        if ";" in query or not _QUERY.match(query):
            raise SettingsError("map_query")
        given["query"] = query
    name, known = str(form.get("variable", "")).strip(), variable_of(old)
    if name != (known or ""):
        if not _VARIABLE.fullmatch(name):
            raise SettingsError("map_variable")  # which may be a whole url: it is not repeated
        given["url"] = f"${name}"
    elif known == "":
        raise SettingsError("map_variable")
    return given


def variable_of(source: Source) -> str | None:
    """The name of the variable that holds the url of a database; None where voc.toml holds the url itself."""
    return source.url[1:] if source.url.startswith("$") else None


def _columns(form: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in form:
        if name.startswith("col-"):
            yield name.removeprefix("col-"), _sent(str(form[name]))


def _sent(name: str) -> str:
    """A column's name as browsers send it back: they make every line break CR LF."""
    return name.replace("\r\n", "\n").replace("\r", "\n")


def _place(
    found: dict[str, Any], role: str, look: Look, kind: Kind, form: Mapping[str, Any], number: str
) -> None:
    if not role:
        return
    if role not in ROLES[kind]:  # the kind was changed: what it does not know is not used
        return
    column = look.name
    if role in _SINGLE:
        if found.get(role):
            raise SettingsError("map_twice", role=role, one=found[role], other=column)
        found[role] = column
    elif role in _SEVERAL:
        found[_SEVERAL[role]] = (*found.get(_SEVERAL[role], ()), column)
    elif role in _FACTS:
        if role in found["facts"]:
            raise SettingsError("map_twice", role=role, one=found["facts"][role], other=column)
        found["facts"][role] = column
    else:
        key = str(form.get(f"key-{number}", "")).strip() or column
        kept = found["scores"] if role == "score" else found["behaviour"]
        if key in kept:
            raise SettingsError("map_key_twice", key=key, one=kept[key].column, other=column)
        kept[key] = _score(form, number, look) if role == "score" else _behaviour(form, number, look)


def _score(form: Mapping[str, Any], number: str, look: Look) -> Score:
    given = form.get(f"order-{number}")
    if given is None:
        return Score(look.name, look.order)
    return Score(look.name, tuple(line.strip() for line in str(given).splitlines() if line.strip()))


def _behaviour(form: Mapping[str, Any], number: str, look: Look) -> Behaviour:
    given = form.get(f"values-{number}")
    if given is None:
        return Behaviour(look.name, look.bands)
    values: dict[str, float] = {}
    for line in str(given).splitlines():
        if line.strip():
            answer, _, size = line.replace("＝", "=").rpartition("=")
            try:
                values[answer.strip()] = float(size.strip().replace(",", ""))
            except ValueError:
                raise SettingsError("map_number", column=look.name, line=line.strip()[:60]) from None
            if not answer.strip():
                raise SettingsError("map_number", column=look.name, line=line.strip()[:60])
    return Behaviour(look.name, values)


def _with_preset(source: Source, preset: str, header: Sequence[str]) -> Source:
    """The source under its preset, unless the preset would say more of the columns than the form does."""
    if not preset:
        return source
    shaped = ingest.fill(Source("", source.kind, preset=preset))
    plain = Source("", source.kind)
    same = {f: getattr(plain, f) for f in _SHAPE if getattr(source, f) == getattr(shaped, f)}
    kept = replace(source, **same, preset=preset)
    return kept if replace(ingest.fill(kept, header), preset="") == source else source


def _row(source: Source, look: Look) -> Row:
    column = look.name
    role = next((role for role in _SINGLE if getattr(source, role) == column), "")
    if role == "speaker" and source.thread:
        role = ""
    role = role or next((role for role, field in _SEVERAL.items() if column in getattr(source, field)), "")
    role = role or next((fact for fact, named in source.facts.items() if named == column), "")
    key, order, values = "", look.order, look.bands
    for name, score in source.scores.items():
        if score.column == column:
            role, key, order = "score", name, score.order
    for name, fact in source.behaviour.items():
        if fact.column == column:
            role, key, values = "behaviour", name, fact.values
    lines = "\n".join(f"{answer} = {number:g}" for answer, number in values.items())
    return Row(look, role, column in source.id, key or column, "\n".join(order), lines)
