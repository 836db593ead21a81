"""Two models read as one."""

import json
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from tests.shop import tiny_model
from voc import classify, text
from voc.classify.answers import Answer
from voc.classify.cpu import CpuEngine
from voc.classify.folder import load
from voc.classify.gpu import GpuEngine
from voc.classify.pair import Pair
from voc.classify.tokens import Tokens
from voc.text import readable

COMMENTS = ("料金が高い", "スタッフの方がとても親切でした。", "席が狭いから困りました。", "料理も景色もとても良かったです。" * 60)


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    """Two models next to each other; the first is heard beside the second."""
    first, second = (tiny_model(tmp_path / name, seed) for seed, name in enumerate(("first", "second"), 1))
    about = json.loads((first / "voc.json").read_text())
    (first / "voc.json").write_text(json.dumps(about | {"beside": {"model": "second", "share": 0.25}}))
    return first, second


@pytest.mark.parametrize("engine", [CpuEngine, lambda folder: GpuEngine(folder, "cpu")])
def test_both_are_heard_by_their_shares_in_what_they_say_and_where_they_look(both, engine) -> None:
    folder = load(both[0], text.VERSION)
    assert folder.beside is not None
    own, other = engine(folder), engine(folder.beside.folder)
    windows = list(chain.from_iterable(Tokens(folder.path).windows([readable(comment) for comment in COMMENTS])))
    heard = Pair(own, other, folder.beside.share).answer(windows)
    assert len(heard) == len(windows) > len(COMMENTS)
    for said, one, two in zip(heard, own.answer(windows), other.answer(windows), strict=True):
        assert said.logits == pytest.approx(0.75 * one.logits + 0.25 * two.logits)
        assert said.looks == pytest.approx(0.75 * one.looks + 0.25 * two.looks)


def test_a_model_heard_beside_itself_says_what_it_says_alone() -> None:
    class Said:
        device = "cpu"

        def answer(self, windows):
            return [Answer(np.arange(3.0), np.ones((2, 3)) / 3)]

    (heard,) = Pair(Said(), Said(), 0.7).answer([])
    assert heard.logits == pytest.approx(np.arange(3.0)) and heard.looks == pytest.approx(np.ones((2, 3)) / 3)


def test_a_folder_that_names_another_is_read_with_it_by_its_share(both) -> None:
    texts = [readable(comment) for comment in COMMENTS[:3]]  # of one window each
    pair, second = (classify.reader(str(folder), text.VERSION, device="cpu") for folder in both)
    (both[0] / "voc.json").write_text((both[1] / "voc.json").read_text())
    first = classify.reader(str(both[0]), text.VERSION, device="cpu")
    heard, own, other = (logits(one.judge(texts)[1][:, 3:]) for one in (pair, first, second))
    assert heard == pytest.approx(0.75 * own + 0.25 * other, abs=1e-3)


def logits(p: np.ndarray) -> np.ndarray:
    return np.log(p / (1 - p))
