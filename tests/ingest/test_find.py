"""Which files a source reads, and which nobody does."""

import unicodedata

from voc.ingest import find, unmatched
from voc.records import Source


def touch(root, *names):
    for name in names:
        path = root / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def source(pattern):
    return Source("s", "survey", path=pattern)


def test_numbers_in_names_count_as_numbers(tmp_path):
    touch(tmp_path, "a-10.csv", "a-2.csv", "a-1.csv", "b-1.csv")
    assert [file.shown for file in find(source("inbox/a-*.csv"), tmp_path)] == [
        "inbox/a-1.csv", "inbox/a-2.csv", "inbox/a-10.csv",
    ]


def test_folders_are_searched_with_two_stars_only(tmp_path):
    touch(tmp_path, "2024/a.csv", "a.csv")
    assert len(find(source("inbox/**/*.csv"), tmp_path)) == 2
    assert len(find(source("inbox/*.csv"), tmp_path)) == 1


def test_a_name_that_passed_through_macos_is_found(tmp_path):
    touch(tmp_path, unicodedata.normalize("NFD", "アンケートが-1.csv"))
    assert len(find(source("inbox/アンケートが-*.csv"), tmp_path)) == 1


def test_an_absolute_pattern_and_a_missing_folder_are_fine(tmp_path):
    touch(tmp_path, "a.csv")
    assert len(find(source(f"{tmp_path}/inbox/*.csv"), tmp_path / "project")) == 1
    assert find(source("nowhere/*.csv"), tmp_path) == []


def test_what_no_source_matches_is_told_except_hidden_and_lock_files(tmp_path):
    touch(tmp_path, "a.csv", "b.csv", "old/c.xlsx", ".DS_Store", "~$b.xlsx", ".git/config")
    rest = unmatched([source("inbox/a*.csv")], tmp_path / "inbox", tmp_path)
    assert [path.name for path in rest] == ["b.csv", "c.xlsx"]


def test_lock_files_are_never_exports(tmp_path):
    touch(tmp_path, "a.xlsx", "~$a.xlsx")
    assert len(find(source("inbox/*.xlsx"), tmp_path)) == 1
