"""Files from a browser into the inbox: under safe names, whole or not at all, over no other file unasked."""

import filecmp
import os
import secrets
import shutil
import threading
import time
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Literal

from voc import store
from voc.config import Project
from voc.errors import InputError, SettingsError

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".jsonl", ".ndjson", ".json", ".parquet")
_LONGEST = 200  # bytes of a file's name; file systems allow 255
_WAITING = ".waiting"  # hidden: never an export
_COMING = 86_400  # seconds that an upload takes at most: what is not all there then was left behind
_PLACING = threading.Lock()  # between looking whether a file is there and moving another to it

Received = Literal["new", "same", "differs"]


def named(given: str) -> str:
    """The name under which an uploaded file is kept: its last part, no control characters, form NFC.

    Raises SettingsError for one that is no name, is hidden, too long, or of no form that can be read.
    """
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    name = unicodedata.normalize("NFC", "".join(c for c in last if unicodedata.category(c)[0] != "C")).strip()
    if not name or name.startswith((".", "~$")) or len(name.encode()) > _LONGEST:
        raise SettingsError("upload_name", name=name[:100])
    if not name.lower().endswith(SUFFIXES):
        raise SettingsError("upload_form", name=name, forms=" ".join(SUFFIXES))
    return name


def receive(project: Project, given: str, content: BinaryIO) -> tuple[str, Received]:
    """Put a file into the inbox; where another of its name lies, aside, until somebody decides.

    Returns its name and whether it is new, the same as the one that is there, or differs and waits.
    Raises SettingsError for a name that cannot be, where the inbox cannot be written to, and while another
    one waits already; InputError for an empty one.
    """
    sweep(project)
    name = named(given)
    target, aside = project.inbox / name, project.inbox / _WAITING / name
    coming = aside.with_name(f".{secrets.token_hex(8)}")  # until all of it is there, for nobody else
    try:
        store.private(project.inbox)
        aside.parent.mkdir(exist_ok=True)
        try:
            with open(coming, "xb") as out:
                shutil.copyfileobj(content, out, 1 << 20)
            if not coming.stat().st_size:
                raise InputError("ingest_empty", file=name)
            with _PLACING:
                return name, _place(coming, target, aside)
        finally:
            coming.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError("upload_not_kept", name=name, reason=error.strerror) from error


def _place(coming: Path, target: Path, aside: Path) -> Received:
    """Move a whole file to where it belongs, if there is one."""
    if not target.exists():
        os.replace(coming, target)
        return "new"
    if filecmp.cmp(coming, target, shallow=False):
        return "same"
    if not aside.exists():
        os.replace(coming, aside)
    elif not filecmp.cmp(coming, aside, shallow=False):
        raise SettingsError("upload_waits", name=aside.name)
    return "differs"


def sweep(project: Project) -> None:
    """Remove what uploads left that ended midway, such as with the server, a day ago or earlier."""
    for path in (project.inbox / _WAITING).glob(".*"):
        with suppress(OSError):  # somebody else was faster, or may not
            if path.is_file() and path.stat().st_mtime < time.time() - _COMING:
                path.unlink()


def waiting(project: Project) -> list[Path]:
    """Files that came in under the name of another, by name."""
    folder = project.inbox / _WAITING
    return sorted(path for path in folder.glob("[!.]*") if path.is_file())


def settle(project: Project, name: str, decision: Literal["replace", "both", "drop"]) -> str:
    """Decide on a waiting file: in place of the other, beside it under a free name, or not at all.

    Returns the name under which it is kept, "" for none. Raises SettingsError when it waits no more.
    """
    aside = project.inbox / _WAITING / named(name)
    with _PLACING:
        if not aside.is_file():
            raise SettingsError("upload_gone", name=name)
        if decision == "drop":
            aside.unlink()
            return ""
        target = project.inbox / aside.name
        number = 2
        while decision == "both" and target.exists():
            target = project.inbox / f"{aside.stem}-{number}{aside.suffix}"
            number += 1
        os.replace(aside, target)
        return target.name
