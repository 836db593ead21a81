"""The CPU engine: against the same network in torch, in any order, on any number of threads."""

import random
from dataclasses import replace

import numpy as np
import pytest

from voc.classify.cpu import CpuEngine
from voc.classify.gpu import GpuEngine
from voc.classify.tokens import Tokens
from voc.text import readable

COMMENTS = (
    "料金が高い", "スタッフの方がとても親切でした。", "駐車場が狭いから困りました。", "あ", "", "安い！！",
    "料金が高いけど、スタッフがとても親切でした。" * 20, "また行きたい", "ごはんがおいしい、ふろがひろい、しずか",
)  # fmt: skip


@pytest.fixture(scope="module")
def windows(tiny):
    texts = [readable(c, q) for c in COMMENTS for q in ("", "満足度の理由")] * 3
    random.Random(3).shuffle(texts)
    return Tokens(tiny.path).windows(texts)


@pytest.fixture(scope="module")
def answers(tiny, windows):
    return CpuEngine(tiny, threads=1).answer(windows)


def test_cpu_and_torch_agree_up_to_int8(tiny, windows, answers) -> None:
    exact = GpuEngine(tiny, "cpu").answer(windows)
    logits = np.stack([a.logits for a in exact])
    seen = np.stack([a.logits for a in answers])
    assert logits.std() > 0.5  # else there is nothing to compare
    assert np.abs(seen - logits).max() < 0.25 * logits.std()
    for ours, theirs in zip(answers, exact, strict=True):
        assert ours.looks.shape == theirs.looks.shape
        assert np.abs(ours.looks - theirs.looks).max(initial=0) < 0.25 * logits.std()
    assert np.corrcoef(seen.ravel(), logits.ravel())[0, 1] > 0.995


def test_in_float32_it_is_torch_to_the_last_digits(tiny, windows) -> None:
    exact = GpuEngine(tiny, "cpu").answer(windows)
    seen = CpuEngine(replace(tiny, arithmetic="float32"), threads=1).answer(windows)
    for ours, theirs in zip(seen, exact, strict=True):
        assert np.allclose(ours.logits, theirs.logits, atol=1e-3)
        assert np.allclose(ours.looks, theirs.looks, atol=1e-4)


def test_every_answer_belongs_to_its_window(tiny, windows, answers) -> None:
    engine = CpuEngine(tiny, threads=1)
    for window, answer in list(zip(windows, answers, strict=True))[:12]:
        (alone,) = engine.answer([window])
        assert alone.looks.shape == answer.looks.shape == (len(window.offsets), tiny.labels.size)
        assert np.allclose(alone.logits, answer.logits, atol=0.02)


def test_several_threads_answer_as_one(tiny, windows, answers) -> None:
    for one, other in zip(answers, CpuEngine(tiny, threads=3).answer(windows), strict=True):
        assert np.allclose(one.logits, other.logits, atol=1e-5)
        assert np.allclose(one.looks, other.looks, atol=1e-5)


def test_nothing_to_answer_is_no_answer(tiny) -> None:
    assert CpuEngine(tiny, threads=1).answer([]) == []
    assert GpuEngine(tiny, "cpu").answer([]) == []
