"""Which encoding a text file has: the bytes go in, the name of a Python codec comes out.

The order is strict: byte order mark, NUL parity (UTF-16 without a mark), UTF-8, CP932,
EUC-JP. It is always cp932, never shift_jis, which fails on ㈱ ① 髙 﨑. A whole file is
decoded strictly before a name is given, in bounded memory, so that reading it afterwards
cannot fail half-way. Nothing is ever replaced or skipped.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from voc.errors import InputError

_MARKS = (  # the longer marks first: UTF-32 LE begins like UTF-16 LE
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20
_HEAD = 1 << 16
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True)
class Encoding:
    """A codec that decodes the whole file; `damaged` when it yields private-use characters."""

    name: str
    damaged: bool = False


def detect(path: Path) -> Encoding:
    """The encoding of the file at `path`.

    Raises InputError `ingest_encoding` when no candidate decodes all of it.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    for mark, name in _MARKS:
        if head.startswith(mark):
            candidates: tuple[str, ...] = (name,)
            break
    else:
        candidates = ("utf-8", "cp932", "euc_jp")
        if utf_16 := _by_nul_parity(head):
            candidates = (utf_16, *candidates)
    damaged = ""
    for name in candidates:
        private = _private_use(path, name)
        if private is None:
            continue
        if not private or name.startswith("utf"):
            return Encoding(name, private)
        damaged = damaged or name  # CP932 with gaiji, unless EUC-JP reads it cleanly
    if damaged:
        return Encoding(damaged, True)
    raise InputError("ingest_encoding", file=path.name, tried=", ".join(candidates))


def _by_nul_parity(head: bytes) -> str:
    """The UTF-16 codec whose high bytes are the NULs of `head`, or "" when there is no such parity."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd < max(2, len(head) // 200):
        return ""
    if odd > 9 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 9 * odd else ""


def _private_use(path: Path, name: str) -> bool | None:
    """Whether the decoded file holds private-use characters; None when it does not decode."""
    decoder = codecs.getincrementaldecoder(name)()
    found = False
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                text = decoder.decode(chunk)
                found = found or not text.isascii() and _PRIVATE.search(text) is not None
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return found
