"""The lines of the form that corrects topics, when somebody else was faster."""

from starlette.datastructures import FormData

from voc.records import Mention, Verdict
from voc.web.pages.review_pane import Line, lines

TEXT = "接客が雑で、料金は高い。駅から遠い。"
STAFF, PRICE, ACCESS = (
    Mention("staff", "negative", 1, 0, 4), Mention("price", "negative", 1, 6, 11), Mention("access", "negative", 1, 12, 17),
)  # fmt: skip
BLANK = Line("", "", "", "", "")


def line(one: Mention, polarity: str = "") -> Line:
    """The line of a topic as the form shows it, with another polarity chosen or none."""
    words = TEXT[one.start : one.end]
    return Line(one.topic, polarity or one.polarity, words, words, f"{one.topic} {one.polarity}")


def again(sent: list[Line], *now: Mention) -> list[Line]:
    """What the form says after `sent` came too late, when the comment is read as `now`."""
    form = FormData([(name, value) for one in sent for name, value in zip(Line._fields, one, strict=True)])
    return [one for one in lines(Verdict("negative", topics=now), TEXT, form) if one != BLANK]


def test_without_anything_written_it_says_what_was_read_and_has_room_for_more() -> None:
    assert lines(Verdict("negative", topics=(STAFF,)), TEXT, FormData()) == [line(STAFF), BLANK, BLANK]


def test_what_was_left_as_it_stood_follows_what_the_first_decided() -> None:
    assert again([line(STAFF), BLANK], PRICE) == [line(PRICE)]


def test_what_was_chosen_is_chosen_again() -> None:
    turned = line(STAFF, "positive")
    assert again([turned, line(PRICE)], STAFF, PRICE) == [
        turned._replace(were="", read=""), line(PRICE), line(STAFF)._replace(topic="", words=""),
    ]  # fmt: skip


def test_what_was_taken_out_stays_out() -> None:
    out = line(STAFF)._replace(topic="")
    assert again([out, line(PRICE)], STAFF, PRICE) == [line(PRICE), line(STAFF)._replace(topic="", words="")]


def test_a_topic_that_the_first_added_is_not_taken_out_unseen() -> None:
    out = line(STAFF)._replace(topic="")
    assert again([out, line(PRICE)], PRICE, ACCESS) == [line(PRICE), line(ACCESS)]
