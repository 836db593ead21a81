"""The loop: which rows come together, and how fast it learns at each step."""

import random

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from voc.train.loop import _batches, _rate, halves


@given(st.lists(st.integers(2, 180), max_size=40), st.integers(1, 9), st.integers(0, 99))
def test_every_row_is_in_one_batch_of_an_epoch(lengths, size, seed) -> None:
    batches = list(_batches(lengths, size, random.Random(seed)))
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    assert all(0 < len(batch) <= size for batch in batches)


@given(st.lists(st.integers(2, 180), min_size=2, max_size=40), st.integers(1, 9))
def test_rows_of_a_batch_are_of_like_length(lengths, size) -> None:
    spread = [
        max(lengths[i] for i in b) - min(lengths[i] for i in b)
        for b in _batches(lengths, size, random.Random(1))
    ]
    nearest = sorted(lengths)
    cut = [nearest[at : at + size] for at in range(0, len(nearest), size)]
    assert max(spread) <= max(own[-1] - own[0] for own in cut) + 16  # an order by length, shaken by 8 tokens


def test_the_learning_rate_rises_and_falls_in_straight_lines() -> None:
    assert [_rate(step, 10, 0.2) for step in range(11)] == pytest.approx(
        [0, 0.5, 1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125, 0]
    )


@given(st.integers(1, 500), st.floats(0, 1))
def test_the_learning_rate_stays_between_nothing_and_all(steps, warmup) -> None:
    rates = [_rate(step, steps, warmup) for step in range(steps + 1)]
    assert all(0 <= rate <= 1 for rate in rates)


def test_matrices_are_multiplied_in_16_bits_where_the_processor_can() -> None:
    can = torch.cpu._is_avx512_bf16_supported()
    with halves("cpu"):
        product = torch.ones(2, 2) @ torch.ones(2, 2)
    assert product.dtype == (torch.bfloat16 if can else torch.float32)
    with halves("mps"):  # a device that was not tried is left as it is
        assert not torch.is_autocast_enabled("mps")
