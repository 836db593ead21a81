"""Handing a table over: on the screen, as CSV, JSON or Parquet on stdout, or into a file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from voc.cli.edge import help_text, language, words
from voc.cli.screen import answers, screen_width, tell
from voc.errors import SettingsError

if TYPE_CHECKING:
    import pyarrow as pa

SCREEN_ROWS = 1_000  # more than this is for a file
Form = Literal["table", "csv", "json", "parquet"]
FormOption = Annotated[str | None, typer.Option("--format", metavar="FORMAT", help=help_text("query.format"))]
OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help=help_text("query.output"))
]


def form_of(form: str | None, output: Path | None) -> Form:
    """The form that `--format` names, "table" without. Raises BadParameter for one that there is not."""
    if form is not None and form not in get_args(Form):
        raise typer.BadParameter(f"--format: {form}; {', '.join(get_args(Form))}")
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise SettingsError("parquet_to_terminal")
    return form or "table"  # type: ignore[return-value]


def on_screen(form: str | None, output: Path | None) -> bool:
    """Whether a person reads the answer in a terminal: no file and no other form. Raises as `form_of`."""
    return form_of(form, output) == "table" and output is None


def hand_over(table: "pa.Table", form: str | None, output: Path | None, timezone: str) -> None:
    """Write a table as `form` says (None: by the suffix of `output`, a table on the screen)."""
    from voc import report

    chosen = form_of(form, output)
    if output is not None:
        suffix = None if form is None else ".txt" if form == "table" else f".{form}"
        report.write(table, output, language(), timezone=timezone, codes=True, suffix=suffix)
        wrote(output, table)
        return
    report.dump(
        table,
        chosen,
        answers(),
        language(),
        width=screen_width(),
        limit=SCREEN_ROWS,
        timezone=timezone,
    )


def wrote(path: Path, table: "pa.Table") -> None:
    """Say what was written where."""
    tell(words("export.done", path=path, rows=f"{table.num_rows:,}"))
