"""The figures in words, and a page that shows comments as text."""

import re

import pytest

from voc.report import evaluation, evaluation_page, tuned
from voc.report.evaluation import figure_name

NAMES = [
    ("sentiment_macro_f1", "感情 マクロF1", "sentiment macro-F1"),
    ("churn_average_precision", "離反の意向 平均適合率", "churn intent average precision"),
    ("topic_polarity_f1", "話題と向き F1", "topic with polarity F1"),
    ("churn_false_alarm", "離反の意向 誤検知率", "churn intent false alarms"),
    ("access.negative_ece", "立地・交通・駐車場 否定 確率のずれ(ECE)", None),
]
FIGURE = {"value": 0.9, "low": 0.85, "high": 0.94, "n": 1200}
TOLD = {
    "labelled": {"sentiment": "negative", "flags": ["complaint"], "topics": [("price", "negative")]},
    "read": {"sentiment": "mixed", "flags": [], "topics": []},
}


def document(text: str = "料金が高い") -> dict:
    comment = {"id": "W1", "question": "理由", "text": text, **TOLD}
    return {
        "model": "voc-ja", "file": "gold.jsonl", "comments": 1200, "flagged": 0, "untold": ["seats"],
        "figures": {"sentiment_macro_f1": FIGURE, "access.negative_ece": FIGURE},
        "flags": {"complaint": {"f1": None, "labelled": 0, "found": 0, "missed": [], "made_up": [comment]}},
        "topics": {"price": {"f1": FIGURE, "labelled": 1100, "found": 1098, "missed": [comment] * 2, "made_up": []}},
        "small_groups": 3, "least_of_group": 20,
        "groups": {"観光": {"comments": 40, "sentiment_macro_f1": FIGURE}, "銀行": {"comments": 30, "topic_f1": FIGURE}},
        "phenomena": {
            "sarcasm": FIGURE | {"value": 0.75, "n": 20, "failed": [comment] * 5},
            "negation": FIGURE | {"value": 1.0, "n": 20, "failed": []},
        },
        "cells": [{"labelled": "negative", "read": "positive", "comments": [comment]}],
    }  # fmt: skip


@pytest.mark.parametrize(("name", "japanese", "english"), NAMES)
def test_every_figure_has_a_name_in_words(name, japanese, english) -> None:
    assert figure_name(name, "ja") == japanese
    assert english is None or figure_name(name, "en") == english


def test_figures_groups_hard_cases_and_cells_are_told() -> None:
    said = evaluation(document(), "ja")
    assert "モデル voc-ja の評価(gold.jsonl、コメント 1,200 件)" in said
    assert re.search(r"感情 マクロF1 +0\.900 +\[0\.850, 0\.940\] +1,200", said)
    assert re.search(r"皮肉 +0\.750 +\[0\.850, 0\.940\] +20 +5", said) and re.search(r"合計 +0\.875 +40 +5", said)
    assert re.search(r"観光 +40 +0\.900 \[0\.850, 0\.940\]", said)
    assert "観光" in said and "–" in said and "コメントが 20 件に満たない 3 業種は" in said
    assert re.search(r"価格・料金 +0\.900 +\[0\.850, 0\.940\] +1,100 +1,098 +2 +0", said)
    assert re.search(r"苦情 +– +– +0 +0 +0 +1", said)
    assert "Sentiments: labelled (rows) by read (columns)" in evaluation(document(), "en")


def test_a_topic_that_the_model_does_not_know_is_told() -> None:
    for said in (evaluation(document(), "ja"), evaluation_page(document(), "ja")):
        assert "モデル voc-ja が知らないもの(見落としとして数えています): seats" in said
    assert "知らない" not in evaluation(document() | {"untold": []}, "ja")


def test_a_cell_opens_every_comment_behind_it() -> None:
    many = [{"id": str(i), "question": "", "text": f"{i}番目の声", **TOLD} for i in range(500)]
    cells = [{"labelled": "negative", "read": "positive", "comments": many}]
    assert "499番目の声" in evaluation_page(document() | {"cells": cells}, "ja")


def test_the_page_is_dark_where_the_reader_s_screen_is() -> None:
    page = evaluation_page(document(), "ja")
    light, dark = (dict(re.findall(r"--(\w+): (#\w+)", part)) for part in page.split("prefers-color-scheme: dark")[:2])
    style = page.partition("</style>")[0].partition("body {")[2]
    assert set(re.findall(r"var\(--(\w+)\)", style)) == set(light) == set(dark) and not re.search(r"#\w{3,6}\b", style)


def test_a_comment_stands_on_the_page_in_its_order_and_escaped() -> None:
    page = evaluation_page(document("<b>\u202e逆から"), "ja")
    assert "&lt;b&gt;逆から" in page and "\u202e" not in page


def test_every_count_of_misread_comments_leads_to_them() -> None:
    page = evaluation_page(document(), "ja")
    led = re.findall(r'<td><a href="#(cell-[\d-]+)">([\d,]+)</a></td>', page)
    assert [count for _, count in led] == ["1", "2", "5", "1"]  # made up, missed, hard, a cell
    assert page.count("<a ") == 4
    for place, count in led:
        assert page.count(f'id="{place}"') == 1
        assert page.partition(f'<ol id="{place}">')[2].partition("</ol>")[0].count("<li>") == int(count)
    assert "『苦情』と余分に読んだコメント 1 件" in page and "『価格・料金』を見落としたコメント 2 件" in page
    assert "[0.850,&nbsp;0.940]" in page and "complaint, made up: 1 comment<" in evaluation_page(document(), "en")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ja", "正解: 否定, 苦情, 価格・料金 (否定) → 読み取り: 賛否両方"),
        ("en", "Labelled: Negative, complaint, Price (Negative) → read: Mixed"),
    ],
)
def test_a_comment_on_the_page_tells_how_it_was_labelled_and_read(language, line) -> None:
    assert evaluation_page(document(), language).count(f"料金が高い <small>{line}</small>") == 9


def test_only_what_was_read_wrongly_is_marked() -> None:
    right = {"labelled": "negative", "read": "negative", "comments": [{"id": "1", "question": "", "text": "高い", **TOLD}]}
    page = evaluation_page(document() | {"flags": {}, "topics": {}, "phenomena": {}, "cells": [right, *document()["cells"]]}, "ja")
    assert page.count("<details>") == 1 and page.count('<details class="wrong">') == 1


def test_a_comment_on_the_page_is_text_and_never_markup() -> None:
    page = evaluation_page(document("<script>alert('高い')</script>"), "ja")
    assert "<script" not in page and "&lt;script&gt;" in page
    assert '<html lang="ja">' in page and "http" not in page
    assert '<details class="wrong"><summary>正解「否定」を「肯定」と読んだコメント 1 件' in page


def change(value: float, low: float, high: float, verdict: int, yes: int | None = 40) -> dict:
    own = {"value": value, "low": low, "high": high, "n": 250, "yes": yes}
    return {"before": 0.7, "after": 0.7 + value, "change": own, "verdict": verdict}


def test_what_learning_changed_is_told_figure_by_figure_and_what_it_says() -> None:
    compared = {"topic_f1": change(0.2, 0.15, 0.24, 1, None), "price_f1": change(-0.1, -0.15, -0.02, -1)}
    figures = {"learned": 1000, "kept_out": 250, "compared": compared, "mentions": {"price": {"positives": 9}}}
    said = tuned(figures, "ja")
    assert "1,000 件" in said and re.search(r"話題 F1 +0\.700 +0\.900 +\+0\.200 \[\+0\.150, \+0\.240\] +250", said)
    assert "良くなったと言えます: 話題 F1\n" in said and "悪くなったと言えます: 価格・料金 F1。今のモデルを使い続けるか" in said
    assert "とも言えません" not in said and "測れません" not in said


def test_where_nothing_can_be_told_it_says_so() -> None:
    figures = {"learned": 42, "kept_out": 12, "compared": {"topic_f1": change(0.0, 0.0, 0.0, 0)}, "mentions": {}}
    said = tuned(figures, "ja")
    assert "使わなかった 12 件では、良くなったとも悪くなったとも言えません" in said
    assert "話題の読み取り誤差を測れません" in said  # nothing but the review queue was labelled
    assert "neither better nor worse" in tuned(figures, "en")


def test_comments_that_a_model_flagged_are_counted_in_a_note() -> None:
    assert "うち 55 件は、モデルが挙げたコメントを人が確かめたもの" in evaluation(document() | {"flagged": 55}, "ja")
    assert "flagged" not in evaluation(document(), "ja")


@pytest.mark.parametrize(("yes", "few"), [(9, True), (10, False), (0, True), (None, False)])
def test_a_figure_that_stands_on_few_is_for_reference(yes, few) -> None:
    said = evaluation(document() | {"figures": {"churn_f1": FIGURE | {"yes": yes}}}, "ja")
    assert ("10 件に満たない" in said) is few


@pytest.mark.parametrize("way", ["labelled", "read"])
def test_where_a_comment_is_mixed_it_is_told_that_sentiment_is_measured_without(way) -> None:
    from voc.words import say

    mixed = {"labelled": "negative", "read": "negative", "comments": []} | {way: "mixed"}
    assert say("eval.plain", "ja") in evaluation(document() | {"cells": [mixed]}, "ja")
    assert say("eval.plain", "ja") not in evaluation(document(), "ja")


def test_the_matrix_has_what_was_labelled_down_and_what_was_read_across() -> None:
    said = evaluation(document(), "ja")  # one negative comment read as positive
    assert re.search(r"^否定 +0 +0 +1 +0$", said, re.MULTILINE) and re.search(r"^肯定 +0 +0 +0 +0$", said, re.MULTILINE)


def test_names_that_a_file_of_labels_gives_are_text_on_the_page() -> None:
    one, odd = document(), "<b>&"
    named = {"groups": {odd: one["groups"]["観光"]}, "phenomena": {odd: one["phenomena"]["sarcasm"]}}
    page = evaluation_page(one | named | {"file": odd, "untold": [odd]}, "ja")
    assert "<b>" not in page and page.count("&lt;b&gt;&amp;") == 6  # title twice, a note, two tables, a list


def test_cells_open_in_the_order_of_the_matrix_and_none_of_many_is_not_nothing() -> None:
    cells = [one | {"comments": document()["cells"][0]["comments"]} for one in (
        {"labelled": "positive", "read": "negative"}, {"labelled": "negative", "read": "positive"})]  # fmt: skip
    said = evaluation_page(document() | {"cells": cells}, "ja")
    assert said.index("正解「否定」を「肯定」") < said.index("正解「肯定」を「否定」")
    assert re.search(r"1,200 +0$", evaluation(document() | {"figures": {"churn_f1": FIGURE | {"yes": 0}}}, "ja"), re.MULTILINE)
