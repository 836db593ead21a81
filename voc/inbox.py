"""The inbox: exports that come in, what the program makes of them, what a person may correct.

    unplaced, join              files without a source, by family; renaming one for a source that fits it
    proposed                    the source that a new family should have
    sampled                     the first rows of a query's result, to be looked at more than once
    looked                      the columns under a source, each with masked samples
    tried                       what a run would read of them, before the source is saved

Nothing here is part of a run: a run reads what lies in the inbox under voc.toml as it is.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from voc import ingest, intake, text
from voc.config import Project
from voc.errors import InputError, SettingsError, VocError
from voc.records import InputFile, Source

ROWS = 20_000  # rows of a family that are looked at before a mapping is saved
SHOWN = 2_000  # for a page that shows what is made of them
_SAMPLES = 4


@dataclass(frozen=True)
class Family:
    """Files without a source that belong together; `fitting` are the sources that could read them too."""

    files: tuple[Path, ...]
    fitting: tuple[Source, ...]


@dataclass(frozen=True)
class Sample:
    """The first rows of a query's result as they are, the header first, and when they were read (UTC)."""

    rows: Sequence[Sequence[str]]
    read_at: datetime


@dataclass(frozen=True)
class Look:
    """One column: how many of the cells looked at are filled, how many different, some of them masked."""

    name: str
    filled: int
    blank: int
    different: int
    samples: tuple[str, ...]
    order: tuple[str, ...]  # its answers from worst to best, where they are an ordered scale
    bands: Mapping[str, float]  # its answers as numbers, where they are bands


@dataclass(frozen=True)
class Looked:
    """The columns of a family of files, and the header of each file."""

    columns: tuple[Look, ...] = ()
    headers: tuple[Sequence[str], ...] = ()

    def lacking(self) -> set[str]:
        """Columns that some of the files lack."""
        return {look.name for look in self.columns if any(look.name not in names for names in self.headers)}


@dataclass(frozen=True)
class Tried:
    """What a run would read: profiles of files, errors of others, how many files were left out.

    `doubts` are sentences on what to look at twice in the mapping.
    """

    profiles: Sequence[ingest.Profile]
    errors: Sequence[tuple[InputFile, VocError]]
    left_out: int
    doubts: Sequence[str] = ()

    @property
    def good(self) -> bool:
        """Whether every file can be read and rows come out."""
        return not self.errors and any(profile.accepted for profile in self.profiles)


def unplaced(project: Project) -> tuple[list[Family], list[tuple[Path, InputError]]]:
    """The files that no source matches, by family, and those of them that cannot be read at all."""
    sources = project.settings.sources
    groups, unreadable = ingest.grouped(ingest.unmatched(sources, project.inbox, project.root))
    families = [
        Family(files, tuple(s for s in sources if s.path and ingest.fits(s, _file(project, s, files[0]))))
        for files in groups
    ]
    return families, unreadable


def proposed(project: Project, name: str) -> tuple[Source, tuple[Path, ...]]:
    """The source for the new family that the file `name` belongs to, and its files, the newest first.

    Raises SettingsError when no such file is without a source.
    """
    families, _ = unplaced(project)
    files = next((f.files for f in families if any(inside(project, p) == name for p in f.files)), ())
    if not files:
        raise SettingsError("upload_no_such_file", name=name)
    there = (path for path in project.inbox.rglob("[!.]*") if path.parent.name[0] != ".")
    others = [path for path in there if path not in files]
    taken = [source.name for source in project.settings.sources]
    source = ingest.propose(files, others, taken, ROWS)[0]
    return source, files[::-1]


def is_inside(pattern: str) -> bool:
    """Whether a pattern names files of the inbox only: people in a browser read no others."""
    parts = PurePosixPath(pattern).parts
    return len(parts) > 1 and parts[0] == "inbox" and ".." not in parts


def files_of(project: Project, source: Source) -> list[Path]:
    """The files that a source matches, the newest first; of one that reads a database its name alone."""
    return [file.path for file in ingest.find(source, project.root)][::-1]


def join(project: Project, name: str, source: Source) -> str:
    """Rename a file so that a source reads it: its name takes the place of the pattern's *.

    Returns the new name. Raises SettingsError where the pattern allows no such name.
    """
    unmatched = ingest.unmatched(project.settings.sources, project.inbox, project.root)
    file = next((path for path in unmatched if inside(project, path) == name), None)
    if file is None:
        raise SettingsError("upload_no_such_file", name=name)
    pattern = PurePosixPath(source.path).name
    target = file.with_name(pattern.replace("*", file.stem))
    if pattern.count("*") != 1 or target.exists():
        raise SettingsError("upload_no_pattern", name=name, pattern=source.path)
    os.rename(file, target)
    if target not in files_of(project, source):
        os.rename(target, file)
        raise SettingsError("upload_no_pattern", name=name, pattern=source.path)
    return target.name


def sampled(source: Source) -> Sample:
    """The first rows of a source's query. Raises InputError when the database does not answer."""
    file = ingest.find(source, Path())[0]
    return Sample(ingest.sample(source.url, source.query, file.shown, ROWS), datetime.now(UTC))


def looked(
    source: Source, files: Sequence[Path], sample: Sample | None = None, most: int = ROWS
) -> Looked:
    """The columns of files, or of a sample, as a person sees them, by their first `most` rows.

    Raises InputError for unreadable ones.
    """
    columns, headers = ingest.look(files, source, most, sample.rows if sample else None)
    return Looked(tuple(_look(column) for column in columns.values()), tuple(headers))


def tried(
    project: Project,
    source: Source,
    files: Sequence[Path],
    language: str,
    sample: Sample | None = None,
    most: int = ROWS,
) -> Tried:
    """Read files, the first ones first, as a run would under `source`, until `most` rows or more are read.

    Of a query the rows of the sample.
    """
    held = sample.rows if sample else None
    given = [replace(_file(project, source, path), held=held) for path in files]
    profiles, errors = intake.profiles(project, given, language, most)
    left_out = len(files) - len(profiles) - len(errors)
    return Tried(profiles, errors, left_out, _doubts(profiles, language, sample))


def _doubts(profiles: Sequence[ingest.Profile], language: str, sample: Sample | None) -> tuple[str, ...]:
    if not profiles:
        return ()
    source, path = profiles[0].mapping, profiles[0].file.path
    columns, _ = ingest.look([path], source, SHOWN, sample.rows if sample else None)
    return ingest.doubts(source, columns, language)


def _look(column: ingest.Column) -> Look:
    hidden = ingest.is_person(column) or ingest.is_private(column)
    samples = [sample.strip() for sample, _ in column.cells.most_common(_SAMPLES)]
    shown = tuple(ingest.outline(sample) if hidden else text.mask(sample[:400])[:80] for sample in samples)
    return Look(
        column.name, column.filled, column.blank, len(column.cells), shown,
        ingest.ordered(column.cells), ingest.banded(column.cells),
    )  # fmt: skip


def _file(project: Project, source: Source, path: Path) -> InputFile:
    if source.url:
        return ingest.find(source, project.root)[0]
    return InputFile(source, path, path.relative_to(project.root).as_posix())


def inside(project: Project, path: Path) -> str:
    """How a file of the inbox is called there."""
    return path.relative_to(project.inbox).as_posix()
