"""The report of a published run as a whole: rows of published tables → a Document.

Every sentence is made from the numbers beside it. Suppressed cells hold no numbers when they come in, and
nothing is added up here. Comments are in it only where they are given.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from voc.report import origin, reading, sections
from voc.report.document import Document, Material, Part
from voc.words import say


def document(
    materials: Sequence[Material], facts: Mapping[str, Any], language: str = "ja", *, timezone: str = "UTC"
) -> Document:
    """The report about each of the cells.

    `facts` are those of the run: run_id, finished_at, model, taxonomy, code_version, the pipeline's summary.
    """
    parts = [
        Part(material.cell, sections.sections(material, language), sections.figure(material, language))
        for material in materials
    ]
    about = say("report.about", language, finished=origin.finished(facts, timezone), run=facts["run_id"])
    return Document(
        title=say("report.title", language),
        about=about,
        language=language,
        timezone=timezone,
        parts=parts,
        terms=reading.terms(materials, language),
        data=origin.data(facts, language, timezone),
    )
