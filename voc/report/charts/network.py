"""Words that are said together: terms as points, lines between those that share comments."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voc.report import cells
from voc.report.charts import frame, labels
from voc.report.charts.figure import SMALL, Figure
from voc.words import say

INKS = ("good", "bad", "third", "fourth", "fifth")  # communities beyond these are grey
_LINES = 60
_ROUNDS = 300


def network(cooccurrence: pa.Table, language: str = "ja", *, width: float = 720) -> Figure | None:
    """The strongest pairs of one source and topic from rows of `cooccurrence`. None where there is none.

    A circle's area is the number of comments that hold the term, a line's width the Jaccard index.
    """
    known = [row for row in cooccurrence.to_pylist() if row["jaccard"] is not None]
    rows = sorted(known, key=lambda row: (-row["jaccard"], row["term"], row["other"]))
    rows = rows[: _LINES if width >= frame.NARROW else _LINES // 2]
    if not rows:
        return None
    sizes = {row["term"]: row["n_term"] for row in rows} | {row["other"]: row["n_other"] for row in rows}
    terms = sorted(sizes, key=lambda term: (-sizes[term], term))
    groups = _communities(rows)
    topic = str(cells.in_words("topic", rows[0]["topic"], language))
    strongest = f"{rows[0]['term']}–{rows[0]['other']}"
    description = say("chart.network.told", language, terms=len(terms), lines=len(rows), strongest=strongest)
    subject = f"{frame.subject(rows[0], language)} / {topic}"
    figure, y = frame.begin(say("chart.network", language), subject, description, width)
    high = 0.72 * width
    left, top, right, bottom = frame.EDGE + 30.0, y + 24, width - frame.EDGE - 30, y + 24 + high
    at = {term: i for i, term in enumerate(terms)}
    pairs = np.array([(at[row["term"]], at[row["other"]]) for row in rows])
    strengths = np.array([row["jaccard"] for row in rows])
    places = laid_out(
        len(terms),
        pairs,
        strengths,
    )
    places = places * [right - left, bottom - top] + [left, top]
    strongest_line, reliable = strengths.max(), [row["note"] != "reference" for row in rows]
    for (one, other), strength, solid in zip(pairs, strengths, reliable, strict=True):
        ends = [(float(places[i][0]), float(places[i][1])) for i in (one, other)]
        figure.line(ends, "faint", 0.8 + 3.5 * strength / strongest_line, "" if solid else "4 3")
    points = []
    for term in terms:
        x, up = (float(v) for v in places[at[term]])
        radius = 3 + (9 if width < frame.NARROW else 11) * math.sqrt(sizes[term] / max(sizes.values()))
        group = groups.get(term)
        ink = INKS[group] if group is not None and group < len(INKS) else "muted"
        figure.dot(x, up, radius, ink, title=f"{term}: n = {sizes[term]:,}")
        points.append(labels.Label(term, x, up, radius))
    frame_box = (float(frame.EDGE), y, width - frame.EDGE, bottom + 24)
    placed = labels.place(points, SMALL, frame_box)
    labels.draw(figure, placed, SMALL)
    notes = [say("chart.network.note", language), *labels.unnamed(points, placed, language)]
    return frame.end(figure, bottom + 20, [*notes, say("chart.association", language)])


def laid_out(
    count: int, pairs: npt.NDArray[np.int_], strengths: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """A place in the unit square for each of `count` points, near those it is tied to.

    `pairs` are the ties as indices, (ties, 2), `strengths` > 0. By springs and repulsion (Fruchterman and
    Reingold 1991), from a circle, so that the same terms always stand in the same places.
    """
    angles = np.arange(count) * (math.pi * (3 - math.sqrt(5)))
    spread = np.sqrt((np.arange(count) + 0.5) / count)
    at = np.column_stack([np.cos(angles), np.sin(angles)]) * spread[:, None]
    pull = np.zeros((count, count))
    weights = 0.4 + 0.6 * strengths / strengths.max()
    pull[pairs[:, 0], pairs[:, 1]] = pull[pairs[:, 1], pairs[:, 0]] = weights
    ideal = 1.6 / math.sqrt(count)
    for step in np.linspace(0.12, 0.002, _ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
        force = ideal**2 / distance**2 - pull * distance / ideal
        np.fill_diagonal(force, 0.0)
        move = (apart * force[:, :, None]).sum(axis=1) - 0.8 * at  # and all towards the middle
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        at = at + move / length * np.minimum(length, step)
    low, high = at.min(axis=0), at.max(axis=0)
    placed: npt.NDArray[np.float64] = (at - low) / np.maximum(high - low, 1e-9)
    return placed


def _communities(rows: list[dict[str, Any]]) -> dict[str, int]:
    """The rank by size of the community of each term."""
    members: dict[int, set[str]] = {}
    for row in rows:
        if row["community"]:  # 0 is a tie between two communities
            members.setdefault(row["community"], set()).update((row["term"], row["other"]))
    ranked = sorted(members, key=lambda group: (-len(members[group]), group))
    return {term: rank for rank, group in reversed(list(enumerate(ranked))) for term in members[group]}
