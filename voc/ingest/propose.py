"""Export files never seen before → the sources that voc.toml should have.

Files are grouped into families, every family's columns are counted over all its rows (up to
300,000), and each column is given the role that its content fits. A preset is recognised by the
columns that its tool always writes. The result is a proposal: a person may change every line of it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from voc.errors import InputError
from voc.ingest import roles
from voc.ingest.candidates import Columns
from voc.ingest.families import Family, families
from voc.ingest.find import natural
from voc.ingest.firstrow import names_checked
from voc.ingest.kinds import Column
from voc.ingest.presets import fill
from voc.ingest.tables import Table, open_table
from voc.records import InputFile, Source

Held = Sequence[Sequence[str]] | None
_UNKNOWN = Source("", "survey")
_ROWS = 300_000
_CHUNK = 5_000
_SAMPLE = 3_000
_SIGNS = {   # columns by which a tool's export is recognised
    "google-forms": ({"タイムスタンプ"}, {"Timestamp"}),
    "qualtrics": ({"ResponseId", "RecordedDate"}, {"回答ID", "記録日"}),
    "surveymonkey": (
        {"Respondent ID", "Collector ID"}, {"回答者 ID", "コレクター ID"}, {"回答者ID", "コレクターID"},
    ),
    "zendesk": (
        {"requester.email", "comments"}, {"requester_id", "comments"}, {"requester_id", "via.channel"},
    ),
    "salesforce": ({"ケース番号"}, {"ケース 番号"}, {"Case Number"}),
}


def propose(
    files: Sequence[Path], beside: Sequence[Path] = (), taken: Collection[str] = (), rows: int = _ROWS
) -> list[Source]:
    """A source for every family among `files`, its `path` below inbox/, in natural order of the files.

    No path matches a file of `beside`, no name is one of `taken`; the first `rows` rows of a family are
    looked at. A role that no column fits stays empty.
    Raises InputError when a file cannot be read at all or begins without column names.
    """
    headers = {path: _open(path).header for path in sorted(files, key=natural)}
    sources: list[Source] = []
    for family in families(headers, beside):
        sources.append(_source(family, headers, {source.name for source in sources} | set(taken), rows))
    return sources


def grouped(files: Sequence[Path]) -> tuple[list[tuple[Path, ...]], list[tuple[Path, InputError]]]:
    """The files of each family, in natural order, by their headers alone; and those that cannot be read."""
    headers: dict[Path, Sequence[str]] = {}
    unreadable: list[tuple[Path, InputError]] = []
    for path in sorted(files, key=natural):
        try:
            headers[path] = _open(path).header
        except InputError as error:
            unreadable.append((path, error))
    return [family.files for family in families(headers)], unreadable


def assigned(source: Source, held: Sequence[Sequence[str]]) -> Source:
    """`source` with the kind and the roles that the columns of its query's result fit."""
    names = held[0]
    preset = _preset(names)
    found = roles.assign(_count([Path(source.name)], names, source, len(held), held), preset)
    return replace(found, name=source.name, url=source.url, query=source.query, preset=preset)


def look(
    files: Sequence[Path], source: Source, rows: int, held: Held = None
) -> tuple[Mapping[str, Column], list[Sequence[str]]]:
    """The columns of files under a source, or of its query's result, and every file's own header.

    `held` are rows of the result that were read before, the header first. Cells are
    those of the first `rows` rows of all together. Raises InputError like `propose`.
    """
    shaped = fill(source)
    headers: list[Sequence[str]] = [_open(path, shaped, held).header for path in files]
    return _count(files, _merged(headers), shaped, rows, held).by_name, headers


def _source(
    family: Family, headers: Mapping[Path, Sequence[str]], taken: set[str], rows: int
) -> Source:
    names = _merged(headers[path] for path in family.files)
    preset = _preset(names)
    shaped = fill(Source(family.name, "survey", preset=preset))
    if shaped.header_rows > 1:  # a blank name is taken from the row below
        headers = {path: _open(path, shaped).header for path in family.files}
        names = _merged(headers.values())
    source = roles.assign(_count(family.files, names, shaped, rows), preset)
    name = family.name or source.kind
    while name in taken:
        name += f"_{source.kind}"
    return replace(
        source,
        name=name,
        path=f"inbox/{family.pattern}",
        preset=preset,
        optional=tuple(name for name in names if any(name not in headers[path] for path in family.files)),
    )


def _preset(names: Sequence[str]) -> str:
    return next((tool for tool, signs in _SIGNS.items() if any(sign <= set(names) for sign in signs)), "")


def _count(
    files: Sequence[Path], names: Sequence[str], shaped: Source, rows: int = _ROWS, held: Held = None
) -> Columns:
    """Every column's cells, and some whole rows of each file."""
    columns = {name: Column(name) for name in names}
    sample: list[dict[str, str]] = []
    left, few = rows, max(20, _SAMPLE // len(files))
    for path in files:
        if left <= 0:
            break
        table = _open(path, shaped, held)
        whole = (row.cells for row in table.rows if not row.problem)
        first = True
        while left > 0 and (chunk := list(islice(whole, min(_CHUNK, left)))):
            left -= len(chunk)
            for name, cells in zip(table.header, zip(*chunk, strict=True), strict=True):
                columns[name].add(Counter(cells))
            if first:
                sample += [dict(zip(table.header, cells, strict=True)) for cells in chunk[:few]]
            first = False
    return Columns(columns, sample)


def _open(path: Path, shaped: Source = _UNKNOWN, held: Held = None) -> Table:
    table = open_table(InputFile(shaped, path, path.name, held), shaped.header_rows, shaped.footer)
    names_checked(table.header, path.name)
    return table


def _merged(headers: Iterable[Sequence[str]]) -> list[str]:
    """All column names, those of the file with the most columns first and in its order."""
    by_width = sorted(headers, key=len, reverse=True)
    return list(dict.fromkeys(name for header in by_width for name in header))
