"""How long a page of the review queue takes with 100,000 items: python bench/queue_pages.py [PLACE] [ITEMS].

PLACE is a new file of SQLite (default: one in a temporary folder) or the URL of an empty PostgreSQL database.
With --project DIR it is the real page of a published project (prove/load.py makes one of 100,000).
Prints the time to fill the queue, of a night that changes 1 %, of a new day, and for each filter how long a
page takes; beside the time on the clock that of the processor, which says more where others are at work too.
"""

import random
import re
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pyarrow as pa
from starlette.testclient import TestClient

from voc import config, records, review
from voc.store import decisions
from voc.store.decisions import Choice, Wanted
from voc.web import application

BEGAN = datetime(2025, 1, 1, tzinfo=UTC)  # a comment a minute from here on
TOPICS = ["access", "price", "staff", "quality", "waiting", "facility", "hours", "safety"]
FILTERS = {
    "waiting": Wanted(),
    "common topic": Wanted(topic="access"),
    "rare topic": Wanted(topic="safety"),
    "topic and reason": Wanted(topic="price", reason="urgent"),
    "reason": Wanted(reason="complaint"),
    "month": Wanted(period="2026-03"),
    "year": Wanted(period="2025"),
    "source": Wanted(source="support"),
    "NPS group": Wanted(nps_group="promoter"),
    "segment": Wanted(segments=(("shop", "s7"),)),
    "mine": Wanted(status="assigned", assignee="ann"),
    "resolved, rare topic": Wanted(status="resolved", topic="safety"),
    "source and topic and month": Wanted(source="support", topic="price", period="2026-03"),
    "nothing there": Wanted(source="none", topic="access"),
}


def made(count: int, shift: float = 0) -> pa.Table:
    """So many flagged comments, the same every time; the first percent have `shift` more priority."""
    draw = random.Random(1)
    rows = []
    for i in range(count):
        month = f"{2025 + draw.randrange(2)}-{draw.randrange(1, 13):02}"
        priority = round(draw.random() * 90, 1) + (shift if i < count // 100 else 0)
        topics = [topic for topic in TOPICS if draw.random() < (0.003 if topic == "safety" else 0.25)]
        reasons = ["complaint"] + (["urgent"] if draw.random() < 0.02 else [])
        row = {
            "source": "support" if draw.random() < 0.2 else "survey", "month": month,
            "comment_id": f"{i:024x}", "text_hash": f"{i:024x}",
            "occurred_at": BEGAN + timedelta(minutes=i),
            "nps_group": draw.choice(["promoter", "passive", "detractor", None]),
            "respondent": f"{i // 3:024x}", "reasons": reasons, "topics": topics,
            "segments": [("shop", f"s{draw.randrange(50)}")],
            "priority": priority, "digest": f"{priority}",
        }  # fmt: skip
        parts = [f"priority_{part}" for part in ("urgent", "churn", "severity", "nps", "value", "age")]
        rows.append(row | dict.fromkeys(parts, 0.0))
    return pa.Table.from_pylist(rows, records.QUEUE)


def timed(label: str, began: float) -> None:
    """A line of the result."""
    print(f"{label:<32}{time.perf_counter() - began:8.1f} s")


def main(place: str, count: int) -> None:
    """Fill, change, decide, ask."""
    now = BEGAN + timedelta(minutes=count)
    flagged = review.aged(made(count), now - timedelta(days=1))
    with decisions.opened(place) as database:
        began = time.perf_counter()
        decisions.refresh(database, review.fold, "r1", flagged)
        timed(f"fill {count:,}", began)
        began = time.perf_counter()
        decisions.refresh(database, review.fold, "r2", review.aged(made(count, 5), now - timedelta(days=1)))
        timed("a night that changes 1 %", began)
        some = decisions.queue(database, limit=count // 10)
        random.Random(2).shuffle(some)
        halves: list[tuple[records.Action, list[decisions.Item]]]
        halves = [("resolve", some[: count // 20]), ("assign", some[count // 20 :])]
        for action, part in halves:
            for at in range(0, len(part), 100):
                chosen = [Choice(one.id, one.version) for one in part[at : at + 100]]
                decisions.decide(database, review.fold, chosen, action, "ann", assignee="ann")
        began = time.perf_counter()
        older = decisions.grow_older(database, partial(review.age, at=now), review.MOST_AGE)
        timed(f"a day makes {older:,} older", began)
        began = time.perf_counter()
        decisions.snapshot(database, review.fold)
        timed(f"snapshot of {len(some):,}", began)
        print(f"{'page of 50':<32}{'median':>9}{'p95':>9}{'deep':>9}{'CPU':>9}  ms")
        for name, wanted in FILTERS.items():
            first: list[float] = []
            deep: list[float] = []
            after = None
            used = time.process_time()
            for turn in range(40):
                began = time.perf_counter()
                page = decisions.queue(database, wanted, after=after)
                (deep if turn >= 20 else first).append(1000 * (time.perf_counter() - began))
                after = page[-1] if turn >= 19 and page else None
            deep_median = statistics.median(deep)
            p95 = sorted(first + deep)[int(0.95 * 40)]
            cpu = 1000 * (time.process_time() - used) / 40
            figures = (statistics.median(first), p95, deep_median, cpu)
            print(f"{name:<32}" + "".join(f"{one:9.1f}" for one in figures), flush=True)
        began = time.perf_counter()
        decisions.count(database)
        print(f"{'count':<32}{1000 * (time.perf_counter() - began):9.1f}  ms")


ADDRESSES = (
    "/review", "/review?reason=urgent", "/review?topic=topic03", "/review?period=2025-01",
    "/review?period=2025", "/review?group=detractor", "/review?text=%E8%AA%9E12",
    "/review?text=%E8%A9%B13&topic=topic03",
    "/review?status=resolved", "ITEM",
)  # fmt: skip


def pages(root: Path) -> None:
    """The page as the application answers it, one request at a time, without a network."""
    project = config.load(root)
    with TestClient(application(project, ("testserver",)), base_url="http://testserver") as client:
        began = time.perf_counter()
        first = client.get("/review").text
        timed("the first page of a run", began)
        item = re.search(r'data-item="(\d+)"', first)
        assert item, "nothing is flagged"
        print(f"{'page':<40}{'median':>9}{'p95':>9}{'CPU':>9}  ms")
        for address in ADDRESSES:
            took, used = [], time.process_time()
            for _ in range(30):
                began = time.perf_counter()
                client.get(f"/review/{item[1]}?pane=1" if address == "ITEM" else address).raise_for_status()
                took.append(1000 * (time.perf_counter() - began))
            cpu = 1000 * (time.process_time() - used) / 30
            print(f"{address:<40}{statistics.median(took):9.1f}{sorted(took)[28]:9.1f}{cpu:9.1f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--project"]:
        pages(Path(sys.argv[2]))
        sys.exit()
    with tempfile.TemporaryDirectory() as folder:
        place = sys.argv[1] if len(sys.argv) > 1 else f"{folder}/decisions.sqlite"
        main(place, int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
