"""The inbox: families, samples, what a mapping would read. The pages that use it: tests/web/test_setup.py."""

from dataclasses import replace

import pytest

from tests.shop import APRIL, HEADER, JUNE, PERSONAL, Shop
from voc import inbox
from voc.errors import SettingsError


def test_no_proposed_pattern_takes_a_file_from_another_source(fresh_project: Shop) -> None:
    fresh_project.put("survey_店舗.csv", ("1,2026-04-01,7,とても良い接客でした。",), "番号,日時,点数,ご意見")
    fresh_project.set('path = "inbox/survey*.csv"', 'path = "inbox/survey-*.csv"')
    project = fresh_project.project()
    source, files = inbox.proposed(project, "survey_店舗.csv")
    assert [path.name for path in files] == ["survey_店舗.csv"]
    assert [path.name for path in inbox.files_of(project, source)] == ["survey_店舗.csv"]
    assert source.name not in {known.name for known in project.settings.sources}


def test_the_newest_file_comes_first_and_enough_is_enough(fresh_project: Shop) -> None:
    fresh_project.put("survey-06.csv", JUNE)
    project = fresh_project.project()
    survey = project.settings.sources[0]
    files = inbox.files_of(project, survey)
    assert [path.name for path in files] == ["survey-06.csv", "survey-04.csv"]
    tried = inbox.tried(project, survey, files, "ja", most=len(JUNE))
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


def test_a_mapping_whose_score_may_be_another_column_says_so(fresh_project: Shop) -> None:
    (fresh_project.root / "inbox" / "two.csv").write_text(
        "回答日時,A店の推奨度,B店の推奨度\n" + "".join(f"2026/06/{i % 28 + 1:02d},{i % 11},{i * 3 % 11}\n" for i in range(40)), encoding="utf-8"
    )
    project = fresh_project.project()
    source, files = inbox.proposed(project, "two.csv")
    (doubt,) = inbox.tried(project, source, files, "ja").doubts
    assert "「A店の推奨度」" in doubt and "「B店の推奨度」も" in doubt
    assert inbox.tried(project, project.settings.sources[0], inbox.files_of(project, project.settings.sources[0]), "ja").doubts == ()


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
