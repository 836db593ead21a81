"""voc init, voc check."""

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from voc.cli.edge import FAILED, ProjectOption, from_here, help_text, open_project, told, words
from voc.cli.screen import show, tell
from voc.errors import SettingsError
from voc.words import some


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=help_text("init.dir"))] = Path("."),
    exports: Annotated[
        list[Path] | None, typer.Option("--from", metavar="FILE…", help=help_text("init.from"))
    ] = None,
) -> None:
    """Make a project, copy the exports in and say how they would be read."""
    from voc import ingest, projects, report
    from voc.cli import describe

    files = [file for given in exports or [] for file in _files(given)]
    sources = projects.init(folder, files)
    show(words("init.made", root=folder.absolute()))
    if left := [str(path) for given in exports or [] if given.is_dir() for path in _folders(given)]:
        tell(words("init.folders", folders=some(left, 5)))
    if not sources:
        show(words("init.empty", inbox=folder / "inbox"))
        return
    show(words("init.proposed"))
    for source in sources:
        show()
        show(f"■ {source.name}({describe.kind(source)})")
        for line in describe.source_lines(source):
            show(f"  {line}")
        there = [file.path for file in ingest.find(source, folder)]
        for line in describe.doubt_lines(source, there):
            show(f"  {line}")
    show()
    show(words("init.next", option=report.project_option(from_here(folder))))


def _files(given: Path) -> list[Path]:
    """The file itself, or the files of a folder but for settings and what Office keeps beside an open one."""
    if given.is_dir():
        left = (".", "~$", "voc.toml")
        return sorted(path for path in given.iterdir() if path.is_file() and not path.name.startswith(left))
    if not given.exists():
        raise SettingsError("file_missing", file=str(given))
    return [given]


def _folders(given: Path) -> list[Path]:
    return sorted(path for path in given.iterdir() if path.is_dir() and not path.name.startswith("."))


def check(project: ProjectOption = None) -> None:
    """Read every export, write nothing, exit 1 if one cannot be read or most of its rows are rejected."""
    from voc import projects
    from voc.cli import describe
    from voc.cli.progress import watching

    opened = open_project(project)
    zone = ZoneInfo(opened.settings.timezone)
    with watching() as watch:
        checked = projects.check(opened, watch)
    for name, profiles in describe.by_source(checked.profiles).items():
        kind = describe.kind(profiles[0].mapping)
        show(words("check.source", source=name, kind=kind, files=f"{len(profiles):,}"))
        for profile in profiles:
            for line in describe.file_lines(profile, zone):
                show(f"  {line}")
            for line in describe.sheet_lines(*profile.sheets):
                show(f"    {line}")
            if profile in checked.bad:
                for line in describe.rejected_lines(profile, checked.time_formats.get(profile.file.path, ())):
                    show(f"    {line}")
        for line in describe.family_lines(profiles):
            show(f"  {line}")
        if margins := opened.settings.weights.get(name):
            for line in describe.margin_lines(margins, profiles):
                show(f"  {line}")
        show()
    if checked.unmatched:
        show(words("check.unmatched"))
        for path in checked.unmatched:
            show(f"  {path.relative_to(opened.root)}")
        show(f"  {words('check.unmatched_advice')}")
        show()
    if checked.errors:
        show(words("check.errors"))
        for file, error in checked.errors:
            for line in f"{file.shown}: {told(error)}".splitlines():
                show(f"  {line}")
        show()
        show(words("check.bad", count=f"{len(checked.errors):,}"))
        raise typer.Exit(FAILED)
    if checked.bad:
        files = some([profile.file.shown for profile in checked.bad], 5)
        show(words("check.mostly_rejected", count=f"{len(checked.bad):,}", files=files))
        raise typer.Exit(FAILED)
    if not checked.profiles:
        show(words("check.nothing", inbox=opened.inbox))
        raise typer.Exit(FAILED)
    show(words("check.good"))
