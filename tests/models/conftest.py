"""The comments that networks learn from and those held out, read once."""

import augment
import corpus
import pytest

from voc.gold import Gold
from voc.train import Example


@pytest.fixture(scope="session")
def labelled(data_dir) -> tuple[list[Gold], list[Gold]]:
    known, held = corpus.labelled(data_dir)
    return known, [*held["surveys"], *held["industries"]]


@pytest.fixture(scope="session")
def weak(data_dir, labelled) -> list[Example]:
    known, held_out = labelled
    return augment.weak(data_dir, avoid=known + held_out, seed=1)
