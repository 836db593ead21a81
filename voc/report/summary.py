"""What a run did, for a person: lines for the terminal, Markdown for a flow's page.

Enters the summary of `voc.pipeline` (plain JSON values); leaves text. Topics are said to go with NPS: these
are associations, and nothing here says more.
"""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from voc.report import cells
from voc.words import say

Section = tuple[str, Sequence[str]]

_FILES = 8  # new files, or files of rejected rows, that are named
_REASONS = 8
_UNMATCHED = 10


def closing(summary: Mapping[str, Any], language: str, *, project: str = "") -> str:
    """The lines after a run.

    `project` is the project folder as the reader would name it, "" where the reader stands in it.
    """
    lines = [_first(summary, language)]
    for head, points in _sections(summary, language):
        lines += ["", head, *(f"  {point}" for point in points)]
    lines += ["", say("said.next", language)]
    option = project_option(project)
    lines += [f"  {command}{option}    # {words}" for command, words in _commands(summary, language)]
    return "\n".join(lines + [f"  {place}" for place in _places(summary, language, project)])


def markdown(summary: Mapping[str, Any], language: str) -> str:
    """The same in Markdown."""
    lines = [_marked(_first(summary, language))]
    for head, points in _sections(summary, language):
        lines += ["", f"### {_marked(head)}", "", *(f"- {_marked(point)}" for point in points)]
    lines += ["", f"### {_marked(say('said.next', language))}", ""]
    lines += [f"- {_marked(words)}: `{command}`" for command, words in _commands(summary, language)]
    return "\n".join(lines + [f"- {_marked(place)}" for place in _places(summary, language)]) + "\n"


def _first(summary: Mapping[str, Any], language: str) -> str:
    seconds = f"{summary['seconds']:,.1f}"
    return say(f"said.{summary['status']}", language, run=summary["run_id"], seconds=seconds)


def _sections(summary: Mapping[str, Any], language: str) -> Iterator[Section]:
    yield say("said.read", language), list(_read(summary, language))
    yield say("said.new", language), list(_new_files(summary, language))
    yield say("said.rejected", language), list(_rejected(summary, language))
    if summary["unmatched"]:
        named = [*summary["unmatched"][:_UNMATCHED], *_more(len(summary["unmatched"]) - _UNMATCHED, language)]
        yield say("said.unmatched", language), [*named, say("said.unmatched_advice", language)]
    for name, source in summary["sources"].items():
        if source["nps"] is not None:
            yield _nps(name, source, language), list(_topics(source, language))


def _read(summary: Mapping[str, Any], language: str) -> Iterator[str]:
    counted = {name: f"{summary[name]:,}" for name in ("accepted", "rejected", "responses", "contacts")}
    counted |= {name: f"{summary[name]:,}" for name in ("comments", "mentions")}
    new = sum(1 for file in summary["files"] if file["new"])
    yield say(
        "said.files",
        language,
        files=f"{len(summary['files']):,}",
        new=f"{new:,}",
        rows=f"{summary['rows_read']:,}",
        **counted,
    )
    yield say("said.holds", language, **counted)
    if summary["status"] == "published":
        count = f"{summary['comments_read']:,}"
        yield say("said.comments_read", language, model=summary["model"], count=count)
    if unlisted := summary.get("unlisted"):  # a run of an older version does not say
        yield say("said.unlisted", language, sources=say("said.and", language).join(unlisted))


def _new_files(summary: Mapping[str, Any], language: str) -> Iterator[str]:
    new = [file for file in summary["files"] if file["new"]]
    if not new:
        yield say("said.nothing_new", language)
    for file in new[:_FILES]:
        yield say(
            "said.new_file",
            language,
            file=file["shown"],
            source=file["source"],
            rows=f"{file['rows_read']:,}",
            rejected=f"{file['rejected']:,}",
        )
    yield from _more(len(new) - _FILES, language)


def _rejected(summary: Mapping[str, Any], language: str) -> Iterator[str]:
    if not summary["reasons"]:
        yield say("said.nothing_rejected", language)
    ordered = sorted(summary["reasons"].items(), key=lambda one: (-one[1], one[0]))
    for code, count in ordered[:_REASONS]:
        yield say("said.reason", language, reason=cells.reason(code, language), count=f"{count:,}")
    yield from _more(len(ordered) - _REASONS, language)
    bad = [file for file in summary["files"] if 2 * file["rejected"] > file["rows_read"]]
    for file in bad[:_FILES]:
        counted = {name: f"{file[name]:,}" for name in ("rows_read", "rejected")}
        yield say("said.mostly_rejected", language, file=file["shown"], **counted)
    yield from _more(len(bad) - _FILES, language)


def _nps(name: str, source: Mapping[str, Any], language: str) -> str:
    figures = cells.interval(source["nps"], source["nps_low"], source["nps_high"])
    return say("said.source", language, source=name, nps=figures, n=_count(source["n"]))


def _topics(source: Mapping[str, Any], language: str) -> Iterator[str]:
    if not source["topics"]:
        yield say("said.none_told" if source.get("compared") else "said.no_topics", language)
        return
    base = source.get("base")  # a run of an older version does not say
    n, nps = (_count(base["n"]), cells.points(base["nps"])) if base else ("", "")
    yield f"{say('said.topics_of' if base else 'said.topics', language, n=n, nps=nps)}:"
    for topic in source["topics"]:
        yield "  " + say(
            "said.topic",
            language,
            topic=cells.topic(topic["topic"], language),
            n=_count(topic["n_responses"]),
            lift=cells.points(topic["lift"]),
            impact=cells.interval(topic["impact"], topic["impact_low"], topic["impact_high"]),
        )
    yield say("said.association", language)


def _commands(summary: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """Commands worth giving now, with what each shows."""
    for table, code, wanted in (
        ("topic_by_nps", "said.see_topics", True),
        ("flagged", "said.see_flagged", summary["flagged"]),
        ("rejected_rows", "said.see_rejected", summary["rejected"]),
    ):
        if wanted:
            words = say(code, language, count=_count(summary["flagged"]))
            yield f"voc export {table} -o {table}.xlsx", words


def _places(summary: Mapping[str, Any], language: str, project: str = "") -> Iterator[str]:
    where = summary["where"]
    home = project or where["project"]
    marts = Path(home) / Path(where["marts"]).relative_to(where["project"])
    yield say("said.see_data", language, marts=marts)
    yield say("said.see_project", language, project=home)


def project_option(project: str) -> str:
    """What to add to a command so that it reaches `project`: nothing for "", where the reader stands."""
    return f" --project {shlex.quote(project)}" if project else ""


def _more(count: int, language: str) -> Iterator[str]:
    if count > 0:
        yield say("said.more_files", language, count=f"{count:,}")


def _count(value: int | None) -> str:
    return cells.number(value, "count")


def _marked(text: str) -> str:
    """Text in which Markdown finds nothing of its own."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in text.strip())
