"""The report of a real published run: which rows it is about."""

import re
import subprocess
from pathlib import Path

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from voc import config, projects, reports, store
from voc.analyze import opened
from voc.cli import app
from voc.config import Project
from voc.errors import SettingsError
from voc.report import Document
from voc.report.page import page

STORE = "store_survey"


@pytest.fixture(scope="module")
def project(demo: "subprocess.CompletedProcess[str]") -> Project:
    assert demo.returncode == 0, demo.stderr
    return config.load(Path(demo.args[-1]))


def codes(report: Document) -> list[str]:
    return [section.code for section in report.parts[0].sections]


def table(report: Document, code: str) -> pa.Table:
    return next(
        s.table
        for part in report.parts
        for section in part.sections
        for s in section.sheets
        if s.code == code
    )


def asked(project: Project, sql: str) -> pa.Table:
    with store.connect(store.published_run(project.data), timezone="Asia/Tokyo") as con:
        return store.answer(con, sql)


def test_every_source_with_an_nps_has_a_part(project: Project) -> None:
    report = reports.report_of(project)
    assert [part.cell.source for part in report.parts] == ["online_survey", STORE]
    assert {"headline", "trend", "topics", "portfolio", "changes", "loyalty", "alerts"} <= set(codes(report))
    assert "examples" not in codes(report)
    labels = dict(report.data)
    assert labels["読んだ行"] == "1,255" and labels["モデル"] == "voc-ja-fast"
    right = [told for label, told in report.data if label == "モデルの正しさ(1が最高、[ ] は95%区間)"]
    assert [told.split(":")[0] for told in right] == ["学習に使っていないアンケート", "学習に使っていない業種", "その両方"]
    assert all(re.search(r"感情の正答率 0\.\d\d \[0\.\d\d, 0\.\d\d\]", told) for told in right)


def test_the_rows_are_those_of_the_cell(project: Project) -> None:
    report = reports.report_of(project, source=STORE, period="2025-10")
    shown = table(report, "topic_by_nps")
    wanted = asked(
        project,
        f"SELECT * EXCLUDE (run_id) FROM topic_by_nps WHERE source = '{STORE}' AND period = '2025-10'"
        " AND segment_name = 'all' ORDER BY topic",
    )
    assert shown.drop(["command"]).sort_by("topic").equals(wanted)
    assert set(table(report, "changes")["period"].to_pylist()) == {"2025-10"}
    assert set(table(report, "changes")["period_before"].to_pylist()) == {"2025-09"}


def test_a_segment_has_what_is_known_of_segments_and_nothing_of_the_others(project: Project) -> None:
    name, value = asked(
        project, f"SELECT segment_name, segment_value FROM nps WHERE source = '{STORE}' AND period = 'all'"
        " AND segment_name <> 'all' AND nps IS NOT NULL ORDER BY n DESC LIMIT 1"
    ).to_pylist()[0].values()  # fmt: skip
    report = reports.report_of(project, segment=(name, value))
    assert [part.cell.source for part in report.parts] == [STORE]
    assert set(table(report, "nps")["segment_value"].to_pylist()) == {value}
    assert not {"alerts", "keywords"} & set(codes(report))
    assert f"{name}: {value}" in page(report)


def test_examples_are_there_only_when_asked_for_and_are_what_voc_show_opens(project: Project) -> None:
    report = reports.report_of(project, source=STORE, comments=True)
    examples = table(report, "examples").to_pylist()
    assert len(examples) > 5
    said = [(row["topic"], row["polarity"]) for row in examples]
    assert max(said.count(one) for one in said) <= 2
    cell = {"source": STORE, "period": "all", "segment_name": "all", "segment_value": "all"}
    with store.connect(store.published_run(project.data), timezone="Asia/Tokyo") as con:
        for topic, polarity in set(said):
            asked = cell | {"topic": topic, "polarity": polarity}
            found = opened(con, "topic_by_nps", asked, timezone="Asia/Tokyo")
            texts = {row["text"] for row in examples if (row["topic"], row["polarity"]) == (topic, polarity)}
            assert texts <= set(found.comments["text"].to_pylist())
    assert not [s for part in reports.report_of(project).parts for s in part.sections if s.code == "examples"]


def test_each_row_says_what_opens_it_and_that_opens_as_many_as_it_counts(project: Project) -> None:
    rows = table(reports.report_of(project, source=STORE, period="2025-10"), "topic_by_nps").to_pylist()
    shown = [row for row in rows if row["command"]]
    assert shown and all(row["n_responses"] for row in shown)
    assert not [row for row in rows if row["note"] == "suppressed"]
    row = max(shown, key=lambda row: row["n_responses"])
    words = row["command"].split()
    assert words[:2] == ["voc", "show"] and f"topic={row['topic']}" in words and "period=2025-10" in words
    done = CliRunner().invoke(app, [*words[1:], "--project", str(project.root), "--limit", "1"])
    assert done.exit_code == 0 and f"回答 {row['n_responses']} 件" in done.stdout


def test_a_small_cell_opens_no_comment(project: Project) -> None:
    rows = asked(
        project,
        "SELECT source, period, segment_name, segment_value FROM nps WHERE note = 'too_few'"
        " AND period <> 'all' AND segment_name <> 'all' ORDER BY ALL LIMIT 20",
    ).to_pylist()
    assert rows
    for row in rows:
        segment = (row["segment_name"], row["segment_value"])
        report = reports.report_of(
            project, source=row["source"], period=row["period"], segment=segment, comments=True
        )
        assert "examples" not in codes(report)


def test_what_was_never_there_is_said_with_what_there_is(project: Project, tmp_path: Path) -> None:
    for given, values in (
        ({"source": "shop"}, "online_survey, store_survey"),
        ({"period": "2024-01"}, "all, 2025-11"),
        ({"segment": ("店舗区分", "月面")}, "店舗区分="),
    ):
        with pytest.raises(SettingsError, match="filter_finds_nothing") as error:
            reports.report_of(project, **given)  # type: ignore[arg-type]
        assert values in error.value.values["values"]
    empty = tmp_path / "empty"
    projects.init(empty, [])
    with pytest.raises(SettingsError, match="not_published"):
        reports.report_of(config.load(empty))


def test_the_report_reads_and_changes_nothing_else(project: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.root.rglob("*")}
    page(reports.report_of(project, comments=True))
    assert {path: path.stat().st_mtime_ns for path in project.root.rglob("*")} == before
