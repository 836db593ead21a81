"""voc compare on a published run."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from typer.testing import Result

from voc import records, store

from .conftest import FACTS

Voc = Callable[..., Result]


def _answer(number: int, month: str, age: str, score: int, respondent: str | None = None) -> dict[str, object]:
    group = "promoter" if score >= 9 else "passive" if score >= 7 else "detractor"
    return {
        "source": "survey", "response_id": f"r{number}", "respondent": respondent, "month": month,
        "answered_at": datetime(2026, 4, 1, tzinfo=UTC), "nps_score": score, "nps_group": group,
        "segments": [("年代", age)],
    }  # fmt: skip


@pytest.fixture
def compared(tmp_path: Path) -> Path:
    (tmp_path / "voc.toml").write_text("", encoding="utf-8")
    rows = [_answer(i, "2026-04", "20代", (3, 9)[i % 4 == 0], f"p{i}") for i in range(40)]
    rows += [_answer(100 + i, "2026-05", "20代", (3, 9)[i % 4 != 0], f"p{i}") for i in range(40)]
    rows += [_answer(200 + i, "2026-05", "60代", 8, f"q{i}") for i in range(4)]
    rows += [_answer(300 + i, "2026-05", "70代", 8) for i in range(7)]
    data = tmp_path / "data"
    with store.publisher(data), store.engine(data) as con, store.Builder(data, None) as builder:
        con.register("answers", pa.Table.from_pylist(rows, records.RESPONSES))
        con.execute("CREATE TABLE responses AS FROM answers")
        con.execute(
            "CREATE TABLE nps AS WITH placed AS ("
            "SELECT source, unnest([month, left(month, 4), 'all']) AS period, segments FROM answers"
            "), cells AS (SELECT source, period, '年代' AS segment_name, segments['年代'] AS segment_value FROM placed "
            "UNION SELECT source, period, 'all', 'all' FROM placed"
            ") FROM cells WHERE (period, segment_name) <> ('2026-04', 'all')"  # withheld
        )
        for table in ("responses", "nps"):
            builder.write(con, table, order_by="source", partitioned=False)
        builder.publish(**FACTS)
    return tmp_path


def test_two_months_are_compared_in_words(voc: Voc, compared: Path) -> None:
    done = voc("compare", "period=2026-04", "period=2026-05", "--segment", "年代=20代", "--project", compared)
    assert done.exit_code == 0, done.stderr
    one, other, difference, _, verdict, both, association = done.stdout.splitlines()
    assert "period=2026-04" in one and "−50.0" in one and "回答 40 件" in one and "回答者 40 人" in one
    assert "+50.0" in other and "+100.0 [" in difference and "p < 0.001" in difference
    assert "100.0 点高く" in verdict and "40 人" in both and "因果関係ではありません" in association


def test_vs_stands_between_cells_of_several_words(voc: Voc, compared: Path) -> None:
    done = voc("compare", "period=2026-05", "年代=20代", "vs", "period=2026-04", "年代=20代", "--project", compared)
    assert "100.0 点低く" in done.stdout
    done = voc("compare", "period=2026", "period=2026-05", "--segment", "年代=20代", "--project", compared)
    assert "高く" in done.stdout


WEIGHTS = """
[[source]]
name = "survey"
kind = "survey"
path = "inbox/*.csv"
id = ["番号"]
time = "日時"
nps = "NPS"
segments = ["年代"]

[weights.survey."年代"]
"20代" = 0.5
"60代" = 0.5
"""


def test_a_comparison_says_that_it_is_unweighted_and_shows_what_is_weighted(voc: Voc, compared: Path) -> None:
    words = ("compare", "period=2026-04", "period=2026-05", "--segment", "年代=20代", "--project", compared)
    assert "重み付け" not in voc(*words).stdout
    (compared / "voc.toml").write_text(WEIGHTS, encoding="utf-8")
    assert "重み付けをしていません" in voc(*words).stdout and "重み付けしたNPS" not in voc(*words).stdout
    data = compared / "data"
    with store.publisher(data), store.engine(data) as con, store.Builder(data, None) as builder:
        for table in ("responses", "nps"):
            con.register("given", store.query(store.published_run(data), f"SELECT * EXCLUDE (run_id) FROM {table}"))
            more = ", 12.5e0 AS nps_weighted, 1e0 AS nps_weighted_low, 24e0 AS nps_weighted_high" if table == "nps" else ""
            con.execute(f"CREATE TABLE {table} AS SELECT *{more} FROM given")
            builder.write(con, table, order_by="source", partitioned=False)
            con.unregister("given")
        builder.publish(**FACTS)
    assert "1 が +12.5 [+1.0, +24.0]、2 が +12.5 [+1.0, +24.0] です" in voc(*words).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["年代=20代", "年代=60代"], "5 人未満"),
        (["period=2026-05", "年代=20代", "vs", "period=2026-05"], None),
        (["年代=20代", "年代=70代"], "10 件未満"),
        (["period=2026-04", "period=2026-05"], "表 nps でも伏せている"),
        (["年代=20代", "年代=80代"], "20代, 60代, 70代"),
        (["年代=20代", "性別=女"], "年代"),
        (["年代=20代", "period=2025-01"], "2026-04"),
        (["年代=70代", "period=2026-04", "vs", "年代=20代"], "条件を減らして"),
        (["年代=20代", "年代=20代"], "違うもの"),
        (["年代=20代"], "vs"),
        (["年代=20代", "x", "y"], "vs"),
        (["年代=20代", "20代"], "名前=値"),
        (["年代=20代", "年代=70代", "--source", "shop"], "survey"),
        (["period=2026-04", "period=2026-05", "--period", "2026"], "二度"),
    ],
)
def test_what_cannot_be_compared_is_told(voc: Voc, compared: Path, words: list[str], said: str | None) -> None:
    done = voc("compare", *words, "--project", compared)
    if said is None:  # eleven people apart
        assert done.exit_code == 0
    else:
        assert done.exit_code == 1 and said in done.stderr and done.stdout == ""
