"""Which cell of the tables is meant: words such as `period=2025-10 年代=20代` on the command line.

Enters the words; leaves names and values, or an SQL condition over published answers. `period` is a month,
a year or `all`, `source` a source; any other name is that of a segment.
"""

import re
from collections.abc import Mapping, Sequence

from voc.errors import SettingsError

Selected = Mapping[str, str]

PERIOD, SOURCE = "period", "source"
_PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?|all")


def parse(words: Sequence[str]) -> dict[str, str]:
    """Name → value of words `name=value`, in the order given; a value may hold further `=`.

    Raises SettingsError for a word of another form, a name given twice, or a period that is none.
    """
    selected: dict[str, str] = {}
    for word in words:
        name, _, value = (part.strip() for part in word.partition("="))
        if not name or not value:
            raise SettingsError("selector_form", value=word)
        if name in selected:
            raise SettingsError("selector_twice", name=name)
        if name == PERIOD and not _PERIOD.fullmatch(value):
            raise SettingsError("selector_period", value=value)
        selected[name] = value
    return selected


def segment(word: str) -> tuple[str, str]:
    """Name and value of the segment that a word names; `all` is ("all", "all").

    Raises SettingsError for a word of another form.
    """
    if word == "all":
        return "all", "all"
    ((name, value),) = parse([word]).items()
    return name, value


def of_answers(selected: Selected) -> tuple[str, list[object]]:
    """The condition over the table `responses` that picks what is selected, and its parameters."""
    conditions, params = ["true"], list[object]()
    for name, value in selected.items():
        if name == SOURCE:
            conditions.append("source = ?")
            params.append(value)
        elif name == PERIOD:
            conditions.append("starts_with(month, ?)")
            params.append("" if value == "all" else value)
        elif (name, value) != ("all", "all"):
            conditions.append("segments[?] = ?")
            params += [name, value]
    return " AND ".join(conditions), params
