"""The inbox: names, families, samples, what a mapping would read. The pages that use it: tests/web/test_setup.py."""

import io
import threading
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shop import APRIL, HEADER, JUNE, PERSONAL, Shop
from voc import inbox
from voc.errors import InputError, SettingsError


@given(st.text(max_size=300), st.sampled_from(inbox.SUFFIXES))
def test_whatever_a_file_is_called_it_stays_a_visible_file_of_the_inbox(given_name: str, suffix: str) -> None:
    try:
        name = inbox.named(given_name + suffix)
    except SettingsError:
        return
    assert Path(name).name == name and not name.startswith(".") and len(name.encode()) <= 200
    assert not any(unicodedata.category(c)[0] == "C" for c in name)
    assert inbox.named(name) == name


def test_a_second_file_of_a_name_is_numbered(fresh_project: Shop) -> None:
    project = fresh_project.project()
    for content in ("a", "b", "c"):
        name, what = inbox.receive(project, "新しい.csv", io.BytesIO(content.encode()))
        if what == "differs":
            inbox.settle(project, name, "both")
    names = sorted(path.name for path in project.inbox.glob("新しい*"))
    assert names == ["新しい-2.csv", "新しい-3.csv", "新しい.csv"]
    assert inbox.waiting(project) == []


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
        threading.Thread(target=lambda content=content: told.append(inbox.receive(project, "同時.csv", content)))
        for content in (one, other)
    ]
    for thread, content in zip(threads, (one, other), strict=True):
        thread.start()
        assert content.begun.wait(30)
    assert inbox.waiting(project) == []
    one.go.set(), other.go.set()
    for thread in threads:
        thread.join(30)
    assert sorted(what for _, what in told) == ["differs", "new"]
    (waits,) = inbox.waiting(project)
    assert {(project.inbox / "同時.csv").read_bytes(), waits.read_bytes()} == {b"A" * 5_000, b"B" * 2_500}
    assert [path.name for path in waits.parent.iterdir()] == ["同時.csv"]


def test_what_waits_is_lost_to_no_later_upload(fresh_project: Shop) -> None:
    project = fresh_project.project()
    for content, what in ((b"v1", "new"), (b"v2", "differs"), (b"v2", "differs"), (b"v1", "same")):
        assert inbox.receive(project, "x.csv", io.BytesIO(content)) == ("x.csv", what)
    with pytest.raises(SettingsError, match="upload_waits"):
        inbox.receive(project, "x.csv", io.BytesIO(b"v3"))
    with pytest.raises(InputError, match="ingest_empty"):
        inbox.receive(project, "x.csv", io.BytesIO())
    with pytest.raises(SettingsError, match="upload_not_kept"):
        inbox.receive(project, "x.csv", Halting(b"v4" * 1_000, fails=True))
    with pytest.raises(SettingsError, match="upload_not_kept"):
        inbox.receive(project, "y.csv", Halting(b"v4" * 1_000, fails=True))
    (waits,) = inbox.waiting(project)
    assert waits.read_bytes() == b"v2" and list(waits.parent.iterdir()) == [waits]
    assert (project.inbox / "x.csv").read_bytes() == b"v1" and not (project.inbox / "y.csv").exists()


def test_no_proposed_pattern_takes_a_file_from_another_source(fresh_project: Shop) -> None:
    fresh_project.put("survey_店舗.csv", ("1,2026-04-01,7,とても良い接客でした。",), "番号,日時,点数,ご意見")
    fresh_project.set('path = "inbox/survey*.csv"', 'path = "inbox/survey-*.csv"')
    project = fresh_project.project()
    source, files = inbox.proposed(project, "survey_店舗.csv")
    assert [path.name for path in files] == ["survey_店舗.csv"]
    assert [path.name for path in inbox.files_of(project, source)] == ["survey_店舗.csv"]
    assert source.name not in {known.name for known in project.settings.sources}


def test_the_newest_file_comes_first_and_enough_is_enough(fresh_project: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh_project.put("survey-06.csv", JUNE)
    project = fresh_project.project()
    survey = project.settings.sources[0]
    files = inbox.files_of(project, survey)
    assert [path.name for path in files] == ["survey-06.csv", "survey-04.csv"]
    monkeypatch.setattr(inbox, "ROWS", len(JUNE))
    tried = inbox.tried(project, survey, files, "ja")
    assert (tried.left_out, [p.accepted for p in tried.profiles], tried.good) == (1, [2], True)


def test_samples_and_rejected_rows_hold_no_personal_data(fresh_project: Shop) -> None:
    project = fresh_project.project()
    for source in project.settings.sources:
        files = inbox.files_of(project, source)
        seen = repr(inbox.looked(source, files)) + repr(
            [profile.examples for profile in inbox.tried(project, source, files, "ja").profiles]
        )
        assert [word for word in PERSONAL if word in seen] == [], source.name


def test_a_column_that_some_files_lack_is_known_as_such(fresh_project: Shop) -> None:
    fresh_project.put("survey-06.csv", [line.rpartition(",")[0] for line in JUNE], HEADER.rpartition(",")[0])
    project = fresh_project.project()
    survey = project.settings.sources[0]
    looked = inbox.looked(survey, inbox.files_of(project, survey))
    assert looked.lacking() == {"要望"}
    assert [look.name for look in looked.columns] == HEADER.split(",")


def test_a_mapping_that_reads_nothing_is_not_good(fresh_project: Shop) -> None:
    project = fresh_project.project()
    survey = project.settings.sources[0]
    files = inbox.files_of(project, survey)
    assert inbox.tried(project, survey, files, "ja").good
    assert not inbox.tried(project, replace(survey, nps="年代"), files, "ja").good
    assert not inbox.tried(project, replace(survey, nps="ない列"), files, "ja").good


def test_a_file_is_renamed_for_a_source_or_stays_as_it_is(fresh_project: Shop) -> None:
    fresh_project.put("六月.csv", JUNE)
    project = fresh_project.project()
    survey = project.settings.sources[0]
    with pytest.raises(SettingsError, match="upload_no_pattern"):
        inbox.join(project, "六月.csv", replace(survey, path="inbox/fixed.csv"))
    assert (project.inbox / "六月.csv").exists()
    assert inbox.join(project, "六月.csv", survey) == "survey六月.csv"
    with pytest.raises(SettingsError, match="upload_no_such_file"):
        inbox.join(project, "六月.csv", survey)
    assert len(APRIL) and [path.name for path in inbox.files_of(project, survey)][0] == "survey六月.csv"
