"""How values look to people and programs."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.report import cells
from voc.report.measures import Measure

TOKYO = ZoneInfo("Asia/Tokyo")

POINTS = [
    (-12.34, "−12.3"),
    (12.3, "+12.3"),
    (0.0, "0.0"),
    (-0.04, "0.0"),
    (100.0, "+100.0"),
    (None, "–"),
    (float("nan"), "–"),
]

PERIODS = [
    ("2025-12", "2025年12月", "December 2025"),
    ("2026-04", "2026年4月", "April 2026"),
    ("2025", "2025年", "2025"),
    ("all", "全期間", "All time"),
]

TEXTS = [
    ([("性別", "女"), ("年代", "20代")], pa.map_(pa.string(), pa.string()), "性別: 女; 年代: 20代"),
    (["駅", "遠い"], pa.list_(pa.string()), "駅; 遠い"),
    ({"a": 1, "b": None}, pa.struct({"a": pa.int64(), "b": pa.string()}), "a: 1; b: "),
    (datetime(2026, 4, 1, 23, 0, 1, 5, tzinfo=UTC), pa.timestamp("us", "UTC"), "2026-04-02 08:00:01"),
    (date(2026, 4, 1), pa.date32(), "2026-04-01"),
    (None, pa.string(), ""),
    (b"\x01\xff", pa.binary(), "01ff"),
]

ON_ONE_LINE = [
    ("駅から\n遠い\t道", "駅から 遠い 道"),
    ("赤い\x1b[31m字", "赤い�[31m字"),
    ("逆\u202e向き", "逆�向き"),
    ("[bold]太字[/bold]", "[bold]太字[/bold]"),
    ("👨‍👩‍👧 家族", "👨‍👩‍👧 家族"),
]


@pytest.mark.parametrize(("value", "shown"), POINTS)
def test_points_have_one_decimal_a_sign_and_a_true_minus(value: float | None, shown: str) -> None:
    assert cells.points(value) == shown


def test_interval_stands_in_brackets_behind_its_number() -> None:
    assert cells.interval(-12.3, -20.1, -4.5) == "−12.3 [−20.1, −4.5]"
    assert cells.interval(None, None, None) == "–"
    assert cells.interval(5.0, None, None) == "+5.0"


def test_a_share_of_nothing_has_no_sign() -> None:
    assert cells.number(-1e-17, "share") == "0.0%" and cells.number(-0.12, "share") == "−12.0%"


@pytest.mark.parametrize(
    ("value", "measured", "shown"),
    [(0.0, "chance", "< 0.001"), (0.00099, "chance", "< 0.001"), (0.001, "chance", "0.001"), (0.25, "chance", "0.250"),
     (0.0, "probability", "0.000"), (-0.004, "score", "0.00"), (12.34567, "score", "12.35"), (1234.5, "score", "1,234.50"),
     (0.0496, "chance", "0.0496"), (0.0504, "chance", "0.050"), (640.85, "count", "641"), (0.0581, "moved", "+5.8pt"),
     (-1e-9, "moved", "0.0pt"), (-0.0581, "moved", "−5.8pt")],
)  # fmt: skip
def test_no_chance_is_said_to_be_zero_and_scores_have_two_decimals(
    value: float, measured: Measure, shown: str
) -> None:
    assert cells.number(value, measured) == shown


@pytest.mark.parametrize(("value", "kind", "shown"), TEXTS)
def test_any_value_becomes_readable_text(value: object, kind: pa.DataType, shown: str) -> None:
    assert cells.text(value, kind, TOKYO) == shown


def test_json_values_keep_their_kind() -> None:
    assert cells.plain([("spend", 1.5)], pa.map_(pa.string(), pa.float64()), TOKYO) == {"spend": 1.5}
    assert cells.plain(Decimal("12"), pa.decimal128(38, 0), TOKYO) == 12
    assert cells.plain(float("nan"), pa.float64(), TOKYO) is None
    assert cells.plain(pa.scalar(0.1, pa.float32()).as_py(), pa.float32(), TOKYO) == 0.1
    moment = datetime(2026, 4, 1, 23, 0, tzinfo=UTC)
    assert cells.plain(moment, pa.timestamp("us", "UTC"), TOKYO) == "2026-04-02T08:00:00+09:00"


@pytest.mark.parametrize(("given_text", "shown"), ON_ONE_LINE)
def test_nothing_in_a_cell_is_obeyed_by_the_terminal(given_text: str, shown: str) -> None:
    assert cells.on_one_line(given_text) == shown


@given(st.text())
def test_a_cell_for_the_terminal_is_one_line_without_control_characters(text: str) -> None:
    shown = cells.on_one_line(text)
    assert len(shown.splitlines()) <= 1
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown)


def test_codes_become_words_and_what_has_none_stays() -> None:
    assert cells.in_words("note", "reference", "ja") == "参考値"
    assert cells.in_words("topic", "access", "en") == "Access and parking"
    assert cells.in_words("topic", "お弁当", "ja") == "お弁当"
    assert cells.in_words("reasons", ["urgent", "churn"], "en") == ["Urgent", "Means to leave"]
    assert cells.in_words("quadrant", "spurious", "ja") == "見せかけのロイヤル"
    assert cells.in_words("reasons", ["low_score"], "ja") == ["推奨度が低い(0〜6)"]
    assert [cells.in_words("variable", one, "ja") for one in ("nps_group", "年代")] == ["NPS区分", "年代"]
    assert [cells.in_words("name", one, "ja") for one in ("promoter", "20代")] == ["推奨者", "20代"]
    assert cells.in_words("text", "reference", "ja") == "reference"
    assert cells.label("nps", "ja") == "NPS"
    assert cells.label("わたしの列", "ja") == "わたしの列"


@pytest.mark.parametrize(
    ("name", "japanese", "english"),
    [("spend", "利用額", "Spend"), ("visits", "利用回数", "Visits"), ("宿泊費", "宿泊費", "宿泊費"),
     ("customers.spend", "利用額(customers)", "Spend (customers)"), ("名簿.v2.purchases", "購入回数(名簿.v2)", "Purchases (名簿.v2)"),
     ("No.1", "No.1", "No.1")],
)  # fmt: skip
def test_a_behaviour_is_called_by_its_words_and_one_that_people_named_as_they_did(name: str, japanese: str, english: str) -> None:
    assert (cells.in_words("behaviour", name, "ja"), cells.in_words("behaviour", name, "en")) == (japanese, english)


def test_every_reason_of_a_rejected_row_has_a_short_form() -> None:
    from voc.words import codes, ingest, report

    rows = [code for code in ingest.WORDS if not code.startswith("ingest_")]
    assert rows and codes() > set(report.WORDS)
    assert [code for code in rows if f"reason.{code}" not in report.WORDS] == []


@pytest.mark.parametrize(("value", "japanese", "english"), PERIODS)
def test_a_period_in_a_sentence_is_as_people_write_it(value: str, japanese: str, english: str) -> None:
    assert (cells.period(value, "ja"), cells.period(value, "en")) == (japanese, english)
