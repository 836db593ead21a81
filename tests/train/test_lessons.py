"""Comments → targets and weights: what nobody knows is not learned."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from tests.train.conftest import LABELS
from voc import train
from voc.classify.labels import FLAGS, SENTIMENTS
from voc.classify.tokens import Tokens
from voc.gold import Gold
from voc.text import readable
from voc.train import Example, Recipe

# sentiment and topics of a labelled comment -> the sentiment that is learned
MIXED = [
    ("positive", {("price", "positive")}, {"positive": 1.0}),
    ("neutral", set(), {"neutral": 1.0}),
    ("mixed", {("staff", "positive"), ("price", "negative"), ("access", "negative"), ("hours", "negative")},
     {"positive": 0.25, "negative": 0.75}),
    ("mixed", {("staff", "neutral")}, {"neutral": 1.0}),
]  # fmt: skip


RECIPE = Recipe(epochs=1, topic_weight=6.0)  # 1 for each of the six topic labels


def targets(tokens: Tokens, *examples: Example) -> tuple[torch.Tensor, torch.Tensor]:
    known = train.lessons(tokens, LABELS, examples, RECIPE)
    return known.targets, known.weights


def test_an_unknown_flag_or_topic_has_no_weight(tokens) -> None:
    example = Example("普通", "", {"neutral": 1.0}, {"complaint": 1.0, "churn": None}, None)
    wanted, weights = targets(tokens, example)
    known = {name for name, weight in zip(LABELS.names(), weights[0].tolist(), strict=True) if weight}
    assert known == {*SENTIMENTS, "complaint"}
    assert dict(zip(LABELS.names(), wanted[0].tolist(), strict=True))["complaint"] == 1.0


def test_no_topics_is_known_and_weighs_as_much_as_some(tokens) -> None:
    none = Example("普通", "", {"neutral": 1.0}, {}, set())
    some = replace(none, topics={("price", "negative"), ("staff", "positive")})
    wanted, weights = targets(tokens, none, some)
    topics = slice(LABELS.first_topic, None)
    assert weights[0, topics].tolist() == weights[1, topics].tolist() == [1.0] * 6
    assert wanted[0, topics].sum() == 0
    assert [n for n, x in zip(LABELS.names(), wanted[1].tolist(), strict=True) if x] == [
        "neutral", "price.negative", "staff.positive"
    ]  # fmt: skip


def test_a_mixed_comment_shares_its_sentiment(tokens) -> None:
    wanted, _ = targets(tokens, Example("普通", "", {"positive": 0.25, "negative": 0.75}, {}, None))
    assert wanted[0, : len(SENTIMENTS)].tolist() == [0.75, 0.0, 0.25]


def said(given: str, example: Example, tokens: Tokens) -> dict[str, str]:
    """What each label is told to look at."""
    known = train.lessons(tokens, LABELS, [example], RECIPE)
    window, normal = known.windows[0], readable(given).normal
    return {
        LABELS.names()[label]: "".join(normal[slice(*window.offsets[i - window.first])] for i in inside)
        for label, inside in known.spans[0].items()
    }


def test_labelled_words_become_the_tokens_of_their_clause(tokens) -> None:
    given = "　店員が親切だが、料金が高い"  # a blank that the normal text has not
    start = given.index("高")
    example = Example(given, "理由", {"neutral": 1.0}, {}, set(), {("price", "negative"): [(start, len(given))]})
    assert said(given, example, tokens) == {"price.negative": "料金が高い"}


def test_a_flag_learns_to_look_at_its_reason(tokens) -> None:
    given = "店員が親切だが、料金が高い"
    example = Example(given, "", {"neutral": 1.0}, {"churn": 1.0}, set(), {}, {"churn": [(8, 10)]})
    assert said(given, example, tokens) == {"churn": "料金が高い"}


# labelled reasons of a complaint, and what of it is learned: what is blamed, unless somebody chose
REASONS = [(True, {}, {"complaint": [(8, 13)]}), (True, {"complaint": ((0, 6),)}, {"complaint": ((0, 6),)}), (False, {}, {})]


@pytest.mark.parametrize(("complaint", "given", "learned"), REASONS)
def test_what_is_criticised_makes_a_complaint(complaint, given, learned) -> None:
    spans = {("staff", "positive"): ((0, 6),), ("price", "negative"): ((8, 13),)}
    flags = dict.fromkeys(("request", "non_answer", "churn", "urgent"), False) | {"complaint": complaint}
    gold = Gold("", "店員が親切だが、料金が高い", "", "mixed", flags, frozenset(spans), spans, given)
    assert train.example(gold).reasons == learned


def test_a_teacher_is_believed_in_everything(tokens) -> None:
    labelled = Example("高すぎる", "", {"negative": 1.0}, {"complaint": 1.0}, {("price", "negative")})
    given = train.lessons(tokens, LABELS, [Example("普通", "", {}, {}, None), labelled], RECIPE)
    p = np.full((2, LABELS.size), 0.3, np.float32)
    states = [np.zeros((len(w.ids), 32), np.float16) for w in given.windows]
    heard = train.taught(given, LABELS, p, RECIPE, states=states)
    assert torch.equal(heard.targets, torch.from_numpy(p)) and heard.states is states
    assert heard.weights.tolist() == [[1.0] * len(SENTIMENTS) + [0.5] * len(FLAGS) + [1.0] * 6] * 2


def test_a_label_keeps_its_share_beside_a_teacher_who_fills_in_what_nobody_labelled(tokens) -> None:
    labelled = Example("高すぎる", "", {"negative": 1.0}, {"complaint": 1.0, "non_answer": 0.0}, {("price", "negative")})
    given = train.lessons(tokens, LABELS, [labelled, Example("普通", "", {}, {}, None)], RECIPE)
    p = np.full((2, LABELS.size), 0.2, np.float32)
    heard = train.taught(given, LABELS, p, RECIPE, share=0.25)
    here, unlabelled = (dict(zip(LABELS.names(), row, strict=True)) for row in heard.targets.tolist())
    told = {name: here[name] for name in ("negative", "positive", "complaint", "price.negative", "churn", "non_answer")}
    assert told == pytest.approx(  # what says nothing is learned as labelled
        {"negative": 0.8, "positive": 0.05, "complaint": 0.8, "price.negative": 0.8, "churn": 0.2, "non_answer": 0.0}
    )
    assert list(unlabelled.values()) == pytest.approx([0.2] * LABELS.size) and (heard.weights > 0).all()


@pytest.mark.parametrize(("sentiment", "topics", "learned"), MIXED)
def test_a_mixed_comment_leans_to_the_side_with_more_topics(sentiment, topics, learned) -> None:
    flags = dict.fromkeys(("complaint", "request", "non_answer", "churn", "urgent")) | {"complaint": True}
    example = train.example(Gold("", "x", "", sentiment, flags, frozenset(topics)))
    assert example.sentiment == learned and example.topics == topics
    assert example.flags["mixed"] == float(sentiment == "mixed")
    assert (example.flags["complaint"], example.flags["churn"]) == (1.0, None)
