"""The closing summary."""

from typing import Any

import pytest

from voc.report import closing, markdown


def summary(**changes: Any) -> dict[str, Any]:
    files = [
        {"shown": f"inbox/a_{i}.csv", "source": "survey", "rows_read": 1000, "accepted": 990, "rejected": 10,
         "new": i < 10}
        for i in range(12)
    ]  # fmt: skip
    topic = {
        "topic": "access", "n_responses": 200, "lift": -30.0,
        "impact": -3.2, "impact_low": -4.0, "impact_high": -2.1,
    }  # fmt: skip
    return {
        "status": "published", "run_id": "20261123T020000Z-1a2b", "files": files, "rows_read": 12_000,
        "accepted": 11_880, "rejected": 120, "reasons": {"time_missing": 20, "score_out_of_range": 100},
        "unmatched": ["inbox/x_y.pdf"], "responses": 11_880, "contacts": 0, "comments": 20_000,
        "mentions": 15_000, "flagged": 31, "comments_read": 9_000, "seconds": 12.34,
        "sources": {
            "survey": {"n": 11_880, "nps": 12.3, "nps_low": 10.0, "nps_high": 14.0, "topics": [topic]},
            "support": {"n": None, "nps": None, "nps_low": None, "nps_high": None, "topics": []},
        },
        "model": "voc-ja", "where": {"project": "/家/店", "marts": "/家/店/data/marts.duckdb"},
    } | changes  # fmt: skip


def test_a_file_most_of_whose_rows_are_rejected_is_named() -> None:
    bad = {"shown": "inbox/us.csv", "source": "survey", "rows_read": 1200, "accepted": 0, "rejected": 1200, "new": False}
    said = closing(summary(files=[*summary()["files"], bad]), "ja")
    assert "inbox/us.csv は 1,200 行のうち 1,200 行を使えません" in said and "a_11.csv は" not in said
    assert "inbox/us.csv: 1,200 of 1,200 rows" in markdown(summary(files=[bad]), "en").replace("\\", "")


def test_a_person_learns_what_was_read_new_rejected_and_why() -> None:
    said = closing(summary(), "ja")
    assert "12,000 行 = 使えた行 11,880 + 除外 120" in said
    assert "inbox/a_0.csv(survey): 1,000 行、除外 10" in said and "…ほか 2 件" in said
    assert said.index("点数が0〜10の外: 100 行") < said.index("日時が空: 20 行")
    assert "inbox/x_y.pdf" in said and "/家/店/data/marts.duckdb" in said


def test_it_says_whose_people_are_on_no_customer_list() -> None:
    assert "先頭の 0" not in closing(summary(), "ja") + closing(summary(unlisted=[]), "ja")
    assert "survey、support に出てくる人の多くが" in closing(summary(unlisted=["survey", "support"]), "ja")
    assert "Most people in survey are on no customer list" in closing(summary(unlisted=["survey"]), "en")


def test_topics_are_said_to_go_with_nps_and_never_to_cause_it() -> None:
    for language in ("ja", "en"):
        said = closing(summary(), language) + markdown(summary(), language)
        assert "原因" not in said and "caus" not in said
    assert "立地・交通・駐車場: NPSへの影響 −3.2 [−4.0, −2.1](言及 200 件" in closing(summary(), "ja")
    assert "NPS of survey: +12.3 [+10.0, +14.0]" in closing(summary(), "en")


def test_the_impact_of_a_topic_stands_under_the_nps_that_it_is_of() -> None:
    sources = summary()["sources"]
    sources["survey"] |= {"compared": 9, "base": {"n": 3999, "nps": 25.7}}
    said = closing(summary(sources=sources), "ja")
    assert "NPSとの関連が大きい話題(コメントのある回答 3,999 件、NPS +25.7 の中で):" in said
    assert "of the 3,999 answers with a comment, NPS +25.7" in closing(summary(sources=sources), "en")


def test_where_topics_can_be_compared_and_none_differs_it_says_so() -> None:
    sources = summary()["sources"]
    sources["survey"] |= {"compared": 9, "base": {"n": 3999, "nps": 25.7}, "topics": []}
    assert "参考値を除くと、差があると言える話題はありません。" in closing(summary(sources=sources), "ja")
    sources["survey"] |= {"compared": 0, "base": None}
    assert "件数が足りず" in closing(summary(sources=sources), "ja")


def test_a_source_without_nps_is_not_given_one() -> None:
    assert "support のNPS" not in closing(summary(), "ja")


def test_commands_can_be_copied_also_from_outside_the_project() -> None:
    said = closing(summary(), "ja", project="my shop")
    assert "voc export topic_by_nps -o topic_by_nps.xlsx --project 'my shop'    # " in said
    assert "my shop/data/marts.duckdb" in said and "/家/店" not in said


def test_inside_the_project_commands_are_short_and_places_are_whole() -> None:
    said = closing(summary(), "ja")
    assert "topic_by_nps.xlsx    # " in said and "/家/店/data/marts.duckdb" in said


def test_nothing_is_offered_that_is_empty() -> None:
    said = closing(summary(rejected=0, reasons={}, flagged=0, unmatched=[]), "ja")
    assert "除外した行はありません。" in said
    assert "rejected_rows" not in said and "flagged" not in said and "[[source]]" not in said


def test_an_unchanged_project_says_that_nothing_was_done() -> None:
    files = [file | {"new": False} for file in summary()["files"]]
    said = closing(summary(status="unchanged", files=files), "ja")
    assert "何もしませんでした" in said and "新しいファイルはありません。" in said and "新しく読んだ" not in said


@pytest.mark.parametrize("language", ["ja", "en"])
def test_markdown_shows_names_as_they_are(language: str) -> None:
    said = markdown(summary(), language)
    assert r"inbox/x\_y.pdf" in said and "`voc export topic_by_nps -o topic_by_nps.xlsx`" in said
    assert "### " in said
