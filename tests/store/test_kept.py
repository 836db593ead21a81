import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from voc import store
from voc.errors import StoreError

TABLE = pa.table({"段": ["年代", "県"], "effect": [1.5, None]})


def test_what_is_kept_is_recalled_by_its_key_alone(data: Path) -> None:
    store.Kept(data).keep("a-1", TABLE)
    assert store.Kept(data).recall("a-1").equals(TABLE)
    assert store.Kept(data).recall("a-2") is None


def test_what_a_night_does_not_use_is_forgotten(data: Path) -> None:
    store.Kept(data).keep("old", TABLE)
    store.Kept(data).keep("still", TABLE)
    tonight = store.Kept(data)
    tonight.recall("still")
    tonight.keep("new", TABLE)
    tonight.forget_unused()
    found = {key: store.Kept(data).recall(key) is not None for key in ("old", "still", "new")}
    assert found == {"old": False, "still": True, "new": True}


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + bytes(400) + b"PAR1"])
def test_a_damaged_file_is_worked_out_again(data: Path, content: bytes) -> None:
    store.Kept(data).keep("a", TABLE)
    (path,) = store.Layout(data).kept.glob("*")
    path.write_bytes(content)
    assert store.Kept(data).recall("a") is None
    store.Kept(data).keep("a", TABLE)
    assert store.Kept(data).recall("a").equals(TABLE)


def test_a_process_killed_while_it_keeps_leaves_nothing_that_is_recalled(data: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; import pyarrow as pa; from voc import store\n"
        "sys.addaudithook(lambda event, _: os.kill(os.getpid(), signal.SIGKILL) if event == 'os.rename' else None)\n"
        "store.Kept(Path(sys.argv[1])).keep('a', pa.table({'x': [1]}))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(data)], env={**os.environ, "PYTHONPATH": os.getcwd()})
    assert done.returncode == -signal.SIGKILL
    assert store.Kept(data).recall("a") is None and store.Layout(data).temporaries()
    with store.publisher(data, wait=None):
        assert not store.Layout(data).temporaries()


def test_a_disk_that_refuses_says_so(data: Path) -> None:
    store.Layout(data).kept.parent.mkdir(parents=True, exist_ok=True)
    store.Layout(data).kept.write_text("a file where the folder should be")
    with pytest.raises(StoreError):
        store.Kept(data).keep("a", TABLE)
