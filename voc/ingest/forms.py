"""Which form an export has: its content is looked at first and its suffix second.

What only looks like an export (a packed folder, a web page that was saved as .xls) is refused with what to
do about it, since exporting again would give the same file.
"""

import zipfile
from pathlib import Path

from voc.errors import InputError

_EXCEL = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_PARQUET = (".parquet", ".pq")
_JSON = (".json", ".jsonl", ".ndjson")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PACKED = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"PK\x05\x06")
_MARKUP = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<?xml")
_HEAD = 1024
_NAMED = 3  # files inside an archive that a message names


def form_of(path: Path, shown: str) -> str:
    """text, excel, json or parquet.

    Raises InputError when the file cannot be opened, is empty, or is of a form that holds no table.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        packed = _packed(path, head)
    except OSError as error:
        raise InputError("ingest_unreadable", file=shown, detail=error.strerror or str(error)) from None
    if not head:
        raise InputError("ingest_empty", file=shown)
    if packed is not None:
        raise InputError("ingest_archive", file=shown, inside=packed)
    if head.startswith((_ZIP, _OLE)):
        return "excel"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise InputError("ingest_html", file=shown)
    suffix = path.suffix.lower()
    if suffix in _EXCEL:
        raise InputError("ingest_not_excel", file=shown, suffix=suffix)
    if suffix in _PARQUET:
        raise InputError("ingest_damaged", file=shown, form=suffix[1:], detail=f"{head[:4]!r}")
    return "json" if suffix in _JSON else "text"


def _packed(path: Path, head: bytes) -> str | None:
    """The first names inside an archive that is no workbook, "-" for unknown ones; None for no archive."""
    if head.startswith(_PACKED):
        return "-"
    if not head.startswith(_ZIP):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, UnicodeDecodeError, ValueError):
        return None  # cut off: the parser of workbooks says so
    if "[Content_Types].xml" in names or "mimetype" in names:
        return None
    files = [name for name in names if not name.endswith("/") and not name.startswith("__MACOSX/")]
    return "、".join(files[:_NAMED]) + ("…" if len(files) > _NAMED else "") or "-"
