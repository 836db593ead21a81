"""What is learned, what is left alone. A tiny network on a handful of comments."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.train.conftest import EXAMPLES, KNOWN, LABELS, network
from voc import train
from voc.classify.labels import FLAGS, SENTIMENTS
from voc.classify.network import Network
from voc.classify.tokens import Tokens, pad
from voc.errors import SettingsError
from voc.records import POLARITIES
from voc.text import readable
from voc.train import Example, Recipe
from voc.train.fit import _groups, _Spans, label_loss

RECIPE = Recipe(epochs=40, rate=1e-3, head_rate=1e-2, frozen=0, batch=4)


def answers(trained: Network, tokens: Tokens) -> torch.Tensor:
    windows = [window for (window,) in tokens.windows([readable(e.text, e.question) for e in EXAMPLES])]
    with torch.inference_mode():
        logits: torch.Tensor = trained(*(torch.from_numpy(a) for a in pad(windows)))[0]
    return logits


def lessons(tokens: Tokens, *examples: Example, recipe: Recipe = RECIPE) -> train.Lessons:
    return train.lessons(tokens, LABELS, examples or EXAMPLES, recipe)


# -- learning -----------------------------------------------------------------------------------


@pytest.mark.parametrize("frozen", [0, 1])
def test_a_tiny_network_learns_eight_comments_by_heart(tokens, frozen) -> None:
    own = network()
    train.fit(own, lessons(tokens), replace(RECIPE, frozen=frozen))
    assert not own.training
    logits = answers(own, tokens)
    for row, (_, sentiment, complaint, topics) in zip(logits, KNOWN, strict=True):
        assert SENTIMENTS[int(row[: len(SENTIMENTS)].argmax())] == sentiment
        assert (row[len(SENTIMENTS) + FLAGS.index("complaint")] > 0) == bool(complaint)
        said = {(t, p) for t in LABELS.topics for p in POLARITIES if row[LABELS.topic_index(t, p)] > 0}
        assert said == topics


def test_a_head_learns_to_look_at_the_words_that_say_its_topic(tokens) -> None:
    text = "店員が親切だが、料金が高い"
    topics = {("staff", "positive"): [(0, 5)], ("price", "negative"): [(8, 13)]}
    told = Example(text, "", {"negative": 1.0}, {}, set(topics), topics)
    looks = {}
    for weight in (0.0, 2.0):
        own = network()
        train.fit(own, lessons(tokens, told), replace(RECIPE, span_weight=weight))
        ids, mask, inside = (torch.from_numpy(a) for a in pad(*tokens.windows([readable(text)])))
        with torch.inference_mode():
            hidden = own.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            attention = own.attention(hidden, inside)[0, :, LABELS.topic_index("price", "negative")]
        looks[weight] = float(attention[1 + 8 : 1 + 13].sum())
    assert looks[2.0] > 0.9 > looks[0.0]


def test_a_student_with_fewer_layers_comes_to_answer_like_its_teacher(tokens) -> None:
    teacher = network(layers=4)
    train.fit(teacher, lessons(tokens), RECIPE)
    windows = lessons(tokens).windows
    ids, mask, own = (torch.from_numpy(a) for a in pad(windows))
    with torch.inference_mode():
        hidden = teacher.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        logits, _ = teacher.answer(hidden, mask, own)
    n = len(SENTIMENTS)
    p = torch.cat([logits[:, :n].softmax(1), logits[:, n:].sigmoid()], dim=1).numpy()
    states = torch.cat([h[: len(w.ids)].half() for h, w in zip(hidden, windows, strict=True)])
    student = train.shallow(teacher, (0, 2))
    before = (answers(student, tokens) - logits).abs().mean()
    taught = train.taught(lessons(tokens), LABELS, p, RECIPE, states=states)
    train.fit(student, taught, RECIPE)
    assert student.encoder.config.num_hidden_layers == 2
    assert (answers(student, tokens) - logits).abs().mean() < 0.5 * before


def test_the_same_seed_gives_the_same_network(tokens) -> None:
    twins = network(), network()
    for twin in twins:
        torch.rand(3)  # whatever happened before
        train.fit(twin, lessons(tokens), replace(RECIPE, epochs=2))
    for one, other in zip(*(twin.state_dict().values() for twin in twins), strict=True):
        assert torch.equal(one, other)


def test_a_device_that_is_not_there_is_refused_and_a_network_is_left_on_the_processor(
    tokens, monkeypatch
) -> None:
    own = network()
    train.fit(own, lessons(tokens), replace(RECIPE, epochs=1))
    assert {tensor.device.type for tensor in own.state_dict().values()} == {"cpu"}
    if not torch.cuda.is_available():
        monkeypatch.setenv("VOC_DEVICE", "cuda")
        with pytest.raises(SettingsError, match="device_missing"):
            train.fit(own, lessons(tokens), RECIPE)


def test_word_embeddings_and_the_lowest_layers_stay_as_pretrained(tokens) -> None:
    own = network(layers=3)
    before = {name: t.clone() for name, t in own.state_dict().items()}
    train.fit(own, lessons(tokens), replace(RECIPE, epochs=2, frozen=2))
    changed = {name for name, t in own.state_dict().items() if not torch.equal(t, before[name])}
    assert all(name.startswith(("encoder.encoder.layer.2.", "attend", "vote", "whole")) for name in changed)
    assert {"attend.weight", "encoder.encoder.layer.2.output.dense.weight"} <= changed


def test_layers_that_were_frozen_before_learn_where_they_are_to(tokens) -> None:
    own = network(layers=3)
    train.fit(own, lessons(tokens), replace(RECIPE, epochs=1, frozen=2))
    before = own.encoder.encoder.layer[1].output.dense.weight.clone()
    train.fit(own, lessons(tokens), replace(RECIPE, epochs=1, frozen=1))
    assert not torch.equal(own.encoder.encoder.layer[1].output.dense.weight, before)


def test_lower_layers_learn_slower() -> None:
    recipe = Recipe(epochs=1, rate=1.0, head_rate=7.0, layer_decay=0.5, frozen=1)
    assert [group["lr"] for group in _groups(network(layers=4), recipe)] == [7.0, 1.0, 0.5, 0.25]


# -- the loss -------------------------------------------------------------------------------------


def test_finding_a_topic_pays_even_in_the_wrong_polarity() -> None:
    wanted, weights = torch.zeros(1, LABELS.size), torch.zeros(1, LABELS.size)
    weights[0, LABELS.first_topic :] = 1.0
    wanted[0, LABELS.topic_index("price", "negative")] = 1.0
    losses = {}
    for name in ("price.negative", "price.positive", "staff.negative"):
        logits = torch.full((1, LABELS.size), -3.0)
        logits[0, LABELS.names().index(name)] = 3.0
        losses[name] = label_loss(logits, wanted, weights).item()
    assert losses["price.negative"] < losses["price.positive"] < losses["staff.negative"]


@given(st.floats(-5, 5), st.sampled_from(["mixed", "churn", "price.negative", "staff.neutral"]))
def test_the_answer_to_an_unknown_label_costs_nothing(tokens, logit, name) -> None:
    known = lessons(tokens, Example("普通", "", {"neutral": 1.0}, {"complaint": 1.0}, None))
    logits = torch.zeros(1, LABELS.size)
    before = label_loss(logits, known.targets, known.weights)
    logits[0, LABELS.names().index(name)] = logit
    assert label_loss(logits, known.targets, known.weights) == before


def test_the_loss_by_hand() -> None:
    wanted, weights = torch.zeros(1, LABELS.size), torch.zeros(1, LABELS.size)
    wanted[0, 0] = 1.0  # negative
    wanted[0, 3], weights[0, 3] = 1.0, 0.5  # mixed
    loss = label_loss(torch.zeros(1, LABELS.size), wanted, weights)
    assert loss.item() == pytest.approx(np.log(3.0) + 0.5 * np.log(2.0))
    weights[0, LABELS.first_topic : LABELS.first_topic + 3] = 1.0  # a topic: price is not spoken of
    topic = 3 * np.log(2.0) + np.log(8.0)  # each polarity, and any of them with probability 7/8
    assert label_loss(torch.zeros(1, LABELS.size), wanted, weights).item() == pytest.approx(
        loss.item() + topic
    )


@given(
    st.lists(
        st.dictionaries(st.integers(0, 3), st.lists(st.integers(0, 5), min_size=1, max_size=4), max_size=3),
        min_size=1,
        max_size=4,
    ),
    st.data(),
)
def test_where_to_look_costs_the_mean_over_the_words_of_each_span(given_spans, data) -> None:
    spans = _Spans(given_spans, "cpu")
    rows = data.draw(st.lists(st.sampled_from(range(len(given_spans))), min_size=1, max_size=4))
    length = 1 + max((p for i in rows for at in given_spans[i].values() for p in at), default=0)  # of this batch
    attention = torch.rand(len(rows), length, 4, generator=torch.Generator().manual_seed(1)).softmax(dim=1)
    wanted = sum(
        -attention[b, at, label].log().mean().item() for b, i in enumerate(rows) for label, at in given_spans[i].items()
    )
    assert bool(spans) == any(given_spans)
    assert spans.loss(torch.tensor(rows), attention).item() == pytest.approx(wanted, abs=1e-4)
