"""Changing voc.toml of a project."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc import config
from voc.config import parsed, save_setting, save_source, write
from voc.errors import SettingsError
from voc.records import Behaviour, Score, Source

WRITTEN = """# 店の設定
[project]
language = "ja"  # 日本語

# 店頭の紙アンケート
[[source]]
name = "survey"  # 名前
kind = "survey"
path = "inbox/survey-*.csv"
time = "回答日時"  # 秒まで
nps = "推奨度"
comments = ["理由", "要望"]  # 自由記述

[source.scores.csat]
column = "満足度"
order = ["不満", "満足"]

[[source]]
name = "customers"
kind = "customers"
path = "inbox/customers*.csv"
respondent = "会員番号"
"""
NEW = Source("support", "support", path="inbox/s*.jsonl", id=("id",), time="created_at", thread="comments")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / config.FILE).write_text(WRITTEN, encoding="utf-8")
    return tmp_path


def text(root: Path) -> str:
    return (root / config.FILE).read_text(encoding="utf-8")


def source(root: Path, name: str) -> Source:
    return next(source for source in config.load(root).settings.sources if source.name == name)


def test_a_changed_source_keeps_every_comment_and_the_other_sources(root: Path) -> None:
    changed = replace(source(root, "survey"), nps="お薦め度", segments=("年代",), scores={})
    save_source(root, changed)
    assert source(root, "survey") == changed
    for line in WRITTEN.splitlines():
        gone = ("推奨度", "満足度", "order", "[source.scores.csat]")
        assert any(word in line for word in gone) or line in text(root), line


def test_what_does_not_change_is_written_as_it_was(root: Path) -> None:
    save_source(root, source(root, "survey"))
    assert text(root) == WRITTEN


def test_a_new_source_comes_last_and_the_file_as_it_was_is_kept(root: Path) -> None:
    save_source(root, NEW)
    assert [one.name for one in config.load(root).settings.sources] == ["survey", "customers", "support"]
    assert text(root).startswith(WRITTEN.rstrip())
    assert (root / "data" / "voc.toml.before").read_text(encoding="utf-8") == WRITTEN


def test_a_source_of_a_new_project_is_its_first(tmp_path: Path) -> None:
    write(tmp_path, [])
    save_source(tmp_path, NEW)
    assert config.load(tmp_path).settings.sources == (NEW,)


@pytest.mark.parametrize(
    "wrong",
    [replace(NEW, path=""), replace(NEW, name=" "), replace(NEW, kind="letters")],  # type: ignore[arg-type]
)
def test_a_source_that_cannot_be_changes_nothing(root: Path, wrong: Source) -> None:
    with pytest.raises(SettingsError):
        save_source(root, wrong)
    assert text(root) == WRITTEN and [path.name for path in root.iterdir()] == [config.FILE]


def test_a_setting_is_changed_where_it_stands_or_added(root: Path) -> None:
    save_setting(root, "nightly", "at", "03:30")
    save_setting(root, "project", "language", "en")
    settings = config.load(root).settings
    assert (settings.nightly_at, settings.language) == ("03:30", "en")
    assert "# 日本語" in text(root)


@pytest.mark.parametrize("at", ["2:00", "24:00", "02:60", "noon", "02:00:00", "0２:00"])
def test_a_time_of_day_has_two_digits_each(root: Path, at: str) -> None:
    with pytest.raises(SettingsError, match="setting_time_of_day"):
        save_setting(root, "nightly", "at", at)
    assert text(root) == WRITTEN


def test_a_file_that_is_no_toml_is_told_and_stays(root: Path) -> None:
    (root / config.FILE).write_text("[project", encoding="utf-8")
    with pytest.raises(SettingsError, match="toml_syntax"):
        save_source(root, NEW)
    assert text(root) == "[project"


names = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=12).filter(str.strip)
columns = st.lists(names, max_size=5, unique=True).map(tuple)
sources = st.builds(
    Source,
    name=st.sampled_from(["survey", "新しい", "a.b"]),
    kind=st.just("survey"),
    path=names,
    id=columns,
    time=names,
    nps=st.one_of(st.just(""), names),
    comments=columns,
    segments=columns,
    optional=columns,
    header_rows=st.integers(1, 3),
    scores=st.dictionaries(names, st.builds(Score, names, columns), max_size=3),
    behaviour=st.dictionaries(
        names, st.builds(Behaviour, names, st.dictionaries(names, st.floats(0, 1e6), max_size=3)), max_size=2
    ),
)


@given(st.lists(sources, min_size=1, max_size=4))
def test_whatever_is_saved_comes_back(tmp_path_factory: pytest.TempPathFactory, saved: list[Source]) -> None:
    root = tmp_path_factory.mktemp("toml")
    (root / config.FILE).write_text(WRITTEN, encoding="utf-8")
    for one in saved:
        save_source(root, one)
        assert source(root, one.name) == one
    assert parsed(root, text(root)).settings == config.load(root).settings
    assert source(root, "customers").respondent == "会員番号"
