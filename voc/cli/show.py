"""voc show: the comments behind a number."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from voc.cli.edge import ProjectOption, help_text, language, open_project, words
from voc.cli.handing import FormOption, OutputOption, hand_over, on_screen
from voc.cli.screen import show, tell
from voc.cli.selectors import parse
from voc.cli.styles import say_lines
from voc.cli.two_runs import two_runs
from voc.errors import SettingsError
from voc.words import code_of

if TYPE_CHECKING:
    import duckdb

    from voc.analyze import Opened
    from voc.config import Project

_SHOWN = 20
_RUNS = ("run_before", "run_after")
_JAPANESE = {
    "話題": "topic", "期間": "period", "比べる前の期間": "period_before", "NPS区分": "group",
    "一緒に触れた話題": "with", "評価の向き": "polarity", "データ元": "source", "行動": "behaviour",
    "区分": "quadrant", "日": "day", "語": "term", "係り元": "head", "係り先": "dependent", "理由": "reason",
    "相手の語": "other", "変数": "variable", "名称": "name", "動き": "move", "前の実行": "run_before",
    "後の実行": "run_after",
}  # fmt: skip
_KINDS = {  # selector -> the kind of words that its values have
    "topic": "topic", "with": "topic", "polarity": "polarity", "group": "nps_group", "nps_group": "nps_group",
    "quadrant": "quadrant", "period": "period", "outcome": "outcome", "side": "side", "kind": "kind",
    "reason": "flag", "scenario": "scenario", "segment_name": "segment", "segment_value": "segment",
    "variable": "variable", "move": "move",
}  # fmt: skip


class Order(StrEnum):
    """Which comments come first."""

    NEWEST = "newest"
    TYPICAL = "typical"


def show_comments(
    asked: Annotated[list[str], typer.Argument(metavar="[TABLE] KEY=VALUE…", help=help_text("show.asked"))],
    order: Annotated[Order, typer.Option("--order", help=help_text("show.order"))] = Order.NEWEST,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, metavar="N", help=help_text("show.limit"))
    ] = None,
    form: FormOption = None,
    output: OutputOption = None,
    project: ProjectOption = None,
) -> None:
    """List the comments that a row of a published table counts, with their evidence."""
    from voc import analyze, dictionary

    to_screen = on_screen(form, output)
    most = _SHOWN if limit is None and to_screen else limit or None
    opened = open_project(project)
    table, given = _meant(asked)
    synonyms = dict(dictionary.load(opened.root).synonyms)
    timezone = opened.settings.timezone
    with _shown(opened, table, given) as (con, keys):
        found = analyze.opened(
            con, table, keys, timezone=timezone, synonyms=synonyms, order=order.value, most=most
        )
    if to_screen:
        _on_screen(found)
    else:
        written = form or (output.suffix[1:] if output else "")
        whole = written in ("json", "jsonl", "parquet")  # others have no cell for a list of spans
        hand_over(found.comments.drop([] if whole else ["mentions"]), form, output, timezone)
    for line in _remarks(found):
        tell(line)


@contextmanager
def _shown(
    project: "Project", table: str, given: Mapping[str, str]
) -> Iterator[tuple["duckdb.DuckDBPyConnection", Mapping[str, str]]]:
    """The published run, and what names the row in it; for a move between two runs both, and the moves."""
    from voc import analyze, store

    timezone = project.settings.timezone
    if table != "diff":
        run = store.published_run(project.data)
        with store.connect(run, memory_limit=store.COMMAND_MEMORY, timezone=timezone) as con:
            yield con, given
        return
    cell = {name: given[name] for name in ("source", "period") if name in given}
    if "segment_name" in given:
        cell[given["segment_name"]] = given["segment_value"]
    with two_runs(project, [given.get(name, "") for name in _RUNS], cell) as (con, topics):
        analyze.moves(con, topics)
        yield con, {name: value for name, value in given.items() if name not in _RUNS}


def _meant(asked: Iterable[str]) -> tuple[str, dict[str, str]]:
    """The table, and its keys as the published tables write them."""
    from voc.analyze.disclosure import openable

    first, *rest = asked
    table, selectors = ("", [first, *rest]) if "=" in first else (first, rest)
    given: dict[str, str] = {}
    for said, value in parse(selectors).items():
        name = _JAPANESE.get(said, said)
        if name in given:
            raise SettingsError("selector_twice", name=said)
        given[name] = code_of(_KINDS[name], value) if name in _KINDS else value
    given = openable.with_segment(given)
    table = table or openable.table_of(given)
    if table not in openable.OPENABLE:
        raise SettingsError("unknown_table", table=table, hint="", tables=", ".join(openable.OPENABLE))
    return table, given


def _on_screen(found: "Opened") -> None:
    from voc import report

    show(f"{found.table}  {report.keys_in_words(found.keys, language())}".rstrip())
    show(words("show.counts", answers=f"{found.n_answers:,}", comments=f"{found.n_comments:,}"))
    show()
    say_lines(report.comments(found.comments, language()))
    shown = sum(one is not None for one in found.comments["comment_id"].to_pylist())
    if shown < found.n_comments:
        show(words("show.more", count=f"{found.n_comments - shown:,}"))


def _remarks(found: "Opened") -> Iterable[str]:
    if found.closed:
        yield words("show.closed", periods=words("map.separator").join(found.closed))
    if found.expected is not None and found.counted != found.expected:
        yield words("show.differs", counted=f"{found.counted:,}", expected=f"{found.expected:,}")
