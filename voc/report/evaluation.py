"""How right a model is, for a person: its tables, and lines for the terminal.

Enters the plain values of `voc.evaluate`; leaves text. `evaluation_page` makes a page of the same tables.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from voc.report import cells
from voc.report.table import View
from voc.words import say

_SENTIMENTS = ("negative", "neutral", "positive", "mixed")
FEW = 10  # comments with what is looked for, below which a figure is for reference
_MEASURES = ("average_precision", "macro_f1", "accuracy", "f1", "ece", "false_alarm")


@dataclass(frozen=True)
class Behind:
    """The comments behind a cell of a table; `head` says what they are."""

    row: int
    column: int
    head: str
    comments: Sequence[Mapping[str, Any]]  # id, question, text; as labelled and as read
    wrong: bool


@dataclass(frozen=True)
class Part:
    """A table of an evaluation under its heading, and the comments behind its cells."""

    head: str
    view: View
    behind: Sequence[Behind] = ()


def evaluation(document: Mapping[str, Any], language: str) -> str:
    """Figures, labels, groups, hard cases and the confusion matrix as lines."""
    lines = [title(document, language), *notes(document, language)]
    for part in parts(document, language):
        lines += ["", part.head, part.view.drawn(None)]
    return "\n".join(lines)


def tuned(figures: Mapping[str, Any], language: str) -> str:
    """What learning changed, figure by figure, and what that says of the new model."""
    counts = {name: f"{figures[name]:,}" for name in ("learned", "kept_out")}
    rows, found = [], dict[int, list[str]]()
    for name, own in figures["compared"].items():
        called, change = figure_name(name, language), own["change"]
        found.setdefault(own["verdict"], []).append(called)
        yes = cells.NOTHING if change["yes"] is None else f"{change['yes']:,}"
        edges = f"{change['value']:+.3f} [{change['low']:+.3f}, {change['high']:+.3f}]".replace("-", "−")
        rows.append((called, f"{own['before']:.3f}", f"{own['after']:.3f}", edges, f"{change['n']:,}", yes))
    columns = "before", "after", "change", "n", "yes"
    heads = "", *(say(f"eval.{name}", language) for name in columns)
    table = View(heads, (False, *(True for _ in columns)), rows).drawn(None)
    lines = [say("eval.tuned", language, **counts), table]
    for verdict, code in ((1, "eval.better"), (-1, "eval.worse")):
        if verdict in found:
            lines.append(say(code, language, figures=say("chart.and", language).join(found[verdict])))
    if not found.keys() & {1, -1}:
        lines.append(say("eval.no_difference", language, kept_out=counts["kept_out"]))
    if not any(own["positives"] for own in figures["mentions"].values()):
        lines.append(say("eval.no_rates", language))
    return "\n".join(lines)


def figure_name(name: str, language: str) -> str:
    """What a figure is called: sentiment_macro_f1, churn_average_precision, access.negative_ece."""
    measure = next((m for m in _MEASURES if name.endswith(f"_{m}")), "")
    if not measure:
        return name
    subject, _, polarity = name.removesuffix(f"_{measure}").partition(".")
    side = f" {say(f'polarity.{polarity}', language)}" if polarity else ""
    known = cells.worded(f"eval.of.{subject}", cells.topic(subject, language), language)
    return f"{known}{side} {say(f'eval.{measure}', language)}"


def title(document: Mapping[str, Any], language: str) -> str:
    """Which model was measured, on what."""
    count = f"{document['comments']:,}"
    return say("eval.title", language, model=document["model"], file=document["file"], count=count)


def told(comment: Mapping[str, Any], language: str) -> str:
    """How a comment was labelled and how it was read, in a line."""
    return say("eval.told", language, **{way: _told(comment[way], language) for way in ("labelled", "read")})


def parts(document: Mapping[str, Any], language: str) -> Iterator[Part]:
    """All tables that there is something for."""
    yield Part(say("eval.figures", language), _figures(document["figures"], language))
    for kind, called in (("flags", "eval.of."), ("topics", "topic.")):
        if document[kind]:
            names = {name: cells.worded(f"{called}{name}", name, language) for name in document[kind]}
            view, behind = _labels(document[kind], names, language)
            yield Part(say(f"eval.{kind}", language), view, behind)
    if document["groups"]:
        yield Part(say("eval.groups", language), _groups(document["groups"], language))
    if document["phenomena"]:
        view, behind = _phenomena(document["phenomena"], language)
        yield Part(say("eval.phenomena", language), view, behind)
    behind = [_cell(cell, language) for cell in document["cells"]]
    matrix = _matrix(behind, language)
    yield Part(say("eval.confusion", language), matrix, sorted(behind, key=lambda one: (one.row, one.column)))


def _figures(figures: Mapping[str, Any], language: str) -> View:
    heads = ("", say("eval.value", language), say("eval.interval", language), "n", say("eval.yes", language))
    rows = []
    for name, figure in figures.items():
        yes = cells.NOTHING if figure.get("yes") is None else f"{figure['yes']:,}"
        rows.append((figure_name(name, language), *_values(figure), yes))
    return View(heads, (False, True, True, True, True), rows)


def _labels(
    labels: Mapping[str, Any], names: Mapping[str, str], language: str
) -> tuple[View, list[Behind]]:
    """How often each label was given, found, missed and made up; behind the last two are their comments."""
    rows, behind = [], []
    for row, (label, own) in enumerate(labels.items()):
        figure = _values(own["f1"])[:2] if own["f1"] else (cells.NOTHING, cells.NOTHING)
        counts = own["labelled"], own["found"], len(own["missed"]), len(own["made_up"])
        rows.append((names[label], *figure, *(f"{count:,}" for count in counts)))
        for column, kind in ((5, "missed"), (6, "made_up")):
            if own[kind]:
                count = f"{len(own[kind]):,}"
                head = say(f"eval.{kind}_comments", language, label=names[label], count=count)
                behind.append(Behind(row, column, head, own[kind], wrong=True))
    columns = "f1", "interval", "labelled", "found", "missed", "made_up"
    heads = "", *(say(f"eval.{name}", language) for name in columns)
    return View(heads, (False, *(True for _ in columns)), rows), behind


def _groups(groups: Mapping[str, Any], language: str) -> View:
    names = list(dict.fromkeys(name for own in groups.values() for name in own if name != "comments"))
    rows = []
    for group, own in groups.items():
        values = (" ".join(_values(own[name])[:2]) if name in own else cells.NOTHING for name in names)
        rows.append((group, f"{own['comments']:,}", *values))
    heads = ("", "n", *(figure_name(name, language) for name in names))
    return View(heads, (False, *(True for _ in heads[1:])), rows)


def _phenomena(phenomena: Mapping[str, Any], language: str) -> tuple[View, list[Behind]]:
    rows, behind = [], []
    for row, (phenomenon, figure) in enumerate(phenomena.items()):
        name, failed = cells.worded(f"hard.{phenomenon}", phenomenon, language), figure["failed"]
        count = f"{len(failed):,}"
        rows.append((name, *_values(figure), count))
        if failed:
            head = say("eval.failed_comments", language, label=name, count=count)
            behind.append(Behind(row, 4, head, failed, wrong=True))
    n = sum(figure["n"] for figure in phenomena.values())
    wrong = sum(len(figure["failed"]) for figure in phenomena.values())
    rows.append((say("eval.all", language), f"{1 - wrong / n:.3f}", "", f"{n:,}", f"{wrong:,}"))
    heads = "", *(say(f"eval.{name}", language) for name in ("passed", "interval")), "n"
    return View((*heads, say("eval.failed", language)), (False, True, True, True, True), rows), behind


def notes(document: Mapping[str, Any], language: str) -> list[str]:
    """What the tables do not show."""
    told, topics, small = [], ", ".join(document["untold"]), document["small_groups"]
    if topics:
        told.append(say("eval.untold", language, topics=topics, model=document["model"]))
    if flagged := document["flagged"]:
        told.append(say("eval.flagged", language, count=f"{flagged:,}"))
    if any("mixed" in (cell["labelled"], cell["read"]) for cell in document["cells"]):
        told.append(say("eval.plain", language))
    if any(figure.get("yes") is not None and figure["yes"] < FEW for figure in document["figures"].values()):
        told.append(say("eval.few", language, least=FEW))
    if small:
        told.append(say("eval.small_groups", language, count=f"{small:,}", least=document["least_of_group"]))
    return told


def _values(figure: Mapping[str, float]) -> tuple[str, str, str]:
    interval = f"[{figure['low']:.3f}, {figure['high']:.3f}]"
    return f"{figure['value']:.3f}", interval, f"{figure['n']:,}"


def _cell(cell: Mapping[str, Any], language: str) -> Behind:
    """A cell of the confusion matrix, as labelled down, as read across."""
    meant, read = cell["labelled"], cell["read"]
    said = {"labelled": _sentiment(meant, language), "read": _sentiment(read, language)}
    head = say("eval.cell", language, **said, count=f"{len(cell['comments']):,}")
    row, column = _SENTIMENTS.index(meant), 1 + _SENTIMENTS.index(read)
    return Behind(row, column, head, cell["comments"], wrong=meant != read)


def _matrix(behind: Sequence[Behind], language: str) -> View:
    counts = {(one.row, one.column): len(one.comments) for one in behind}
    names = [_sentiment(name, language) for name in _SENTIMENTS]
    rows = [
        (name, *(f"{counts.get((row, 1 + column), 0):,}" for column in range(len(names))))
        for row, name in enumerate(names)
    ]
    return View((say("eval.labelled_read", language), *names), (False, True, True, True, True), rows)


def _told(one: Mapping[str, Any], language: str) -> str:
    flags = (say(f"eval.of.{name}", language) for name in one["flags"])
    topics = (f"{cells.topic(name, language)} ({_sentiment(side, language)})" for name, side in one["topics"])
    return ", ".join((_sentiment(one["sentiment"], language), *flags, *topics))


def _sentiment(name: str, language: str) -> str:
    return say("column.mixed" if name == "mixed" else f"polarity.{name}", language)
