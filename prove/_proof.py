"""What every proof shares: its arguments, the file of tables that it writes, and how it fails.

A proof yields sections; each has a table, says when it holds, and which rows broke it. `--quick` is the
same with fewer draws, and writes nothing. Seeds are fixed.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
NOMINAL, WITHIN = 95.0, 1.5
"""Per cent that an interval should cover, and the points it may miss that by."""


@dataclass(frozen=True)
class Section:
    """A table under a heading; `holds` says in words what `broken` (one line each) did not do."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    holds: str
    broken: Sequence[str] = ()
    remark: str = field(default="")

    def text(self) -> str:
        """The section in Markdown."""
        table = [
            "| " + " | ".join(map(str, row)) + " |"
            for row in (self.head, ["---"] * len(self.head), *self.rows)
        ]
        verdict = "Held." if not self.broken else "**Broken:** " + "; ".join(self.broken)
        parts = (f"## {self.title}", self.remark, "\n".join(table), f"Holds when {self.holds}. {verdict}")
        return "\n\n".join(part for part in parts if part)


def prove(
    name: str, about: str, sections: Callable[[argparse.Namespace], Iterable[Section]], *more: str
) -> None:
    """Runs the proof, writes prove/NAME.md, and ends with 1 where a section is broken.

    `more` are options with a value that the proof takes besides --quick, as `--name=default`.
    """
    arguments = argparse.ArgumentParser(description=about)
    arguments.add_argument("--quick", action="store_true", help="fewer draws; writes no file")
    for one in more:
        option, default = one.split("=")
        arguments.add_argument(option, default=default or None)
    given = arguments.parse_args()
    began = time.monotonic()
    found = []
    for section in sections(given):
        print(section.text(), end="\n\n", flush=True)
        found.append(section)
    took = f"{time.monotonic() - began:.0f} s"
    if not given.quick:
        text = "\n\n".join(
            [f"# {about}", f"Written by `python prove/{name}.py`.", *(one.text() for one in found)]
        )
        (HERE / f"{name}.md").write_text(text + "\n", encoding="utf-8")
    broken = sum(bool(one.broken) for one in found)
    print(f"{name}: {len(found) - broken} of {len(found)} sections held, {took}")
    sys.exit(1 if broken else 0)


def covered(truth: object, low: object, high: object) -> np.ndarray:
    """Per cent of the draws (first axis) whose interval holds the truth; undefined intervals are not draws."""
    low, high, truth = np.asarray(low, float), np.asarray(high, float), np.asarray(truth, float)
    there = ~np.isnan(low)
    hit = (low <= truth + 1e-9) & (truth <= high + 1e-9) & there
    with np.errstate(invalid="ignore"):
        return np.asarray(100 * hit.sum(axis=0) / there.sum(axis=0))


def wrong(value: float, draws: float, within: float = WITHIN, only_low: bool = False) -> bool:
    """Whether a coverage is off by more than it may be, beyond three standard errors of the simulation."""
    error = 3 * np.sqrt(NOMINAL * (100 - NOMINAL) / draws) if draws else 0.0
    off = NOMINAL - value if only_low else abs(value - NOMINAL)
    return bool(off > within + error)
