"""Labelled comments and a model → the document that is reported."""

import json
from pathlib import Path

import pytest

from tests.shop import Notes, tiny_model
from voc import evaluate
from voc.errors import InputError

LINES = [
    {"text": f"{i}番目の{what}", "question": "理由", "s": s, "c": int(s == "neg"), "r": 0, "n": 0, "t": t, "industry": "店",
     "hard": "negation" if i % 2 else ""}
    for i, (what, s, t) in enumerate(
        [("席が狭い", "neg", ["facility-"]), ("店員が親切", "pos", ["staff+"]), ("普通です", "neu", []),
         ("料理は良いが高い", "mix", ["quality+", "price-"])] * 6
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in LINES), encoding="utf-8")
    return path


def test_every_part_of_the_document_counts_the_same_comments(file, tmp_path) -> None:
    watch = Notes()
    document = evaluate.evaluate([file], str(tiny_model(tmp_path / "tiny")), watch)
    assert (document["file"], document["comments"], document["model"]) == ("gold.jsonl", 24, "tiny-1")
    assert document["groups"]["店"]["comments"] == 24
    hard = document["phenomena"]["negation"]
    assert hard["n"] == 12 and round(hard["value"] * 12) == 12 - len(hard["failed"]) and document["small_groups"] == 0
    assert {t: own["labelled"] for t, own in document["topics"].items() if own["labelled"]} == dict.fromkeys(
        ("facility", "price", "quality", "staff"), 6
    )
    assert document["flags"]["complaint"]["labelled"] == 6 and "churn" not in document["flags"]  # nobody asked
    for own in (*document["flags"].values(), *document["topics"].values()):
        assert own["found"] + len(own["missed"]) == own["labelled"]
        assert own["f1"] is not None or own["labelled"] == 0
    assert sum(len(cell["comments"]) for cell in document["cells"]) == 24
    assert {"sentiment_macro_f1", "complaint_f1", "topic_f1", "price.negative_ece"} <= set(document["figures"])
    assert [code for code, _ in watch.steps] == ["step.evaluate"]
    assert json.loads(json.dumps(document)) == document


def test_a_topic_that_the_model_does_not_know_counts_as_not_found_and_is_told(file, tmp_path) -> None:
    own = tmp_path / "own.jsonl"
    line = {"text": "席が狭い", "s": "neg", "t": ["seats-"], "industry": "銀行"}
    own.write_text(f"{file.read_text(encoding='utf-8')}\n{json.dumps(line)}", encoding="utf-8")
    model = str(tiny_model(tmp_path / "tiny"))
    before, after = evaluate.evaluate([file], model), evaluate.evaluate([own], model)
    assert after["untold"] == sorted([*before["untold"], "seats"])
    assert (before["small_groups"], after["small_groups"]) == (0, 1) and "銀行" not in after["groups"]
    assert after["figures"]["topic_f1"]["value"] <= before["figures"]["topic_f1"]["value"]


def test_several_files_are_measured_as_one(file, tmp_path) -> None:
    own, model = tmp_path / "own.jsonl", str(tiny_model(tmp_path / "tiny"))
    own.write_text('{"text": "席が狭い", "s": "neg", "c": 1}', encoding="utf-8")
    document = evaluate.evaluate([file, own], model)
    assert (document["file"], document["comments"]) == ("gold.jsonl, own.jsonl", 25)
    assert document["figures"]["complaint_f1"]["n"] == 25 and document["figures"]["complaint_f1"]["yes"] == 7


def test_a_file_without_a_labelled_comment_is_refused(tmp_path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="gold_empty"):
        evaluate.evaluate([empty])


def test_another_classifier_is_measured_in_what_it_says(file, tmp_path) -> None:
    from tests.classify.test_foreign import SENTIMENT, bert_japanese

    document = evaluate.evaluate([file], str(bert_japanese(tmp_path / "stranger", SENTIMENT)))
    assert "sentiment_macro_f1" in document["figures"]
    assert not [name for name in document["figures"] if name.startswith(("complaint", "topic"))]


def test_comments_that_are_read_in_several_steps_are_measured_as_one(file, tmp_path) -> None:
    few, many, model = tmp_path / "few.jsonl", tmp_path / "many.jsonl", str(tiny_model(tmp_path / "tiny"))
    lines = file.read_text(encoding="utf-8").splitlines()[:7]
    few.write_text("\n".join(lines), encoding="utf-8")
    many.write_text("\n".join(lines * 40), encoding="utf-8")
    one, other = (evaluate.evaluate([path], model)["figures"] for path in (few, many))
    assert {name: own["value"] for name, own in one.items()} == pytest.approx({name: own["value"] for name, own in other.items()})


def test_the_figures_of_a_group_are_those_of_its_own_comments_the_largest_first(file, tmp_path) -> None:
    rows = [line | {"industry": "宿" if i < evaluate.GROUP else ""} for i, line in enumerate(LINES)]
    rows += [line | {"industry": "店"} for line in reversed(LINES)]
    path, model = tmp_path / "own.jsonl", str(tiny_model(tmp_path / "tiny"))
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    document, alone = evaluate.evaluate([path], model), evaluate.evaluate([file], model)["figures"]
    assert [(name, own["comments"]) for name, own in document["groups"].items()] == [("店", 24), ("宿", evaluate.GROUP)]
    shop = document["groups"]["店"]
    assert all(shop[name]["value"] == pytest.approx(alone[name]["value"]) for name in shop if name != "comments")


def test_comments_of_no_industry_are_no_small_group(file, tmp_path) -> None:
    own, model = tmp_path / "own.jsonl", str(tiny_model(tmp_path / "tiny"))
    own.write_text('{"text": "席が狭い", "s": "neg"}', encoding="utf-8")
    assert evaluate.evaluate([file, own], model)["small_groups"] == 0


def test_comments_of_no_industry_are_no_group(tmp_path) -> None:
    path, model = tmp_path / "own.jsonl", str(tiny_model(tmp_path / "tiny"))
    path.write_text("\n".join(json.dumps(line | {"industry": ""}) for line in LINES), encoding="utf-8")
    assert evaluate.evaluate([path], model)["groups"] == {}


def test_a_comment_is_measured_with_its_question(file, tmp_path) -> None:
    bare, model = tmp_path / "bare.jsonl", str(tiny_model(tmp_path / "tiny"))
    bare.write_text("\n".join(json.dumps(line | {"question": ""}) for line in LINES), encoding="utf-8")
    asked, unasked = (evaluate.evaluate([one], model)["figures"]["sentiment_ece"]["value"] for one in (file, bare))
    assert abs(asked - unasked) > 1e-6


def test_another_classifier_has_no_topics_in_its_groups(file, tmp_path) -> None:
    from tests.classify.test_foreign import SENTIMENT, bert_japanese

    document = evaluate.evaluate([file], str(bert_japanese(tmp_path / "stranger", SENTIMENT)))
    assert set(document["groups"]["店"]) == {"comments", "sentiment_macro_f1"}
