"""voc compare: the NPS of two cells, and whether they differ."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from voc.cli import selectors, untold
from voc.cli.edge import ProjectOption, help_text, open_project, words
from voc.cli.screen import show
from voc.errors import SettingsError
from voc.words import some

if TYPE_CHECKING:
    import duckdb

    from voc.analyze.nps.case_weights import Weights
    from voc.analyze.nps.comparison import Comparison
    from voc.records import Margins

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
        picked = [selectors.of_answers(selected) for selected in (one, other)]
        found = _compared(con, *picked)
        for selected, cell in ((one, found.one), (other, found.other)):
            if not cell.n:
                raise _nothing(con, selected)
        names = _name(one), _name(other)
        _refuse(found, *names)
        if any(untold.withheld(con, selected) for selected in (one, other)):
            raise SettingsError("compare_withheld", one=names[0], other=names[1])
        weights = [_weights(con, opened.settings.weights, selected) for selected in (one, other)]
        of = [f"{cell['source']} {cell.get('period', 'all')}" for cell in (one, other)]
        said = [*_figures(found, names), *_weighted(con, picked, weights, of, names), *_notes(found)]
    for line in said:
        show(line)


def _compared(con: "duckdb.DuckDBPyConnection", *how: Any) -> "Comparison":
    from voc import store
    from voc.analyze.nps import comparison

    return comparison.compare(store.answer(con, *comparison.statement(*how)).to_pylist()[0])


def _refuse(found: "Comparison", one: str, other: str) -> None:
    """Raises SettingsError where fewer than five people, or ten answers, stand behind a number."""
    from voc.analyze.notes import ANSWERS, PEOPLE

    if found.hidden:
        raise SettingsError("compare_suppressed", one=one, other=other, people=PEOPLE)
    if min(found.one.n, found.other.n) < ANSWERS:
        raise SettingsError("compare_too_few", one=one, other=other, answers=ANSWERS)


def _figures(found: "Comparison", names: tuple[str, str], of_cell: str = "compare.cell") -> Iterator[str]:
    """A comparison in words; `names` is what the cells are called."""
    from voc.report.cells import interval

    for number, name, cell in zip((1, 2), names, (found.one, found.other), strict=True):
        nps = interval(cell.nps, cell.low, cell.high)
        yield words(of_cell, number=number, name=name, nps=nps, n=f"{cell.n:,}", people=f"{cell.people:,}")
    value, low, high, p = (float(figure) for figure in found.difference)
    yield words("compare.difference", difference=interval(value, low, high), p=_p(p))
    yield ""
    yield _verdict(value, low, high, p)


def _notes(found: "Comparison") -> Iterator[str]:
    from voc.analyze.notes import PEOPLE, RELIABLE_ANSWERS

    if found.people_both >= PEOPLE:
        yield words("compare.both", people=f"{found.people_both:,}")
    if min(min(cell.n, cell.effective) for cell in (found.one, found.other)) < RELIABLE_ANSWERS:
        yield words("compare.reference", answers=RELIABLE_ANSWERS)
    yield words("compare.association")


def _weights(
    con: "duckdb.DuckDBPyConnection", margins: "Margins", selected: selectors.Selected
) -> "Weights | str":
    """The weights of the answers of a cell, or why there are none."""
    from voc.analyze.nps import case_weights

    whole = {name: value for name, value in selected.items() if name in (selectors.SOURCE, selectors.PERIOD)}
    total = untold.row(con, whole) or {}
    return case_weights.weights_of(con, margins.get(selected["source"], {}), total, untold.row(con, selected))


def _weighted(
    con: "duckdb.DuckDBPyConnection",
    picked: Sequence[Any],
    weights: Sequence["Weights | str"],
    of: Sequence[str],
    names: tuple[str, str],
) -> Iterator[str]:
    """The weighted comparison in words, or why there is none; nothing where no targets are set.

    `of` names the source and period of each cell, whose weights these are.
    """
    from voc.analyze.nps.case_weights import NONE

    if all(found == NONE for found in weights):
        return
    known = [found for found in weights if not isinstance(found, str)]
    if len(known) < len(weights):
        yield words("compare.unweighted")
        yield from _on_weights([found if isinstance(found, str) else "" for found in weights], of)
        return
    yield ""
    yield words("compare.weighted", of=of[0] if of[0] == of[1] else f"1: {of[0]}, 2: {of[1]}")
    yield from _figures(_compared(con, *picked, known), names, "compare.cell_weighted")
    yield from _on_weights(["trimmed" if side.trimmed else "" for side in known], of)
    yield ""


def _on_weights(notes: Sequence[str], of: Sequence[str]) -> Iterator[str]:
    """A sentence for every note on the weights `of` a source and period."""
    for note in dict.fromkeys(filter(None, notes)):
        noted = dict.fromkeys(which for which, its in zip(of, notes, strict=True) if its == note)
        yield words(f"compare.weights.{note}", of=", ".join(noted))


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


def _p(p: float) -> str:
    from voc.report import cells

    shown = cells.number(p, "chance")
    return shown if shown.startswith("<") else f"= {shown}"


def _verdict(value: float, low: float, high: float, p: float) -> str:
    from voc.report.cells import points

    if p >= 0.05 or low <= 0 <= high:
        return words("compare.undecided")
    return words("compare.higher" if value > 0 else "compare.lower", points=points(abs(value), sign=False))
