"""Values of voc.toml, checked one by one; a wrong one is an error that says where it stands."""

import difflib
import re
from collections.abc import Mapping
from typing import Any

from voc.errors import SettingsError

_PLACE = re.compile(r"line (\d+),? col(?:umn)? (\d+)")


def bad_syntax(error: Exception, text: str, file: str) -> SettingsError:
    """What is wrong with TOML, by where it is (its end for none): a parser's own words are English."""
    place = _PLACE.search(str(error))
    lines = text.rstrip().splitlines() or [""]
    line, column = map(int, place.groups()) if place else (len(lines), len(lines[-1]))
    return SettingsError("toml_syntax", file=file, line=line, column=column)


def bad_encoding(error: UnicodeDecodeError, file: str) -> SettingsError:
    """Text that is no UTF-8, by the line where that begins."""
    return SettingsError("toml_unreadable", file=file, line=error.object[: error.start].count(b"\n") + 1)


def known(table: Mapping[str, Any], names: set[str], where: str) -> None:
    """Raise SettingsError for a key of `table` that is not in `names`, with the closest that is."""
    for key in table:
        if key not in names:
            closest = (*difflib.get_close_matches(key, names, 1, 0.4), "–")[0]
            raise SettingsError("setting_unknown", where=where, name=key, closest=closest)


def texts(value: Any) -> tuple[str, ...]:
    """One text or a list of them; TypeError for anything else."""
    if not isinstance(value, (str, list)):
        raise TypeError(value)
    return tuple(text(v) for v in ([value] if isinstance(value, str) else value))


def text(value: Any) -> str:
    """A text; TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def section(data: Mapping[str, Any], name: str, file: str) -> Mapping[str, Any]:
    """The section `[name]`, empty where there is none. Raises SettingsError for what is no section."""
    value = data.get(name, {})
    if not isinstance(value, dict):
        raise SettingsError("toml_not_a_section", file=file, name=name)
    return value
