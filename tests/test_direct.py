"""Texts given directly, with no project: lines in, answers out, in the given order."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from voc import direct
from voc.errors import SettingsError

PERSONAL = "担当の山田太郎様の電話０９０-1234-5678は通じません。&amp; ㌔先の駐車場は狭い。taro@example.co.jpへ返事を。"


def line(number: int, text: str, **more: object) -> str:
    return json.dumps({"id": f"c{number}", "text": text, **more}, ensure_ascii=False)


def test_lines_keep_their_order_and_number_over_several_chunks(tiny_model: Path) -> None:
    lines = [line(i, f"{i}番の席は{'遠い' * (i % 7)}。") for i in range(direct.CHUNK + 40)]
    answers = list(direct.read_lines(lines, str(tiny_model)))
    assert [answer["id"] for answer in answers] == [f"c{i}" for i in range(len(lines))]
    assert all(0.999 < sum(answer["p"].values()) < 1.001 for answer in answers)
    assert {answer["model"] for answer in answers} == {"tiny-1"}


def test_spans_lie_in_the_text_as_given_also_around_what_was_masked(tiny_model: Path) -> None:
    texts = [PERSONAL, "ｷﾚｲなﾎﾃﾙ。駅から㌔単位で遠い！", "👨‍👩‍👧で行きました。高い。", "値段が高い。" * 120]
    answers = list(direct.read_lines([line(i, text) for i, text in enumerate(texts)], str(tiny_model)))
    assert sum(len(answer["topics"]) for answer in answers) > 4
    for text, answer in zip(texts, answers, strict=True):
        for topic in answer["topics"]:
            assert 0 <= topic["start"] < topic["end"] <= len(text)
            assert topic["polarity"] in ("negative", "neutral", "positive") and 0 < topic["p"] <= 1


def test_blank_lines_are_skipped_and_a_question_may_stand_beside_a_text(tiny_model: Path) -> None:
    lines = ["\n", line(1, "良い"), "   \n", line(2, "良い", question="不満な点"), line(3, "特になし"), line(4, "")]
    answers = list(direct.read_lines(lines, str(tiny_model)))
    assert [answer["id"] for answer in answers] == ["c1", "c2", "c3", "c4"]
    assert answers[0]["p"] != answers[1]["p"]
    assert [answer["non_answer"] for answer in answers] == [False, False, True, True]
    assert answers[2]["topics"] == answers[3]["topics"] == []


BAD_LINES = {
    "no JSON": ("{", "bad_line"),
    "no object": ("[1]", "bad_line"),
    "no text": ('{"id": "a"}', "bad_line_field"),
    "a text that is a number": ('{"id": "a", "text": 3}', "bad_line_field"),
    "a question that is a list": ('{"text": "良い", "question": ["何"]}', "bad_line_field"),
    "a question that is false": ('{"text": "良い", "question": false}', "bad_line_field"),
    "a number that JSON does not have": ('{"id": NaN, "text": "良い"}', "bad_line"),
    "nested without end": ("[" * 100_000, "bad_line"),
}


@pytest.mark.parametrize(("bad", "code"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_is_named_by_its_number_after_the_answers_before_it(tiny_model: Path, bad: str, code: str) -> None:
    answers = direct.read_lines(["", line(1, "良い"), line(2, "悪い"), bad, line(3, "後")], str(tiny_model))
    assert [next(answers)["id"], next(answers)["id"]] == ["c1", "c2"]
    with pytest.raises(SettingsError) as raised:
        next(answers)
    assert (raised.value.code, raised.value.values["line"]) == (code, 4)
    assert "良い" not in str(raised.value)


def test_a_text_with_half_a_character_is_read_like_any_other(tiny_model: Path) -> None:
    (answer,) = direct.read_lines(['{"id": 1, "text": "駅が\\ud83d遠い"}'], str(tiny_model))
    assert answer["id"] == 1 and all(topic["end"] <= 6 for topic in answer["topics"])


def test_lines_are_read_as_they_come(tiny_model: Path) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        for taken in itertools.count(1):
            yield line(taken, "遠い")

    answers = direct.read_lines(endless(), str(tiny_model))
    assert next(answers)["id"] == "c1" and taken == direct.CHUNK
