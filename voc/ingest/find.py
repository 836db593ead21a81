"""Which files of the inbox belong to which source: patterns in, files in natural order out.

Names are compared in Unicode form NFC, because a file that passed through macOS carries
が as two characters while voc.toml has one. Hidden files and Office lock files (~$…) are
never exports.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from voc.records import InputFile, Source


def find(source: Source, root: Path) -> list[InputFile]:
    """The files that `source.path` matches below `root`, in natural order (2 before 10).

    A source with a `url` gives one entry that stands for its query.
    """
    if source.url:
        return [InputFile(source, Path(source.name), f"query {source.name}")]
    pattern = Path(source.path)
    base, parts = root / pattern.anchor, pattern.parts[bool(pattern.anchor) :]
    while len(parts) > 1 and not re.search(r"[*?\[]", parts[0]):
        base, parts = base / parts[0], parts[1:]
    wanted = tuple(_nfc(part) for part in parts)
    paths = [path for path in _exports(base) if _matches(_parts(path, base), wanted)]
    return [InputFile(source, path.absolute(), _shown(path, root)) for path in sorted(paths, key=natural)]


def unmatched(sources: Sequence[Source], inbox: Path, root: Path) -> list[Path]:
    """The files anywhere in `inbox` that no source matches, in natural order."""
    known = {file.path for source in sources for file in find(source, root)}
    return sorted((path for path in _exports(inbox) if path.absolute() not in known), key=natural)


def natural(path: Path) -> list[tuple[int, int, str]]:
    """A sort key under which numbers within names count as numbers: 2 before 10."""
    pieces: Iterable[str] = re.split(r"([0-9]+)", _nfc(str(path)))
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces]


def _exports(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*") if folder.is_dir() else ():
        inside = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith((".", "~$")) for part in inside):
            yield path


def _parts(path: Path, base: Path) -> tuple[str, ...]:
    return tuple(_nfc(part) for part in path.relative_to(base).parts)


def _matches(parts: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether a path's parts fit a pattern's, where ** stands for any number of folders."""
    if not wanted:
        return not parts
    if wanted[0] == "**":
        return any(_matches(parts[skip:], wanted[1:]) for skip in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], wanted[0]) and _matches(parts[1:], wanted[1:])


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _shown(path: Path, root: Path) -> str:
    try:
        return path.absolute().relative_to(root.absolute()).as_posix()
    except ValueError:
        return str(path)
