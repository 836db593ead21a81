"""Parts of an encoder say what the whole says."""

import torch
from transformers import BertModel

from tests.train.conftest import LABELS, network
from voc import train
from voc.classify.tokens import pad
from voc.text import readable
from voc.train.desk import Desk
from voc.train.encoder import below, through


def test_a_fresh_network_has_the_base_encoder(tmp_path) -> None:
    base = BertModel(network().encoder.config, add_pooling_layer=False)
    base.save_pretrained(tmp_path)
    own = train.fresh(tmp_path, LABELS)
    for name, tensor in base.state_dict().items():
        assert torch.equal(own.encoder.state_dict()[name], tensor)
    assert own.vote.out_features == LABELS.size


def test_a_student_begins_with_some_of_its_teachers_layers_and_all_its_heads() -> None:
    teacher = network(layers=4)
    student = train.shallow(teacher, (1, 3))
    assert torch.equal(student.vote.weight, teacher.vote.weight)
    for here, there in enumerate((1, 3)):
        own, source = student.encoder.encoder.layer[here], teacher.encoder.encoder.layer[there]
        for one, other in zip(own.state_dict().values(), source.state_dict().values(), strict=True):
            assert torch.equal(one, other) and one is not other


def test_the_frozen_part_and_the_part_that_learns_are_the_whole(tokens) -> None:
    own = network(layers=3)
    own.train(False)
    windows = [window for (window,) in tokens.windows([readable(t) for t in ("料金が高い", "普通", "店員が無愛想、初めて来ました")])]
    ids, mask, _ = (torch.from_numpy(a) for a in pad(windows))
    with torch.inference_mode():
        whole = own.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
    desk = Desk(windows, "cpu")
    batch = desk.batch(torch.arange(len(windows)), ids.shape[1])
    for frozen in (0, 1, 2):
        lower = below(own, desk, frozen)
        with torch.inference_mode():
            again = through(own.encoder.encoder.layer[frozen:], lower[batch.at].float(), batch.mask)
        for row, window in enumerate(windows):
            n = len(window.ids)
            assert torch.allclose(again[row, :n], whole[row, :n], atol=0.02)  # kept in 16 bits


def test_hidden_states_lie_window_by_window_in_the_order_given(tokens) -> None:
    own = network()
    own.train(False)
    windows = [window for (window,) in tokens.windows([readable(t) for t in ("店員が無愛想、初めて来ました", "普通", "料金が高い")])]
    ids, mask, _ = (torch.from_numpy(a) for a in pad(windows))
    with torch.inference_mode():
        hidden = own.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
    states = below(own, Desk(windows, "cpu"), frozen=2)
    assert torch.allclose(states.float(), hidden[mask.bool()], atol=0.01)


def test_a_teacher_is_heard_as_it_reads_window_by_window(tokens) -> None:
    own = network(layers=3)
    own.train(False)
    windows = [window for (window,) in tokens.windows([readable(t) for t in ("店員が無愛想、初めて来ました", "普通", "料金が高い")])]
    batch = [torch.from_numpy(a) for a in pad(windows)]
    with torch.inference_mode():
        said, _ = own(*batch)
        hidden = own.encoder(input_ids=batch[0], attention_mask=batch[1]).last_hidden_state[batch[1].bool()]
    logits, states = train.heard(own, windows)
    coarse = 0.05  # where matrix products are taken in 16 bits
    assert torch.allclose(logits, said, atol=coarse) and torch.allclose(states.float(), hidden, atol=coarse)


def test_standardising_changes_no_answer(tokens) -> None:
    own = network()
    windows = [window for (window,) in tokens.windows([readable("料金が高い"), readable("普通")])]
    batch = [torch.from_numpy(a) for a in pad(windows)]
    with torch.inference_mode():
        before, _ = own(*batch)
        train.standardise(own, windows)
        after, _ = own(*batch)
    assert torch.allclose(before, after, atol=1e-4) and not torch.equal(own.spread, torch.ones(32))
