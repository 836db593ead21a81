"""voc.toml of a new project."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import tomlkit

from voc.config.settings import FILE, SETTINGS
from voc.records import Behaviour, Score, Source


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
        entries.append(entry_of(source))
    if sources:
        document["source"] = entries
    path = root / FILE
    path.write_text(tomlkit.dumps(document), encoding="utf-8")
    return path


def entry_of(source: Source) -> Any:
    """A `[[source]]` of tomlkit; empty fields are left out."""
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
