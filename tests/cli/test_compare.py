"""voc compare on a published run."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.testing import Result

from tests.runs import manifest
from voc import analyze, config, records, store
from voc.report import cells

Voc = Callable[..., Result]


def _answer(number: int, month: str, age: str, score: int, respondent: str | None = None) -> dict[str, Any]:
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
        builder.publish(manifest(builder))
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


TARGETS = """
[[source]]
name = "survey"
kind = "survey"
path = "inbox/*.csv"
id = ["番号"]
time = "日時"
nps = "NPS"
segments = ["年代", "県"]

[weights.survey."年代"]
"20代" = 0.5
"60代" = 0.5
"""


@pytest.fixture
def weighted(tmp_path: Path) -> Path:
    """Two months in which the young are a fifth and a half of the answers, content and then not."""
    (tmp_path / "voc.toml").write_text(TARGETS, encoding="utf-8")
    rows = [_answer(i, "2026-04", "20代", 9 if i % 4 else 3, f"p{i}") for i in range(40)]
    rows += [_answer(100 + i, "2026-04", "60代", 3 if i % 4 else 9, f"q{i}") for i in range(160)]
    rows += [_answer(300 + i, "2026-05", "20代", 9 if i % 4 else 3, f"p{i}") for i in range(100)]
    rows += [_answer(400 + i, "2026-05", "60代", 3 if i % 4 else 9, f"q{i}") for i in range(100)]
    rows += [_answer(900 + i, "2026-06", "60代", 9, f"r{i}") for i in range(40)]
    rows = [row | {"segments": [*row["segments"], ("県", "福井" if i % 3 else "石川")]} for i, row in enumerate(rows)]
    _publish(tmp_path, rows)
    return tmp_path


def _publish(root: Path, rows: list[dict[str, Any]]) -> None:
    data = root / "data"
    with store.publisher(data), store.engine(data) as con, store.Builder(data, None) as builder:
        for name, schema in records.STAGED.items():
            listed = schema.append(pa.field("ledger_seq" if name == "messages" else "seq", pa.int32()))
            con.register(f"staged_{name}", pa.Table.from_pylist(rows if name == "responses" else [], listed))
        con.register("readings", records.READINGS.empty_table())
        analyze.tables(con, support_window_days=30, model="")
        analyze.nps(con, config.load(root).settings.weights)
        con.execute("DELETE FROM nps WHERE note = 'suppressed'")  # as left_out does, for which all tables must be there
        for table in ("responses", "nps"):
            builder.write(con, table, order_by="source", partitioned=False)
        builder.publish(manifest(builder))


def test_where_there_are_weights_the_weighted_cells_are_compared_too(voc: Voc, weighted: Path) -> None:
    done = voc("compare", "period=2026-04", "period=2026-05", "--project", weighted)
    assert done.exit_code == 0, done.stderr
    plain, _, told = done.stdout.partition("[weights]")
    assert "−30.0 [" in plain and "0.0 [" in plain and "30.0 点高く" in plain
    header, one, other, difference, _, verdict, _, both, association = told.splitlines()
    assert "1: survey 2026-04, 2: survey 2026-05" in header
    assert "NPS(重み付け) 0.0 [" in one and "NPS(重み付け) 0.0 [" in other
    assert "差(2 − 1): 0.0 [" in difference and "p = 1.000" in difference and "違うとは言えません" in verdict
    assert "140 人" in both and "因果関係" in association
    published = store.query(store.published_run(weighted / "data"), "FROM nps WHERE segment_name = 'all'").to_pylist()
    for row, line in zip(sorted(published, key=lambda row: str(row["period"]))[1:3], (one, other), strict=True):
        assert cells.interval(row["nps_weighted"], row["nps_weighted_low"], row["nps_weighted_high"]) in line


def test_weights_are_those_of_the_period_that_a_cell_names_or_of_all_time(voc: Voc, weighted: Path) -> None:
    done = voc("compare", "県=福井", "県=石川", "--project", weighted)
    assert "重みは survey all のもの" in done.stdout
    done = voc("compare", "県=福井", "県=石川", "--period", "2026", "--project", weighted)
    assert "重みは survey 2026 のもの" in done.stdout
    words = ("県=福井", "年代=20代", "vs", "県=石川", "年代=60代", "period=2026-05")
    done = voc("compare", *words, "--project", weighted)
    assert "1: survey all, 2: survey 2026-05" in done.stdout and "+50.5" in done.stdout.partition("[weights]")[2]


def test_where_weights_are_missing_it_says_why_and_compares_unweighted(voc: Voc, weighted: Path) -> None:
    done = voc("compare", "period=2026-05", "period=2026-06", "--project", weighted)
    assert "1: survey 2026-05" in done.stdout  # nobody of 2026-06 is young: the others keep their target
    (weighted / "voc.toml").write_text(TARGETS.replace('"60代" = 0.5', '"60代" = 0.7'), encoding="utf-8")
    done = voc("compare", "period=2026-04", "period=2026-05", "--project", weighted)
    assert done.exit_code == 0 and "重み付けをしていません" in done.stdout and "NPS(重み付け)" not in done.stdout
    assert "survey 2026-04, survey 2026-05 の公開済みの数値は" in done.stdout and "voc run" in done.stdout


def test_a_cell_of_a_source_without_targets_is_compared_unweighted_alone(voc: Voc, tmp_path: Path) -> None:
    (tmp_path / "voc.toml").write_text(TARGETS, encoding="utf-8")
    rows = [_answer(i, "2026-04", ("20代", "60代")[i % 3 == 0], i % 11) for i in range(60)]
    _publish(tmp_path, rows + [row | {"source": "shop"} for row in rows])
    done = voc("compare", "source=survey", "source=shop", "--project", tmp_path)
    assert done.exit_code == 0 and "NPS(重み付け)" not in done.stdout
    assert "重み付けをしていません" in done.stdout and "shop all には [weights] の設定がありません" in done.stdout


def test_weighted_comparisons_are_told_in_english_too(voc: Voc, weighted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOC_LANG", "en")
    done = voc("compare", "period=2026-04", "period=2026-05", "--project", weighted)
    assert "Weighted to the targets of [weights]" in done.stdout and "weighted NPS 0.0 [" in done.stdout


def test_without_targets_nothing_is_said_of_weights(voc: Voc, compared: Path) -> None:
    done = voc("compare", "period=2026-04", "period=2026-05", "--segment", "年代=20代", "--project", compared)
    assert "重み" not in done.stdout


@pytest.fixture
def crossed(tmp_path: Path) -> Path:
    """One answer of the village is of May: `nps` leaves April out too. In the town are men, women and one other."""
    (tmp_path / "voc.toml").write_text("", encoding="utf-8")
    rows = [_answer(i, "2026-04", "村", (3, 9)[i % 4 == 0], f"p{i}") for i in range(40)]
    rows += [_answer(100, "2026-05", "村", 0, "p100")]
    rows += [_answer(200 + i, ("2026-04", "2026-05")[i % 2], "町", (3, 9)[i % 3 == 0], f"q{i}") for i in range(121)]
    for i, row in enumerate(rows):
        gender = "男" if i % 3 else "女"
        where = [("地域", row["segments"][0][1]), ("県", "福井"), ("性別", gender if i < 161 else "ほか")]
        row["segments"] = [*where, ("駅", f"{i % 60:02}駅" if i > 40 else "村駅")]
    _publish(tmp_path, rows)
    return tmp_path


CROSSED = [
    (["地域=村", "period=2026-04"], False),  # nps leaves it out
    (["地域=村", "period=2026-04", "県=福井"], False),  # the same answers by another name
    (["地域=村", "period=2026-04", "性別=男"], False),  # a part of it
    (["地域=村", "period=2026-04", "駅=村駅"], False),
    (["地域=村", "県=福井"], True),  # what nps tells, by another name
    (["地域=村", "性別=男"], True),  # 27 people, and 14 are left of 41
    (["地域=町", "性別=男"], True),
    (["県=福井", "性別=男"], True),
]


@pytest.mark.parametrize(("words", "told"), CROSSED)
def test_a_cell_of_several_segments_gives_away_no_cell_that_is_withheld(
    voc: Voc, crossed: Path, words: list[str], told: bool
) -> None:
    done = voc("compare", *words, "vs", "地域=町", "--project", crossed)
    assert (done.exit_code == 0) is told, done.stderr
    assert told or ("引き算" in done.stderr and done.stdout == "")


def test_a_cell_of_several_segments_leaves_no_few_people_of_a_wider_one(voc: Voc, tmp_path: Path) -> None:
    (tmp_path / "voc.toml").write_text("", encoding="utf-8")
    rows = [_answer(i, "2026-04", "村", (3, 9)[i % 4 == 0], f"p{i}") for i in range(160)]
    for i, row in enumerate(rows):
        area, town = ("村", "町")[i % 2], "北" if i % 2 and i > 3 else "南"
        row["segments"] = [("地域", area), ("字", town)]
    _publish(tmp_path, rows)
    one = ("地域=町", "字=北")  # all of the town but two, who would be told by its row in nps
    done = voc("compare", *one, "vs", "地域=村", "--project", tmp_path)
    assert done.exit_code == 1 and "引き算" in done.stderr


def test_a_value_that_the_tables_fold_leaves_no_few_people_of_those_it_is_folded_with(voc: Voc, tmp_path: Path) -> None:
    (tmp_path / "voc.toml").write_text("", encoding="utf-8")
    sizes = {**{f"{i:02}号店": 13 for i in range(50)}, "小店": 12, "極小店": 2}  # the last two are (others) in nps
    shops = [shop for shop, size in sizes.items() for _ in range(size)]
    rows = [_answer(i, "2026-04", "20代", i % 11, f"p{i}") | {"segments": [("店舗", shop)]} for i, shop in enumerate(shops)]
    _publish(tmp_path, rows)
    done = voc("compare", "店舗=小店", "店舗=00号店", "--project", tmp_path)
    assert done.exit_code == 1 and "引き算" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["年代=20代", "年代=60代"], "5 人未満"),
        (["period=2026-05", "年代=20代", "vs", "period=2026-05"], None),
        (["年代=20代", "年代=70代"], "10 件未満"),
        (["period=2026-04", "period=2026-05"], "表 nps で伏せている"),
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
