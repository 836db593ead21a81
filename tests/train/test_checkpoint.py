"""What was stopped after an epoch goes on as if it never had been."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from transformers import BertConfig

from tests.train.conftest import EXAMPLES, LABELS, network
from voc import train
from voc.classify.network import Network
from voc.records import Watch
from voc.train import Recipe

RECIPE = Recipe(epochs=4, rate=1e-3, head_rate=1e-2, frozen=0, batch=3)


class Stop(Exception):
    """The power fails."""


class Stopping(Watch):
    """A watch that ends the training after some epochs."""

    def __init__(self, epochs: int) -> None:
        self.left = epochs

    def begin(self, code: str, total: int) -> None:
        """Nothing to do."""

    def advance(self, pieces: int = 1) -> None:
        """An epoch less; at the start of a training nothing is done yet."""
        self.left -= bool(pieces)
        if self.left == 0:
            raise Stop

    def end(self) -> None:
        """Nothing to do."""

    def note(self, code: str, **values: object) -> None:
        """Nothing to do."""


def dropping() -> Network:
    """A network that draws numbers while it learns."""
    shape = {**network().encoder.config.to_dict(), "hidden_dropout_prob": 0.2}
    torch.manual_seed(5)
    return Network(BertConfig(**shape), LABELS.size).eval()


@pytest.mark.parametrize("frozen", [0, 1])
@pytest.mark.parametrize("epochs", [1, 3])
def test_a_stopped_training_learns_the_very_same_when_it_goes_on(tokens, tmp_path, epochs, frozen) -> None:
    recipe = replace(RECIPE, frozen=frozen)
    lessons = train.lessons(tokens, LABELS, EXAMPLES, recipe)
    whole, stopped, resumed = dropping(), dropping(), dropping()
    for own in (whole, stopped, resumed):
        train.standardise(own, lessons.windows)
    train.fit(whole, lessons, recipe)
    kept = tmp_path / "epochs" / "learned.safetensors"
    with pytest.raises(Stop):
        train.fit(stopped, lessons, recipe, Stopping(epochs), kept)
    torch.manual_seed(77)
    train.fit(resumed, lessons, recipe, kept=kept)
    for name, tensor in whole.state_dict().items():
        assert torch.equal(tensor, resumed.state_dict()[name]), name
    assert not torch.equal(whole.vote.weight, stopped.vote.weight)


def test_a_training_that_was_done_is_not_done_again(tokens, tmp_path: Path) -> None:
    lessons, kept = train.lessons(tokens, LABELS, EXAMPLES, RECIPE), tmp_path / "learned.safetensors"
    done, again = network(), network()
    train.fit(done, lessons, RECIPE, kept=kept)
    written = kept.stat().st_mtime_ns
    train.fit(again, lessons, RECIPE, kept=kept)
    assert kept.stat().st_mtime_ns == written
    assert all(torch.equal(tensor, again.state_dict()[name]) for name, tensor in done.state_dict().items())
    assert not list(tmp_path.glob("*.part"))
