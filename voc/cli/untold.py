"""Which cells of answers `voc compare` may tell, by what the table `nps` tells."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

from voc.cli import selectors

if TYPE_CHECKING:
    import duckdb

    from voc.analyze.nps.comparison import Sql

Row = Mapping[str, Any]


def row(con: "duckdb.DuckDBPyConnection", selected: selectors.Selected) -> Row | None:
    """The row of `nps` that the cell is; {} where it is withheld, None where that table has no such cells.

    It has none of several segments, nor of a value that is not among the largest of its segment.
    """
    segments = _segments(selected)
    if len(segments) > 1:
        return None
    ((name, value),) = segments.items() or [("all", "all")]
    if name != "all" and value not in _largest(con, selected, name):
        return None
    return _published(con, selected, name, value)


def withheld(con: "duckdb.DuckDBPyConnection", selected: selectors.Selected) -> bool:
    """Whether the cell is left out of `nps`, or would give away, by subtraction, what is."""
    from voc import store
    from voc.analyze.notes import PEOPLE
    from voc.analyze.nps import told

    published = row(con, selected)
    if published is not None:
        return not published
    wider = [one for one in _wider(selected) if one != selected]
    if any(row(con, one) == {} for one in wider):
        return True
    conditions = [selectors.of_answers(one) for one in wider] + [*_folds(con, selected)]
    counted = store.answer(con, *told.beyond(selectors.of_answers(selected), conditions)).to_pylist()[0]
    return any(0 < people < PEOPLE for people in counted.values())


def _published(con: "duckdb.DuckDBPyConnection", selected: selectors.Selected, name: str, value: str) -> Row:
    from voc import store

    sql = "FROM nps WHERE source = ? AND period = ? AND segment_name = ? AND segment_value = ?"
    key = [selected["source"], selected.get(selectors.PERIOD, "all"), name, value]
    return next(iter(store.answer(con, sql, key).to_pylist()), {})


def _segments(selected: selectors.Selected) -> dict[str, str]:
    return {
        name: value for name, value in selected.items() if name not in (selectors.SOURCE, selectors.PERIOD)
    }


def _wider(selected: selectors.Selected) -> Iterator[dict[str, str]]:
    """The cell and what has fewer conditions: without some of its segments, of its year, of all time."""
    segments, source = _segments(selected), selected[selectors.SOURCE]
    for size in range(len(segments) + 1):
        for some in combinations(segments.items(), size):
            for period in _periods(selected):
                yield {selectors.SOURCE: source} | period | dict(some)


def _periods(selected: selectors.Selected) -> list[dict[str, str]]:
    period = selected.get(selectors.PERIOD, "all")
    if period == "all":
        return [{selectors.PERIOD: period}] if selectors.PERIOD in selected else [{}]
    return [{}, *({selectors.PERIOD: one} for one in dict.fromkeys((period[:4], period)))]


def _folds(con: "duckdb.DuckDBPyConnection", selected: selectors.Selected) -> "Iterator[Sql]":
    """Where the tables have a value that is not among the largest: the rest of its segment, by period."""
    source = {selectors.SOURCE: selected[selectors.SOURCE]}
    for name, value in _segments(selected).items():
        values = _largest(con, selected, name)
        for period in _periods(selected) if value not in values else []:
            condition, params = selectors.of_answers(source | period)
            folded = "segments[?] <> '' AND NOT list_contains(?, segments[?])"
            yield f"{condition} AND {folded}", [*params, name, values, name]


def _largest(con: "duckdb.DuckDBPyConnection", selected: selectors.Selected, name: str) -> list[str]:
    from voc.analyze.nps import told
    from voc.analyze.tables.rows import SEGMENTS_LARGEST

    return told.largest(con, selected[selectors.SOURCE], name, SEGMENTS_LARGEST)
