"""Folders for one user alone."""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from voc import store

NOW = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def anywhere() -> Iterator[Path]:
    """A folder that every user of the machine may enter, while nothing is masked from what is made."""
    before = os.umask(0)
    try:
        with tempfile.TemporaryDirectory(dir="/tmp") as folder:
            Path(folder).chmod(0o755)
            yield Path(folder)
    finally:
        os.umask(before)


def opened_decisions(data: Path) -> None:
    with store.decisions.opened(data / "decisions.sqlite"):
        pass


def taken(data: Path) -> None:
    with store.publisher(data):
        pass


FIRST: list[Callable[[Path], object]] = [
    taken, opened_decisions, store.Key.load, store.session_secret,
    lambda data: store.record_failure(data, store.Failure(NOW, NOW, "disk_full", "–")),
]  # fmt: skip


@pytest.mark.parametrize("first", FIRST)
def test_whatever_is_written_first_makes_a_folder_for_its_user_alone(
    anywhere: Path, first: Callable[[Path], object]
) -> None:
    data = anywhere / "project" / "data"
    first(data)
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert not store.open_to_all(data)


@pytest.mark.parametrize("mode", [0o750, 0o2770, 0o755])
def test_a_folder_that_was_opened_on_purpose_stays_open(anywhere: Path, mode: int) -> None:
    data = anywhere / "data"
    data.mkdir()
    data.chmod(mode)
    for first in FIRST:
        first(data)
    assert stat.S_IMODE(data.stat().st_mode) == mode
    assert store.open_to_all(data) is (mode == 0o755)


def test_a_folder_is_closed_where_one_on_the_way_to_it_is(anywhere: Path) -> None:
    data = anywhere / "home" / "data"
    data.mkdir(parents=True)
    assert store.open_to_all(data)
    data.parent.chmod(0o700)
    assert not store.open_to_all(data)
