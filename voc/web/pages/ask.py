"""Asking for data in SQL: what stands in the tables, queries that somebody keeps, the answer as a file."""

from starlette.responses import Response

from voc import report, store
from voc.errors import QueryError, SettingsError
from voc.store.decisions.saved import Saved
from voc.web import files, typed
from voc.web.asked import Asked, whole
from voc.web.described import described
from voc.web.rendering import address
from voc.web.screen import screen

SHOWN = 500  # rows on the page; a file has them all
_NAMED = 80  # characters of a kept query's name
_NOTES = ("suppressed", "too_few", "reference")


def form(asked: Asked) -> Response:
    """The page with what the address brings in the box: SQL, or a kept query. Nothing is run."""
    chosen = next((one for one in _kept(asked) if str(one.id) == asked.query.get("saved")), None)
    if chosen:
        return _page(asked, chosen.content, chosen.name)
    return _page(asked, asked.query.get("sql", ""))


def act(asked: Asked) -> Response:
    """Run what is in the box, hand its answer over as a file, keep it, or drop a kept one."""
    statement, do = str(asked.form.get("sql", "")), str(asked.form.get("do", "run"))
    if do == "drop":
        id = whole(asked.form.get("id")) or 0
        store.decisions.saved.drop(asked.database, "query", asked.visitor.name, id)
        return asked.go("/ask", asked.say("ask.dropped"))
    name = _name(asked)
    sight = asked.site.sight(asked.visitor)
    try:
        if do == "keep":
            return _keep(asked, statement, name)
        if form := next((one for one in files.FORMS if one == do), None):
            found = typed.answer(asked.site, asked.visitor, sight, statement, action="query_file")
            return files.sent(found.rows, form, "voc", asked.language, sight.timezone)
        found = typed.answer(asked.site, asked.visitor, sight, statement, action="query", most=SHOWN)
    except (QueryError, SettingsError) as error:
        return _page(asked, statement, name, problem=asked.say(error.code, **error.values), status=400)
    return _page(asked, statement, name, answer=found)


def _name(asked: Asked) -> str:
    return " ".join(str(asked.form.get("name", "")).split())[:_NAMED]


def _keep(asked: Asked, statement: str, name: str) -> Response:
    if not name or not statement.strip():
        raise QueryError("ask.name_it")
    if len(statement) > store.LONGEST:
        raise QueryError("sql_too_long", longest=f"{store.LONGEST:,}")
    store.decisions.saved.keep(asked.database, "query", asked.visitor.name, name, statement)
    kept = next(one for one in _kept(asked) if one.name == name)
    return asked.go(address("/ask", saved=kept.id), asked.say("ask.kept_as", name=name))


def _page(
    asked: Asked,
    statement: str,
    name: str = "",
    answer: store.Answer | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    with asked.tables() as con:
        tables = described(con, asked.language)
    view = None
    if answer is not None:
        view = report.stored(answer.rows, asked.language, asked.project.settings.timezone)
    return asked.page(
        "ask.html", status, statement=statement, name=name, problem=problem, view=view,
        more=answer is not None and answer.more, shown=SHOWN, tables=tables, kept=_kept(asked),
        rows=asked.visitor.may("reviewer"), notes=_NOTES, forms=files.FORMS, seconds=int(store.SECONDS),
        share=address("/ask", sql=statement) if view else "",
    )  # fmt: skip


def _kept(asked: Asked) -> list[Saved]:
    return store.decisions.saved.kept(asked.database, "query", asked.visitor.name)


ROUTES = [screen("/ask", form), screen("/ask", act, methods=("POST",))]
