"""The words of promoters and of detractors, which are said together, and examples of comments."""

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from voc.report import cells, charts
from voc.report.document import Material, Section, Sheet
from voc.report.sections.phrases import drawn, listed, sheet, where
from voc.report.views import Column, Row
from voc.words import say

_GROUPS = ("promoter", "detractor")
_NAMED = 8
_LISTED = 12
_JACCARD: Column = ("jaccard", "jaccard_low", "jaccard_high")
_MAPS: Mapping[str, tuple[Sequence[Column], list[tuple[str, str]]]] = {  # columns, which rows come first
    "cooccurrence": (
        ("term", "other", "n_both", _JACCARD, "note"),
        [("jaccard", "descending"), ("term", "ascending"), ("other", "ascending")],
    ),
    "correspondence": (
        ("kind", "name", "n", "note"),
        [("n", "descending"), ("name", "ascending")],
    ),
}


def words(material: Material, language: str) -> Section | None:
    """Terms and pairs that tell promoters from detractors, the network and the map."""
    figures = [
        (name, figure)
        for name, table, draw in (
            ("network", "cooccurrence", charts.network),
            ("correspondence", "correspondence", charts.correspondence),
        )
        if (figure := drawn(material, table, draw, language))
    ]
    says, sheets = list[str](), list[Sheet]()
    for name in ("keywords", "pairs"):
        if material.rows(name):
            says += _telling(material, name, language)
            sheets.append(_tops(material, name, language))
    says += [figure.description for _, figure in figures]
    sheets += [_points(material, table, language) for table in _MAPS if material.rows(table)]
    return Section("keywords", says, figures, sheets) if sheets or figures else None


def examples(material: Material, language: str) -> Section | None:
    """Comments of the cells that may be opened; only where they were asked for."""
    if not material.rows("examples"):
        return None
    columns: list[Column] = ["topic", "polarity", "text"]
    table = sheet("examples", material.tables["examples"], columns, language)
    return Section("examples", [say("report.examples.says", language)], (), [table])


def _telling(material: Material, name: str, language: str) -> Iterator[str]:
    """What each group says clearly more than others do, the most telling first."""
    for group in _GROUPS:
        rows = [row for row in material.rows(name) if row["nps_group"] == group and _clear(row)]
        rows.sort(key=lambda row: -row["z"])
        said = list(dict.fromkeys(_said(row, language) for row in rows))[:_NAMED]
        worded = cells.in_words("nps_group", group, language)
        if said:
            yield say(f"report.{name}.says", language, group=worded, terms=listed(said, language))
        else:
            yield say(f"report.{name}.none", language, group=worded)


def _tops(material: Material, name: str, language: str) -> Sheet:
    table = material.tables[name].sort_by([("nps_group", "descending"), ("z", "descending")])
    known = table.filter(pc.is_valid(table["z"]))
    shown = pa.concat_tables([where(known, "nps_group", group).slice(0, _LISTED) for group in _GROUPS])
    said = "term" if name == "keywords" else "pairs"
    if said == "pairs":
        shown = shown.append_column(
            said, pa.array([_said(row, language) for row in shown.to_pylist()], pa.string())
        )
    columns: list[Column] = ["nps_group", said, "n_responses", "share", "z", "q_value", "note"]
    return sheet(name, table, columns, language, shown=shown)


def _points(material: Material, name: str, language: str) -> Sheet:
    """What the network or the map draws: its strongest ties, or its values and commonest terms."""
    columns, order = _MAPS[name]
    table = material.tables[name].sort_by(order)
    if name == "correspondence":
        of_value = pc.equal(table["kind"], "value")
        terms = table.filter(pc.invert(of_value)).slice(0, _LISTED)
        return sheet(name, table, columns, language, shown=pa.concat_tables([table.filter(of_value), terms]))
    return sheet(name, table, columns, language, shown=table.slice(0, _LISTED))


def _clear(row: Row) -> bool:
    return row["q_value"] is not None and row["q_value"] < cells.SURE and row["z"] > 0


def _said(row: Row, language: str) -> str:
    if "term" in row:
        return str(row["term"])
    pair = f"{row['head']}→{row['dependent']}"
    return say("report.pairs.denied", language, pair=pair) if row["negated"] else pair
