import multiprocessing
import stat
from pathlib import Path

import pytest

from voc.errors import StoreError
from voc.store import Key


def load(
    data: Path, start: "multiprocessing.synchronize.Event", answers: "multiprocessing.Queue[str]"
) -> None:
    start.wait()
    answers.put(Key.load(data).secret.hex())


def test_key_is_made_once_and_only_its_owner_may_read_it(data: Path) -> None:
    key = Key.load(data)
    assert Key.load(data) == key and len(key.secret) == 32
    assert stat.S_IMODE((data / "key").stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == ["key"]


def test_processes_that_begin_at_once_agree_on_the_key(data: Path) -> None:
    context = multiprocessing.get_context("fork")
    start, answers = context.Event(), context.Queue()
    processes = [context.Process(target=load, args=(data, start, answers)) for _ in range(6)]
    for process in processes:
        process.start()
    start.set()
    assert len({answers.get(timeout=30) for _ in processes}) == 1
    for process in processes:
        process.join()


def test_hash_is_keyed_and_the_secret_is_not_shown(tmp_path: Path) -> None:
    one, other = Key.load(tmp_path / "a"), Key.load(tmp_path / "b")
    assert one.hash("会員1") == one.hash("会員1") != one.hash("会員2")
    assert one.hash("会員1") != other.hash("会員1") and one.id != other.id
    assert len(one.hash("")) == 24 and len(one.id) == 12
    assert one.secret.hex() not in repr(one) and str(one.secret) not in repr(one)


def test_damaged_key_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("abc")
    with pytest.raises(StoreError, match="key_damaged"):
        Key.load(tmp_path)


def test_lost_key_is_not_replaced_when_there_are_runs(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("20260101T000000Z-0000")
    with pytest.raises(StoreError, match="key_missing"):
        Key.load(tmp_path)
    assert not (tmp_path / "key").exists()
