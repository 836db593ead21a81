"""How a night ended, as people are told: what was read and published, or what an error says.

In: the published tables inside a connection, what intake saw. Out: plain JSON values, which
the run keeps and `report` words.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import duckdb

from voc import analyze, classify, report, store, text
from voc.config import Project
from voc.errors import InputError, VocError
from voc.words import say


class Tonight(NamedTuple):
    """What no table knows: the exports `seen`, those of them that are `new`, what was read."""

    project: Project
    seen: Sequence[store.Staged]
    new: Sequence[store.Staged]
    unmatched: Sequence[str]
    model: classify.Described
    texts_read: int
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """How a night ended. `status` is "published" or "unchanged"; `summary` is what report words."""

    status: str
    run_id: str
    summary: Mapping[str, Any]

    def markdown(self, language: str) -> str:
        """The summary for a page."""
        return report.markdown(self.summary, language)

    def top_topics(self) -> list[dict[str, Any]]:
        """The topics with the largest effect of every source, one row each."""
        sources = self.summary["sources"].items()
        return [{"source": name, **topic} for name, figures in sources for topic in figures["topics"]]


def sentence(error: VocError, language: str) -> str:
    """What an error says where it is kept."""
    return say(error.code, language, **masked(error))


def together(errors: Sequence[VocError], code: str, language: str) -> VocError:
    """Several errors as one: the only one as it is, others as an InputError `code` with a sentence a line."""
    if len(errors) == 1:
        return errors[0]
    said = "\n".join(f"- {sentence(error, language)}" for error in errors)
    return InputError(code, count=f"{len(errors):,}", errors=said)


def masked(error: VocError) -> dict[str, str]:
    """The values of an error as they are kept: a quoted export is masked, its first row may be no header."""
    hide = text.mask if isinstance(error, InputError) else str
    return {name: str(value) if name == "file" else hide(str(value)) for name, value in error.values.items()}


def published(con: duckdb.DuckDBPyConnection, run_id: str, tonight: Tonight) -> dict[str, Any]:
    """The summary of a run whose tables are made."""
    new = {(staged.source, staged.fingerprint) for staged in tonight.new}
    reasons: Counter[str] = Counter()
    for staged in tonight.seen:
        reasons.update(staged.reasons)
    names = ("responses", "contacts", "comments", "mentions", "flagged")
    counts = {name: con.execute(f"SELECT count(*) FROM {name}").fetchone() for name in names}
    return {
        "status": "published", "run_id": run_id, "unmatched": list(tonight.unmatched),
        "files": [
            {"shown": s.shown, "source": s.source, "rows_read": s.rows_read, "accepted": s.accepted,
             "rejected": s.rejected, "new": (s.source, s.fingerprint) in new}
            for s in tonight.seen
        ],
        "rows_read": sum(s.rows_read for s in tonight.seen),
        "accepted": sum(s.accepted for s in tonight.seen),
        "rejected": sum(s.rejected for s in tonight.seen),
        "reasons": dict(reasons), "comments_read": tonight.texts_read, "seconds": tonight.seconds,
        **{name: row[0] if row else 0 for name, row in counts.items()},
        "sources": analyze.summary(con), "unlisted": analyze.unlisted(con), "model": tonight.model.name,
        "measured": report.measured(tonight.model.measured.figures),
        "where": _where(tonight.project),
    }  # fmt: skip


def unchanged(standing: Mapping[str, Any], tonight: Tonight) -> dict[str, Any]:
    """The summary of a night without anything new: that of the run that stands, which may have moved."""
    return {
        **standing,
        "status": "unchanged", "comments_read": 0, "seconds": tonight.seconds,
        "unmatched": list(tonight.unmatched), "where": _where(tonight.project),
        "files": [{**file, "new": False} for file in standing["files"]],
    }  # fmt: skip


def _where(project: Project) -> dict[str, str]:
    return {"project": str(project.root), "marts": str(store.Layout(project.data).marts)}
