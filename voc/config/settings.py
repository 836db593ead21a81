"""The settings of a project, each one line of `SETTINGS`, and reading them from voc.toml."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from voc.config.checks import bad_encoding, bad_syntax, known, section
from voc.config.sources import sources
from voc.config.weights import margins
from voc.errors import SettingsError
from voc.records import Margins, Source
from voc.words import LANGUAGES

FILE = "voc.toml"
_ISSUER = r"https://[^\s?#]+$|http://(127\.0\.0\.1|localhost)(:\d+)?(/[^\s?#]*)?$"


@dataclass(frozen=True)
class Setting:
    """One setting: where it stands in voc.toml, its environment variable, default and help code."""

    section: str
    name: str
    variable: str
    default: str | int
    help: str

    @property
    def field(self) -> str:
        """The field of Settings that holds it."""
        return "nightly_at" if (self.section, self.name) == ("nightly", "at") else self.name


SETTINGS = (
    Setting("project", "timezone", "VOC_TIMEZONE", "Asia/Tokyo", "setting.timezone"),
    Setting("project", "language", "VOC_LANG", "ja", "setting.language"),
    Setting("project", "model", "VOC_MODEL", "voc-ja-fast", "setting.model"),
    Setting("join", "support_window_days", "VOC_SUPPORT_WINDOW_DAYS", 30, "setting.support_window_days"),
    Setting("review", "decisions", "VOC_DECISIONS", "data/decisions.sqlite", "setting.decisions"),
    Setting("review", "daily_capacity", "VOC_DAILY_CAPACITY", 50, "setting.daily_capacity"),
    Setting("nightly", "at", "VOC_NIGHTLY_AT", "", "setting.nightly_at"),
    Setting("web", "oidc_issuer", "VOC_OIDC_ISSUER", "", "setting.oidc_issuer"),
    Setting("web", "oidc_client_id", "VOC_OIDC_CLIENT_ID", "", "setting.oidc_client_id"),
)
APART = ("decisions", "daily_capacity", "nightly_at", "oidc_issuer", "oidc_client_id")
"""Fields of Settings that change no table: where decisions are, a day's work, when a run begins, sign-in."""


@dataclass(frozen=True)
class Settings:
    """The settings of a project. `timezone` is an IANA name, `language` "ja" or "en".

    `decisions` is the name of an SQLite file, seen from the project's folder, or the URL of a database;
    `daily_capacity` is how many items of the review queue a day's work is; `nightly_at` a time of day in
    `timezone`, "02:00", or "" for no nightly run by `voc serve`; `oidc_issuer` the https address of who signs
    people in, "" for nobody but voc itself; `weights` are target shares by source, segment and value; those
    of one segment sum to 1.
    """

    timezone: str
    language: str
    model: str
    support_window_days: int
    decisions: str
    daily_capacity: int
    nightly_at: str
    oidc_issuer: str
    oidc_client_id: str
    sources: tuple[Source, ...]
    weights: Margins

    @property
    def openid(self) -> bool:
        """Whether people can sign in by OpenID Connect."""
        return bool(self.oidc_issuer and self.oidc_client_id)


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
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SettingsError("no_project", start=str(root)) from error
    except OSError as error:
        raise SettingsError("toml_not_read", file=str(path), reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise bad_encoding(error, str(path)) from error
    return parsed(root, text, environment)


def parsed(root: Path, text: str, environment: Mapping[str, str] = os.environ) -> Project:
    """The project in `root` if its voc.toml held `text`. Raises SettingsError like `load`."""
    path = root / FILE
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise bad_syntax(error, text, str(path)) from error
    known(data, {s.section for s in SETTINGS} | {"source", "weights"}, str(path))
    values: dict[str, Any] = {s.field: _value(s, data, environment, path) for s in SETTINGS}
    named = sources(data.get("source", []), str(path))
    weights = margins(section(data, "weights", str(path)), named, str(path))
    return Project(root.absolute(), Settings(**values, sources=named, weights=weights))


def _value(
    setting: Setting, data: Mapping[str, Any], environment: Mapping[str, str], path: Path
) -> str | int:
    given = section(data, setting.section, str(path))
    known(given, {s.name for s in SETTINGS if s.section == setting.section}, f"{path} [{setting.section}]")
    value: Any = given.get(setting.name, setting.default)
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
    if setting.field == "nightly_at" and value and not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value):
        raise SettingsError("setting_time_of_day", where=where, value=value)
    if setting.name == "oidc_issuer" and value and not re.match(_ISSUER, value):
        raise SettingsError("setting_issuer", where=where, value=value)
    if setting.name == "decisions" and re.match(r"[a-z+]{2,}:(?!//)", value):  # a slip: no name of a file
        raise SettingsError("setting_decisions", where=where)
    return value


def _number(value: Any, where: str) -> int:
    """`value` as a whole number of 0 or more; 3.5 and true are none."""
    text = str(value) if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    if not re.fullmatch(r"\s*\d{1,9}\s*", text):
        raise SettingsError("setting_not_a_number", where=where, value=value)
    return int(text)
