"""Tables in a terminal."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest
from rich.cells import cell_len

from voc.report import stored, terminal, topic_view, topics

COMMENTS = pa.table(
    {
        "text": ["駅から遠くて不便でした。" * 8, None],
        "answered_at": pa.array([datetime(2026, 4, 1, 23, tzinfo=UTC)] * 2),
        "n": [1200, 3],
    }
)


def test_topics_are_ordered_by_impact_and_those_without_come_last(topic_by_nps: pa.Table) -> None:
    view = topic_view(topic_by_nps, "ja")
    assert [row[0] for row in view.rows] == [
        "立地・交通・駐車場", "待ち時間・混雑", "商品・サービスの品質", "営業時間・定休日",
    ]  # fmt: skip


def test_topic_row_shows_intervals_and_the_note_in_words(topic_by_nps: pa.Table) -> None:
    access, waiting, _, hours = topic_view(topic_by_nps, "ja").rows
    assert access[1:] == [
        "50", "10.0%", "−12.3 [−20.1, −4.5]", "−30.0 [−40.0, −20.0]", "−3.2 [−4.2, −2.2]", "",
    ]  # fmt: skip
    assert waiting[-2:] == ["0.0 [−1.0, +1.0]", "参考値"]
    assert hours[3:] == ["–", "–", "–", "件数不足"]


def test_keys_are_columns_only_where_they_differ(topic_by_nps: pa.Table) -> None:
    assert topic_view(topic_by_nps, "ja").heads[0] == "話題"
    months = topic_by_nps.set_column(1, "period", pa.array(["2026-04", "2026-04", "2026-05", "all"]))
    view = topic_view(months, "ja")
    assert list(view.heads[:2]) == ["期間", "話題"]
    assert {row[0] for row in view.rows} == {"2026-04", "2026-05", "全期間"}


@pytest.mark.parametrize("width", [72, 80, 100, 120, 200])
def test_topics_fit_the_terminal_with_every_number_whole(topic_by_nps: pa.Table, width: int) -> None:
    shown, _, _ = topics(topic_by_nps, "ja", width=width).rpartition("\n\n")  # above the legend
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    assert "[−20.1, −4.5]" in shown and "参考値" in shown


def test_double_width_characters_keep_the_columns_straight(topic_by_nps: pa.Table) -> None:
    lines = topics(topic_by_nps, "ja").rpartition("\n\n")[0].splitlines()
    ends = {cell_len(line[: line.index("%") + 1]) for line in lines if "%" in line}
    assert len(ends) == 1


def test_legend_speaks_of_association_never_of_cause(topic_by_nps: pa.Table) -> None:
    assert "関連" in topics(topic_by_nps, "ja")
    assert "原因" not in topics(topic_by_nps, "ja")
    assert "associations" in topics(topic_by_nps, "en") and "cause" not in topics(topic_by_nps, "en")


def test_any_table_has_japanese_headings_and_times_of_the_project() -> None:
    shown = terminal(COMMENTS, "ja", timezone="Asia/Tokyo")
    assert shown.splitlines()[0].split() == ["本文", "回答日時", "回答数"]
    assert "2026-04-02 08:00:00" in shown and "1,200" in shown


def test_headings_for_sql_show_the_columns_own_name_and_values_as_stored(topic_by_nps: pa.Table) -> None:
    shown = terminal(topic_by_nps.select(["topic", "note"]), "ja", codes=True)
    assert shown.splitlines()[0].split() == ["話題", "注記"]
    assert shown.splitlines()[1].split() == ["topic", "note"]
    assert "reference" in shown and "参考値" not in shown


@pytest.mark.parametrize("width", [40, 60, 80])
def test_long_text_is_folded_to_the_terminal(width: int) -> None:
    shown = terminal(COMMENTS, "ja", width=width)
    assert max(cell_len(line) for line in shown.splitlines()) <= max(width, 45)
    assert shown.replace("\n", "").count("不便") <= 8


def test_rows_too_wide_for_the_terminal_become_blocks(topic_by_nps: pa.Table) -> None:
    shown = terminal(topic_by_nps, "en", width=80)
    assert shown.startswith("── 1 ──\nSource")
    assert shown.count("──\n") == 4


def test_more_rows_than_the_limit_are_counted_not_shown(topic_by_nps: pa.Table) -> None:
    shown = terminal(topic_by_nps.select(["topic"]), "ja", limit=1)
    assert shown.endswith("…ほか 3 行") and "立地" not in shown


def test_an_empty_table_says_so(topic_by_nps: pa.Table) -> None:
    assert terminal(topic_by_nps.slice(0, 0), "ja") == "該当する行はありません。"
    assert topics(topic_by_nps.slice(0, 0), "en") == "No rows."


def test_markup_in_a_cell_is_shown_not_obeyed() -> None:
    shown = terminal(pa.table({"text": ["[red]赤[/red] \x1b]0;x\x07"]}), "ja", width=80)
    assert "[red]赤[/red] �]0;x�" in shown


def test_markdown_escapes_what_would_end_a_cell(topic_by_nps: pa.Table) -> None:
    named = topic_by_nps.set_column(0, "source", pa.array(["a|b", "<b>", "c", "d"]))
    lines = topic_view(named, "ja").markdown().splitlines()
    assert {line.replace("\\|", "").count("|") for line in lines} == {lines[0].count("|")}
    assert "&lt;b>" in "".join(lines)


def test_cells_for_sql_are_as_stored_with_the_columns_name_below_its_heading() -> None:
    table = pa.table({"period": ["all"], "n": [1234], "mine": [None], "at": [datetime(2026, 4, 1, tzinfo=UTC)]})
    view = stored(table, "ja", "Asia/Tokyo")
    assert view.heads == ["期間\nperiod", "回答数\nn", "mine", "at"]
    assert list(view.rows) == [("all", "1234", "–", "2026-04-01 09:00:00")]
    assert view.right == [False, True, False, False]
