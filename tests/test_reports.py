"""The report of a real published run: which rows it is about."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from voc import config, projects, reports, store
from voc.config import Project
from voc.errors import SettingsError
from voc.report import Document
from voc.report.page import page

STORE = "store_survey"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("reports") / "demo"
    projects.demo(root)
    return config.load(root)


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
    with store.connect(projects.published(project), timezone="Asia/Tokyo") as con:
        return store.answer(con, sql)


def test_every_source_with_an_nps_has_a_part(demo: Project) -> None:
    report = reports.report_of(demo)
    assert [part.cell.source for part in report.parts] == ["online_survey", STORE]
    assert {"headline", "trend", "topics", "portfolio", "changes", "loyalty", "alerts"} <= set(codes(report))
    assert "examples" not in codes(report)
    labels = dict(report.data)
    assert labels["読んだ行"] == "1,255" and labels["モデル"] == "voc-ja-fast"
    assert "感情の正答率 0." in labels["モデルの正しさ(1が最高、[ ] は95%区間)"]


def test_the_rows_are_those_of_the_cell(demo: Project) -> None:
    report = reports.report_of(demo, source=STORE, period="2025-10")
    shown = table(report, "topic_by_nps")
    wanted = asked(
        demo,
        f"SELECT * EXCLUDE (run_id) FROM topic_by_nps WHERE source = '{STORE}' AND period = '2025-10'"
        " AND segment_name = 'all' ORDER BY topic",
    )
    assert shown.sort_by("topic").equals(wanted)
    assert set(table(report, "changes")["period"].to_pylist()) == {"2025-10"}
    assert set(table(report, "changes")["period_before"].to_pylist()) == {"2025-09"}


def test_a_segment_has_what_is_known_of_segments_and_nothing_of_the_others(demo: Project) -> None:
    name, value = asked(
        demo, f"SELECT segment_name, segment_value FROM nps WHERE source = '{STORE}' AND period = 'all'"
        " AND segment_name <> 'all' AND nps IS NOT NULL ORDER BY n DESC LIMIT 1"
    ).to_pylist()[0].values()  # fmt: skip
    report = reports.report_of(demo, segment=(name, value))
    assert [part.cell.source for part in report.parts] == [STORE]
    assert set(table(report, "nps")["segment_value"].to_pylist()) == {value}
    assert not {"alerts", "keywords"} & set(codes(report))
    assert f"{name}: {value}" in page(report)


def test_examples_are_there_only_when_asked_for_and_only_where_five_people_say_it(demo: Project) -> None:
    report = reports.report_of(demo, source=STORE, comments=True)
    examples = table(report, "examples").to_pylist()
    assert len(examples) > 5
    people = asked(
        demo,
        "SELECT m.topic, m.polarity, count(DISTINCT r.respondent) AS n FROM mentions m"
        " JOIN comments c USING (source, comment_id) JOIN responses r USING (source, response_id)"
        f" WHERE source = '{STORE}' GROUP BY ALL",
    ).to_pylist()
    enough = {(row["topic"], row["polarity"]) for row in people if row["n"] >= 5}
    said = [(row["topic"], row["polarity"]) for row in examples]
    assert set(said) <= enough and max(said.count(one) for one in said) <= 2
    hidden = asked(
        demo,
        f"SELECT topic FROM topic_by_nps WHERE source = '{STORE}' AND period = 'all' AND segment_name = 'all'"
        " AND note = 'suppressed'",
    )
    assert not set(hidden["topic"].to_pylist()) & {topic for topic, _ in said}


def test_a_small_cell_opens_no_comment(demo: Project) -> None:
    rows = asked(
        demo,
        "SELECT source, period, segment_name, segment_value FROM nps WHERE note IN ('suppressed', 'too_few')"
        " AND period <> 'all' AND segment_name <> 'all' ORDER BY ALL LIMIT 20",
    ).to_pylist()
    assert rows
    for row in rows:
        segment = (row["segment_name"], row["segment_value"])
        report = reports.report_of(
            demo, source=row["source"], period=row["period"], segment=segment, comments=True
        )
        assert "examples" not in codes(report)


def test_what_was_never_there_is_said_with_what_there_is(demo: Project, tmp_path: Path) -> None:
    for given, values in (
        ({"source": "shop"}, "online_survey, store_survey"),
        ({"period": "2024-01"}, "all, 2025-11"),
        ({"segment": ("店舗区分", "月面")}, "店舗区分="),
    ):
        with pytest.raises(SettingsError, match="filter_finds_nothing") as error:
            reports.report_of(demo, **given)  # type: ignore[arg-type]
        assert values in error.value.values["values"]
    empty = tmp_path / "empty"
    projects.init(empty, [])
    with pytest.raises(SettingsError, match="not_published"):
        reports.report_of(config.load(empty))


def test_the_report_reads_and_changes_nothing_else(demo: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in demo.root.rglob("*")}
    page(reports.report_of(demo, comments=True))
    assert {path: path.stat().st_mtime_ns for path in demo.root.rglob("*")} == before


def test_the_statement_of_the_examples_is_one_reading_statement() -> None:
    text = (Path(reports.__file__).parent / "examples.sql").read_text(encoding="utf-8")
    assert len(duckdb.extract_statements(text)) == 1
