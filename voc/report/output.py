"""The report and its charts as files; each is complete or not there.

write_report(document, path)    .html, .xlsx, or a folder with both and every chart
write_chart(figure, path)       .svg or .png
"""

from collections.abc import Iterator
from pathlib import Path

from voc.errors import SettingsError
from voc.report.book import book
from voc.report.charts import Figure
from voc.report.document import Document
from voc.report.files import atomically, put
from voc.report.page import page

CHARTS = (".svg", ".png")
REPORTS = (".html", ".xlsx")


def check_output(path: Path, *, chart: bool = False) -> None:
    """Raises SettingsError if neither a report (or a chart) nor a folder can have this name."""
    if path.suffix and not path.is_dir():
        _known(path, CHARTS if chart else REPORTS)


def write_report(document: Document, path: Path) -> list[Path]:
    """Write the report to a file by its suffix, or into a folder; the files that were written.

    Raises SettingsError for another suffix, or a place that cannot be written to.
    """
    check_output(path)
    if path.suffix and not path.is_dir():
        _write(document, path)
        return [path]
    written = [_folder(path) / f"report{suffix}" for suffix in REPORTS]
    for file in written:
        _write(document, file)
    for name, figure in charts_of(document):
        written += write_chart(figure, path, name)
    return written


def write_chart(figure: Figure, path: Path, name: str = "") -> list[Path]:
    """Write a chart to a file by its suffix, or as `name` in both forms into a folder."""
    check_output(path, chart=True)
    if path.suffix and not path.is_dir():
        files = [path]
    else:
        files = [_folder(path) / f"{_safe(name)}{suffix}" for suffix in CHARTS]
    for file in files:
        put(figure.svg().encode() if file.suffix.lower() == ".svg" else figure.png(), file)
    return files


def charts_of(document: Document) -> Iterator[tuple[str, Figure]]:
    """Every chart with a name of its own: forest, or forest-SOURCE where there are several sources."""
    several = len(document.parts) > 1
    for part in document.parts:
        for section in part.sections:
            for name, figure in section.figures:
                yield f"{name}-{part.cell.source}" if several else name, figure


def _write(document: Document, path: Path) -> None:
    if path.suffix.lower() == ".html":
        put(page(document).encode(), path)
    else:
        atomically(path, lambda out: book(document, out))


def _known(path: Path, suffixes: tuple[str, ...]) -> None:
    if path.suffix.lower() not in suffixes:
        known = " ".join(suffixes)
        raise SettingsError("file_suffix", path=str(path), suffix=path.suffix, known=known)


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SettingsError("file_not_written", path=str(path), reason=reason) from error
    return path


def _safe(name: str) -> str:
    """A name that every file system takes."""
    return "".join(c if c.isalnum() or c in "-_." else "_" for c in name)
