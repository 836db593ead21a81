"""Two published runs beside each other: which ones are meant, of which source, period and segment."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from voc.errors import SettingsError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from voc.config import Project
    from voc.store import Run


@contextmanager
def two_runs(
    project: "Project", runs: Sequence[str], selected: Mapping[str, str]
) -> Iterator[tuple["duckdb.DuckDBPyConnection", "pa.Table"]]:
    """A connection to both runs, and what differs between them in the cell `selected` (`analyze.two_runs`).

    `runs` are beginnings of ids, "" or none for the last two. Raises SettingsError where runs or source are
    not told by what is given, and where one of the runs has no such answers; StoreError as `store.current`.
    """
    from voc import analyze, store

    store.current(project.data)  # says why where nothing can be read
    before, after = _runs(store.runs(project.data), runs)
    cell = dict(selected)
    source, period = cell.pop("source", None), cell.pop("period", "all")
    if len(cell) > 1:
        raise SettingsError("show_one_segment", name=list(cell)[1])
    segment = next(iter(cell.items()), ("all", "all"))
    with store.connect(
        after, also={"before": before}, memory_limit=store.COMMAND_MEMORY, timezone=project.settings.timezone
    ) as con:
        known = [name for (name,) in con.execute("SELECT DISTINCT source FROM nps ORDER BY 1").fetchall()]
        if source not in known and (source is not None or len(known) != 1):
            raise SettingsError("diff_source", sources=", ".join(known))
        table = analyze.two_runs(
            con, source=source or known[0], runs=(before.id, after.id), period=period, segment=segment
        )
        if not table.num_rows:
            raise SettingsError("diff_nothing")
        yield con, table


def _runs(runs: Sequence["Run"], asked: Sequence[str]) -> tuple["Run", "Run"]:
    """The two runs that are meant; one alone is the one before the last."""
    if len(asked) > 2 or len(runs) < 2:
        raise SettingsError("diff_runs", runs=", ".join(run.id for run in runs) or "–")
    found = [runs[1], runs[0]]
    for place, said in enumerate(asked):
        fitting = [run for run in runs if run.id.startswith(said)]
        if said and len(fitting) != 1:
            raise SettingsError("diff_runs", runs=", ".join(run.id for run in runs))
        if said:
            found[place] = fitting[0]
    return found[0], found[1]
