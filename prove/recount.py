"""Every published table of figures, counted again from responses, comments and mentions alone.

Not with voc.analyze nor its SQL, but plainly (`_survey.py`, `_figures.py`), on the real survey of 45 months. Without
--project the script makes the project in a temporary folder from VOC_DATA_DIR; --quick takes the newest
three months of it.

A row that is left out although its own counts would allow it protects another one; how many there are is told.
A row that is there although its counts forbid it is broken, as is every figure that is another one.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import _figures as again
from _figures import Expected, Key
from _people import concentration, loyalty, loyalty_topics, retention
from _proof import HERE, Section, prove
from _scores import CHANGE, TOPIC, adjusted, changes, drivers, nps, topics
from _survey import Run, Survey, surveys
from _words import alerts, cooccurrence, correspondence, flagged, terms

DATA = Path(os.environ.get("VOC_DATA_DIR", HERE.parent.parent / "shared" / "data"))


def main(given: argparse.Namespace) -> Iterator[Section]:
    """Compares table by table."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(given.project) if given.project else made(Path(folder), given.quick)
        data = project / "data"
        run = Run(data / "runs" / (data / "CURRENT").read_text().strip())
        bases = list(surveys(run))
        yield filled(run, bases)
        rows = [
            compared(run, "nps", ("source", "period", "segment_name", "segment_value"), nps(run, bases)),
            compared(run, "topic_by_nps", TOPIC, topics(run, bases)),
            compared(run, "topic_by_nps", TOPIC, adjusted(bases), "adjusted effects"),
            compared(run, "changes", CHANGE, changes(run, bases)),
            compared(
                run,
                "drivers",
                ("source", "outcome", "side", "topic", "polarity", "segment_name", "segment_value"),
                drivers(bases),
            ),
            compared(
                run,
                "loyalty",
                ("source", "segment_name", "segment_value", "behaviour", "quadrant"),
                loyalty(run, bases),
            ),
            compared(
                run, "loyalty_topics", ("source", "behaviour", "quadrant", "topic"), loyalty_topics(run, bases)
            ),
            compared(
                run,
                "concentration",
                ("source", "segment_name", "segment_value", "behaviour", "decile"),
                concentration(bases),
            ),
            compared(
                run,
                "retention",
                ("source", "segment_name", "segment_value", "behaviour", "scenario"),
                retention(run, bases),
            ),
            compared(
                run,
                "keywords",
                ("source", "period", "topic", "nps_group", "term"),
                terms(run, bases, "keywords"),
            ),
            compared(
                run,
                "pairs",
                ("source", "period", "topic", "nps_group", "head", "dependent", "negated"),
                terms(run, bases, "pairs"),
            ),
            compared(
                run, "cooccurrence", ("source", "topic", "term", "other"), cooccurrence(run, bases)
            ),
            compared(
                run, "correspondence", ("source", "variable", "kind", "name"), correspondence(run, bases)
            ),
            compared(run, "alerts", ("source", "topic", "polarity", "day", "kind"), alerts(run, project)),
            compared(run, "flagged", ("source", "comment_id"), flagged(run)),
        ]
    yield Section(
        "The tables counted again", ["table", "rows", "figures compared", "left out: few", "left out: protecting", "differences"],
        [row for row, _ in rows],
        "every figure agrees to one in a hundred thousand (of its interval, where it ends one), and nothing is shown that may not be",
        [line for _, lines in rows for line in lines],
    )  # fmt: skip


def made(folder: Path, quick: bool) -> Path:
    """The project of the real survey, run on all its months, or the newest three."""
    files = sorted((DATA / "fukui").glob("survey-*.csv"))[-3 if quick else 0 :]
    if not files:
        sys.exit(f"no survey in {DATA}: set VOC_DATA_DIR, or name a published project with --project")
    voc = [sys.executable, "-m", "voc.cli"]
    environment = os.environ | {"PYTHONPATH": str(HERE.parent)}
    for arguments in (
        ["init", str(folder / "fukui"), "--from", *map(str, files)],
        ["run", "--project", str(folder / "fukui")],
    ):
        subprocess.run([*voc, *arguments], check=True, env=environment, stdout=subprocess.DEVNULL)
    return folder / "fukui"


def compared(
    run: Run, table: str, key: tuple[str, ...], expected: Expected, part: str = ""
) -> tuple[list[object], list[str]]:
    """A row of the table of tables, and a line for each kind of difference.

    An expected row names the columns that it knows. `_hidden`: whether it may not be there (without it, it must);
    `_partial`: rows that nothing is expected of are no error.
    """
    published = {tuple(str(row[name]) for name in key): row for row in run.rows(table)}
    wrong: Counter[str] = Counter()
    first: dict[str, str] = {}
    seen, figures, few, protecting, partial = set(), 0, 0, 0, bool(part)

    def differs(what: str, where: Key) -> None:
        wrong[what] += 1
        first.setdefault(what, " ".join(where))

    for raw, values in expected:
        where = tuple(map(str, raw))
        partial |= values.pop("_partial", False)
        hidden = values.pop("_hidden", None)
        row = published.get(where)
        if row is None:
            few, protecting = few + (hidden is True), protecting + (hidden is False)
            if hidden is None:
                differs("missing rows", where)
            continue
        seen.add(where)
        if hidden:
            differs("rows that ought to be left out", where)
            continue
        for name, value in values.items():
            figures += 1
            found = " ".join(row[name]) if isinstance(row[name], list) else row[name]
            if not again.near(found, value, again.width(values, name)):
                differs(f"{name} ({row[name]} is not {value})" if name not in wrong else name, where)
    if not partial:
        for where in published.keys() - seen:
            differs("rows that ought not to be", where)
    lines = [f"{table} {part}: {n} × {what}, first {first[what]}" for what, n in list(wrong.items())[:8]]
    return [f"{table} {part}".strip(), len(seen), figures, few, protecting, sum(wrong.values())], lines


def filled(run: Run, bases: list[Survey]) -> Section:
    """Of every table, its rows and the months that it speaks of."""
    months = sorted({month for base in bases for month in base.month.tolist()})
    rows, broken = [], []
    tables = sorted(
        path.name.removesuffix(".parquet")
        for path in run.folder.iterdir()
        if path.name not in ("manifest.json", "marts.duckdb")
    )
    for table in tables:
        found = run.rows(table)
        column = next((name for name in ("period", "month", "day") if found and name in found[0]), None)
        spoken = {str(row[column])[:7] for row in found if column and len(str(row[column])) >= 7}
        due = {"nps": months, "topic_by_nps": months, "responses": months, "comments": months, "mentions": months,
               "flagged": months, "changes": months[1:]}.get(table, ())  # fmt: skip
        rows.append([table, len(found), len(spoken) if column and spoken else "–"])
        if not set(due) <= spoken or (
            not found
            and table
            not in ("customers", "contacts", "messages", "at_risk", "alerts", "rejected_rows", "pairs",
                    "decisions", "weights")
        ):  # fmt: skip
            broken.append(table)
    return Section(
        f"Filled: {len(months)} months",
        ["table", "rows", "months"],
        rows,
        "the tables by month have every month, and none of figures is empty",
        broken,
    )


if __name__ == "__main__":
    prove("recount", "Independent recount of the published tables", main, "--project=")
