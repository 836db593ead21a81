"""Settings: defaults < voc.toml < VOC_* environment. Reads and writes voc.toml, nothing else.

Every setting is one line of `SETTINGS`, every key of a `[[source]]` one field of `records.Source`.
An unknown key is an error that names the closest known one: a typo never passes silently.
"""

import difflib
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import tomlkit

from voc.errors import SettingsError
from voc.records import Behaviour, Kind, Score, Source
from voc.words import LANGUAGES

FILE = "voc.toml"


@dataclass(frozen=True)
class Setting:
    """One setting: where it stands in voc.toml, its environment variable, default and help code."""

    section: str
    name: str
    variable: str
    default: str | int
    help: str


SETTINGS = (
    Setting("project", "timezone", "VOC_TIMEZONE", "Asia/Tokyo", "setting.timezone"),
    Setting("project", "language", "VOC_LANG", "ja", "setting.language"),
    Setting("project", "model", "VOC_MODEL", "voc-ja-fast", "setting.model"),
    Setting("join", "support_window_days", "VOC_SUPPORT_WINDOW_DAYS", 30, "setting.support_window_days"),
    Setting("review", "decisions", "VOC_DECISIONS", "data/decisions.sqlite", "setting.decisions"),
)


@dataclass(frozen=True)
class Settings:
    """The settings of a project. `timezone` is an IANA name, `language` "ja" or "en".

    `decisions` is the name of an SQLite file, seen from the project's folder, or the URL of a database.
    """

    timezone: str
    language: str
    model: str
    support_window_days: int
    decisions: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Project:
    """A project folder and its settings; everything the program writes is below `data`."""

    root: Path
    settings: Settings

    @property
    def data(self) -> Path:
        """The folder of everything the program writes."""
        return self.root / "data"

    @property
    def inbox(self) -> Path:
        """The folder of exports."""
        return self.root / "inbox"

    @property
    def decisions(self) -> str:
        """The database of what people decide: an absolute path or a URL."""
        place = self.settings.decisions
        return place if "://" in place else str(self.root / place)


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that holds voc.toml. Raises SettingsError if none does."""
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / FILE).is_file():
            return folder
    raise SettingsError("no_project", start=str(start.absolute()))


def load(root: Path, environment: Mapping[str, str] = os.environ) -> Project:
    """The project in `root`. Raises SettingsError for a missing file, bad TOML or a bad value."""
    path = root / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise SettingsError("no_project", start=str(root)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("toml_unreadable", file=str(path), reason=str(error)) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError("toml_syntax", file=str(path), reason=str(error)) from error
    _known(data, {s.section for s in SETTINGS} | {"source"}, str(path))
    values: dict[str, Any] = {s.name: _value(s, data, environment, path) for s in SETTINGS}
    entries = data.get("source", [])
    if not isinstance(entries, list):
        raise SettingsError("source_not_a_list", file=str(path))
    sources = tuple(_source(entry, path) for entry in entries)
    names = [source.name for source in sources]
    for name in names:
        if names.count(name) > 1:
            raise SettingsError("source_twice", file=str(path), name=name)
    return Project(root.absolute(), Settings(**values, sources=sources))


def _value(
    setting: Setting, data: Mapping[str, Any], environment: Mapping[str, str], path: Path
) -> str | int:
    section = data.get(setting.section, {})
    if not isinstance(section, dict):
        raise SettingsError("toml_not_a_section", file=str(path), name=setting.section)
    _known(section, {s.name for s in SETTINGS if s.section == setting.section}, f"{path} [{setting.section}]")
    value: Any = section.get(setting.name, setting.default)
    where = f"{path} [{setting.section}] {setting.name}"
    if environment.get(setting.variable):  # set and empty is as good as not set
        value, where = environment[setting.variable], setting.variable
    if isinstance(setting.default, int):
        return _number(value, where)
    if not isinstance(value, str):
        raise SettingsError("setting_not_text", where=where, value=value)
    if setting.name == "model" and value and (path.parent / value).is_dir():
        return str((path.parent / value).absolute())  # a folder beside voc.toml, from wherever it is run
    if setting.name == "language" and value not in LANGUAGES:
        raise SettingsError("setting_language", where=where, value=value)
    if setting.name == "timezone":
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:  # ZoneInfoNotFoundError is a KeyError
            raise SettingsError("setting_timezone", where=where, value=value) from error
    return value


def _number(value: Any, where: str) -> int:
    """`value` as a whole number of 0 or more; 3.5 and true are none."""
    text = str(value) if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    if not re.fullmatch(r"\s*\d{1,9}\s*", text):
        raise SettingsError("setting_not_a_number", where=where, value=value)
    return int(text)


def _known(table: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            closest = (*difflib.get_close_matches(key, known, 1, 0.4), "–")[0]
            raise SettingsError("setting_unknown", where=where, name=key, closest=closest)


def _source(entry: Any, path: Path) -> Source:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise SettingsError("source_without_name", file=str(path))
    where = f"{path} [[source]] {name}"
    _known(entry, {f.name for f in fields(Source)}, where)
    if entry.get("kind") not in get_args(Kind):
        raise SettingsError("source_kind", where=where, value=entry.get("kind"))
    file, url, query = (bool(entry.get(key)) for key in ("path", "url", "query"))
    if file == url or url != query:
        raise SettingsError("source_place", where=where)
    values: dict[str, Any] = {}
    for field in fields(Source):
        if field.name in entry:
            values[field.name] = _field(field.name, entry[field.name], f"{where} {field.name}")
    return Source(**values)


_LISTS = {"id", "comments", "segments", "optional", "agents", "aliases"}


def _field(name: str, value: Any, where: str) -> Any:
    try:
        if name in _LISTS:
            return _texts(value)
        if name == "scores":
            return {k: _score(v, f"{where}.{k}") for k, v in value.items()}
        if name == "behaviour":
            return {k: _behaviour(v, f"{where}.{k}") for k, v in value.items()}
        if name == "facts":
            return {k: _text(v) for k, v in value.items()}
        if name == "header_rows":
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise TypeError(value)
            return value
        return _text(value)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise SettingsError("source_value", where=where, value=value) from error


def _score(value: Any, where: str) -> Score:
    column = _text(value["column"])
    _known(value, {f.name for f in fields(Score)}, where)
    return Score(column, _texts(value.get("order", [])))


def _behaviour(value: Any, where: str) -> Behaviour:
    column = _text(value["column"])
    _known(value, {f.name for f in fields(Behaviour)}, where)
    return Behaviour(column, {band: float(number) for band, number in value.get("values", {}).items()})


def _texts(value: Any) -> tuple[str, ...]:
    """One text or a list of them."""
    if not isinstance(value, (str, list)):
        raise TypeError(value)
    return tuple(_text(v) for v in ([value] if isinstance(value, str) else value))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def write(root: Path, sources: Sequence[Source]) -> Path:
    """Write voc.toml with the default settings and `sources`; empty fields are left out."""
    document = tomlkit.document()
    for section in dict.fromkeys(s.section for s in SETTINGS):
        table = tomlkit.table()
        for setting in SETTINGS:
            if setting.section == section:
                table[setting.name] = setting.default
        document[section] = table
    entries = tomlkit.aot()
    for source in sources:
        entries.append(_entry(source))
    if sources:
        document["source"] = entries
    path = root / FILE
    path.write_text(tomlkit.dumps(document), encoding="utf-8")
    return path


def _entry(source: Source) -> Any:
    entry = tomlkit.table()
    tables: dict[str, Any] = {}
    for field in fields(Source):
        value = getattr(source, field.name)
        if not value or (field.name == "header_rows" and value == 1):
            continue
        if isinstance(value, tuple):
            array = tomlkit.array()
            array.extend(value)
            entry[field.name] = array.multiline(len(value) > 3)
        elif isinstance(value, Mapping):
            tables[field.name] = {k: _plain(v) for k, v in value.items()}
        else:
            entry[field.name] = value
    for name, table in tables.items():  # sub-tables come last in TOML
        entry[name] = table
    return entry


def _plain(value: Any) -> Any:
    if isinstance(value, Score):
        return {"column": value.column} | ({"order": list(value.order)} if value.order else {})
    if isinstance(value, Behaviour):
        return {"column": value.column} | ({"values": dict(value.values)} if value.values else {})
    return value
