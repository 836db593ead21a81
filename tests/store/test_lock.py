import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from voc import store
from voc.errors import Busy
from voc.words import say

HOLDER = """
import sys
from pathlib import Path
from voc.store import publisher
with publisher(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(data: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", HOLDER, str(data)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin and process.stdout
    with process:
        try:
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def test_second_publisher_hears_who_is_first(data: Path) -> None:
    heard: list[dict[str, object]] = []
    with holder(data) as process:
        with pytest.raises(Busy) as error:
            with store.publisher(data, wait=0.05, on_wait=heard.append):
                pass
        assert [who["pid"] for who in heard] == [process.pid] == [error.value.values["pid"]]
        assert str(process.pid) in say(error.value.code, "ja", **error.value.values)


def test_kill_frees_the_lock_for_the_one_who_waits(data: Path) -> None:
    with holder(data) as process:
        waited = []

        def kill(who: dict[str, object]) -> None:
            waited.append(who["pid"])
            os.kill(process.pid, signal.SIGKILL)

        with store.publisher(data, wait=None, on_wait=kill):
            assert waited == [process.pid]


def test_lock_can_be_taken_again_and_a_failure_inside_frees_it(data: Path) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), store.publisher(data):
            raise ZeroDivisionError


def test_what_a_killed_publisher_left_is_swept(data: Path) -> None:
    left = [data / "runs/.tmp-x/nps", data / "staging/survey/.tmp-y", data / "readings/m/.tmp-z"]
    for folder in left:
        folder.mkdir(parents=True)
        (folder / "part.parquet").write_bytes(b"half")
    (data / ".tmp-CURRENT-1").write_text("")
    with store.publisher(data):
        assert not [path for path in data.rglob(".tmp-*")]
