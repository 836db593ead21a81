"""One comment with its evidence in colour."""

from voc.report import explained

GIVEN = "親切だが料金が高い"
ANSWER = {
    "sentiment": "negative", "p": {"negative": 0.6, "neutral": 0.1, "positive": 0.3}, "mixed": True,
    "complaint": 0.9, "request": 0.1, "churn": None, "urgent": 0.0, "non_answer": False,
    "topics": [
        {"topic": "price", "polarity": "negative", "p": 0.95, "start": 4, "end": 9},
        {"topic": "staff", "polarity": "positive", "p": 0.9, "start": 0, "end": 4},
    ],
    "reasons": [{"what": "complaint", "start": 4, "end": 9}], "model": "voc-ja",
}  # fmt: skip


def test_the_text_is_cut_into_pieces_by_polarity_and_stays_whole() -> None:
    first = explained(ANSWER, GIVEN, "ja")[0]
    assert list(first) == [("親切だが", "positive"), ("料金が高い", "negative")]
    assert "".join(piece for piece, _ in first) == GIVEN


def test_topics_flags_and_reasons_are_told_in_words() -> None:
    lines = ["".join(piece for piece, _ in line) for line in explained(ANSWER, GIVEN, "ja")]
    assert "感情 否定 (賛否両方)  否定 0.60 / 中立 0.10 / 肯定 0.30" in lines
    assert "苦情 0.90  「料金が高い」" in lines and not any("要望" in line for line in lines)
    assert "価格・料金  否定 0.95  「料金が高い」" in lines and "接客・スタッフ  肯定 0.90  「親切だが」" in lines


def test_an_empty_text_is_an_empty_line() -> None:
    nothing = ANSWER | {"topics": [], "reasons": [], "non_answer": True}
    assert list(explained(nothing, "", "en")[0]) == []
