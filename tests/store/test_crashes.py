"""Processes that are killed while they publish: the published run stays whole, at every step."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb

from voc import store

# Publishes run after run, with n the same number in every row of both tables; argv: data, first
# step at which to die (0: never), how many runs. A step is a change of the file system.
PUBLISHER = """
import os, signal, sys
from pathlib import Path
from tests.runs import manifest
from voc import store

data, die_at, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
STEPS = {"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.truncate"}

def publish(watch=None):
    with store.publisher(data, wait=None), store.engine(data, threads=1) as con:
        if watch:
            sys.addaudithook(watch)
        previous = store.current(data)
        n = store.query(previous, "SELECT max(n) AS n FROM a").to_pylist()[0]["n"] + 1 if previous else 1
        for table in ("a", "b"):
            con.execute(f"CREATE TABLE {table} AS SELECT 's' AS source, '2024-0' || i AS month, "
                        f"CASE WHEN i = 1 THEN 0 ELSE {n} END AS n FROM range(1, 3) r(i)")
        with store.Builder(data, previous) as builder:
            for table in ("a", "b"):
                builder.write(con, table, order_by="n", partitioned=table == "a")
            builder.marts(con, ["a"])
            builder.publish(manifest(builder))

if die_at:
    step = 0
    while True:  # a child for every step, until one lives through all of them
        step += 1
        pid = os.fork()
        if pid == 0:
            seen = 0
            def watch(event, args):
                global seen
                if event in STEPS or (event == "open" and isinstance(args[2], int) and args[2] & os.O_CREAT):
                    seen += 1
                    if seen == step:
                        os.kill(os.getpid(), signal.SIGKILL)
            publish(watch)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        print("died" if os.WIFSIGNALED(status) else "done", flush=True)
        sys.stdin.readline()
        if not os.WIFSIGNALED(status):
            break
else:
    for _ in range(count):
        publish()
        print("published", flush=True)
"""

WHOLE = "SELECT max(n) AS n FROM a UNION ALL SELECT max(n) FROM b UNION ALL SELECT n FROM a WHERE n > 0"


def start(data: Path, die_at: int, count: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", PUBLISHER, str(data), str(die_at), str(count)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def number(data: Path) -> int:
    """The number that every row of the current run carries: 0 before the first run."""
    run = store.current(data)
    if run is None:
        return 0
    found = {row["n"] for row in store.query(run, WHOLE).to_pylist()}
    assert len(found) == 1, f"{run.id} mixes {found}"
    return int(found.pop())


def test_death_at_any_step_leaves_the_last_run_or_the_next(
    publish: Callable[..., store.Run], data: Path
) -> None:
    tables = {t: "SELECT 's' AS source, '2024-0' || i AS month, 1 AS n FROM range(1, 3) r(i)" for t in "ab"}
    publish(tables, partitioned=("a",))
    last, deaths = 1, 0
    with start(data, 1, 0) as process:
        assert process.stdin and process.stdout
        for line in process.stdout:
            now = number(data)
            assert now in (last, last + 1)
            with duckdb.connect(str(data / "marts.duckdb"), read_only=True) as marts:
                (mart,) = marts.execute("SELECT max(n) FROM a").fetchone() or (None,)
                assert mart in (last, now)
            last = now
            deaths += line == "died\n"
            process.stdin.write("\n")
            process.stdin.flush()
    assert process.returncode == 0 and deaths > 10
    assert not list(data.rglob(".tmp-*"))
    run = store.current(data)
    assert run is not None and (data / "marts.duckdb").samefile(run.path / "marts.duckdb")


def test_readers_never_fail_while_publishers_are_killed(data: Path) -> None:
    lines, failed, done = 0, [], threading.Event()

    def read() -> None:
        try:
            seen = 0
            while not done.is_set():
                now = number(data)
                assert now >= seen
                seen = now
        except BaseException as error:
            failed.append(error)

    chance = random.Random(7)
    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in range(3):
            with start(data, 0, 1000) as process:
                assert process.stdout
                for _ in range(chance.randint(1, 3)):
                    lines += process.stdout.readline() == "published\n"
                done.wait(chance.random() * 0.1)  # somewhere within the next run
                os.kill(process.pid, signal.SIGKILL)
    finally:
        done.set()
        reader.join()
    assert not failed and lines >= 3 and number(data) >= lines


def test_two_publishers_lose_no_run(data: Path) -> None:
    processes = [start(data, 0, 4) for _ in range(2)]
    for process in processes:
        with process:
            assert process.communicate()[0].count("published") == 4
    assert number(data) == 8 and len(store.runs(data)) == 8
    run = store.current(data)
    assert run is not None and run.manifest.tables["runs"]["runs.parquet"].rows == 8
    constant = [files.path / "a/s/2024-01.parquet" for files in store.runs(data)]
    assert constant[0].stat().st_nlink == 8 and constant[0].samefile(constant[-1])
