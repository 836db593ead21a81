"""The report as an Excel workbook: what it says, its charts as pictures, a sheet for each of its tables.

Tables hold all columns and rows as published, in words, with a format by what each column measures.
"""

import io
from typing import BinaryIO
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from voc.report import workbook
from voc.report.document import Document
from voc.report.files import headings
from voc.words import say

_TEXT_WIDTH = 100  # characters
_SCALE = 2.0  # pixels of a picture to one of the chart
_ROW_HIGH = 20  # pixels of a row of a sheet


def book(document: Document, out: BinaryIO) -> None:
    """Write the workbook. Raises SettingsError for a table too large for Excel."""
    file = xlsxwriter.Workbook(out, workbook.OPTIONS)
    try:
        large, bold, wrapped = (
            file.add_format({"bold": True, "font_size": 14}),
            file.add_format({"bold": True, "valign": "top"}),
            file.add_format({"text_wrap": True, "valign": "top"}),
        )
        taken = set[str]()
        _summary(_added(file, "summary", document, taken), document, large, bold, wrapped)
        _charts(_added(file, "charts", document, taken), document, bold)
        for part in document.parts:
            for section in part.sections:
                for sheet in section.sheets:
                    if sheet.table is None:
                        continue
                    name = say(f"report.sheet.{sheet.code}", document.language)
                    named = f"{name} {part.cell.source}" if len(document.parts) > 1 else name
                    heads = headings(sheet.table, document.language)
                    zone = ZoneInfo(document.timezone)
                    workbook.add(
                        file, sheet.table, heads, workbook.free(named, taken), document.language, zone
                    )
        _reading(_added(file, "reading", document, taken), document, bold, wrapped)
        _data(_added(file, "data", document, taken), document, bold, wrapped)
    finally:
        file.close()


def _added(file: xlsxwriter.Workbook, code: str, document: Document, taken: set[str]) -> Worksheet:
    sheet = file.add_worksheet(workbook.free(say(f"report.sheet.{code}", document.language), taken))
    sheet.hide_gridlines(2)
    return sheet


def _summary(sheet: Worksheet, document: Document, large: Format, bold: Format, wrapped: Format) -> None:
    """Every sentence of the report under its heading."""
    sheet.set_column(0, 0, _TEXT_WIDTH, wrapped)
    sheet.write_string(0, 0, document.title, large)
    sheet.write_string(1, 0, document.about)
    row = 3
    for part in document.parts:
        sheet.write_string(row, 0, part.cell.in_words(document.language), large)
        row += 2
        for section in part.sections:
            sheet.write_string(row, 0, say(f"report.{section.code}", document.language), bold)
            for sentence in section.says:
                row += 1
                sheet.write_string(row, 0, sentence, wrapped)
            row += 2


def _charts(sheet: Worksheet, document: Document, bold: Format) -> None:
    """Every chart, one below the other, with its name and description for those who cannot see it."""
    row = 0
    for part in document.parts:
        for section in part.sections:
            for name, figure in section.figures:
                sheet.write_string(row, 0, figure.name, bold)
                options = {
                    "image_data": io.BytesIO(figure.png(_SCALE)),
                    "x_scale": 1 / _SCALE,
                    "y_scale": 1 / _SCALE,
                    "description": f"{figure.name}. {figure.description}", "object_position": 3,
                }  # fmt: skip
                sheet.insert_image(row + 1, 0, f"{name}.png", options)
                row += figure.height // _ROW_HIGH + 4


def _reading(sheet: Worksheet, document: Document, bold: Format, wrapped: Format) -> None:
    """The words of the report with their meanings and examples."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 2, 60, wrapped)
    for row, term in enumerate(document.terms):
        sheet.write_string(row, 0, term.word, bold)
        sheet.write_string(row, 1, term.meaning, wrapped)
        example = say("report.example", document.language, text=term.example) if term.example else ""
        sheet.write_string(row, 2, example, wrapped)


def _data(sheet: Worksheet, document: Document, bold: Format, wrapped: Format) -> None:
    """What the report was made from."""
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 80, wrapped)
    for row, (label, value) in enumerate(document.data):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, value, wrapped)
