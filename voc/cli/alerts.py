"""voc alerts: the alerts of the published run, or what would have fired in the past."""

import calendar
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from voc.cli.edge import ProjectOption, from_here, help_text, language, open_project, words
from voc.cli.handing import FormOption, OutputOption, hand_over, on_screen
from voc.cli.screen import screen_width, show, tell
from voc.errors import SettingsError
from voc.words import code_of, some

if TYPE_CHECKING:
    import pyarrow as pa

    from voc.analyze import Backtest
    from voc.store.decisions import Acknowledgement

_SHOWN = 20
Number = float | None


class Kind(StrEnum):
    """The kinds of alerts."""

    SUDDEN = "sudden"
    DRIFT = "drift"


def _option(name: str, metavar: str, least: float = 0, most: float | None = None) -> Any:
    return typer.Option(f"--{name}", metavar=metavar, min=least, max=most, help=help_text(f"alerts.{name}"))


def alerts(
    backtest: Annotated[bool, typer.Option("--backtest", help=help_text("alerts.backtest"))] = False,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=help_text("alerts.from"))
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help=help_text("alerts.to"))] = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="TOPIC", help=help_text("alerts.topic"))
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help=help_text("alerts.source"))
    ] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help=help_text("alerts.kind"))] = None,
    ratio: Annotated[Number, _option("ratio", "R", least=1)] = None,
    points: Annotated[Number, _option("points", "P", most=100)] = None,
    comments: Annotated[Number, _option("comments", "N")] = None,
    q: Annotated[Number, _option("q", "Q", most=1)] = None,
    cooldown: Annotated[int | None, _option("cooldown", "DAYS")] = None,
    acknowledge: Annotated[bool, typer.Option("--acknowledge", help=help_text("alerts.acknowledge"))] = False,
    who: Annotated[str | None, typer.Option("--as", metavar="NAME", help=help_text("alerts.as"))] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=help_text("review.note"))] = "",
    limit: Annotated[
        int, typer.Option("--limit", min=0, metavar="N", help=help_text("alerts.limit"))
    ] = _SHOWN,
    form: FormOption = None,
    output: OutputOption = None,
    project: ProjectOption = None,
) -> None:
    """List the latest alerts, or with --backtest what would have fired with these settings."""
    from voc import accounts, analyze, decide, store

    to_screen = on_screen(form, output)
    opened = open_project(project)
    changed = {
        "ratio": ratio, "points": None if points is None else points / 100, "comments": comments,
        "q": q, "cooldown_days": cooldown,
    }  # fmt: skip
    if not backtest and any(value is not None for value in changed.values()):
        raise SettingsError("alerts_need_backtest")
    if backtest and acknowledge:
        raise SettingsError("alerts_past_unseen")
    chosen: dict[str, Any] = {
        "first": first and _day(first, ending=False), "last": last and _day(last, ending=True),
        "topics": [code_of("topic", one) for one in topic or ()], "source": source,
    }  # fmt: skip
    run, timezone = store.published_run(opened.data), opened.settings.timezone
    with store.connect(run, memory_limit=store.COMMAND_MEMORY, timezone=timezone) as con:
        rules = analyze.rules([kind.value] if kind else [], **changed)
        if backtest:
            found = analyze.backtest(con, rules, timezone=timezone, **chosen)
        else:
            found = analyze.fired(con, list(rules), timezone=timezone, **chosen)
    table = found.alerts
    if not backtest:
        with store.decisions.opened(opened.decisions) as database:
            if acknowledge:
                kept = decide.acknowledge(database, table.to_pylist(), who or accounts.this_user(), note)
                before = [one.who for one in kept if not one.new]
                tell(words("alerts.acknowledged", count=f"{len(kept) - len(before):,}"))
                if before:
                    names = some(list(dict.fromkeys(before)), 3)
                    tell(words("alerts.seen_before", count=f"{len(before):,}", who=names))
            table = _with_seen(table, store.decisions.acknowledged(database))
    if not to_screen:
        hand_over(_with_commands(table), form, output, timezone)
        return
    if backtest:
        _summary(found)
    _on_screen(table.slice(0, limit or None), table.num_rows, from_here(opened.root))


def _summary(found: "Backtest") -> None:
    n = found.alerts.num_rows
    show(
        words(
            "alerts.summary", first=found.first, last=found.last, n=f"{n:,}", days=f"{found.days:,}",
            days_with=f"{found.days_with:,}", most=found.most_in_a_week,
            each=f"{n / found.weeks if found.weeks else 0:.1f}",
        )
    )  # fmt: skip
    show()


def _on_screen(shown: "pa.Table", count: int, project: str) -> None:
    from voc import report
    from voc.analyze.disclosure.openable import ALERT

    table = shown.drop(["low", "high", "q_value"])
    if len(table.column("source").unique()) < 2:
        table = table.drop(["source"])
    order = ["day", *(name for name in table.column_names if name != "day")]
    show(report.terminal(table.select(order), language(), width=screen_width()))
    if count > shown.num_rows:
        show(words("alerts.more", count=f"{count - shown.num_rows:,}"))
    if shown.num_rows:
        keys = shown.select(ALERT).slice(0, 1).to_pylist()[0]
        option = report.project_option(project)
        tell(words("alerts.open", command=report.command("alerts", keys) + option))


def _with_seen(table: "pa.Table", seen: "list[Acknowledgement]") -> "pa.Table":
    """The alerts with who has seen each, null for nobody."""
    import pyarrow as pa

    from voc.analyze.disclosure.openable import ALERT

    by = {tuple(getattr(one, name) for name in ALERT): one.who for one in seen}
    who = [by.get(tuple(keys[name] for name in ALERT)) for keys in table.select(ALERT).to_pylist()]
    return table.append_column("seen_by", pa.array(who, pa.string()))


def _with_commands(table: "pa.Table") -> "pa.Table":
    """The alerts with the command that opens each."""
    import pyarrow as pa

    from voc import report
    from voc.analyze.disclosure.openable import ALERT

    commands = [report.command("alerts", keys) for keys in table.select(ALERT).to_pylist()]
    return table.append_column("command", pa.array(commands, pa.string()))


def _day(said: str, *, ending: bool) -> date:
    """A day, or the first or last day of a month or year."""
    try:
        parts = [int(part) for part in said.split("-")]
        year, month, day = (*parts, *(0,) * (3 - len(parts)))
        if month == 0 and len(parts) == 1:
            month = 12 if ending else 1
        if day == 0 and len(parts) < 3:
            day = calendar.monthrange(year, month)[1] if ending else 1
        return date(year, month, day)
    except ValueError as error:
        raise SettingsError("alerts_day", value=said) from error
