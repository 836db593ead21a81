"""Changing voc.toml of a project: what is not changed stays as it was written, comments too.

A change is checked before it is written, and written as a whole; data/voc.toml.before is the file as it was.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from voc.config.checks import bad_syntax
from voc.config.settings import FILE, load, parsed
from voc.config.writing import entry_of
from voc.errors import SettingsError
from voc.records import Source

BEFORE = f"{FILE}.before"
_one_at_a_time = threading.Lock()


def save_source(root: Path, source: Source) -> None:
    """Add `source`, or change the one of its name. Raises SettingsError; then nothing has changed."""
    with _changing(root) as document:
        fresh = entry_of(source)
        entries = document.setdefault("source", tomlkit.aot())
        old = next((entry for entry in entries if entry.get("name") == source.name), None)
        if old is None:
            entries.append(fresh)
            return
        for field in fields(Source):
            if field.name in fresh:
                if field.name not in old or old[field.name] != fresh[field.name]:
                    old[field.name] = fresh[field.name]
            elif field.name in old:
                del old[field.name]


def save_setting(root: Path, section: str, name: str, value: str | int) -> None:
    """Set one setting. Raises SettingsError for a value that it cannot have; then nothing has changed."""
    with _changing(root) as document:
        if section not in document:
            document[section] = tomlkit.table()
        document[section][name] = value


@contextmanager
def _changing(root: Path) -> Iterator[Any]:
    path = root / FILE
    with _one_at_a_time:
        load(root)  # a file that cannot be read is told as everywhere
        before = path.read_text(encoding="utf-8-sig")
        try:
            document = tomlkit.parse(before)
            yield document
            text = tomlkit.dumps(document)
        except TOMLKitError as error:
            raise bad_syntax(error, before, str(path)) from error
        parsed(root, text)
        try:
            (root / "data").mkdir(mode=0o700, exist_ok=True)  # for this user alone
            shutil.copyfile(path, root / "data" / BEFORE)
            fresh = path.with_name(f".{FILE}.new")
            fresh.write_text(text, encoding="utf-8")
            shutil.copymode(path, fresh)
            os.replace(fresh, path)
        except OSError as error:
            raise SettingsError("toml_not_written", file=str(path), reason=error.strerror) from error
