"""Labelled comments are read as the guide means them, and a bad line is named."""

import json
from pathlib import Path

import pytest

from voc import gold
from voc.errors import InputError
from voc.words import LANGUAGES, say

FULL = {
    "id": "W1", "industry": "通販", "question": "理由", "text": "親切だが料金が高い", "s": "mix", "c": 1, "r": 0, "n": 0,
    "t": ["price-", "staff+"], "churn": 0, "urgent": 1, "hard": "concession",
    "spans": {"price-": ["料金が高い"], "staff+": ["親切だが"]}, "reasons": {"complaint": ["料金が高い"]},
}  # fmt: skip

BAD = [
    ("{", "gold_line", "neg|neu|pos|mix"),
    ("[" * 100_000, "gold_line", "neg|neu|pos|mix"),
    ("[]", "gold_line", "[…]"),
    ('"安い"', "gold_line", '"…"'),
    ("1", "gold_line", "1"),
    ('{"s": "neg"}', "gold_missing", "text"),
    ('{"text": "高い"}', "gold_missing", " s"),
    ('{"text": "高い", "s": "negative"}', "gold_field", '"negative"'),
    ('{"text": "高い", "s": ["neg"]}', "gold_field", "[…]"),
    ('{"text": "高い", "s": "山田 090-1234-5678"}', "gold_field", '"…"'),
    ('{"text": "高い", "s": "neg", "t": ["山田"]}', "gold_field", '"…"'),
    ('{"text": 1, "s": "neg"}', "gold_field", "1"),
    ('{"text": ["安い"], "s": "neg"}', "gold_field", "[…]"),
    ('{"text": "高い", "question": 1, "s": "neg"}', "gold_field", "question"),
    ('{"text": "高い", "s": "neg", "c": 2}', "gold_field", "0 | 1"),
    ('{"text": "高い", "s": "neg", "t": ["price"]}', "gold_field", '"price"'),
    ('{"text": "高い", "s": "neg", "t": "price-"}', "gold_field", '"price-"'),
    ('{"text": "高い", "s": "neg", "t": [""]}', "gold_field", "[…]"),
    ('{"text": "高い", "s": "neg", "t": ["-"]}', "gold_field", "price- | price0 | price+"),
    ('{"text": "高い", "s": "neg", "t": ["price-"], "spans": {"price-": ["安い"]}}', "gold_words", "price-"),
    ('{"text": "高い", "s": "neg", "t": ["price-"], "spans": {"price-": "安い"}}', "gold_field", '"…"'),
    ('{"text": "高い", "s": "neg", "t": ["price-"], "spans": ["安い"]}', "gold_field", "[…]"),
    ('{"text": "高い", "s": "neg", "spans": {"price": ["高い"]}}', "gold_field", '"price"'),
    ('{"text": "高い", "s": "neg", "reasons": {"price-": ["高い"]}}', "gold_field", "complaint | request"),
    ('{"text": "高い", "s": "neg", "reasons": {"complaint": ["安い"]}}', "gold_words", "complaint"),
]


def write(folder: Path, *lines: object) -> Path:
    path = folder / "gold.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def test_a_line_is_read_as_it_is_meant(tmp_path) -> None:
    (one,) = gold.load(write(tmp_path, FULL))
    assert (one.id, one.group, one.phenomenon, one.sentiment) == ("W1", "通販", "concession", "mixed")
    assert one.topics == {("price", "negative"), ("staff", "positive")}
    assert one.flags == {"complaint": True, "request": False, "non_answer": False, "churn": False, "urgent": True}
    assert {one.text[a:b] for spans in one.spans.values() for a, b in spans} == {"料金が高い", "親切だが"}
    assert {name: [one.text[a:b] for a, b in spans] for name, spans in one.reasons.items()} == FULL["reasons"]


def test_what_a_line_does_not_say_is_not_known(tmp_path) -> None:
    (one,) = gold.load(write(tmp_path, "", {"text": "高い", "s": "neg"}))
    assert set(one.flags.values()) == {None} and one.topics is None and one.id == "2"


@pytest.mark.parametrize(("bad", "code", "shown"), BAD)
def test_a_bad_line_is_named_with_its_number_and_what_it_holds(tmp_path, bad, code, shown) -> None:
    path = write(tmp_path, FULL, bad)
    with pytest.raises(InputError) as caught:
        gold.load(path)
    assert (caught.value.code, caught.value.values["line"]) == (code, 2)
    for language in LANGUAGES:
        sentence = say(caught.value.code, language, **caught.value.values)
        assert str(path) in sentence and shown in sentence and "安い" not in sentence


def test_a_line_end_of_another_kind_inside_a_text_is_part_of_it(tmp_path) -> None:
    known = gold.load(write(tmp_path, {"text": "高い\u2028遠い\x85", "s": "neg"}, {"text": "狭い", "s": "neg"}))
    assert [one.text for one in known] == ["高い\u2028遠い\x85", "狭い"]


def test_a_file_that_is_not_there_or_not_utf8_is_named(tmp_path) -> None:
    sjis = tmp_path / "sjis.jsonl"
    sjis.write_bytes("高い".encode("cp932"))
    for path in (tmp_path / "none.jsonl", sjis):
        with pytest.raises(InputError, match="gold_unreadable"):
            gold.load(path)


def test_every_label_file_of_the_project_is_read(data_dir) -> None:
    root = Path(__file__).resolve().parent.parent
    own = [*(root / "models" / "comments").glob("*.jsonl"), root / "tests" / "classify" / "hard.jsonl"]
    for path in (*(data_dir / "labels").glob("*.jsonl"), *own):
        assert len(gold.load(path)) > 300, path
    for path in (root / "models" / "test").glob("*.jsonl"):
        assert len(gold.load(path)) > 150, path


def test_a_written_line_is_read_back_as_it_was(tmp_path) -> None:
    for given in (FULL, {"id": "a", "text": "高い", "s": "neg"}, {"id": "b", "text": "特になし", "s": "neu", "n": 1, "t": []},
                  {"id": "c", "text": "高い", "s": "neg", "flagged": 1}):
        one = gold.load(write(tmp_path, given))
        assert gold.load(write(tmp_path, gold.line(one[0]))) == one
        assert gold.line(one[0]) == given


def test_a_file_that_an_editor_began_with_a_mark_is_read(tmp_path) -> None:
    path = write(tmp_path, FULL)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [one.id for one in gold.load(path)] == ["W1"]


def test_an_id_or_a_question_that_is_empty_is_none(tmp_path) -> None:
    lines = [{"id": empty, "question": empty, "text": "高い", "s": "neg"} for empty in ("", None)]
    assert [(one.id, one.question) for one in gold.load(write(tmp_path, *lines))] == [("1", ""), ("2", "")]


def test_a_number_in_the_wrong_column_is_in_no_message(tmp_path) -> None:
    with pytest.raises(InputError) as caught:
        gold.load(write(tmp_path, {"text": "高い", "s": "09012345678"}))
    assert "0901234" not in str(caught.value.values)
