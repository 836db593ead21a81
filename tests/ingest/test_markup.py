"""A body that is a page of HTML says what its reader sees, and plain text stays as it was written."""

import pytest

from voc.ingest.markup import words_of
from voc.records import Source

PAGES = [  # cell → its words, None: as it is
    ("価格<品質だと思う", None), ("a<b and b>c", None), ("<至急>対応して", None), ("<name>様 >_< <3", None), ("一行目\n  二行目", None),
    ("A &amp; B&nbsp;C", "A & B\xa0C"),
    ("<p>一行目<br/>二行\n目</p>", "一行目\n二行 目"),
    ("<p>&lt;至急&gt;</p>", "<至急>"),
    ("&lt;p&gt;遅い&lt;br&gt;高い&lt;/p&gt;", "遅い\n高い"),
    ("1行目\n2行目<b>太字</b>", "1行目\n2行目太字"),
    ("<html><head><style>p{color:red}</style></head><body><p>遅い</p><script>alert(1)</script><!-- x --></body></html>", "遅い"),
    ("<p class=MsoNormal>本文<o:p></o:p></p><style>終わらない", "本文"),
    ("<table><tr><th>品名</th><td>傘</td></tr></table>", "品名 傘"),
    ("<div>困る</div><blockquote type='cite'><p>弊社です。</p><p>確認します。</p></blockquote><div>はい</div>", "困る\n> 弊社です。\n> 確認します。\nはい"),
]


@pytest.mark.parametrize(("cell", "words"), PAGES)
def test_a_page_is_read_as_its_lines(cell, words):
    assert words_of(cell) == (cell if words is None else words)


@pytest.mark.parametrize("cell", ["<p " * 50_000, "<p>" + "<blockquote>" * 30_000, "<script>" * 30_000, "<a" + " " * 100_000 + "<p>", "<!--" * 50_000 + "<p>"])
def test_a_hostile_page_takes_no_longer_than_its_length(cell):
    assert len(words_of(cell)) <= 4 * len(cell)


def test_a_ticket_with_a_body_of_html_says_the_customer_s_own_words(export):
    cell = '"<style>p{}</style><p>駅から遠いです。</p><p>2024年5月1日(水) 11:00 サポート &lt;h@example.com&gt;:</p><blockquote>確認します。</blockquote>"'
    source = Source("s", "support", path="inbox/*.csv", id=("id",), time="受付日時", body="本文")
    tables = export("s.csv", f"id,受付日時,本文\n1,2024-05-01,{cell}\n", source).tables()
    assert [row["text"] for row in tables.comments] == ["駅から遠いです。"]


def test_an_answer_of_html_is_a_comment_without_tags(export):
    source = Source("s", "survey", path="inbox/*.csv", time="回答日", nps="推奨度", comments=("理由",))
    tables = export("s.csv", "回答日,推奨度,理由\n2024-05-01,9,<p>近い&amp;安い</p>\n2024-05-02,9,<p>&nbsp;</p>\n", source).tables()
    assert [row["text"] for row in tables.comments] == ["近い&安い"]
