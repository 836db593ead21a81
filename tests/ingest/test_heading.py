"""A title above the header is left out where it is plain that it is one."""

import pytest
import xlsxwriter

from voc.errors import InputError
from voc.ingest.heading import header_at
from voc.ingest.rows import Row

HEADER = "id,会員ID,回答日時,NPS,理由,年代"
DATA = "1,m1,2024-05-01 10:00:00,9,良い,20代\n2,m2,2024-05-02 10:00:00,3,,30代\n"
TITLES = {  # what stands above the header → the line where the data begins
    "": 2,
    "顧客満足度アンケート 2025年10月\n": 3,
    "顧客満足度アンケート 2025年10月\n\n出力日時,2025-11-01\n": 5,
    "顧客満足度アンケート 2025年10月,,,,,\n,,,,,\n期間,2025/10/01〜2025/10/31,,,,\n": 5,
    "sep=,\n": 3,
    "sep=,\n顧客満足度アンケート\n": 4,
}


@pytest.mark.parametrize("above", TITLES)
def test_a_title_above_the_header_is_left_out_and_lines_are_the_files(export, above):
    tables = export("a.csv", f"{above}{HEADER}\n{DATA}3,m3,いつか,9,,\n").tables()
    assert [row["nps_score"] for row in tables.responses] == [9, 3]
    assert [row["line"] for row in tables.rejected] == [TITLES[above] + 2]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_found_below_a_title_and_after_sep(export, delimiter, end):
    table = f"{HEADER}\n{DATA}".replace(",", delimiter)
    for above in ("顧客満足度アンケート、10月\n", f"sep={delimiter}\n"):
        made = export("a.csv", (above + table).replace("\n", end))
        assert made.profile().delimiter == delimiter and made.profile().accepted == 2


def test_a_title_above_the_header_of_a_sheet_is_left_out(export):
    made = export("a.xlsx", b"")
    with xlsxwriter.Workbook(made.file.path) as book:
        page = book.add_worksheet()
        for i, line in enumerate(["顧客満足度アンケート", "", "期間,2025/10", HEADER, *DATA.splitlines()]):
            page.write_row(i, 0, line.split(","))
    assert (made.profile().columns, made.profile().accepted) == (tuple(HEADER.split(",")), 2)


NO_TITLE = [  # the first rows of tables whose first row is the header, or of which nothing can be told
    [],
    ["理由"],
    ["理由", "高い、遅い", "良い"],
    ["コメント", "3,良い,また来ます", "9,高い,遅い"],  # no row of names below
    ["Respondent ID,Collector ID,Start Date,End Date,IP,,,", ",,,,,価格,接客,清潔さ", "1,2,3,4,5,1,2,3"],
    ["a,b,c", "1,2,3", "1,2,3,4"],
    ["a,b,c,d,e,f", "あ,い,う,え,お,か"],
    ["2025年,10月,調査,全店,確定,版,x,x,x,x", "id,会員ID,回答日時,NPS,理由,年代,a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r"],
]


@pytest.mark.parametrize("lines", NO_TITLE)
def test_a_first_row_that_may_be_the_header_is_the_header(lines):
    assert header_at([Row(i, line.split(",")) for i, line in enumerate(lines, 1)]) == 0


def test_rows_that_voc_toml_counts_as_the_header_are_taken_as_they_are(export):
    text = f"お客様アンケート,,,,,\n{HEADER}\n{DATA}"
    with pytest.raises(InputError, match="ingest_column"):
        export("a.csv", text, header_rows=2).tables()
