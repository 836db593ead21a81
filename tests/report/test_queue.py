"""An item of the queue as a person sees it."""

from voc.report import queued

ITEM = {
    "id": 12, "version": 3, "priority": 57.5, "reasons": ["urgent", "complaint"], "source": "survey", "month": "2026-04",
    "nps_group": "detractor", "status": "assigned", "assignee": "鈴木", "outdated": False,
}  # fmt: skip
TEXT = "駅から遠い。\n直して"
TOPICS = [{"topic": "access", "polarity": "negative", "p": 1.0, "start": 0, "end": 5}]
READ = {
    "sentiment": "negative", "mixed": True, "complaint": True, "request": True, "churn": False, "urgent": None, "topics": TOPICS,
}  # fmt: skip


def plain(*given, language="ja"):
    return ["".join(piece for piece, _ in line) for line in queued(*given, language)]


def test_an_item_says_how_pressing_it_is_why_and_which_words_say_so() -> None:
    assert plain(ITEM, TEXT, READ) == [
        "12.3  57.5  緊急の対応が必要、苦情  survey、2026-04、批判者  担当あり(鈴木)",
        "  駅から遠い。 直して",
        "  否定、賛否両方、苦情、要望  該当しない: 離反の意向",
        "  立地・交通・駐車場 否定  「駅から遠い」",
    ]
    assert ("駅から遠い", "negative") in queued(ITEM, TEXT, READ, "ja")[1]


def test_an_item_without_its_text_or_with_another_one_says_so() -> None:
    lines = plain(ITEM | {"outdated": True, "nps_group": None, "assignee": None, "status": "open"}, None, None, language="en")
    assert lines[0] == "12.3  57.5  Urgent, Complaint  survey, 2026-04  Open"
    assert "does not have" in lines[1] and "no longer counts" in lines[2]
