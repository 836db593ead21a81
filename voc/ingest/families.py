"""Which files are exports of the same thing: file names and columns in, families with a pattern out.

Digits and dates in a name become *, so that the pattern matches next month's file too
(survey-202204.csv → survey-*.csv), but never a file of another family.
"""

import glob
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from os.path import commonprefix
from pathlib import Path

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATED = re.compile(
    r"(?:令和|平成|(?<![a-z])[RHQ])?\d+(?:[-_./ ]?\d+|\s?[年月日期回週時分秒](?:度|号|分)?)*|上期|下期"
    rf"|(?<![a-z])(?:{_MONTHS})(?![a-z])",
    re.IGNORECASE,
)
_ALIKE = 0.8


@dataclass(frozen=True)
class Family:
    """Files that one source reads, in natural order, and the pattern that matches them in a folder."""

    files: tuple[Path, ...]
    pattern: str

    @property
    def name(self) -> str:
        """A name for the source: what stays of the pattern."""
        stem = Path(re.sub(r"\[(.)\]", r"\1", self.pattern)).stem
        return re.sub(r"[^\w]+", "_", stem.replace("*", " ").strip(" -_.()（）")).strip("_").lower()


def shape(path: Path) -> str:
    """The file name with digits and dates as *: survey-2024年5月.csv → survey-*.csv."""
    stem = unicodedata.normalize("NFC", path.stem)
    parts: list[str] = []
    end = 0
    for match in _DATED.finditer(stem):
        parts += [glob.escape(stem[end : match.start()]), "*"]
        end = match.end()
    parts.append(glob.escape(stem[end:]))
    return re.sub(r"\*[-_. ]*(?=\*)", "", "".join(parts)) + path.suffix


def families(columns: Mapping[Path, Sequence[str]], beside: Sequence[Path] = ()) -> list[Family]:
    """The families of files; `columns` has the header of each, in natural order of the files.

    No pattern matches a file of another family, nor one of `beside`.
    """
    groups: list[list[Path]] = []
    for path in columns:
        for group in groups:
            if _same(path, group[0], columns):
                group.append(path)
                break
        else:
            groups.append([path])
    return [
        Family(tuple(group), _pattern(group, [*(p for p in columns if p not in group), *beside]))
        for group in groups
    ]


def _same(one: Path, other: Path, columns: Mapping[Path, Sequence[str]]) -> bool:
    if one.suffix.lower() != other.suffix.lower():
        return False
    mine, theirs = set(columns[one]), set(columns[other])
    overlap = len(mine & theirs) / max(len(mine | theirs), 1)
    if shape(one) == shape(other):
        return overlap >= 0.5
    prefix = commonprefix([one.stem, other.stem])  # export.csv and export (1).csv
    return overlap >= _ALIKE and prefix in (one.stem, other.stem)


def _pattern(files: Sequence[Path], others: Sequence[Path]) -> str:
    shapes = {shape(path) for path in files}
    suffix = files[0].suffix
    prefix = glob.escape(unicodedata.normalize("NFC", commonprefix([path.stem for path in files])))
    candidates = [shapes.pop()] if len(shapes) == 1 else []
    if not candidates or "*" not in candidates[0]:
        candidates.insert(0, f"{prefix}*{suffix}")
    for pattern in candidates:
        if all(_fits(path, pattern) for path in files) and not any(_fits(path, pattern) for path in others):
            return pattern
    return glob.escape(files[0].name)


def _fits(path: Path, pattern: str) -> bool:
    return fnmatchcase(unicodedata.normalize("NFC", path.name), pattern)
