"""voc compare: the NPS of two cells, and whether they differ."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from voc.cli import selectors
from voc.cli.edge import ProjectOption, help_text, open_project, show, words
from voc.errors import SettingsError
from voc.words import some

if TYPE_CHECKING:
    import duckdb

    from voc.analyze.nps.comparison import Cell, Comparison

_VERSUS = "vs"


def compare(
    cells: Annotated[list[str], typer.Argument(metavar="NAME=VALUE…", help=help_text("compare.cells"))],
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help=help_text("compare.period"))
    ] = None,
    segment: Annotated[
        str | None, typer.Option("--segment", metavar="NAME=VALUE", help=help_text("compare.segment"))
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help=help_text("compare.source"))
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Compare the NPS of two cells: difference, interval, p."""
    from voc import store
    from voc.analyze.nps import comparison

    both = [f"period={period}"] if period else []
    both += [segment] if segment and segment != "all" else []
    both += [f"source={source}"] if source else []
    one, other = (selectors.parse([*both, *chosen]) for chosen in _two(cells))
    if one == other:
        raise SettingsError("compare_same", cell=_name(one))
    opened = open_project(project)
    with store.connect(store.published_run(opened.data), timezone=opened.settings.timezone) as con:
        for selected in (one, other):
            _name_source(con, selected)
        conditions = [selectors.of_answers(selected) for selected in (one, other)]
        sql = comparison.statement(*(condition for condition, _ in conditions))
        row = store.answer(con, sql, [value for _, values in conditions for value in values]).to_pylist()[0]
        found = comparison.compare(row)
        for selected, cell in ((one, found.one), (other, found.other)):
            if not cell.n:
                raise _nothing(con, selected)
        rows = [_row(con, selected) for selected in (one, other)]
    weighted = [_weighted(row or {}) for row in rows]
    said = list(lines(found, _name(one), _name(other)))
    if {} in rows:
        raise SettingsError("compare_withheld", one=_name(one), other=_name(other))
    if {one["source"], other["source"]} & opened.settings.weights.keys():
        said.insert(-1, words("compare.unweighted"))
        if all(weighted):
            said.insert(-1, words("compare.weighted", one=weighted[0], other=weighted[1]))
    for line in said:
        show(line)


def lines(found: "Comparison", one: str, other: str) -> Sequence[str]:
    """A comparison in words; `one` and `other` are what the cells are called.

    Raises SettingsError where fewer than five people, or ten answers, stand behind a number.
    """
    from voc.analyze.notes import ANSWERS, PEOPLE, RELIABLE_ANSWERS
    from voc.report.cells import interval

    if found.hidden:
        raise SettingsError("compare_suppressed", one=one, other=other, people=PEOPLE)
    if min(found.one.n, found.other.n) < ANSWERS:
        raise SettingsError("compare_too_few", one=one, other=other, answers=ANSWERS)
    value, low, high, p = (float(figure) for figure in found.difference)
    said = [
        _cell("1", one, found.one),
        _cell("2", other, found.other),
        words("compare.difference", difference=interval(value, low, high), p=_p(p)),
        "",
        _verdict(value, low, high, p),
    ]
    if found.people_both >= PEOPLE:
        said.append(words("compare.both", people=f"{found.people_both:,}"))
    if min(found.one.n, found.other.n) < RELIABLE_ANSWERS:
        said.append(words("compare.reference", answers=RELIABLE_ANSWERS))
    return [*said, words("compare.association")]


def _row(con: "duckdb.DuckDBPyConnection", selected: selectors.Selected) -> dict[str, Any] | None:
    """The row of `nps` that the cell is; {} where it is withheld, None where that table has no such cells.

    A value that is not among the largest of its segment is in その他 there.
    """
    from voc import store
    from voc.store.confined import OTHERS

    key = {"source": selected["source"], "period": selected.get("period", "all")}
    segments = [(name, value) for name, value in selected.items() if name not in key]
    if len(segments) > 1:
        return None
    name, value = segments[0] if segments else ("all", "all")
    sql = "FROM nps WHERE source = ? AND segment_name = ? AND segment_value IN (?, ?)"
    rows = store.answer(con, sql, [key["source"], name, value, OTHERS]).to_pylist()
    own = [row for row in rows if row["segment_value"] == value]
    if not own and rows:
        return None
    return next((row for row in own if row["period"] == key["period"]), {})


def _weighted(row: dict[str, Any]) -> str:
    """The weighted NPS of a row; "" where it has none."""
    from voc.report.cells import interval

    value, low, high = (row.get(f"nps_weighted{end}") for end in ("", "_low", "_high"))
    return "" if value is None else interval(value, low, high)


def _two(given: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The words of both cells: on either side of `vs`, or two words, one for each."""
    if _VERSUS not in given and len(given) == 2:
        return given[:1], given[1:]
    if given.count(_VERSUS) != 1:
        raise SettingsError("compare_form")
    at = given.index(_VERSUS)
    return given[:at], given[at + 1 :]


def _name(selected: selectors.Selected) -> str:
    return " ".join(f"{name}={value}" for name, value in selected.items()) or "all"


def _name_source(con: "duckdb.DuckDBPyConnection", cell: dict[str, str]) -> None:
    """Let the cell be of the only survey; two are never pooled."""
    surveys = [row[0] for row in con.execute("SELECT DISTINCT source FROM nps ORDER BY source").fetchall()]
    if cell.setdefault("source", surveys[0] if len(surveys) == 1 else "") not in surveys:
        raise SettingsError("compare_source", value=cell["source"] or "–", sources=", ".join(surveys) or "–")


def _nothing(con: "duckdb.DuckDBPyConnection", selected: selectors.Selected) -> SettingsError:
    """No answer is in a cell: the error that says which of its parts does not exist, and what does."""
    for name, value in selected.items():
        if name == selectors.SOURCE:
            continue
        column, where = (
            ("period", "") if name == selectors.PERIOD else ("segment_value", "AND segment_name = ?")
        )
        rows = con.execute(
            f"SELECT DISTINCT {column} AS v FROM nps WHERE source = ? {where} ORDER BY v",
            [selected["source"], *([name] if where else [])],
        ).fetchall()
        if value not in (values := [row[0] for row in rows]):
            if not values:
                rows = con.execute("SELECT DISTINCT segment_name AS v FROM nps ORDER BY v").fetchall()
                values = [row[0] for row in rows if row[0] != "all"]
            return SettingsError("compare_unknown", value=f"{name}={value}", values=some(values))
    return SettingsError("compare_nothing", cell=_name(selected))


def _cell(number: str, name: str, cell: "Cell") -> str:
    from voc.report.cells import interval

    return words(
        "compare.cell",
        number=number,
        name=name,
        nps=interval(cell.nps, cell.low, cell.high),
        n=f"{cell.n:,}",
        people=f"{cell.people:,}",
    )


def _p(p: float) -> str:
    from voc.report import cells

    shown = cells.number(p, "chance")
    return shown if shown.startswith("<") else f"= {shown}"


def _verdict(value: float, low: float, high: float, p: float) -> str:
    from voc.report.cells import points

    if p >= 0.05 or low <= 0 <= high:
        return words("compare.undecided")
    return words("compare.higher" if value > 0 else "compare.lower", points=points(abs(value), sign=False))
