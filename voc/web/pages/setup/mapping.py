"""What a column means: a form with samples, what a run would read under it, saving it to voc.toml.

A database is asked once, whoever looks and however often; its first rows are kept in memory, for as long as
the server runs, until somebody has them read again. A page looks at few rows of files, and once for as long
as they stay as they are; before a mapping is saved more are read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import partial
from pathlib import Path

from starlette.responses import Response

from voc import config, inbox, ingest
from voc.errors import SettingsError, VocError
from voc.records import Source
from voc.report import cells
from voc.web.asked import Asked
from voc.web.pages.setup import form
from voc.web.rendering import address
from voc.web.screen import screen

_HERE = {
    code: f"mapping.here.{code}" for code in ("ingest_unmapped", "ingest_column", "ingest_excel_sheet")
}  # what elsewhere sends people to this page


@dataclass(frozen=True)
class Family:
    """Files, or the name of a query, and the source that reads or would read them; `new`: not in voc.toml."""

    source: Source
    files: Sequence[Path]
    new: bool = False


def new(asked: Asked) -> Response:
    """The form for files without a source, as the program proposes it."""
    return _page(asked, _new(asked))


def known(asked: Asked) -> Response:
    """The form for a source of voc.toml."""
    return _page(asked, _known(asked))


def change_new(asked: Asked) -> Response:
    """Look at the files under the form's mapping, or save it as a new source."""
    family = _new(asked)
    name = str(asked.form.get("name", "")).strip() or family.source.name
    family = replace(family, source=replace(family.source, name=name))
    if not name:
        return _page(asked, family, 400, asked.say("map_no_name"))
    if family.source.url:
        family = replace(family, files=[Path(name)])
    if any(name == other.name for other in asked.project.settings.sources):
        return _page(asked, family, 400, asked.say("map_name_taken", name=name))
    return _change(asked, family)


def change_known(asked: Asked) -> Response:
    """Look at the files under the form's mapping, or save it in place of the source's."""
    return _change(asked, _known(asked))


def _change(asked: Asked, old: Family) -> Response:
    try:
        shaped = form.shaped(asked.form, old.source)
        old = replace(old, source=shaped) if shaped.url else old  # what is wrong is shown as it was typed
        sample = _sample(asked, shaped, asked.form.get("action") == "again")
        rows = inbox.ROWS if asked.form.get("action") == "save" else inbox.SHOWN
        looked = inbox.looked(shaped, old.files, sample, rows)
        if sample and not any(name.startswith("col-") for name in asked.form):  # none were on the page
            source = ingest.assigned(shaped, sample.rows) if old.new else shaped
        else:
            source = form.source_of(asked.form, old.source, looked.columns)
    except VocError as error:
        silent = old.source.url and not isinstance(error, SettingsError)  # it is not asked twice
        return _page(asked, old, 400, _told(asked, error), inbox.Looked() if silent else None)
    family = replace(old, source=_with_optional(source, looked))
    untold = form.wordless(family.source, looked.columns) and "wordless" not in asked.form
    if asked.form.get("action") != "save" or untold:
        return _page(asked, family, looked=looked)
    tried = inbox.tried(asked.project, family.source, family.files, asked.language, sample)
    problem = "" if tried.good else asked.say("map_not_good")
    files = [] if family.source.url else family.files
    if tried.good and not set(files) <= set(inbox.files_of(asked.project, family.source)):
        problem = asked.say("map_pattern", path=family.source.path)
    if family.source.path != old.source.path and not inbox.is_inside(family.source.path):
        problem = asked.say("map_outside", path=family.source.path)
    if not problem:
        try:
            config.save_source(asked.project.root, family.source)
        except VocError as error:
            problem = _told(asked, error)
    if problem:
        return _page(asked, family, 400, problem, looked, tried)
    asked.audit("mapping", family.source.name)
    return asked.go("/setup", asked.say("setup.saved", name=family.source.name))


def _page(
    asked: Asked,
    family: Family,
    status: int = 200,
    problem: str = "",
    looked: inbox.Looked | None = None,
    tried: inbox.Tried | None = None,
) -> Response:
    source, files = family.source, family.files
    sample = None
    try:
        shown = ingest.fill(source)
        sample = _sample(asked, source) if looked is None or looked.columns else None
        there = bool(sample) if source.url else bool(files)
        looked = looked or (_looked(asked, source, files, sample) if there else inbox.Looked())
    except VocError as error:
        shown, looked = source, inbox.Looked()
        problem, status = _told(asked, error), 400
    if looked.columns and tried is None:
        tried = _tried(asked, source, files, sample)
    columns = {look.name for look in looked.columns}
    used = set(ingest.columns_of(ingest.spelled(source, sorted(columns))))
    response = asked.page(
        "setup/mapping.html", status, source=shown, new=family.new, problem=problem, tried=tried,
        rows=form.rows_of(source, looked.columns), wordless=form.wordless(source, looked.columns),
        written=form.WRITTEN.get(source.kind, ()), roles=form.ROLES[source.kind], kinds=form.KINDS,
        span=partial(_span, asked), missing=sorted(used - columns) if columns else [],
        count=len(files), files=[p.name for p in files[:3]],
        database=ingest.place(source.url) if source.url else "", variable=form.variable_of(source),
        sample=sample, read_at=asked.moment(sample.read_at) if sample else None,
        errors=[(f.shown, _told(asked, e)) for f, e in tried.errors] if tried else [],
    )  # fmt: skip
    if looked.columns:  # a form that was sent shows them too, also one with a mistake
        response.background = asked.audit_later("samples", address(asked.request.url.path, asked.query))
    return response


def _looked(
    asked: Asked, source: Source, files: Sequence[Path], sample: inbox.Sample | None
) -> inbox.Looked:
    """The columns by a few rows, read once for as long as the files stay as they are."""
    key = "looked", repr(source), sample.read_at if sample else _stamps(files)
    found: inbox.Looked = asked.site.looks.get(
        key, lambda: inbox.looked(source, files, sample, inbox.SHOWN)
    )
    return found


def _tried(
    asked: Asked, source: Source, files: Sequence[Path], sample: inbox.Sample | None
) -> inbox.Tried:
    """What a run would read of a few rows, likewise."""
    project, language = asked.project, asked.language
    read = sample.read_at if sample else _stamps(files)
    key = "tried", repr(source), language, project.settings.timezone, read
    found: inbox.Tried = asked.site.looks.get(
        key, lambda: inbox.tried(project, source, files, language, sample, inbox.SHOWN)
    )
    return found


def _stamps(files: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """What changes where the content of a file does."""
    told = ((str(path), path.stat()) for path in files if path.exists())
    return tuple((path, stat.st_size, stat.st_mtime_ns) for path, stat in told)


def _span(asked: Asked, read: ingest.Profile) -> str:
    """From when to when a file tells; days alone where both are midnight."""
    local = [asked.moment(at) for at in (read.earliest, read.latest) if at]
    shape = "%Y-%m-%d %H:%M" if any(at.time() != time() for at in local) else "%Y-%m-%d"
    return " – ".join(at.strftime(shape) for at in local)


def _sample(asked: Asked, source: Source, again: bool = False) -> inbox.Sample | None:
    """The first rows of a query, read once for everybody who looks; None of files, or where no query is."""
    if not source.query:
        return None
    key = source.url, source.query
    if again:
        asked.site.samples.forget(key)
    found: inbox.Sample = asked.site.samples.get(key, lambda: inbox.sampled(source))
    return found


def _with_optional(source: Source, looked: inbox.Looked) -> Source:
    """Columns that some of the files lack may be missing."""
    lacking = looked.lacking() & set(ingest.columns_of(source))
    return replace(source, optional=tuple(dict.fromkeys([*source.optional, *sorted(lacking)])))


def _new(asked: Asked) -> Family:
    if "file" not in asked.query:  # a database
        return Family(Source("", "survey", url="$"), [], new=True)
    project, name = asked.project, asked.query["file"]
    key = "new", name, repr(project.settings.sources), _stamps(sorted(project.inbox.rglob("[!.]*")))
    source, files = asked.site.looks.get(key, lambda: inbox.proposed(project, name))
    return Family(source, files, new=True)


def _known(asked: Asked) -> Family:
    name = asked.path["name"]
    for source in asked.project.settings.sources:
        if source.name == name:
            return Family(source, inbox.files_of(asked.project, source))
    raise SettingsError("setup_no_source", name=name)


def _told(asked: Asked, error: VocError) -> str:
    """What an error says here: in the words of the choices, which are below."""
    values = dict(error.values)
    for name in ("role", "field"):
        if name in values:
            values[name] = cells.worded(f"mapping.role.{values[name]}", str(values[name]), asked.language)
    return asked.say(_HERE.get(error.code, error.code), **values)


ROUTES = [
    screen("/setup/new", new, "admin"),
    screen("/setup/new", change_new, "admin", methods=("POST",)),
    screen("/setup/source/{name:path}", known, "admin"),
    screen("/setup/source/{name:path}", change_known, "admin", methods=("POST",)),
]
