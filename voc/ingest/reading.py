"""An export → bounded batches of records, and the profile of an export for `voc check`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from voc.errors import InputError
from voc.ingest.collect import Collector, ReadOptions, Rejected
from voc.ingest.customers import CustomerRows
from voc.ingest.mapping import columns_of, resolve
from voc.ingest.presets import fill
from voc.ingest.support import SupportRows
from voc.ingest.survey import SurveyRows
from voc.ingest.tables import Table, open_table
from voc.records import Batch, InputFile, Source
from voc.words import say

ROWS = 20_000   # rows of an export in a batch
_EXAMPLES = 20  # rejected rows that a profile shows
_ANY = ReadOptions(timezone="UTC", hash_id=str, mask=str, language="ja")  # for a file that is only opened
_READERS: Mapping[str, Callable[[Collector], SurveyRows | SupportRows | CustomerRows]] = {
    "survey": SurveyRows,
    "support": SupportRows,
    "customers": CustomerRows,
}


@dataclass(frozen=True)
class Profile:
    """What an export holds, as `voc check` tells it. Nothing was written.

    `mapping` is the source as it applies to this file (preset filled in, absent optional columns
    dropped), `unmapped` the columns it does not use, `rejected` reason → (rows, first lines),
    `examples` the first rejected rows as (line, sentence of the reason, masked excerpt),
    `segments` (name, value) → answers, `scores` score 0-10 → answers, `comments` question → comments
    ("" for support), `warnings` sentences in the project's language, `sheets` as in `Table`. Times are
    UTC, None when no row was accepted.
    """

    file: InputFile
    form: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    mapping: Source
    unmapped: tuple[str, ...]
    rows_read: int
    accepted: int
    rejected: Mapping[str, tuple[int, tuple[int, ...]]]
    examples: tuple[tuple[int, str, str], ...]
    earliest: datetime | None
    latest: datetime | None
    segments: Mapping[tuple[str, str], int]
    scores: Mapping[int, int]
    comments: Mapping[str, int]
    warnings: tuple[str, ...]
    sheets: tuple[Sequence[str], Sequence[str]]


def read(file: InputFile, options: ReadOptions) -> Iterator[Batch]:
    """The rows of one export, about 20,000 a batch, at least one batch even when there is no row.

    Comment and message text is as written. In every batch rows_read = accepted + rejected.
    Raises InputError when the file as a whole cannot be used. That may be after some batches (a 1-10
    scale shows at the end), which must then be thrown away.
    """
    table, out = _open(file, options)
    yield from _batches(table, out)


def profile(file: InputFile, options: ReadOptions) -> Profile:
    """Read all of an export as `read` does and say what was seen. Raises the same errors."""
    table, out = _open(file, options)
    examples: list[tuple[int, str, str]] = []
    for batch in _batches(table, out):
        rows = batch.rejected.slice(0, _EXAMPLES - len(examples)).to_pylist()
        examples += [(row["line"], row["message"], row["excerpt"]) for row in rows]
    tally = out.tally
    used = set(columns_of(out.source))
    return Profile(
        file=file,
        form=table.form,
        encoding=table.encoding,
        delimiter=table.delimiter,
        columns=table.header,
        mapping=out.source,
        unmapped=tuple(name for name in table.header if name not in used),
        rows_read=tally.rows_read,
        accepted=tally.accepted,
        rejected={
            code: (count, tuple(tally.first_lines[code])) for code, count in tally.rejected.most_common()
        },
        examples=tuple(examples),
        earliest=tally.earliest,
        latest=tally.latest,
        segments=tally.segments,
        scores={value: tally.scores[value] for value in range(11)} if out.source.kind == "survey" else {},
        comments={name: tally.comments[name] for name in _questions(out.source)},
        warnings=tuple(_warnings(file, table, out, options)),
        sheets=table.sheets,
    )


def fits(source: Source, file: InputFile) -> bool:
    """Whether a file has the columns that a source needs; False where it cannot be read."""
    try:
        _open(InputFile(source, file.path, file.shown), _ANY)
    except InputError:
        return False
    return True


def _open(file: InputFile, options: ReadOptions) -> tuple[Table, Collector]:
    shaped = fill(file.source)
    table = open_table(file, shaped.header_rows, shaped.footer)
    source = resolve(file.source, table.header, file.shown)
    return table, Collector(source, table.header, file.shown, options)


def _batches(table: Table, out: Collector) -> Iterator[Batch]:
    rows = _READERS[out.source.kind](out)
    yielded = False
    for row in table.rows:
        if out.rows >= ROWS:
            yield out.flush()
            yielded = True
        if row.problem:
            out.reject(row.line, row.cells, row.problem, width=len(table.header), found=len(row.cells))
            continue
        try:
            rows.take(row.line, row.cells)
        except Rejected as rejected:
            out.reject(row.line, row.cells, rejected.reason, **rejected.values)
    rows.end()
    if out.rows or not yielded:
        yield out.flush()


def _questions(source: Source) -> tuple[str, ...]:
    return ("",) if source.kind == "support" else source.comments


def _warnings(file: InputFile, table: Table, out: Collector, options: ReadOptions) -> Iterator[str]:
    source, tally, language = out.source, out.tally, options.language
    by_column: dict[str, list[tuple[str, int]]] = {}
    for (name, cell), count in tally.unknown.most_common():
        by_column.setdefault(name, []).append((cell, count))
    for name, cells in by_column.items():
        seen = "、".join(f"{options.mask(cell)} ({count:,})" for cell, count in cells[:5])
        count = sum(count for _, count in cells)
        yield say("ingest_warn_unknown", language, field=name, count=f"{count:,}", seen=seen)
    if table.damaged:
        yield say("ingest_warn_damaged", language, encoding=table.encoding)
    absent = sorted(set(columns_of(fill(file.source, table.header))) - set(table.header))
    if absent:
        yield say("ingest_warn_absent", language, columns="、".join(absent))
    if not tally.accepted:
        yield say("ingest_warn_nothing", language)
    empty = [name for name in _questions(source) if not tally.comments[name]]
    if tally.accepted and empty and source.kind == "survey":
        yield say("ingest_warn_silent", language, questions="、".join(empty))
