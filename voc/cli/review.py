"""voc review, voc gold: working the queue from the command line, and labels to learn from."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from voc.cli.edge import ProjectOption, help_text, language, open_project, words
from voc.cli.screen import show, tell
from voc.cli.styles import say_lines
from voc.errors import SettingsError

if TYPE_CHECKING:
    from voc.config import Project
    from voc.records import Action
    from voc.store.decisions import Database, Wanted

Seen = tuple[int, int | None]


def review(
    action: Annotated[str | None, typer.Argument(metavar="ACTION", help=help_text("review.action"))] = None,
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID…", help=help_text("review.ids"))] = None,
    who: Annotated[str | None, typer.Option("--as", metavar="NAME", help=help_text("review.as"))] = None,
    assignee: Annotated[str | None, typer.Option("--to", metavar="NAME", help=help_text("review.to"))] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=help_text("review.note"))] = "",
    sentiment: Annotated[
        str | None, typer.Option("--sentiment", metavar="WORD", help=help_text("review.sentiment"))
    ] = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="TOPIC", help=help_text("review.topic"))
    ] = None,
    complaint: Annotated[
        bool | None, typer.Option("--complaint/--no-complaint", help=help_text("review.complaint"))
    ] = None,
    request: Annotated[
        bool | None, typer.Option("--request/--no-request", help=help_text("review.request"))
    ] = None,
    churn: Annotated[bool | None, typer.Option("--churn/--no-churn", help=help_text("review.churn"))] = None,
    urgent: Annotated[
        bool | None, typer.Option("--urgent/--no-urgent", help=help_text("review.urgent"))
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help=help_text("review.status"))
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help=help_text("review.source"))
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help=help_text("review.limit"))] = 10,
    project: ProjectOption = None,
) -> None:
    """List the queue from the top, or decide on items of it."""
    from voc import accounts, decide, queue, store
    from voc.records import ACTIONS, STATUSES, Correction
    from voc.store.decisions import Wanted

    _one_of("ACTION", action, ACTIONS)
    _one_of("--status", status, STATUSES)
    _one_of("--sentiment", sentiment, get_args(get_args(Correction.__annotations__["sentiment"])[0]))
    correction = Correction(sentiment, complaint, request, churn, urgent, _topics(topic))  # type: ignore[arg-type]
    seen = [_seen(id) for id in ids or ()]
    if action is not None and not seen:
        raise typer.BadParameter(words("review.no_ids", action=action))
    if action == "correct" and correction == Correction():
        raise typer.BadParameter(words("review.nothing_corrected"))
    opened = open_project(project)
    with store.decisions.opened(opened.decisions) as database:
        if action is None:
            queue.follow(database, opened.data)
            _list(opened, database, Wanted(status=status, source=source), limit)  # type: ignore[arg-type]
            return
        chosen: Action = action  # type: ignore[assignment]
        made = decide.decide(
            opened, database, chosen, seen, who or accounts.this_user(),
            correction=correction, assignee=assignee, note=note,
        )  # fmt: skip
    for one in made:
        show(words("review.done", item=f"{one.item}.{one.version}", action=words(f"action.{one.action}")))


def gold(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=help_text("gold.output"))],
    project: ProjectOption = None,
) -> None:
    """Write what people have accepted or corrected as labelled comments to learn from."""
    from voc import decide, store
    from voc.gold import LEAST, line

    opened = open_project(project)
    if output.suffix.lower() != ".jsonl":
        raise SettingsError("gold_name", path=str(output))  # not over the settings, nor a table
    with store.decisions.opened(opened.decisions) as database:
        lines = [line(one) for one in decide.labelled(opened, database)]
    try:
        with open(output, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
    except OSError as error:
        raise SettingsError("page_not_written", path=str(output), reason=error.strerror) from error
    tell(words("gold.done", path=output, count=f"{len(lines):,}"))
    if not lines:
        tell(words("gold.none", least=LEAST))
    elif len(lines) < LEAST:
        tell(words("gold.few", least=LEAST))


def _list(project: "Project", database: "Database", wanted: "Wanted", limit: int) -> None:
    from voc import decide, report, store

    for one in decide.page(project, database, wanted, limit):
        read = None if one.verdict is None else asdict(one.verdict)
        say_lines(report.queued(asdict(one.item), one.text, read, language()))
        show()
    show(words("review.count", count=f"{store.decisions.count(database, wanted):,}"))


def _seen(id: str) -> Seen:
    """An item as the list names it: 12.3, or 12 for however it stands now."""
    number, dot, version = id.partition(".")
    if not number.isdecimal() or (dot and not version.isdecimal()):
        raise typer.BadParameter(words("review.bad_id", id=id))
    return int(number), int(version) if dot else None


def _topics(given: list[str] | None) -> tuple[tuple[str, str, str], ...] | None:
    """Topics as `price-` or `price-=料金が高い`; "none" alone says that there is none."""
    from voc.gold import MARKS

    if not given:
        return None
    if given == ["none"]:
        return ()
    topics = []
    for one in given:
        mark, _, quoted = one.partition("=")
        if len(mark) < 2 or mark[-1] not in MARKS:
            raise typer.BadParameter(words("review.bad_topic", topic=one))
        topics.append((mark[:-1], MARKS[mark[-1]], quoted))
    return tuple(topics)


def _one_of(name: str, value: str | None, known: tuple[str, ...]) -> None:
    if value is not None and value not in known:
        raise typer.BadParameter(f"{name}: {value}; {', '.join(known)}")
