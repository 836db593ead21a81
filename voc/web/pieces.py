"""Sections and charts of the report as pieces of pages: charts for wide screens and for narrow ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from markupsafe import Markup

from voc.report import Material
from voc.report.charts import Figure
from voc.report.document import Section, Sheet
from voc.web.rendering import drawn

WHOLE, HALF, NARROW = 960, 640, 360  # pixels: of the page, of one of two columns, of a telephone


class Picture(NamedTuple):
    """A chart twice; a page shows the one for which it has room."""

    wide: Markup
    narrow: Markup


@dataclass(frozen=True)
class Piece:
    """A section of the report: what it says, its charts and tables."""

    code: str
    says: Sequence[str]
    pictures: Sequence[Picture]
    sheets: Sequence[Sheet]


def piece(
    section: Callable[[Material, str], Section | None], rows: Material, language: str, width: float = HALF
) -> Piece | None:
    """The section about these rows; None where it has nothing to say."""
    wide = section(replace(rows, width=width), language)
    narrow = section(replace(rows, width=NARROW), language)
    if wide is None or narrow is None:
        return None
    both = zip(wide.figures, narrow.figures, strict=True)
    pictures = [Picture(drawn(one), drawn(other)) for (_, one), (_, other) in both]
    return Piece(wide.code, wide.says, pictures, wide.sheets)


def picture(draw: Callable[[float], Figure | None]) -> Picture | None:
    """A chart, drawn by its width; None where it has nothing to show."""
    wide, narrow = draw(HALF), draw(NARROW)
    return None if wide is None or narrow is None else Picture(drawn(wide), drawn(narrow))
