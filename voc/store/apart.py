"""SQL that people type, answered apart from everything else: in processes that may run out of memory or time.

The processes see what `Sight` says, keep it open for the next question, and are killed when they do not stop.
"""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from voc import errors
from voc.errors import QueryError
from voc.store.bounded import SECONDS, SIZE, Answer
from voc.store.confined import Sight

AT_ONCE, EACH = 3, 2  # questions, of all together and of one person
_PATHS = [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
_OPENING = 120.0  # seconds until the tables must be open
_GRACE = 3.0  # seconds after which a process that did not stop by itself is killed


class Apart:
    """Processes that answer questions; they are started when needed and kept for the same sight."""

    def __init__(self, at_once: int = AT_ONCE, each: int = EACH) -> None:
        self._at_once, self._each = at_once, each
        self._busy: Counter[str] = Counter()
        self._idle: list[_Process] = []
        self._asked: list[_Process] = []
        self._closed = False
        self._lock = threading.Lock()

    def ask(
        self,
        sight: Sight,
        who: str,
        statement: str,
        params: Sequence[str] = (),
        *,
        most: int | None = None,
        seconds: float = SECONDS,
        size: int = SIZE,
    ) -> Answer:
        """`voc.store.bounded` for `who`. Raises QueryError too when too many questions are being answered."""
        question = {"statement": statement, "params": params, "most": most, "seconds": seconds, "size": size}
        with self._turn(who):
            process = self._take(sight) or _Process(sight)
            self._asked.append(process)
            try:
                return process.ask(question, seconds)
            finally:
                self._put_back(process)

    def close(self) -> None:
        """End the processes; questions that are being answered fail."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for process in self._asked:
                process.kill()
        for process in idle:
            process.close()

    @contextmanager
    def _turn(self, who: str) -> Iterator[None]:
        with self._lock:
            if self._busy.total() >= self._at_once or self._busy[who] >= self._each:
                raise QueryError("sql_busy")
            self._busy[who] += 1
        try:
            yield
        finally:
            with self._lock:
                self._busy[who] -= 1
                self._busy += Counter()  # forgets those at 0

    def _take(self, sight: Sight) -> "_Process | None":
        """An idle process that sees this; those of earlier runs end."""
        with self._lock:
            old = [process for process in self._idle if process.sight.run != sight.run]
            found = next((process for process in self._idle if process.sight == sight), None)
            self._idle = [process for process in self._idle if process not in (*old, found)]
        for process in old:
            process.close()
        return found

    def _put_back(self, process: "_Process") -> None:
        with self._lock:
            self._asked.remove(process)
            waiting = [*self._idle, *([process] if process.lives() and not self._closed else [])]
            self._idle = waiting[-self._at_once :]
            gone = [one for one in {*waiting, process} if one not in self._idle]
        for one in gone:
            one.close()


class _Process:
    """One process, for one question at a time."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self._ready = True  # for another question
        self._program = subprocess.Popen(
            [sys.executable, "-P", "-m", "voc.store.answering"],  # never a module of the current folder
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(_PATHS)},
        )  # fmt: skip
        run = sight.run
        seen = {"run": run.id, "path": str(run.path), "rows": sight.rows, "segment": sight.segment}
        try:
            with self._patience(_OPENING):
                self._hear(seen | {"timezone": sight.timezone}, _OPENING)
        except BaseException:
            self.close()
            raise

    def ask(self, question: dict[str, Any], seconds: float) -> Answer:
        """The answer. Raises QueryError; afterwards the process may not live any more."""
        with self._patience(seconds + _GRACE):
            said = self._hear(question, seconds)
        self._ready = False
        with self._patience(seconds), pa.ipc.open_stream(self._program.stdout) as stream:
            rows = stream.read_all()
        self._ready = True
        return Answer(rows, said["more"], tuple(said["tables"]))

    def lives(self) -> bool:
        """Whether it can be asked again."""
        return self._ready and self._program.poll() is None

    def kill(self) -> None:
        """Let whoever waits for it wait no longer."""
        self._program.kill()

    def close(self) -> None:
        """End it."""
        self._program.kill()
        self._program.communicate()

    def _hear(self, said: dict[str, Any], seconds: float) -> dict[str, Any]:
        """What the process answers to a line. Raises what it failed with, or what it died of."""
        assert self._program.stdin and self._program.stdout
        self._ready = False
        try:
            self._program.stdin.write(json.dumps(said).encode() + b"\n")
            self._program.stdin.flush()
            line = self._program.stdout.readline()
        except BrokenPipeError:
            line = b""
        if not line:
            if self._late:
                raise QueryError("sql_too_slow", seconds=f"{seconds:.0f}")
            raise QueryError("sql_out_of_memory")
        heard: dict[str, Any] = json.loads(line)
        self._ready = heard.get("code") != "sql_out_of_memory"  # what took its memory may still hold it
        if "failed" in heard:
            raise getattr(errors, heard["failed"])(heard["code"], **heard["values"])
        return heard

    @contextmanager
    def _patience(self, seconds: float) -> Iterator[None]:
        """Kill the process when it takes longer."""
        self._late = False

        def kill() -> None:
            self._late = True
            self._program.kill()

        timer = threading.Timer(seconds, kill)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
