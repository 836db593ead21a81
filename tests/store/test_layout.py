from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.errors import StoreError
from voc.store.layout import Layout, folder_name

STAYS = ["survey", "顧客アンケート", "2024-03", "survey_2", "v1.2", "a" * 60, "0f" * 32]
CHANGES = ["", ".", "..", "a/b", "a b", "Survey", ".tmp-x", "a*b", 'a"b', "日" * 200, "x-0123abcd"]


@pytest.mark.parametrize("name", STAYS)
def test_plain_names_are_folders_as_they_are(name: str) -> None:
    assert folder_name(name) == name


@pytest.mark.parametrize("name", CHANGES)
def test_other_names_become_safe_and_stay_apart(name: str) -> None:
    safe = folder_name(name)
    assert safe != name and not set(safe) & set("/\\*?[\"' ") and not safe.startswith(".")
    assert len(safe.encode()) <= 255
    assert len({folder_name(n).lower() for n in STAYS + CHANGES}) == len(STAYS + CHANGES)


@given(st.text(), st.text())
def test_two_names_never_share_a_folder(one: str, other: str) -> None:
    assert (folder_name(one).lower() == folder_name(other).lower()) == (one == other)


def test_path_that_duckdb_would_read_as_a_pattern_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="data_path_is_a_pattern"):
        Layout(tmp_path / "voc[1]")


def test_paths_do_not_depend_on_the_working_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "data")
    for path in ("data", "other/../data", "link"):
        assert Layout(Path(path)).current == tmp_path.resolve() / "data" / "CURRENT"
