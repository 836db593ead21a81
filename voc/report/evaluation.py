"""How right a model is, for a person: lines for the terminal, a page that opens the comments behind a cell.

Enters the plain values of `voc.evaluate`; leaves text. Comments are shown as they were given, escaped.
"""

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from voc.report import cells
from voc.report.table import View
from voc.words import say

_SENTIMENTS = ("negative", "neutral", "positive", "mixed")
FEW = 10  # comments with what is looked for, below which a figure is for reference
_MEASURES = ("average_precision", "macro_f1", "accuracy", "f1", "ece", "false_alarm")


def evaluation(document: Mapping[str, Any], language: str) -> str:
    """Figures, groups, hard cases and the confusion matrix as lines."""
    parts = [_title(document, language), *_notes(document, language)]
    for head, view in _views(document, language):
        parts += ["", head, view.drawn(None)]
    return "\n".join(parts)


def evaluation_page(document: Mapping[str, Any], language: str) -> str:
    """The same as one HTML page, without a script and without a file beside it."""
    title = html.escape(_title(document, language))
    body = [f"<h1>{title}</h1>", *(f"<p>{html.escape(one)}</p>" for one in _notes(document, language))]
    *views, (confusion, matrix) = _views(document, language)
    for head, view in views:
        body += [f"<h2>{html.escape(head)}</h2>", _table(view)]
    body += [f"<h2>{html.escape(confusion)}</h2>", _table(matrix, _places(document["cells"]))]
    body += [_opened(cell, language) for cell in sorted(document["cells"], key=_place)]
    return _PAGE.format(language=language, title=title, body="\n".join(body))


def tuned(figures: Mapping[str, Any], language: str) -> str:
    """What learning changed, figure by figure."""
    counts = {name: f"{figures[name]:,}" for name in ("learned", "kept_out")}
    rows = [
        (figure_name(name, language), f"{figures['before'][name]['value']:.3f}", *_values(after))
        for name, after in figures["after"].items()
        if name in figures["before"]
    ]
    heads = "", *(say(f"eval.{name}", language) for name in ("before", "after", "interval")), "n"
    table = View(heads, (False, True, True, True, True), rows).drawn(None)
    return f"{say('eval.tuned', language, **counts)}\n{table}"


def figure_name(name: str, language: str) -> str:
    """What a figure is called: sentiment_macro_f1, churn_average_precision, access.negative_ece."""
    measure = next((m for m in _MEASURES if name.endswith(f"_{m}")), "")
    if not measure:
        return name
    subject, _, polarity = name.removesuffix(f"_{measure}").partition(".")
    side = f" {say(f'polarity.{polarity}', language)}" if polarity else ""
    known = cells.worded(f"eval.of.{subject}", cells.topic(subject, language), language)
    return f"{known}{side} {say(f'eval.{measure}', language)}"


def _title(document: Mapping[str, Any], language: str) -> str:
    count = f"{document['comments']:,}"
    return say("eval.title", language, model=document["model"], file=document["file"], count=count)


def _views(document: Mapping[str, Any], language: str) -> Iterator[tuple[str, View]]:
    yield say("eval.figures", language), _figures(document["figures"], language)
    if document["topics"]:
        yield say("eval.topics", language), _topics(document["topics"], language)
    if document["groups"]:
        yield say("eval.groups", language), _groups(document["groups"], language)
    if document["phenomena"]:
        yield say("eval.phenomena", language), _phenomena(document["phenomena"], language)
    yield say("eval.confusion", language), _matrix(document["cells"], language)


def _figures(figures: Mapping[str, Any], language: str) -> View:
    heads = ("", say("eval.value", language), say("eval.interval", language), "n", say("eval.yes", language))
    rows = []
    for name, figure in figures.items():
        yes = cells.NOTHING if figure.get("yes") is None else f"{figure['yes']:,}"
        rows.append((figure_name(name, language), *_values(figure), yes))
    return View(heads, (False, True, True, True, True), rows)


def _topics(topics: Mapping[str, Any], language: str) -> View:
    rows = []
    for name, own in topics.items():
        counts = (f"{own[count]:,}" for count in ("labelled", "found", "made_up"))
        rows.append((cells.topic(name, language), *_values(own["f1"])[:2], *counts))
    names = "f1", "interval", "topic_labelled", "topic_found", "topic_made_up"
    heads = "", *(say(f"eval.{name}", language) for name in names)
    return View(heads, (False, *(True for _ in names)), rows)


def _groups(groups: Mapping[str, Any], language: str) -> View:
    names = list(dict.fromkeys(name for own in groups.values() for name in own if name != "comments"))
    rows = []
    for group, own in groups.items():
        values = (" ".join(_values(own[name])[:2]) if name in own else cells.NOTHING for name in names)
        rows.append((group, f"{own['comments']:,}", *values))
    heads = ("", "n", *(figure_name(name, language) for name in names))
    return View(heads, (False, *(True for _ in heads[1:])), rows)


def _phenomena(phenomena: Mapping[str, Any], language: str) -> View:
    rows = [
        (cells.worded(f"hard.{name}", name, language), *_values(figure)) for name, figure in phenomena.items()
    ]
    n = sum(figure["n"] for figure in phenomena.values())
    passed = sum(figure["value"] * figure["n"] for figure in phenomena.values())
    rows.append((say("eval.all", language), f"{passed / n:.3f}", "", f"{n:,}"))
    heads = ("", say("eval.passed", language), say("eval.interval", language), "n")
    return View(heads, (False, True, True, True), rows)


def _notes(document: Mapping[str, Any], language: str) -> list[str]:
    """What the tables do not show."""
    notes, topics, small = [], ", ".join(document["untold"]), document["small_groups"]
    if topics:
        notes.append(say("eval.untold", language, topics=topics, model=document["model"]))
    if any("mixed" in (cell["labelled"], cell["read"]) for cell in document["cells"]):
        notes.append(say("eval.plain", language))
    if any(figure.get("yes") is not None and figure["yes"] < FEW for figure in document["figures"].values()):
        notes.append(say("eval.few", language, least=FEW))
    if small:
        notes.append(say("eval.small_groups", language, count=f"{small:,}", least=document["least_of_group"]))
    return notes


def _values(figure: Mapping[str, float]) -> tuple[str, str, str]:
    interval = f"[{figure['low']:.3f}, {figure['high']:.3f}]"
    return f"{figure['value']:.3f}", interval, f"{figure['n']:,}"


def _matrix(confusion: Sequence[Mapping[str, Any]], language: str) -> View:
    """As labelled down, as read across."""
    counts = {(cell["labelled"], cell["read"]): len(cell["comments"]) for cell in confusion}
    heads = (say("eval.labelled_read", language), *(_sentiment(said, language) for said in _SENTIMENTS))
    rows = [
        (_sentiment(meant, language), *(f"{counts.get((meant, said), 0):,}" for said in _SENTIMENTS))
        for meant in _SENTIMENTS
    ]
    return View(heads, (False, True, True, True, True), rows)


def _sentiment(name: str, language: str) -> str:
    return say("column.mixed" if name == "mixed" else f"polarity.{name}", language)


def _table(view: View, places: Mapping[tuple[int, int], str] | None = None) -> str:
    """Cells by (row, column) lead to their `places` on the page."""

    def shown(at: tuple[int, int], cell: str) -> str:
        place = (places or {}).get(at)
        said = html.escape(cell).replace(", ", ",&nbsp;")  # an interval stays on one line
        return f'<a href="#{place}">{said}</a>' if place else said

    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in view.heads)
    lines = (
        "".join(f"<td>{shown((i, j), cell)}</td>" for j, cell in enumerate(row))
        for i, row in enumerate(view.rows)
    )
    return f"<table><tr>{head}</tr>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _places(confusion: Sequence[Mapping[str, Any]]) -> dict[tuple[int, int], str]:
    """Where the comments of each cell of the matrix are."""
    return {(row, 1 + column): _anchor(row, column) for row, column in map(_place, confusion)}


def _place(cell: Mapping[str, Any]) -> tuple[int, int]:
    return _SENTIMENTS.index(cell["labelled"]), _SENTIMENTS.index(cell["read"])


def _anchor(row: int, column: int) -> str:
    return f"cell-{row}-{column}"


def _opened(cell: Mapping[str, Any], language: str) -> str:
    meant, said = (_sentiment(cell[name], language) for name in ("labelled", "read"))
    mark = ' class="wrong"' if meant != said else ""
    comments = cell["comments"]
    shown = ((f"{one['id']} {one['question']}", one["text"]) for one in comments)
    items = "".join(f"<li><small>{html.escape(a)}</small> {html.escape(b)}</li>" for a, b in shown)
    head = html.escape(say("eval.cell", language, labelled=meant, read=said, count=f"{len(comments):,}"))
    # A browser that is led to something folded unfolds it: the place is within.
    return f'<details{mark}><summary>{head}</summary><ol id="{_anchor(*_place(cell))}">{items}</ol></details>'


_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.6 system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Yu Gothic", sans-serif;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }}
h1 {{ font-size: 1.4rem; }} h2 {{ font-size: 1.1rem; margin-top: 2rem; }}
table {{ display: block; overflow-x: auto; border-collapse: collapse; font-variant-numeric: tabular-nums; }}
td, th {{ padding: .2rem 1rem .2rem 0; border-bottom: 1px solid #ddd; text-align: right; }}
th {{ color: #595959; font-weight: normal; }} td:first-child, th:first-child {{ text-align: left; }}
a {{ color: #0b5394; }} ol {{ scroll-margin-top: 3rem; }}
details {{ margin: .3rem 0; }} summary {{ cursor: pointer; }} .wrong > summary {{ color: #a3260f; }}
li {{ margin: .4rem 0; white-space: pre-line; }} small {{ color: #595959; display: block; }}
</style>
{body}
</html>
"""
