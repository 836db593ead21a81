"""`make scale`: one night over 0.1, 1 and 10 million made-up answers: seconds and memory of every step.

Each size is a project of its own in a temporary folder: 45 monthly exports as the intake leaves them
(staged Parquet and the model's readings), then three nights, each in a fresh process with the engine of every
night. The first tabulates and publishes everything, the second comes after one more month, the third after a
month of a second, small survey, so that nothing has touched the first. Answers, people,
words and topics are those of bench/scale.sql, the same every time. Memory is the process's high-water mark
within the step, DuckDB's part included (Linux; elsewhere that of the process so far). Prints tables and
writes them to bench/SCALE.md.

    bench/scale.py 100000          this size alone; nothing is written
    bench/scale.py --folder DIR    on the disk of DIR: 10 million answers take some 15 GB for a while
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
import pyarrow as pa

from voc import classify, config, pipeline, queue, store, text, unread
from voc.records import COMMENTS, CONTACTS, CUSTOMERS, MESSAGES, READINGS, REJECTED, RESPONSES, Batch, Source
from voc.tables import TABLES

HERE = Path(__file__).resolve().parent
SQL = (HERE / "scale.sql").read_text(encoding="utf-8")
SIZES = (100_000, 1_000_000, 10_000_000)
MONTHS = 45
ROWS = 50_000  # of a batch of an export
ANSWERS_A_PERSON = 0.7  # on average of all who could answer: 3 in 10 of those who do answer again
SOURCE, ANOTHER = "survey", "branch"
NIGHTS = ("first night", "one more month", "another survey")
STEPS = {
    "step.tabulate": ("tables", "nps", "topic_by_nps", "changes", "drivers", "loyalty", "alerts", "keywords",
                      "pairs", "flagged", "left out"),
    "step.publish": tuple(TABLES),
}  # fmt: skip


def main() -> None:
    """Measure, print, write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="ANSWERS")
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--night", type=Path, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.night:
        print(json.dumps(night(options.night)))
        return
    lines = [
        "# Scale",
        "",
        f"`make scale`: all tables of a night over made-up answers of {MONTHS} months, on two threads, from "
        "staged exports and readings to the published run. Three people in ten answer again; five segments "
        "have 182 values (those beyond the 50 largest of a segment are one); an answer has 1.0 comments and "
        "1.6 mentions on average, of 23 topics × 3 polarities. The second night comes after one more month, "
        "the third after a month of another survey of a hundredth of the answers.",
    ]
    print("\n".join(lines), flush=True)
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="voc-scale-", dir=options.folder) as folder:
            found = ["", *measured(Path(folder), size)]
        print("\n".join(found), flush=True)
        lines += found
    if tuple(options.sizes) == SIZES:
        (HERE / "SCALE.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def measured(root: Path, size: int) -> Iterator[str]:
    """The lines of one size."""
    sources = [
        Source(name=name, kind="survey", path=f"{name}/*.csv", time="time", nps="nps")
        for name in (SOURCE, ANOTHER)
    ]
    config.write(root, sources)
    for month in range(MONTHS):
        progress(f"{size:,} answers: making month {month + 1} of {MONTHS}")
        make(root, size, month)
    nights, before = [], ((), (size, MONTHS), (size // 100, MONTHS, ANOTHER, 2 * size))
    for name, more in zip(NIGHTS, before, strict=True):
        progress(f"{size:,} answers: {name}")
        if more:
            make(root, *more)
        command = [sys.executable, __file__, "--night", str(root)]
        nights.append(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))
    first = nights[0]
    yield "## {responses:,} answers, {comments:,} comments, {mentions:,} mentions".format(**first["counts"])
    yield ""
    yield "| | " + " | ".join(f"{name}: seconds | CPU seconds | MB" for name in NIGHTS) + " |"
    yield "|---|" + "---:|" * 3 * len(NIGHTS)
    for step in first["steps"]:
        yield _line(step, [figure for one in nights for figure in one["steps"][step]])
    yield _line("**together**", [f for one in nights for f in one["together"]])


def _line(name: str, figures: list[float]) -> str:
    shown = (f"{one:,.1f}" if i % 3 < 2 else f"{one:,.0f}" for i, one in enumerate(figures))
    return f"| {name} | {' | '.join(shown)} |"


def progress(line: str) -> None:
    """A line of progress, apart from the tables."""
    print(f"{datetime.now():%H:%M:%S} {line}", file=sys.stderr, flush=True)


def make(root: Path, size: int, month: int, source: str = SOURCE, after: int = 0) -> None:
    """The export of one month of a source, staged and read; its answers are numbered from `after` on."""
    data = config.load(root).data
    begins, ends = (datetime(2022 + at // 12, at % 12 + 1, 1, tzinfo=UTC) for at in (month, month + 1))
    values = {
        "first": after + size * month // MONTHS + 1, "last": after + size * (month + 1) // MONTHS,
        "people": int(size / ANSWERS_A_PERSON), "start": begins, "month": f"{begins:%Y-%m}",
        "source": source, "seconds": (ends - begins).total_seconds(),
    }  # fmt: skip
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 2}) as con:
        con.execute("SET TimeZone = 'UTC'")
        for statement in con.extract_statements(SQL):
            con.execute(statement, {name: values[name] for name in statement.named_parameters})
        responses, comments, readings = (
            con.table(f"made_{name}").to_arrow_table().select(schema.names).cast(schema)
            for name, schema in (("responses", RESPONSES), ("comments", COMMENTS), ("readings", READINGS))
        )
    facts = {"kind": "survey", "shown": f"{source}/{values['month']}.csv", "size": 0}
    store.Staging(data).write(source, str(values["month"]), _batches(responses, comments), facts)
    fingerprint = classify.describe(config.load(root).settings.model, text.VERSION)[1]
    unread.readings_of(data, fingerprint).append(readings)


def _batches(responses: pa.Table, comments: pa.Table) -> Iterator[Batch]:
    """The rows in batches; comments beside no particular answer, which nobody asks for."""
    nothing = {schema: schema.empty_table() for schema in (CONTACTS, MESSAGES, CUSTOMERS, REJECTED)}
    for at in range(0, responses.num_rows, ROWS):
        share = slice(*(comments.num_rows * end // responses.num_rows for end in (at, at + ROWS)))
        answers = responses.slice(at, ROWS)
        yield Batch(
            responses=answers, comments=comments[share], contacts=nothing[CONTACTS],
            messages=nothing[MESSAGES], customers=nothing[CUSTOMERS], rejected=nothing[REJECTED],
            rows_read=answers.num_rows,
        )  # fmt: skip


def night(root: Path) -> dict[str, Any]:
    """The figures of a night in this process: of every step its seconds, CPU seconds and MB."""
    meter = Meter()
    with pipeline.night(config.load(root), meter) as steps:
        staging = store.Staging(steps.project.data)
        found = staging.layout.staging.glob("*/*/staged.json")
        exports = sorted((path.parent.name, path.parent.parent.name) for path in found)
        steps.intake.ledger = [staging.read(source, name) for name, source in exports]
        steps.intake.seen = steps.intake.ledger
        meter.lap("start")
        steps.read()
        meter.lap("read (nothing is new)")
        steps.tabulate()
        with patch.object(queue, "show", _apart(meter)):
            summary = steps.publish().summary
    meter.lap("publish: the queue")
    assert summary["comments_read"] == 0
    steps_taken = meter.figures()
    together = [sum(one[0] for one in steps_taken.values()), sum(one[1] for one in steps_taken.values())]
    peak = max(one[2] for one in steps_taken.values())
    return {"counts": summary, "steps": steps_taken, "together": [*together, peak]}


def _apart(meter: "Meter") -> Callable[..., None]:
    """The filling of the queue, beginning a lap of its own."""
    show = queue.show

    def shown(*given: Any) -> None:
        meter.lap("publish: the run")
        show(*given)

    return shown


class Meter:
    """The watch of a night that notes what every piece of a step took."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}
        self.names: Iterator[str] = iter(())
        self._begin()

    def begin(self, code: str, total: int) -> None:
        """The pieces of a step are known by their order."""
        prefix = "publish: " if code == "step.publish" else ""
        names = STEPS[code]
        assert len(names) == total, "the steps of the night are others than those listed here"
        self.names = (prefix + name for name in names)

    def advance(self, pieces: int = 1) -> None:
        """One more piece is done."""
        self.lap(next(self.names))

    def end(self) -> None:
        """Nothing to note."""

    def note(self, code: str, **values: object) -> None:
        """Nothing to note."""

    def lap(self, name: str) -> None:
        """What was done since the last lap is called so."""
        self.taken[name] = [time.perf_counter() - self.began, time.process_time() - self.cpu, _high_water()]
        progress(f"  {name}: {self.taken[name][0]:.1f} s, {self.taken[name][2]:,.0f} MB")
        self._begin()

    def _begin(self) -> None:
        self.began, self.cpu = time.perf_counter(), time.process_time()
        reset = Path("/proc/self/clear_refs")
        if reset.exists():
            reset.write_text("5")  # the high-water mark begins anew

    def figures(self) -> dict[str, list[float]]:
        """The laps, those of writing the tables together."""
        tables = [f"publish: {table}" for table in TABLES]
        found = {name: one for name, one in self.taken.items() if name not in tables}
        seconds, cpu, memory = zip(*(self.taken[name] for name in tables), strict=True)
        return found | {"publish: the tables": [sum(seconds), sum(cpu), max(memory)]}


def _high_water() -> float:
    """MB of the process at most since the mark was set."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
