"""The report as a whole: what it says, as a page and as a workbook."""

import io
import re
import zipfile
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from tests.report import published
from voc.errors import SettingsError
from voc.report import Cell, Document, Material, charts_of, document, write_chart, write_report
from voc.report.page import page

FACTS: dict[str, Any] = {
    "run_id": "20260501T000000Z-0001", "finished_at": datetime(2026, 5, 1, 17, 0, tzinfo=UTC), "model": "voc-ja-fast",
    "taxonomy": "voc-general v1", "code_version": "0.1.0",
    "summary": {
        "files": [{"shown": "inbox/<四月>.csv", "source": "survey", "rows_read": 10, "rejected": 2, "new": True}],
        "rows_read": 10, "accepted": 8, "rejected": 2, "reasons": {"time_missing": 2}, "responses": 8,
    },
}  # fmt: skip
ENDS = (("", 0.0), ("_low", -0.05), ("_high", 0.05))
SECRET = "住所は<b>東京都</b>です"


def tables(**more: pa.Table) -> dict[str, pa.Table]:
    whole = {
        "nps": published.nps(), "topic_by_nps": published.topics(), "drivers": published.drivers(),
        "changes": published.changes(), "loyalty": published.loyalty(), "concentration": published.concentration(),
        "cooccurrence": published.cooccurrence(), "correspondence": published.correspondence(),
    }  # fmt: skip
    return whole | more


@cache
def whole(language: str, sources: tuple[str, ...]) -> Document:
    return made(language, sources, nps=published.nps())


def made(language: str = "ja", sources: tuple[str, ...] = ("survey",), **more: pa.Table) -> Document:
    if not more:
        return whole(language, sources)
    materials = [Material(Cell(source), tables(**more), recent="2026-04") for source in sources]
    return document(materials, FACTS, language, timezone="Asia/Tokyo")


def said(report: Document, code: str) -> str:
    return " ".join(next(section.says for section in report.parts[0].sections if section.code == code))


class References(HTMLParser):
    """Everything a page would fetch or lead to, and its headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.found += [
            value or "" for name, value in attrs if name in ("src", "href", "xlink:href", "action")
        ]
        self.ids += [value or "" for name, value in attrs if name == "id"]


# -- what it says ---------------------------------------------------------------------------


def test_every_sentence_is_made_from_the_numbers() -> None:
    report = made()
    assert "NPSは +26.7 [+22.8, +30.5](回答 1,500 件)" in said(report, "headline")
    assert "推奨者は批判者より多いと言えます" in said(report, "headline")
    assert "2025年3月の +30.0" in said(report, "trend") and "2026年4月は +17.0" in said(report, "trend")
    assert "2026年3月の +20.0 から2026年4月の" in said(report, "changes")
    assert "含めると、2026年3月の +18.0 [+8.0, +28.0] から2026年4月の +17.0 [" in said(report, "changes")
    assert "The newest month, April 2026, is +17.0" in said(made("en"), "trend")
    assert "立地・交通・駐車場 −6.2 [−6.7, −5.7]" in said(report, "topics")
    assert "「重点改善」は 立地・交通・駐車場(否定) です" in said(report, "portfolio")
    assert "人の 25.0% [22.0%, 28.0%]、合計の 40.0%" in said(report, "loyalty")


def test_years_of_other_months_are_said_to_be_so() -> None:
    rows = [row | {"period": "2026", "period_before": "2025"} for row in published.changes().to_pylist()]
    years = pa.Table.from_pylist(rows, published.CHANGE_SCHEMA)
    report = made(changes=years)
    assert "2025年には3・4・5・6・7・8・9・10・11・12月、2026年には1・2・3・4月の回答があります" in said(report, "changes")
    assert "季節" not in said(made(), "changes")  # two months
    same = [row for row in published.nps().to_pylist() if row["period"][5:] in ("03", "04", "")]
    assert "季節" not in said(made(changes=years, nps=pa.Table.from_pylist(same)), "changes")


def test_what_is_not_sure_is_not_said_to_be_so() -> None:
    report = made()
    assert "価格" not in said(report, "topics") and "ほかの 1 話題は、差があるとは言えません" in said(
        report, "topics"
    )
    assert "変わったとは言えません" in said(report, "changes")
    assert "待ち時間" not in said(report, "portfolio") and "5 のうち 1 は" in said(report, "portfolio")
    unsure = published.topics().to_pylist()
    for row in unsure:
        row["q_value"] = None if row["q_value"] is None else 0.5
    none = made(topic_by_nps=pa.Table.from_pylist(unsure, published.TOPIC_SCHEMA))
    assert "低いNPSと関連があると言える話題はありません" in said(none, "topics")


def test_effects_without_an_interval_are_hints_in_no_quadrant() -> None:
    report = made(drivers=published.drivers(hints=True))
    assert "5 のすべてが、話題や属性の数に比べて人数が少ない" in said(report, "portfolio")
    assert "None of the 5 has an interval" in said(made("en", drivers=published.drivers(hints=True)), "portfolio")
    assert "のうち" in said(made(drivers=published.drivers()), "portfolio")  # some are undecided, not all
    assert "「重点改善」と言い切れるものはありません" in said(report, "portfolio")
    assert "判定保留" in page(report) and page(made("en", drivers=published.drivers(hints=True)))


def test_a_long_table_of_topics_shows_what_differs_most_and_the_workbook_has_the_rest() -> None:
    rows = [
        {"source": "survey", "behaviour": "利用金額", "quadrant": quadrant, "topic": topic, "n": 40, "share": 0.2,
         "share_difference": by, "share_difference_low": by - 0.005, "share_difference_high": by + 0.005, "q_value": q,
         "note": ""}
        for quadrant in ("spurious", "low")
        for topic, by, q in (("access", 0.02, 0.01), ("staff", -0.09, 0.0), ("price", 0.05, 0.01), ("food", 0.03, 0.0496),
                             ("hours", 0.08, 0.2))
    ]  # fmt: skip
    report = made(loyalty_topics=pa.Table.from_pylist(rows))
    sheets = next(section.sheets for section in report.parts[0].sections if section.code == "loyalty")
    sheet = next(one for one in sheets if one.code == "loyalty_topics")
    assert [row[2:] for row in sheet.view.rows] == [
        ["接客・スタッフ", "40", "20.0%", "−9.0pt [−9.5pt, −8.5pt]", "< 0.001", ""],
        ["価格・料金", "40", "20.0%", "+5.0pt [+4.5pt, +5.5pt]", "0.010", ""],
        ["food", "40", "20.0%", "+3.0pt [+2.5pt, +3.5pt]", "0.0496", ""],
    ]
    assert sheet.hidden == 5 and sheet.table is not None and sheet.table.num_rows == 10


def test_ties_and_points_of_the_maps_are_tables_that_open() -> None:
    ties = published.cooccurrence()
    ties = ties.append_column("command", pa.array(["voc show …"] * ties.num_rows))
    sections = made(cooccurrence=ties).parts[0].sections
    sheets = {one.code: one for section in sections for one in section.sheets}
    assert len(sheets["cooccurrence"].opened_by) == ties.num_rows
    assert sheets["correspondence"].view.rows[0][0] == "属性などの値"


def test_new_topics_are_named_also_where_their_numbers_are_hidden() -> None:
    assert "新しく出てきた話題: 不具合・障害" in said(made(), "changes")


def test_corrected_figures_are_told_with_what_they_mean_and_explained() -> None:
    rows = published.topics().to_pylist()
    for row, share in zip(rows, (0.18, 0.17, None, 0.5, None), strict=True):
        lift = None if share is None or row["lift"] is None else 1.5 * row["lift"]
        row |= {f"share_corrected{end}": None if share is None else share + by for end, by in ENDS}
        row |= {f"lift_corrected{end}": None if lift is None else lift + 100 * by for end, by in ENDS}
    report = made(topic_by_nps=pa.Table.from_pylist(rows))
    assert "「接客・スタッフ」の言及率は、そのまま数えると 40.0%、補正すると 50.0% [45.0%, 55.0%]" in said(
        report, "corrected"
    )
    assert "見落とした分" in said(report, "corrected") and "ほかの 2 話題は" in said(report, "corrected")
    assert "「接客・スタッフ」では、NPSの差が +33.2 [+25.2, +41.2] から +49.8 [+44.8, +54.8]" in said(
        report, "corrected"
    )
    assert [term.word for term in report.terms if "補正" in term.word]
    assert "corrected" not in [section.code for section in made().parts[0].sections]


def test_repeated_answers_and_weights_are_told_where_there_are_some() -> None:
    rows = published.nps().to_pylist()
    weighted = {
        "nps_weighted": 24.0,
        "nps_weighted_low": 20.0,
        "nps_weighted_high": 28.0,
        "n_effective": 1210.4,
    }
    rows = [row | (weighted if row["period"] == "all" else dict.fromkeys(weighted)) for row in rows]
    material = Material(Cell("survey"), tables(nps=pa.Table.from_pylist(rows)), people=900)
    report = document([material], FACTS, "ja")
    assert "回答 1,500 件は 900 人によるものです" in said(report, "headline")
    assert "NPSは +24.0 [+20.0, +28.0] です" in said(report, "headline")
    assert "重み付けのために、回答 1,500 件の確かさは 1,210 件分になります" in said(report, "headline")
    words = {term.word for term in report.terms}
    assert {"何度も答えた人", "重み付けしたNPS・有効回答数"} <= words
    assert not {"何度も答えた人", "重み付けしたNPS・有効回答数"} & {term.word for term in made().terms}


def test_each_row_of_the_page_has_the_command_that_opens_it() -> None:
    topics = published.topics()
    commands = [f"voc show topic={topic}" for topic in topics["topic"].to_pylist()[:-1]]
    html = page(made(topic_by_nps=topics.append_column("command", pa.array([*commands, None]))))
    assert html.count("<code>voc show topic=") == len(commands)
    assert '<th scope="row">接客・スタッフ</th><td><code>voc show topic=staff</code>' in html
    assert "topic=cancellation" not in html


def test_an_nps_that_may_be_zero_says_so() -> None:
    rows = published.nps().to_pylist()
    rows[-1] |= {"nps": 1.0, "nps_low": -2.0, "nps_high": 4.0}
    assert "どちらが多いとは言えません" in said(made(nps=pa.Table.from_pylist(rows)), "headline")


def test_no_sentence_speaks_of_causes() -> None:
    for language, words in (
        ("ja", ("のせいで", "原因で", "によって下が", "効果があ")),
        ("en", ("because of", "causes the", "leads to")),
    ):
        report = made(language)
        text = " ".join(s for part in report.parts for section in part.sections for s in section.says)
        assert [word for word in words if word in text] == []


def test_the_words_are_explained_with_the_reports_own_numbers() -> None:
    example = {term.word: term.example for term in made().terms}
    assert (
        "+26.7 [+22.8, +30.5]" in example["95%区間 [ ]"] and "+30.0 [+20.0, +40.0]" in example["95%区間 [ ]"]
    )
    assert "「接客・スタッフ」に触れた 200 件を除くと、コメントのある回答のNPSは 8.3 点低くなる" in example["NPSへの影響"]
    assert "「価格・料金」の影響は −1.1 [−3.1, +0.9]" in example["差があるとは言えない"]
    assert "「接客・スタッフ」(肯定)は +38.0 [+34.0, +42.0]" in example["調整済みの差(調整済み効果)"]
    assert "「待ち時間・混雑」(否定)など、5 のうち 1" in example["判定保留"]
    assert "「待ち時間・混雑」に触れた回答は 18 件" in example["参考値"]


def test_every_section_and_term_is_said_in_english_too() -> None:
    report = made("en")
    text = page(report)
    for part in report.parts:
        for section in part.sections:
            assert section.says, section.code
            if section.code != "keywords":  # whose words are those of the comments
                assert not re.search(r"[ぁ-ん]", " ".join(section.says)), section.code
    for term in report.terms:
        own = term.example if "Jaccard" in term.word else ""  # holds words of the comments
        assert not re.search(r"[ぁ-ん]", term.meaning + term.example.removeprefix(own)), term.word
    assert '<html lang="en">' in text


# -- the page -------------------------------------------------------------------------------


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    html = page(made())
    seen = References(html)
    assert seen.found and all(value.startswith("#") for value in seen.found)
    assert "http" not in html.replace("http-equiv", "") and "url(" not in html.replace("url(#", "")
    assert "style=" not in html and not {"script", "img", "link", "iframe", "object"} & set(seen.tags)
    assert "default-src 'none'" in html


def test_every_link_of_the_page_leads_to_a_place_in_it_and_no_place_is_named_twice() -> None:
    seen = References(page(made(sources=("store", "online"))))
    anchors = [name for name in seen.ids if name.startswith(("s-", "part-"))]
    assert len(anchors) == len(set(anchors)) > 10
    assert {value[1:] for value in seen.found} <= set(seen.ids)


def test_what_people_wrote_is_escaped_and_only_there_when_asked_for() -> None:
    rows = [{"source": "survey", "topic": "access", "polarity": "negative", "nps_group": "detractor", "month": "2026-04", "text": SECRET}]  # fmt: skip
    with_comments = page(made(examples=pa.Table.from_pylist(rows)))
    assert "住所は&lt;b&gt;東京都&lt;/b&gt;です" in with_comments and "<b>東京都" not in with_comments
    assert "東京都" not in page(made()) and "inbox/&lt;四月&gt;.csv" in page(made())


def test_what_people_wrote_stands_on_the_page_in_its_order() -> None:
    rows = [{"source": "survey", "topic": "access", "polarity": "negative", "nps_group": "detractor", "month": "2026-04", "text": "\u202e逆\u2066から"}]  # fmt: skip
    html = page(made(examples=pa.Table.from_pylist(rows)))
    assert "逆から" in html and not {"\u202e", "\u2066"}.intersection(html)


def test_the_reader_is_told_that_small_cells_are_left_out() -> None:
    html = page(made(loyalty=published.loyalty(suppressed=True)))
    assert "<td>潜在ロイヤル</td>" in page(made()) and "<td>潜在ロイヤル</td>" not in html
    assert "表にない行" in html and "誰もいないか、5人未満" in html


def test_tables_that_a_run_lacks_are_no_sections() -> None:
    few = document([Material(Cell("survey"), {"nps": published.nps(1)})], FACTS, "ja")
    assert [section.code for section in few.parts[0].sections] == ["headline"]
    assert page(few)


# -- the workbook ---------------------------------------------------------------------------


def workbook(report: Document, path: Path) -> CalamineWorkbook:
    assert write_report(report, path / "r.xlsx") == [path / "r.xlsx"]
    return CalamineWorkbook.from_path(path / "r.xlsx")


def test_the_workbook_holds_the_tables_as_they_are_published(tmp_path: Path) -> None:
    book = workbook(made(), tmp_path)
    assert book.sheet_names == [
        "要約", "図", "NPS", "話題別NPS", "調整済みの差とCSポートフォリオ", "変化の内訳", "ロイヤルティの四区分",
        "上位の集中", "一緒に使われる言葉", "言葉と区分の対応", "読み方", "データ",
    ]  # fmt: skip
    table = published.topics()
    heads, *rows = book.get_sheet_by_name("話題別NPS").to_python(skip_empty_area=False)
    for name in ("impact", "impact_low", "nps_mentioned", "share", "n_responses"):
        at = table.column_names.index(name)
        shown = [None if row[at] == "" else row[at] for row in rows]
        assert shown == pytest.approx([value for value in table[name].to_pylist()]), heads[at]
    assert rows[-1][:3] == ["survey", "請求・支払い", "全期間"] and rows[-1][table.column_names.index("impact")] == ""


def test_the_workbook_says_what_the_page_says_and_shows_its_charts(tmp_path: Path) -> None:
    report = made()
    book = workbook(report, tmp_path)
    summary = {row[0] for row in book.get_sheet_by_name("要約").to_python()}
    for section in report.parts[0].sections:
        assert set(section.says) <= summary
    with zipfile.ZipFile(tmp_path / "r.xlsx") as parts:
        pictures = [name for name in parts.namelist() if name.startswith("xl/media/")]
        assert len(pictures) == len(list(charts_of(report))) == 7
        assert "NPSの推移" in parts.read("xl/drawings/drawing1.xml").decode()


def test_sheets_of_two_sources_have_names_of_their_own(tmp_path: Path) -> None:
    names = workbook(made(sources=("a" * 40, "b" * 40)), tmp_path).sheet_names
    assert len(names) == len(set(names)) == 20


# -- files ----------------------------------------------------------------------------------


def test_a_folder_gets_the_report_in_both_forms_and_every_chart_in_both(tmp_path: Path) -> None:
    written = write_report(made(sources=("店/舗", "online")), tmp_path / "報告")
    names = {path.name for path in written}
    assert {"report.html", "report.xlsx", "forest-店_舗.svg", "forest-online.png"} <= names
    assert len(names) == len(written) == 2 + 2 * 2 * 7 and all(path.stat().st_size for path in written)


def test_a_chart_is_written_by_its_suffix(tmp_path: Path) -> None:
    figure = dict(charts_of(made()))["forest"]
    assert write_chart(figure, tmp_path / "a.SVG")[0].read_text(encoding="utf-8").startswith("<svg xmlns=")
    assert write_chart(figure, tmp_path / "a.png")[0].read_bytes().startswith(b"\x89PNG")
    with pytest.raises(SettingsError, match="file_suffix"):
        write_chart(figure, tmp_path / "a.gif")
    with pytest.raises(SettingsError, match="file_suffix"):
        write_report(made(), tmp_path / "a.pdf")
    with pytest.raises(SettingsError, match="file_not_written"):
        write_chart(figure, tmp_path / "none" / "a.png")


def test_a_page_is_the_same_however_often_it_is_made() -> None:
    assert page(made()) == page(made(nps=published.nps()))
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        out.write(dict(charts_of(made()))["network"].png())
    assert first.getvalue() == second.getvalue()
