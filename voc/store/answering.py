"""The program of a process that answers SQL for `voc.store.apart`: `python -m voc.store.answering`.

It reads lines of JSON from stdin: first what may be seen, then one for each question. To each it writes a
line of JSON, and behind that of an answer its rows as an Arrow stream. It ends with its stdin.

DuckDB's memory limit does not hold for what a function makes of one value (range, repeat), nor can such a
function be stopped: so the process has a limit of memory of its own, and whoever started it may kill it.
"""

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from voc.errors import VocError
from voc.store.bounded import Answer, bounded
from voc.store.confined import Sight
from voc.store.published import Run

MEMORY = 5 * 2**29  # bytes of address space: 1 GB for DuckDB, as much for functions, and the program


def main() -> None:
    """Answer until stdin ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints comes between
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which closes stdin
    os.nice(5)
    questions = sys.stdin.buffer
    try:
        con = _sight(json.loads(questions.readline())).opened()
    except VocError as error:
        _say(answers, _failure(error))
        return
    _limit_memory()
    _say(answers, {})
    for line in questions:
        try:
            answer = bounded(con.cursor(), **json.loads(line))
        except VocError as error:
            _say(answers, _failure(error))
        else:
            _give(answers, answer)


def _sight(plain: dict[str, Any]) -> Sight:
    run = Run(plain["run"], Path(plain["path"]))
    segment = None if plain["segment"] is None else (plain["segment"][0], plain["segment"][1])
    return Sight(run, plain["rows"], segment, plain["timezone"])


def _failure(error: VocError) -> dict[str, Any]:
    values = {name: str(value) for name, value in error.values.items()}
    return {"failed": type(error).__name__, "code": error.code, "values": values}


def _say(out: BinaryIO, said: dict[str, Any]) -> None:
    out.write(json.dumps(said).encode() + b"\n")
    out.flush()


def _give(out: BinaryIO, answer: Answer) -> None:
    _say(out, {"more": answer.more, "tables": answer.tables})
    with pa.ipc.new_stream(out, answer.rows.schema) as stream:
        stream.write_table(answer.rows)
    out.flush()


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # not everywhere; DuckDB's own limit still holds
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
