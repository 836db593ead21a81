"""The whole way on a small project: what is published, what is read again and what is not, what fails."""

import csv
import io
import json
import logging
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
import sqlalchemy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.shop import APRIL, HEADER, JUNE, PERSONAL, TEXTS, Notes, Shop, shop, tiny_model
from voc import pipeline, projects, reports, store, text
from voc.errors import InputError, SettingsError, StoreError
from voc.words import say

# -- what a run publishes -------------------------------------------------------------------


def test_a_run_publishes_what_the_exports_say(fresh_project: Shop) -> None:
    outcome = fresh_project.run()
    assert outcome.status == "published" and outcome.run_id == fresh_project.current().id
    assert fresh_project.ask(
        "SELECT month, nps_score, nps_group FROM responses ORDER BY answered_at"
    ) == [
        ("2026-04", 10, "promoter"), ("2026-04", 9, "promoter"), ("2026-04", 3, "detractor"),
        ("2026-04", 0, "detractor"), ("2026-04", 7, "passive"), ("2026-05", 8, "passive"),
        ("2026-05", 6, "detractor"), ("2026-05", 9, "promoter"), ("2026-05", 2, "detractor"),
        ("2026-05", 10, "promoter"),
    ]  # fmt: skip
    # 4 promoters and 4 detractors among 10; five answers a month are too few to tell an NPS
    assert fresh_project.ask(
        "SELECT period, n, promoters, passives, detractors, nps FROM nps WHERE segment_name = 'all' ORDER BY period"
    ) == [("2026", 10, 4, 2, 4, 0.0), ("2026-04", 5, 2, 1, 2, None), ("2026-05", 5, 2, 1, 2, None), ("all", 10, 4, 2, 4, 0.0)]
    assert fresh_project.ask("SELECT count(*), count(text_hash), count(p_negative) FROM comments") == [(TEXTS,) * 3]
    assert fresh_project.ask("SELECT tier, spend FROM customers ORDER BY spend") == [
        ("レギュラー", 500.0), ("レギュラー", 3000.0), ("ゴールド", 12000.0),
    ]  # fmt: skip
    assert fresh_project.ask("SELECT line, reason FROM rejected_rows ORDER BY line") == [
        (12, "score_out_of_range"), (13, "time_unreadable"), (14, "duplicate_id_conflict"),
    ]  # fmt: skip
    (said,) = fresh_project.ask("SELECT text FROM comments WHERE text LIKE '待ち時間%'")
    assert said == ("待ち時間が長すぎる。担当の【氏名】様に【電話番号】で伝えました。",)


def test_the_table_of_runs_tells_when_the_work_began_and_what_went_in(fresh_project: Shop) -> None:
    before = datetime.now().astimezone()
    fresh_project.run()
    ((started, finished, rows_in, rejected, read),) = fresh_project.ask(
        "SELECT started_at, finished_at, rows_in, rows_rejected, comments_read FROM runs"
    )
    assert before <= started < finished
    assert (rows_in, rejected, read) == (19, 3, TEXTS)


def test_every_step_is_told_to_the_watch_in_words_that_exist(fresh_project: Shop) -> None:
    (fresh_project.root / "inbox" / "memo.txt").write_text("ここは読まない", encoding="utf-8")
    watch = Notes()
    fresh_project.run(watch)
    assert [code for code, _ in watch.steps] == ["step.take_in", "step.read", "step.tabulate", "step.publish"]
    assert all(say(code, language) for code, _ in watch.steps for language in ("ja", "en"))
    assert watch.notes == [("unmatched_file", {"file": "inbox/memo.txt"})]


def test_a_run_says_when_everybody_on_the_machine_can_read_what_it_writes(fresh_project: Shop) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        project, watch = fresh_project.copied(Path(folder, "project")), Notes()
        project.run(watch)
        assert watch.notes == []
        project.data.chmod(0o755)
        project.run(watch)
        assert watch.notes == [("data_open", {"data": project.data})]


def test_topics_are_spans_of_the_text_and_a_non_answer_has_none(published_project: Shop) -> None:
    assert published_project.ask("SELECT count(*) > 0 FROM mentions") == [(True,)]
    wrong = """SELECT * FROM mentions JOIN comments USING (source, comment_id)
        WHERE non_answer OR "end" > length(text) OR evidence <> substring(text, "start" + 1, "end" - "start")"""
    assert published_project.ask(wrong) == []
    assert published_project.ask("SELECT text FROM comments WHERE non_answer") == [("特になし",)]


WEIGHTS = """
[weights.survey."店舗"]
"本店" = 1
"支店" = 1
"""


def test_weights_of_the_settings_reach_the_tables_and_the_report(fresh_project: Shop) -> None:
    fresh_project.put("survey-04.csv", [
        f"{i},K{i:03},2026-04-{1 + i % 28:02} 10:00,20代,{'支店' if i < 20 else '本店'},{10 if i < 20 else 3},感想その{i}です。,"
        for i in range(100)
    ])  # fmt: skip
    assert fresh_project.run().status == "published"
    asked = "SELECT period, nps, nps_weighted, n_effective FROM nps WHERE segment_name = 'all' AND period = 'all'"
    assert fresh_project.ask(asked) == [("all", -60.0, None, None)] and fresh_project.ask("FROM weights") == []
    fresh_project.toml.write_text(fresh_project.toml.read_text(encoding="utf-8") + WEIGHTS, encoding="utf-8")
    watch = Notes()
    assert fresh_project.run(watch).status == "published"  # other settings, the same exports
    # twenty promoters count as much as eighty detractors: weights of 2.5 and .625
    ((_, nps, weighted, effective),) = fresh_project.ask(asked)
    assert (nps, weighted) == (-60.0, pytest.approx(0, abs=1e-3))
    assert effective == pytest.approx(100**2 / (20 * 2.5**2 + 80 * 0.625**2), rel=1e-4)
    told = "SELECT period, n, weight_low, weight_high, share_missed, note FROM weights ORDER BY period"
    expected = (100, pytest.approx(0.625, abs=1e-6), pytest.approx(2.5, abs=1e-6), pytest.approx(0, abs=1e-6), "")
    assert fresh_project.ask(told) == [("2026", *expected), ("2026-04", *expected), ("all", *expected)]
    assert watch.notes == []
    report = reports.report_of(fresh_project.project(), source="survey")
    (headline,) = (section for section in report.parts[0].sections if section.code == "headline")
    assert any("目標の構成に合わせて重み付けすると" in sentence for sentence in headline.says)


# -- the same again -------------------------------------------------------------------------


def test_the_second_run_has_nothing_to_do(fresh_project: Shop) -> None:
    first = fresh_project.run()
    before = files(fresh_project.data)
    watch = Notes()
    second = fresh_project.run(watch)
    assert (second.status, second.run_id) == ("unchanged", first.run_id)
    assert second.summary["comments_read"] == 0 and not any(file["new"] for file in second.summary["files"])
    assert [code for code, _ in watch.steps] == ["step.take_in"]
    assert files(fresh_project.data) == before


def test_one_more_month_reads_only_its_texts_and_shares_every_other_partition(published_project: Shop) -> None:
    old = published_project.current()
    published_project.put("survey-06.csv", JUNE)
    outcome = published_project.run()
    assert outcome.status == "published" and outcome.summary["comments_read"] == 3
    new = published_project.current()
    for table in ("responses", "comments", "mentions"):
        for path in old.manifest.tables[table]:
            assert (old.path / path).samefile(new.path / path), path
        assert new.manifest.tables[table].keys() - old.manifest.tables[table].keys() == {f"{table}/survey/2026-06.parquet"}
    assert published_project.ask("SELECT month, count(*) FROM responses GROUP BY month ORDER BY month") == [
        ("2026-04", 5), ("2026-05", 5), ("2026-06", 2),
    ]  # fmt: skip
    assert published_project.ask("SELECT n, promoters, detractors FROM nps WHERE period = 'all' AND segment_name = 'all'") == [(12, 5, 5)]
    assert published_project.ask("SELECT count(*) FROM runs") == [(2,)]


def test_the_tables_do_not_depend_on_the_way_there(published_project: Shop, tmp_path: Path, tiny_model: Path) -> None:
    published_project.put("survey-06.csv", JUNE)
    published_project.run()
    (published_project.root / "inbox" / "survey-04.csv").unlink()
    published_project.run()
    other = shop(tmp_path / "other", tiny_model)
    other.put("survey-06.csv", JUNE)
    other.data.mkdir()
    (other.data / "key").write_bytes((published_project.data / "key").read_bytes())
    other.run()
    assert other.tables() == published_project.tables()


def test_a_changed_answer_replaces_the_old_one_with_its_comments(published_project: Shop) -> None:
    published_project.put("survey-05.csv", ["2,K002,2026-04-02 11:00,30代,本店,4,料理は良いが高い。,"])
    outcome = published_project.run()
    assert outcome.summary["comments_read"] == 1
    assert published_project.ask("SELECT count(*), sum(nps_score) FROM responses") == [(10, 64 - 9 + 4)]
    texts = {text for (text,) in published_project.ask("SELECT text FROM comments")}
    assert "料理は良いが高い。" in texts
    assert not texts & {"料理がおいしくて大満足です。", "メニューを増やしてほしい。"}
    assert published_project.ask("SELECT count(*) FROM mentions WHERE comment_id NOT IN (SELECT comment_id FROM comments)") == [(0,)]


def test_the_same_export_under_another_name_changes_nothing_and_counts_once(published_project: Shop) -> None:
    first = published_project.current()
    published_project.put("survey-copy.csv", APRIL)
    watch = Notes()
    assert published_project.run(watch).run_id == first.id
    assert watch.notes == [("same_export", {"file": "inbox/survey-copy.csv"})]
    published_project.put("survey-06.csv", JUNE)
    summary = published_project.run().summary
    assert summary["rows_read"] == 19 + 2 and summary["responses"] == 12


def test_a_file_that_vanishes_from_the_inbox_keeps_its_rows(published_project: Shop) -> None:
    first = published_project.current()
    tables = published_project.tables()
    (published_project.root / "inbox" / "survey-04.csv").unlink()
    assert published_project.run().run_id == first.id
    published_project.toml.write_text(published_project.toml.read_text() + "\n[join]\nsupport_window_days = 31\n")
    assert published_project.run().status == "published"
    assert published_project.tables() == tables


def test_a_run_keeps_how_right_its_model_was_wherever_that_lies(published_project: Shop, tmp_path: Path) -> None:
    own = tiny_model(tmp_path / "voc-ja")  # called like a shipped one
    figure = {"value": 0.9, "low": 0.8, "high": 0.95}
    told = {"held_out": {"kept_out": {"topic_f1": figure, "price_ece": figure}}}
    (own / "metrics.json").write_text(json.dumps(told), encoding="utf-8")
    published_project.set(published_project.project().settings.model, str(own))
    assert published_project.run().summary["measured"] == {"kept_out": {"topic_f1": [0.9, 0.8, 0.95]}}
    (own / "metrics.json").unlink()
    lines = dict(reports.report_of(published_project.project()).data)
    assert lines["モデルの正しさ(1が最高、[ ] は95%区間)"] == "学習から除いた自分のラベル: 話題(F1) 0.90 [0.80, 0.95]"


def test_another_model_reads_everything_and_the_first_is_remembered(published_project: Shop, tmp_path: Path) -> None:
    tables = published_project.tables()
    first = published_project.project().settings.model
    other = tiny_model(tmp_path / "another model", seed=2)
    published_project.set(first, str(other))
    assert published_project.run().summary["comments_read"] == TEXTS
    assert published_project.ask("SELECT DISTINCT model FROM comments") == [("tiny-2",)]
    assert published_project.tables()["comments"] != tables["comments"]
    published_project.set(str(other), first)
    assert published_project.run().summary["comments_read"] == 0
    assert published_project.tables() == tables


def test_other_rules_of_non_answers_read_every_text_anew(published_project: Shop, monkeypatch) -> None:
    monkeypatch.setattr(text, "WORDS", "other")
    assert published_project.run().summary["comments_read"] == TEXTS


def test_a_source_taken_out_of_the_settings_leaves_the_tables_and_comes_back_unread(published_project: Shop) -> None:
    tables = published_project.tables()
    text = published_project.toml.read_text(encoding="utf-8")
    published_project.toml.write_text(text[: text.index('[[source]]\nname = "support"')], encoding="utf-8")
    watch = Notes()
    published_project.run(watch)
    assert published_project.ask("SELECT (SELECT count(*) FROM contacts), (SELECT count(*) FROM messages)") == [(0, 0)]
    assert published_project.ask("SELECT DISTINCT source FROM comments") == [("survey",)]
    assert [code for code, _ in watch.notes] == ["unmatched_file"]
    published_project.toml.write_text(text, encoding="utf-8")
    assert published_project.run().summary["comments_read"] == 0
    assert published_project.tables() == tables


def test_a_changed_mapping_is_applied_to_what_was_read_before(published_project: Shop) -> None:
    published_project.set('comments = ["理由", "要望"]', 'comments = ["理由"]')
    assert published_project.run().summary["comments_read"] == 0
    assert published_project.ask("SELECT question, count(*) FROM comments GROUP BY ALL ORDER BY ALL") == [("", 3), ("理由", 9)]
    published_project.set('id = ["回答番号"]', 'id = ["会員番号", "回答日時"]')
    published_project.run()
    assert published_project.ask("SELECT count(*), count(DISTINCT answered_at) FROM responses") == [(10, 10)]


# -- who is who, and what is read -------------------------------------------------------------


def test_a_contact_counts_for_the_next_answer_of_the_same_person(published_project: Shop) -> None:
    joined = "SELECT r.nps_score FROM contacts c LEFT JOIN responses r USING (response_id) ORDER BY opened_at"
    assert published_project.ask(joined) == [(None,), (3,), (None,)]  # too long before, two days before, nobody known
    people = """SELECT count(*) FROM contacts c JOIN responses r USING (respondent) JOIN customers k USING (respondent)
        WHERE r.nps_score = 3 AND k.tier = 'ゴールド'"""
    assert published_project.ask(people) == [(1,)]  # e-mail in any case = member number
    published_project.toml.write_text(published_project.toml.read_text() + "\n[join]\nsupport_window_days = 1\n")
    published_project.run()
    assert published_project.ask(joined) == [(None,), (None,), (None,)]


def test_the_customers_own_words_are_read_and_an_agents_and_quoted_ones_are_not(published_project: Shop) -> None:
    assert published_project.ask("SELECT text FROM comments WHERE contact_id IS NOT NULL ORDER BY occurred_at") == [
        ("バスの時刻\n最終のバスは何時ですか。連絡先は【電話番号】です。",),
        ("駐車場について\n駐車場は何台分ありますか。\n分かりました。",),
        ("営業時間\n年末は開いていますか。",),
    ]
    assert published_project.ask("SELECT seq, speaker FROM messages WHERE month = '2026-04' AND seq > 0 ORDER BY seq") == [
        (1, "agent"), (2, "customer"),
    ]  # fmt: skip


# -- rows that cannot be used -----------------------------------------------------------------

BAD_ROWS = {
    "score_out_of_range": "1,K1,2026-04-01 10:00,,,11,良い,",
    "score_missing": "1,K1,2026-04-01 10:00,,,,良い,",
    "score_unreadable": "1,K1,2026-04-01 10:00,,,とても,良い,",
    "score_other_top": "1,K1,2026-04-01 10:00,,,4/5,良い,",
    "score_not_integer": "1,K1,2026-04-01 10:00,,,7.5,良い,",
    "time_unreadable": "1,K1,いつか,,,9,良い,",
    "time_missing": "1,K1,,,,9,良い,",
    "id_missing": ",K1,2026-04-01 10:00,,,9,良い,",
    "duplicate_row": APRIL[9],
    "duplicate_id_conflict": APRIL[9].replace("また", "もう"),
    "row_width": "1,K1,2026-04-01 10:00,,,9,良い,,,余り",
}


def test_every_kind_of_bad_row_has_its_own_code_and_sentence(fresh_project: Shop) -> None:
    for number, (reason, row) in enumerate(BAD_ROWS.items()):
        fresh_project.put(f"survey-bad-{number}.csv", [row] if "duplicate" not in reason else [APRIL[9], row])
    fresh_project.run()
    found = fresh_project.ask("SELECT reason, message FROM rejected_rows WHERE file LIKE '%bad%'")
    assert sorted(reason for reason, _ in found) == sorted(BAD_ROWS)
    assert len({message for _, message in found}) == len(BAD_ROWS)


_cell = st.text(st.sampled_from("駅が遠い。すごく良い!?,\"' \n09-@様さん"), max_size=12)
_row = st.tuples(
    st.integers(1, 12).map(str),
    st.sampled_from(["", "K1", "Ｋ２", "k1"]),
    st.sampled_from(["2026-04-01 10:00", "2026/5/31 23:59", "いつか", "", "2026-02-30"]),
    st.just("20代"),
    st.just("本店"),
    st.sampled_from(["0", "6", "10", "１０", "11", "-1", "", "高い", "7.5"]),
    _cell,
    _cell,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(_row, max_size=15))
def test_rows_read_are_answers_and_rejected_rows(
    tmp_path_factory: pytest.TempPathFactory, tiny_model: Path, rows: list[tuple[str, ...]]
) -> None:
    made = shop(tmp_path_factory.mktemp("shop") / "p", tiny_model)
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    made.put("survey-04.csv", [out.getvalue()])
    summary = made.run().summary
    ((answers, ids, rejected),) = made.ask(
        "SELECT (SELECT count(*) FROM responses), (SELECT count(DISTINCT response_id) FROM responses),"
        " (SELECT count(*) FROM rejected_rows)"
    )
    assert len(rows) == answers + rejected and answers == ids
    assert summary["rows_read"] == len(rows) + 6 == summary["accepted"] + summary["rejected"]
    good = {row[0] for row in rows if row[2][:4] in ("2026",) and row[2] != "2026-02-30" and row[5] in ("0", "6", "10", "１０")}
    assert answers == len(good)


# -- runs that fail ---------------------------------------------------------------------------

SECRET = "誰にも見せない感想です"
MANY = range(1, 41)
BROKEN = {
    "ingest_column": HEADER.replace("推奨度", "点数") + f"\n1,K1,2026-06-01 10:00,,,9,{SECRET},\n",
    "ingest_column_optional": HEADER.replace("理由", "感想") + f"\n1,K1,2026-06-01 10:00,,,9,{SECRET},\n",
    "ingest_scale": HEADER + "".join(f"\n{i},K{i},2026-06-01 10:00,,,{i % 5 + 1},{SECRET}{i},\n" for i in MANY),
    "ingest_empty": "",
    "ingest_data_header": f"1,K1,2026-06-01 10:00,,,9,{SECRET},\n2,K2,2026-06-01 10:00,,,8,良い,\n",
}


@pytest.mark.parametrize(("code", "content"), BROKEN.items())
def test_a_broken_export_publishes_nothing_and_the_old_run_still_answers(
    published_project: Shop, code: str, content: str
) -> None:
    old = published_project.current()
    published_project.put("survey-06.csv", JUNE)
    (published_project.root / "inbox" / "survey-07.csv").write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        published_project.run()
    assert raised.value.code == code
    assert published_project.current().id == old.id
    assert published_project.ask("SELECT count(*) FROM responses") == [(10,)]
    (failure,) = store.failures(published_project.data)
    assert failure.code == code and failure.message == say(code, "ja", **raised.value.values)
    assert "survey-07.csv" in failure.message and SECRET not in failure.message
    assert SECRET not in str(failure.values) and say(code, "ja", **failure.values) == failure.message
    assert not list(published_project.data.rglob(".tmp-*"))
    (published_project.root / "inbox" / "survey-07.csv").unlink()
    assert published_project.run().summary["responses"] == 12


def test_a_night_names_every_export_that_is_refused_and_publishes_nothing(published_project: Shop) -> None:
    old = published_project.current()
    published_project.put("survey-06.csv", JUNE)
    for number, content in zip((7, 8, 9), BROKEN.values(), strict=False):
        (published_project.root / "inbox" / f"survey-0{number}.csv").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="inputs_refused") as raised:
        published_project.run()
    (failure,) = store.failures(published_project.data)
    for said in (say(raised.value.code, **raised.value.values), failure.message):
        assert [f"survey-0{number}.csv" in said for number in range(6, 10)] == [False, True, True, True]
        assert "voc check" in said and SECRET not in said
    assert published_project.current().id == old.id and not list(published_project.data.rglob(".tmp-*"))
    for number in (7, 8, 9):
        (published_project.root / "inbox" / f"survey-0{number}.csv").unlink()
    assert published_project.run().summary["responses"] == 12


def test_a_file_that_disappears_while_it_is_taken_in_is_a_sentence_not_a_traceback(fresh_project: Shop) -> None:
    with pytest.raises(InputError) as raised, pipeline.night(fresh_project.project()) as steps:
        (file, *_) = steps.inputs()
        file.path.unlink()
        steps.take_in(file)
    assert raised.value.code == "ingest_unreadable"
    assert isinstance(raised.value.__cause__, OSError)  # by which the flow knows that a retry may help
    assert [failure.code for failure in store.failures(fresh_project.data)] == ["ingest_unreadable"]


def test_a_night_whose_inbox_has_gone_fails_and_keeps_what_was_published(published_project: Shop) -> None:
    old = published_project.current()
    inbox = published_project.root / "inbox"
    inbox.rename(inbox.with_name("inbox-old"))
    for _ in ("gone", "a file"):
        with pytest.raises(SettingsError, match="no_inbox"):
            published_project.run()
        inbox.touch()
    assert published_project.current().id == old.id
    inbox.unlink()
    inbox.mkdir()  # empty is as good as read before
    assert published_project.run().status == "unchanged"


def test_without_a_source_or_a_file_the_run_says_so(fresh_project: Shop) -> None:
    for path in (fresh_project.root / "inbox").iterdir():
        path.unlink()
    with pytest.raises(SettingsError) as raised:
        fresh_project.run()
    assert raised.value.code == "no_inputs"
    text = fresh_project.toml.read_text(encoding="utf-8")
    fresh_project.toml.write_text(text[: text.index("[[source]]")], encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        fresh_project.run()
    assert raised.value.code == "no_sources"
    assert store.current(fresh_project.data) is None
    assert [failure.code for failure in store.failures(fresh_project.data)] == ["no_sources", "no_inputs"]


def test_a_data_folder_that_cannot_be_written_is_told_as_it_is(fresh_project: Shop) -> None:
    fresh_project.data.write_text("a file, not a folder")
    with pytest.raises(StoreError) as raised:
        fresh_project.run()
    assert say(raised.value.code, "ja", **raised.value.values)
    assert "failures" not in str(raised.value)


# -- databases --------------------------------------------------------------------------------


def test_a_database_is_a_source_like_any_other(fresh_project: Shop, tmp_path: Path) -> None:
    from_files = fresh_project.run()
    expected = without_names(fresh_project)
    path = tmp_path / "crm.sqlite"
    with sqlite3.connect(path) as db:
        db.execute(f"CREATE TABLE answers ({', '.join(HEADER.split(','))})")
        db.executemany("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)", csv.reader(APRIL))
    db.close()
    fresh_project.set('path = "inbox/survey*.csv"', f'url = "sqlite:///{path}"\nquery = "SELECT * FROM answers"')
    (fresh_project.root / "inbox" / "survey-04.csv").unlink()
    forget(fresh_project)
    assert fresh_project.run().summary["comments_read"] == from_files.summary["comments_read"]
    assert without_names(fresh_project) == expected
    assert fresh_project.ask("SELECT file, line FROM rejected_rows ORDER BY line LIMIT 1") == [("query survey", 11)]
    assert fresh_project.run().status == "unchanged"

    def change(sql: str) -> pipeline.Outcome:
        with sqlite3.connect(path) as db:
            db.execute(sql)
        db.close()
        return fresh_project.run()

    assert change("UPDATE answers SET 推奨度 = '1' WHERE 回答番号 = '2'").summary["comments_read"] == 0
    score = "SELECT nps_score FROM responses WHERE answered_at = '2026-04-02 02:00:00+00'"
    assert fresh_project.ask(score) == [(1,)]
    change("UPDATE answers SET 推奨度 = '9' WHERE 回答番号 = '2'")  # as it was at first
    assert fresh_project.ask(score) == [(9,)]
    change("INSERT INTO answers SELECT '99', 会員番号, 'まだ', 年代, 店舗, 推奨度, 理由, 要望 FROM answers LIMIT 1")
    assert fresh_project.ask("SELECT count(*) FROM rejected_rows") == [(4,)]
    assert change("INSERT INTO answers SELECT '98', 会員番号, 回答日時, 年代, 店舗, 推奨度, '初めての声', '' FROM answers LIMIT 1").summary["comments_read"] == 1


def forget(shop: Shop) -> None:
    """Remove everything written but the key."""
    key = (shop.data / "key").read_bytes()
    shutil.rmtree(shop.data)
    shop.data.mkdir()
    (shop.data / "key").write_bytes(key)


def without_names(shop: Shop) -> dict[str, list[str]]:
    """The tables without those that name the export."""
    return {name: rows for name, rows in shop.tables().items() if name != "rejected_rows"}


def test_postgresql_is_read_through_sqlalchemy(fresh_project: Shop, postgres_url: str) -> None:
    engine = sqlalchemy.create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as db:
        db.execute(sqlalchemy.text(
            "CREATE TABLE answers (id bigint, member text, at timestamptz, age text, shop text, score int, why text, wish text)"
        ))  # fmt: skip
        for row in csv.reader(APRIL[:10]):
            values = dict(zip("abcdefgh", row, strict=True))
            values["c"] += "+09:00"
            db.execute(sqlalchemy.text("INSERT INTO answers VALUES (:a, :b, :c, :d, :e, :f, :g, :h)"), values)
    engine.dispose()
    columns = "id 回答番号, member 会員番号, at 回答日時, age 年代, shop 店舗, score 推奨度, why 理由, wish 要望"
    query = f"SELECT {columns} FROM answers ORDER BY id"
    fresh_project.run()
    expected = without_names(fresh_project)
    forget(fresh_project)
    fresh_project.set('path = "inbox/survey*.csv"', f'url = "{postgres_url}"\nquery = "{query}"')
    fresh_project.run()
    assert without_names(fresh_project) == expected
    assert fresh_project.run().status == "unchanged"


# -- personal data ----------------------------------------------------------------------------


def test_nothing_that_is_written_or_logged_holds_personal_data_or_a_comment_in_a_log(
    fresh_project: Shop, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    fresh_project.run()
    fresh_project.put("survey-05.csv", ["100,K003,担当の山田様,20代,本店,090-1234-5678,03-1234-5678,"])
    fresh_project.run()
    (fresh_project.root / "inbox" / "survey-06.csv").write_text("何か,山田様\n1,090-1234-5678\n", encoding="utf-8")
    with pytest.raises(InputError):
        fresh_project.run()
    told = caplog.text + "".join(capfd.readouterr())
    for row in csv.reader(APRIL):
        assert not any(comment in told for comment in row[6:] if comment)
    for where, value in values(fresh_project.data):
        found = [personal for personal in PERSONAL if personal in value]
        assert not found, (where, found)


def values(data: Path) -> Iterator[tuple[str, str]]:
    """Everything below `data` as text: the cells of Parquet files and marts, the bytes of the rest."""
    for path in sorted(data.rglob("*")):
        if path.suffix == ".parquet":
            yield str(path), repr(pq.ParquetFile(path).read().to_pydict())
        elif path.suffix == ".duckdb":
            with duckdb.connect(path, read_only=True) as con:
                for (table,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                    yield f"{path} {table}", repr(con.execute(f"FROM {table}").fetchall())
        if path.is_file():
            yield str(path), path.read_bytes().decode("utf-8", "replace")


# -- the real survey --------------------------------------------------------------------------


def test_two_months_of_the_real_survey_are_counted_as_by_hand(
    data_dir: Path, tmp_path: Path, tiny_model: Path
) -> None:
    exports = [data_dir / "fukui" / f"survey-{month}.csv" for month in ("202204", "202304")]  # two generations
    projects.init(tmp_path / "fukui", exports)
    made = Shop(tmp_path / "fukui")
    made.set('model = "voc-ja-fast"', f'model = "{tiny_model}"')
    summary = made.run().summary
    rows = []
    for path in exports:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows += list(csv.DictReader(file))
    scores = [int(row["NPS"]) for row in rows if row["NPS"].strip().isdigit() and 0 <= int(row["NPS"]) <= 10]
    keys = {(row["会員ID"], row["回答日時"]) for row in rows}
    assert len(keys) == len(rows) == len(scores)  # every record of these months can be used
    assert made.ask("SELECT count(*), sum(nps_score) FROM responses") == [(len(rows), sum(scores))]
    by_hand = 100 * (sum(s >= 9 for s in scores) - sum(s <= 6 for s in scores)) / len(scores)
    ((nps,),) = made.ask("SELECT nps FROM nps WHERE period = 'all' AND segment_name = 'all'")
    assert nps == pytest.approx(by_hand, abs=1e-9)
    asked = [name for name in rows[-1] if name.endswith(("の理由", "の内容", "求めるもの")) or name == "推奨項目"]
    counted = {name: sum(bool((row.get(name) or "").strip()) for row in rows) for name in asked}
    found = dict(made.ask("SELECT question, count(*) FROM comments GROUP BY question"))
    assert found == {name: count for name, count in counted.items() if count}
    assert summary["rows_read"] == len(rows) and summary["rejected"] == 0


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file with its inode and time, but for the lock, which every run signs."""
    found: dict[str, tuple[int, int]] = {}
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "lock":
            status = os.stat(path)
            found[str(path)] = status.st_ino, status.st_mtime_ns
    return found


# -- the dictionary -------------------------------------------------------------------------


def test_a_changed_dictionary_is_a_new_night_without_reading_texts_again(published_project: Shop) -> None:
    path = published_project.root / "dictionary.csv"
    path.write_text("term,synonym_of,action\n大満足,,keep\n店員,スタッフ,\n", encoding="utf-8")
    outcome = published_project.run()
    assert (outcome.status, outcome.summary["comments_read"]) == ("published", 0)
    said = published_project.ask("SELECT tokens, pairs FROM comments WHERE text LIKE '料理がおいしくて%'")
    assert "大満足" in said[0][0]
    assert published_project.run().status == "unchanged"
    path.write_text("term,synonym_of,action\n大満足\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="dictionary_cells"):
        published_project.run()
