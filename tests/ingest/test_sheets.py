"""Sheets of one header are one export; covers, lists and hidden sheets are none."""

import pytest
import xlsxwriter

from voc.errors import InputError
from voc.ingest import propose
from voc.ingest.tables import open_table
from voc.words import say

HEADER = ["id", "会員ID", "回答日時", "NPS", "理由", "年代"]


def answers(first, count=3, header=HEADER):
    return [header, *([str(i), f"m{i}", f"2025-10-{i:02} 10:00", i % 11, f"理由{i}", "20代"] for i in range(first, first + count))]


@pytest.fixture
def workbook(export):
    """workbook({"10月": rows, "_隠し": rows}, sheet="…") → Export; a name with _ is a hidden sheet."""

    def write(sheets, **changes):
        made = export("a.xlsx", b"", **changes)
        with xlsxwriter.Workbook(made.file.path) as book:
            for name, rows in sheets.items():
                page = book.add_worksheet(name)
                for i, row in enumerate(rows):
                    page.write_row(i, 0, row)
                if name.startswith("_"):
                    page.hide()
                else:  # Excel never hides the sheet that is opened
                    page.activate()
        return made

    return write


def test_what_cells_merged_downwards_say_stands_in_each_of_their_rows(export):
    made = export("a.xlsx", b"")
    with xlsxwriter.Workbook(made.file.path) as book:
        page = book.add_worksheet()
        page.merge_range(1, 1, 1, 3, "店舗別アンケート")
        page.write_row(3, 1, ["店舗", "回答日", "NPS"])
        page.write_column(4, 3, range(5))
        page.write_column(10, 3, [7])
        page.merge_range(4, 1, 6, 1, "本店")
        page.merge_range(7, 1, 9, 1, "駅前店")
    rows = [(row.line, row.cells[0], row.cells[2]) for row in open_table(made.file).rows]
    assert rows == [(5, "本店", "0"), (6, "本店", "1"), (7, "本店", "2"), (8, "駅前店", "3"), (9, "駅前店", "4"), (11, "", "7")]


def test_names_grouped_by_a_row_above_them_are_the_header(export):
    made = export("a.xlsx", b"")
    with xlsxwriter.Workbook(made.file.path) as book:
        page = book.add_worksheet()
        page.merge_range(0, 0, 0, 3, "アンケート")
        page.merge_range(2, 0, 3, 0, "会員番号")
        page.merge_range(2, 1, 3, 1, "回答日")
        page.merge_range(2, 2, 2, 3, "評価")
        page.write_row(3, 2, ["推奨度", "コメント"])
        page.write_row(4, 0, ["m1", "2025-10-01", 9, "良い"])
    table = open_table(made.file)
    assert (table.header, [row.line for row in table.rows]) == (("会員番号", "回答日", "推奨度", "コメント"), [5])


COVER = [["お客様アンケート"], ["期間", "2025-10"]]
LIST = [["店舗コード", "店舗名"], ["001", "駅前"], ["002", "本店"]]
BOOKS = {  # sheets → the ids that are read, the sheets read and those that are not
    "two months": ({"10月": answers(1), "11月": answers(4)}, "123456", ["10月", "11月"], []),
    "a cover": ({"表紙": COVER, "回答": answers(1)}, "123", ["回答"], ["表紙"]),
    "a list": ({"店舗": LIST, "回答": answers(1), "集計": LIST}, "123", ["回答"], ["店舗", "集計"]),
    "a hidden list": ({"_店舗": LIST, "回答": answers(1)}, "123", [], []),
    "hidden answers": ({"_前回": answers(4), "回答": answers(1), "_次": answers(7)}, "123", [], []),
    "titles": ({"10月": [["10月分"], *answers(1)], "11月": [["11月分"], [], *answers(4)]}, "123456", ["10月", "11月"], []),
    "one row": ({"回答": answers(1, 1), "控え": LIST}, "1", ["回答"], ["控え"]),
    "an empty month": ({"10月": [HEADER], "11月": answers(4)}, "456", ["11月"], []),
    "a cover without rows": ({"Sheet1": [], "回答": answers(1)}, "123", ["回答"], []),
}


@pytest.mark.parametrize("book", BOOKS)
def test_the_sheets_of_one_header_are_read_one_after_the_other(workbook, book):
    sheets, ids, read, others = BOOKS[book]
    made = workbook(sheets)
    assert "".join(row["response_id"][-1] for row in made.tables().responses) == ids
    assert open_table(made.file).sheets == (read, others)


@pytest.mark.parametrize("book", BOOKS)
def test_an_export_never_seen_before_is_the_sheets_that_hold_most(workbook, book):
    sheets, ids, _, _ = BOOKS[book]
    made = workbook(sheets)
    (source,) = propose([made.file.path])
    assert (source.nps, source.time) == ("NPS", "回答日時") or len(ids) == 1


def test_rows_of_a_later_sheet_are_numbered_on(workbook):
    bad = [HEADER, ["9", "m9", "いつか", 5, "", ""]]
    tables = workbook({"10月": answers(1), "11月": [["11月分"], *bad]}).tables()
    assert [row["line"] for row in tables.rejected] == [4 + 3]


def test_a_footer_ends_its_own_sheet_only(workbook):
    made = workbook({"10月": [*answers(1), ["合計", "3"]], "11月": [*answers(4), ["合計", "3"]]}, footer="合計")
    assert len(made.tables().responses) == 6 and not made.tables().rejected


def test_a_sheet_that_voc_toml_names_is_read_alone(workbook):
    made = workbook({"10月": answers(1), "_11月": answers(4)}, sheet="_11月")
    assert "".join(row["response_id"][-1] for row in made.tables().responses) == "456"
    assert open_table(made.file).sheets == ([], [])


def test_the_sheet_with_most_of_the_columns_is_told_what_it_lacks(workbook):
    renamed = [name.replace("NPS", "推奨度") for name in HEADER]
    with pytest.raises(InputError) as caught:
        workbook({"店舗": LIST, "回答": answers(1, header=renamed)}).tables()
    assert caught.value.code == "ingest_column" and "推奨度" in caught.value.values["columns"]


def test_sheets_without_any_of_the_columns_are_named(workbook):
    with pytest.raises(InputError) as caught:
        workbook({"店舗": LIST, "商品": LIST}).tables()
    assert "店舗、商品" in say(caught.value.code, **caught.value.values)


def test_a_workbook_without_a_cell_is_empty(workbook):
    with pytest.raises(InputError, match="ingest_empty"):
        workbook({"Sheet1": []}).tables()
