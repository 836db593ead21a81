"""voc alerts on a published run: listing, acknowledging, what cannot be asked."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from typer.testing import Result

from tests.runs import manifest
from voc import store

Voc = Callable[..., Result]


def _alert(topic: str, day: int, kind: str = "sudden") -> dict[str, object]:
    return {
        "source": "survey", "topic": topic, "polarity": "negative", "day": date(2026, 4, day), "kind": kind, "n_total": 40,
        "n_comments": 20, "share": 0.5, "expected": 0.1, "low": 0.0, "high": 0.2, "q_value": 0.0001, "severity": "high",
    }  # fmt: skip


@pytest.fixture
def alerted(tmp_path: Path) -> Path:
    (tmp_path / "voc.toml").write_text("", encoding="utf-8")
    rows = [_alert("waiting", 3), _alert("access", 5), _alert("access", 12, "drift")]
    comments = [{"source": "survey", "occurred_at": datetime(2026, 4, day, 12, tzinfo=UTC)} for day in (1, 28)]
    data = tmp_path / "data"
    with store.publisher(data), store.engine(data) as con, store.Builder(data, None) as builder:
        for table, given in (("alerts", rows), ("comments", comments)):
            con.register("given", pa.Table.from_pylist(given))
            con.execute(f"CREATE TABLE {table} AS FROM given")
            builder.write(con, table, order_by="source", partitioned=False)
            con.unregister("given")
        builder.publish(manifest(builder))
    return tmp_path


def seen(voc: Voc, project: Path) -> dict[tuple[str, str], str | None]:
    done = voc("alerts", "--format", "json", "--project", project)
    assert done.exit_code == 0, done.stderr
    rows = json.loads(done.stdout)
    return {(row["topic"], row["day"]): row["seen_by"] for row in rows}


def test_the_newest_stand_first_with_the_command_that_opens_one(voc: Voc, alerted: Path) -> None:
    done = voc("alerts", "--project", alerted)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.index("2026-04-12") < done.stdout.index("2026-04-05") < done.stdout.index("2026-04-03")
    assert "voc show alerts" in done.stderr and "緩やかな変化" in done.stdout
    assert "ほか 2 件" in voc("alerts", "--limit", "1", "--project", alerted).stdout


def test_what_somebody_has_seen_is_known_and_the_first_stays(voc: Voc, alerted: Path) -> None:
    assert set(seen(voc, alerted).values()) == {None}
    done = voc("alerts", "--topic", "立地・交通・駐車場", "--kind", "sudden", "--acknowledge", "--as", "佐藤", "--project", alerted)
    assert done.exit_code == 0 and "警告 1 件を確認済みにしました" in done.stderr
    assert "佐藤" in done.stdout and "2026-04-03" not in done.stdout
    done = voc("alerts", "--to", "2026-04-05", "--acknowledge", "--as", "鈴木", "--note", "臨時休業", "--project", alerted)
    assert "警告 1 件を確認済みにしました" in done.stderr and "1 件は 佐藤 が先に確認" in done.stderr
    assert seen(voc, alerted) == {
        ("access", "2026-04-12"): None, ("access", "2026-04-05"): "佐藤", ("waiting", "2026-04-03"): "鈴木",
    }  # fmt: skip


def test_without_a_name_it_is_who_is_logged_in(voc: Voc, alerted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "tanaka")
    voc("alerts", "--from", "2026-04-12", "--acknowledge", "--project", alerted)
    assert seen(voc, alerted)["access", "2026-04-12"] == "tanaka"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--acknowledge", "--backtest"], "確認済みにできません"),
        (["--ratio", "2"], "--backtest"),
        (["--from", "いつか"], "日付が読めません"),
        (["--from", "2026-04-12-1"], "日付が読めません"),
    ],
)
def test_what_cannot_be_asked_is_told(voc: Voc, alerted: Path, words: list[str], said: str) -> None:
    done = voc("alerts", *words, "--project", alerted)
    assert done.exit_code == 1 and said in done.stderr and done.stdout == ""
