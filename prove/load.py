"""Forty people at once on a queue of 100,000 comments while a night is published: is anything slow, or lost?

The real server on loopback, with SQLite and with PostgreSQL. Reviewers list the queue, open an item and decide on it;
analysts look at the other pages; a night, with `nice`, takes in one more month and publishes. Answers and words are those of
bench/scale.sql. The clients run on the same cores.
"""

import argparse
import http.client
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import sqlalchemy as sa
from _proof import HERE, Section, prove

sys.path.insert(0, str(HERE.parent / "bench"))
import scale  # noqa: E402

from tests import postgresql  # noqa: E402
from voc import accounts, analyze, config, pipeline, queue, review, store, tables  # noqa: E402
from voc.records import Source  # noqa: E402
from voc.store.decisions import Database  # noqa: E402
from voc.store.decisions.tables import decisions  # noqa: E402

PEOPLE = 20  # reviewers, and as many analysts
PAUSE, LOOK = 2.0, 5.0  # seconds on average that a reviewer and an analyst look at a page
PASSWORD = "load test 1234"
ANSWERS = 500_000  # of which some 100,000 comments are flagged
LISTS = (
    "/review", "/review", "/review", "/review?reason=urgent", "/review?topic=topic03", "/review?group=detractor",
    "/review?period=2025-01", "/review?text=%E8%AA%9E12", "/review?assignee=-me",
)  # fmt: skip
LOOKED_AT = ("/", "/", "/topics", "/topics/topic03", "/ask")
"""What analysts look at: one line for every page there is."""
MEDIAN, P95 = 100, 400  # milliseconds of a page of the queue
ITEM = re.compile(r'data-item="(\d+)" data-seen="(\d+\.\d+)"')


def main(given: argparse.Namespace) -> Iterator[Section]:
    """A section for each database."""
    answers, seconds = (20_000, 10) if given.quick else (ANSWERS, int(given.seconds))
    with tempfile.TemporaryDirectory(prefix="voc-load-") as folder:
        made = Path(given.project) if given.project else Path(folder) / "made"
        if not given.project:
            make(made, answers)
        for name in given.databases.split(","):
            root = Path(folder) / name
            shutil.copytree(made, root)
            with database(name) as place:
                yield loaded(name, root, place, answers, seconds)


def make(root: Path, answers: int) -> None:
    """A published project of so many answers; its tables of figures are those of a few."""
    few = root.with_name("few")
    for folder, size in ((few, min(answers, 20_000)), (root, answers)):
        folder.mkdir()
        config.write(folder, [Source(name="survey", kind="survey", path="inbox/*.csv", time="time", nps="nps")])
        for month in range(scale.MONTHS):
            scale.make(folder, size, month)
    scale.night(few)
    night(root, few)


def night(root: Path, figures: Path) -> None:
    """Publish what is staged; the tables of figures are those that the project `figures` has published."""
    with pipeline.night(config.load(root)) as steps:
        staging = store.Staging(steps.project.data)
        exports = sorted(path.parent.name for path in staging.layout.staging.glob("*/*/staged.json"))
        steps.intake.ledger = [staging.read("survey", name) for name in exports]
        steps.intake.seen = steps.intake.ledger
        steps.read()
        known = store.published_run(config.load(figures).data)
        analyze.tables(steps.con, support_window_days=30, model=steps.model.name, decisions=steps.decisions)
        analyze.flagged(steps.con, review.flags)
        for table in tables.TABLES:
            if table in tables.MARTS or table == "at_risk":
                files = ", ".join(f"'{path}'" for path in known.files(table))
                steps.con.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS FROM read_parquet([{files}])")
        steps.publish()


@contextmanager
def database(name: str) -> Iterator[str]:
    """Where decisions are kept: "" for the project's own file."""
    if name == "sqlite":
        yield ""
        return
    programs = postgresql.programs()
    if programs is None:
        sys.exit("no PostgreSQL server here: apt-get install postgresql")
    with postgresql.running(programs, fsync=True) as url:
        yield url


class Client:
    """Somebody with a session, who notes how long everything takes."""

    def __init__(self, port: int, name: str, notes: "Notes") -> None:
        self.notes, self.port, self.cookie = notes, port, ""
        page = self.ask("sign in", "GET", "/sign-in")[1]
        secret = re.search(r'name="csrf" content="([^"]+)"', page)
        assert secret
        self.secret = secret[1]
        self.ask("sign in", "POST", "/sign-in", {"name": name, "password": PASSWORD})
        page = self.ask("sign in", "GET", "/password")[1]
        secret = re.search(r'name="csrf" content="([^"]+)"', page)
        assert secret
        self.secret = secret[1]

    def ask(
        self, kind: str, method: str, address: str, form: dict[str, str] | None = None, fine: Sequence[int] = ()
    ) -> tuple[int, str]:
        """The answer to a request; what is neither 200, 303 nor in `fine` is an error."""
        headers = {"Cookie": self.cookie, "Accept": "application/json, text/html"}
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({"csrf": self.secret, **form})
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            text, status = answer.read().decode(), answer.status
            if cookie := answer.getheader("set-cookie"):
                self.cookie = cookie.partition(";")[0]
        except (OSError, http.client.HTTPException) as error:
            text, status = repr(error), 0
        connection.close()
        self.notes.took(kind, 1000 * (time.perf_counter() - began), status in (200, 303, *fine), f"{address}: {status or text}")
        return status, text


class Notes:
    """What took how long, what failed, and what was acknowledged."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: dict[str, list[str]] = defaultdict(list)
        self.acknowledged = self.taken = 0
        self._lock = threading.Lock()

    def took(self, kind: str, milliseconds: float, fine: bool, what: str) -> None:
        """A request is answered."""
        with self._lock:
            self.times[kind].append(milliseconds)
            if not fine:
                self.errors[kind].append(what)

    def decided(self, status: int) -> None:
        """A decision was acknowledged, or somebody else was faster."""
        with self._lock:
            self.acknowledged += status == 200
            self.taken += status == 409


def reviewer(client: Client, number: int, over: threading.Event) -> None:
    """Lists, opens, decides, with pauses."""
    draw = random.Random(number)
    time.sleep(draw.uniform(0, LOOK))
    while not over.is_set():
        _, page = client.ask("queue page", "GET", draw.choice(LISTS))
        time.sleep(draw.expovariate(1 / PAUSE))
        items = list(dict(ITEM.findall(page)).items())
        if not items:
            continue
        id, seen = draw.choice(items)
        client.ask("open an item", "GET", f"/review/{id}?pane=1")
        time.sleep(draw.expovariate(1 / PAUSE))
        action = draw.choice(("accept", "dismiss", "resolve", "assign", "note"))
        form = {"action": action, "item": seen, "assignee": f"reviewer{number}", "note": "電話した"}
        client.notes.decided(client.ask("decide", "POST", "/review/decide", form, (409,))[0])
        time.sleep(draw.expovariate(1 / PAUSE))


def analyst(client: Client, number: int, over: threading.Event) -> None:
    """Looks at one page after another."""
    draw = random.Random(1000 + number)
    time.sleep(draw.uniform(0, LOOK))
    while not over.is_set():
        client.ask("an analyst's page", "GET", draw.choice(LOOKED_AT))
        time.sleep(draw.expovariate(1 / LOOK))


def loaded(name: str, root: Path, place: str, answers: int, seconds: int) -> Section:
    """The figures with one database."""
    scale.make(root, answers, scale.MONTHS)  # what the night will take in
    environment = {"VOC_DECISIONS": place} if place else {}
    project = config.load(root, environment)
    with store.decisions.opened(project.decisions) as opened:
        queue.catch_up(opened, store.current(project.data))
        for kind in ("reviewer", "analyst"):
            for number in range(PEOPLE):
                accounts.add(opened, f"{kind}{number}", "reviewer" if kind == "reviewer" else "viewer", PASSWORD)
        items, before = store.decisions.count(opened), decided(opened)
        port = postgresql.free_port()


        everything = {**os.environ, **environment, "PYTHONPATH": str(HERE.parent)}
        command = [sys.executable, "-m", "voc.cli", "serve", "--project", str(root), "--port", str(port)]
        server = subprocess.Popen(command, env=everything, stdout=subprocess.DEVNULL)
        try:
            notes, published = work(port, root, everything, seconds)
        finally:
            server.terminate()
            server.wait(60)
        kept = decided(opened) - before
    rows = [(kind, len(times), len(notes.errors[kind]), *_figures(times)) for kind, times in sorted(notes.times.items())]
    broken = [f"{kind}: {one}" for kind, failed in notes.errors.items() for one in failed[:3]]
    if kept != notes.acknowledged:
        broken.append(f"{notes.acknowledged} decisions were acknowledged, {kept} kept")
    median, p95 = statistics.median(notes.times["queue page"]), _p95(notes.times["queue page"])
    if median > MEDIAN or p95 > P95:
        broken.append(f"a page of the queue took {median:.0f} ms, {p95:.0f} at the 95th percentile")
    return Section(
        f"{name}: {items:,} items, {PEOPLE} reviewers, {PEOPLE} analysts",
        ("request", "n", "errors", "median ms", "p95 ms", "max ms"), rows,
        f"nothing fails, {MEDIAN} ms and {P95} ms are the most for a page of the queue, and no decision is lost",
        broken,
        f"{notes.acknowledged:,} decisions acknowledged, {kept:,} kept; {notes.taken} times somebody else was faster. "
        f"The night took {published:.0f} s beside.",
    )  # fmt: skip


def work(port: int, root: Path, environment: dict[str, str], seconds: int) -> tuple[Notes, float]:
    """Everybody at once; a third of the way the night begins, and the work goes on for as long after it."""
    for _ in range(600):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/sign-in")
            break
        except OSError:
            time.sleep(0.1)
    first = Client(port, "reviewer0", Notes())
    for address in dict.fromkeys((*LISTS, *LOOKED_AT)):  # what somebody was first to ask for this morning
        first.ask("warm", "GET", address)
    notes = Notes()
    clients = {f"{kind}{n}": Client(port, f"{kind}{n}", notes) for kind in ("reviewer", "analyst") for n in range(PEOPLE)}
    notes.times.clear()
    over, ends = threading.Event(), time.monotonic() + seconds
    threads = []
    for name, client in clients.items():
        target, number = (reviewer, name[8:]) if name.startswith("reviewer") else (analyst, name[7:])
        threads.append(threading.Thread(target=target, args=(client, int(number), over), daemon=True))
    for one in threads:
        one.start()
    time.sleep(seconds / 3)
    began = time.monotonic()
    command = ["nice", "-n", "10", sys.executable, str(HERE / "load.py"), "--night", str(root)]
    subprocess.run(command, env=environment, check=True)
    published = time.monotonic() - began
    time.sleep(max(ends - time.monotonic(), seconds / 3))
    over.set()
    for one in threads:
        one.join()
    return notes, published


def decided(opened: Database) -> int:
    """How many decisions there are."""
    with opened.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(decisions)).scalar() or 0


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


def _figures(times: Sequence[float]) -> tuple[str, str, str]:
    return f"{statistics.median(times):.0f}", f"{_p95(times):.0f}", f"{max(times):.0f}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--night"]:
        night(Path(sys.argv[2]), Path(sys.argv[2]))
    else:
        prove(
            "load", "The queue with forty people at once", main,
            "--seconds=120", "--project=", "--databases=sqlite,postgresql",
        )  # fmt: skip
