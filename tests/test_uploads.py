"""Files from a browser: their names, two at once, what waits. The pages that use them: tests/web/test_setup.py."""

import io
import os
import threading
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shop import Shop
from voc import uploads
from voc.errors import InputError, SettingsError


@given(st.text(max_size=300), st.sampled_from(uploads.SUFFIXES))
def test_whatever_a_file_is_called_it_stays_a_visible_file_of_the_inbox(given_name: str, suffix: str) -> None:
    try:
        name = uploads.named(given_name + suffix)
    except SettingsError:
        return
    assert Path(name).name == name and not name.startswith(".") and len(name.encode()) <= 200
    assert not any(unicodedata.category(c)[0] == "C" for c in name)
    assert uploads.named(name) == name


def test_a_second_file_of_a_name_is_numbered(fresh_project: Shop) -> None:
    project = fresh_project.project()
    for content in ("a", "b", "c"):
        name, what = uploads.receive(project, "新しい.csv", io.BytesIO(content.encode()))
        if what == "differs":
            uploads.settle(project, name, "both")
    names = sorted(path.name for path in project.inbox.glob("新しい*"))
    assert names == ["新しい-2.csv", "新しい-3.csv", "新しい.csv"]
    assert uploads.waiting(project) == []


class Halting(io.BytesIO):
    """An upload whose second piece comes only when it may; `fails`: it finds the disk full."""

    def __init__(self, content: bytes, fails: bool = False) -> None:
        super().__init__(content)
        self.fails, self.begun, self.go = fails, threading.Event(), threading.Event()

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            self.begun.set()
            if self.fails:
                raise OSError(28, "No space left on device")
            assert self.go.wait(30)
        return super().read(1_000)


def test_two_uploads_of_one_name_at_once_are_two_whole_files(fresh_project: Shop) -> None:
    project, told = fresh_project.project(), []
    one, other = Halting(b"A" * 5_000), Halting(b"B" * 2_500)
    threads = [
        threading.Thread(target=lambda content=content: told.append(uploads.receive(project, "同時.csv", content)))
        for content in (one, other)
    ]
    for thread, content in zip(threads, (one, other), strict=True):
        thread.start()
        assert content.begun.wait(30)
    assert uploads.waiting(project) == []
    one.go.set(), other.go.set()
    for thread in threads:
        thread.join(30)
    assert sorted(what for _, what in told) == ["differs", "new"]
    (waits,) = uploads.waiting(project)
    assert {(project.inbox / "同時.csv").read_bytes(), waits.read_bytes()} == {b"A" * 5_000, b"B" * 2_500}
    assert [path.name for path in waits.parent.iterdir()] == ["同時.csv"]


def test_what_waits_is_lost_to_no_later_upload(fresh_project: Shop) -> None:
    project = fresh_project.project()
    for content, what in ((b"v1", "new"), (b"v2", "differs"), (b"v2", "differs"), (b"v1", "same")):
        assert uploads.receive(project, "x.csv", io.BytesIO(content)) == ("x.csv", what)
    with pytest.raises(SettingsError, match="upload_waits"):
        uploads.receive(project, "x.csv", io.BytesIO(b"v3"))
    with pytest.raises(InputError, match="ingest_empty"):
        uploads.receive(project, "x.csv", io.BytesIO())
    with pytest.raises(SettingsError, match="upload_not_kept"):
        uploads.receive(project, "x.csv", Halting(b"v4" * 1_000, fails=True))
    with pytest.raises(SettingsError, match="upload_not_kept"):
        uploads.receive(project, "y.csv", Halting(b"v4" * 1_000, fails=True))
    (waits,) = uploads.waiting(project)
    assert waits.read_bytes() == b"v2" and list(waits.parent.iterdir()) == [waits]
    assert (project.inbox / "x.csv").read_bytes() == b"v1" and not (project.inbox / "y.csv").exists()


def test_what_an_upload_that_was_killed_left_is_swept_after_a_day(fresh_project: Shop) -> None:
    project = fresh_project.project()
    aside = project.inbox / ".waiting"
    aside.mkdir()
    old, young, kept = aside / ".0123456789abcdef", aside / ".fedcba9876543210", aside / "待つ.csv"
    for path in (old, young, kept):
        path.write_text("a")
    for path in (old, kept):
        os.utime(path, (time.time() - 90_000,) * 2)
    uploads.receive(project, "新しい.csv", io.BytesIO(b"a"))
    assert sorted(aside.iterdir()) == [young, kept]
    os.utime(young, (0, 0))
    uploads.sweep(project)
    assert uploads.waiting(project) == list(aside.iterdir()) == [kept]
