"""The CPU engine: against the same network in torch, in any order, on any number of threads."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.classify.cpu import TOKENS, WIDE, CpuEngine, batches, wide
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
    return list(chain.from_iterable(Tokens(tiny.path).windows(texts)))


@pytest.fixture(scope="module")
def answers(tiny, windows):
    return CpuEngine(tiny, threads=1).answer(windows)


def assert_each_is_as_alone(tiny, windows, answers) -> None:
    engine = CpuEngine(tiny, threads=1)
    for window, answer in zip(windows, answers, strict=True):
        (alone,) = engine.answer([window])
        assert alone.looks.shape == answer.looks.shape == (len(window.offsets), tiny.labels.size)
        assert np.allclose(alone.logits, answer.logits, atol=0.02)
        assert np.allclose(alone.looks, answer.looks, atol=0.02)


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
    assert_each_is_as_alone(tiny, windows[:12], answers[:12])


def test_a_long_comment_is_answered_beside_many_short_ones(tiny) -> None:
    texts = [readable(c) for c in ("あ", "親切で料金も安かったです。" * 12, *COMMENTS * 40)]
    windows = list(chain.from_iterable(Tokens(tiny.path).windows(texts)))
    assert sum(len(w.ids) for w in windows) > 3 * TOKENS
    assert_each_is_as_alone(tiny, windows[:20], CpuEngine(tiny, threads=2).answer(windows)[:20])


@given(st.lists(st.integers(2, 500), min_size=1, max_size=80), st.integers(1, 4))
def test_a_batch_has_no_more_tokens_than_a_cores_cache_holds_and_each_core_has_its_share(lengths, threads) -> None:
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    cut = list(batches(order, lengths, threads))
    assert [i for batch in cut for i in batch] == order
    padded = [lengths[batch[0]] * len(batch) for batch in cut]
    assert all(tokens <= TOKENS or len(batch) == 1 for tokens, batch in zip(padded, cut, strict=True))
    assert len(cut) >= min(threads, len(lengths)) or sum(lengths) < threads * max(lengths)


def test_several_threads_answer_as_one(tiny, windows, answers) -> None:
    for one, other in zip(answers, CpuEngine(tiny, threads=3).answer(windows), strict=True):
        assert np.allclose(one.logits, other.logits, atol=1e-5)
        assert np.allclose(one.looks, other.looks, atol=1e-5)


@pytest.mark.parametrize(
    "cores, expected",
    [
        (["fpu avx2 " + " ".join(WIDE)], True),
        (["fpu avx2 " + " ".join(WIDE - {"avx512_vnni"})], False),
        (["fpu " + " ".join(WIDE), "fpu avx2"], False),
        ([], False),
    ],
)
def test_vectors_are_wide_where_every_processor_has_them(tmp_path, cores, expected) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text("".join(f"model name\t: 速い\nflags\t\t: {flags}\nbogomips\t: 1\n\n" for flags in cores))
    assert wide(told) is expected
    assert wide(tmp_path / "nowhere") is False


@pytest.mark.parametrize("asked", [None, "AVX2"])
def test_what_the_environment_says_of_vectors_counts_more(tiny, asked) -> None:
    cpuinfo = Path("/proc/cpuinfo")
    if not cpuinfo.is_file() or "avx2" not in cpuinfo.read_text():
        pytest.skip("no Linux on a processor with vectors of 256 bits")
    env = {k: v for k, v in os.environ.items() if k != "CT2_FORCE_CPU_ISA"} | {"CT2_VERBOSE": "1"}
    program = "import sys; from voc import classify, text; classify.reader(sys.argv[1], text.VERSION, device='cpu')"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tiny.path)],
        env=env | ({"CT2_FORCE_CPU_ISA": asked} if asked else {}),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    expected = asked or ("AVX512" if wide(cpuinfo) else "AVX2")
    assert f"Selected ISA: {expected}\n" in done.stderr


def test_nothing_to_answer_is_no_answer(tiny) -> None:
    assert CpuEngine(tiny, threads=1).answer([]) == []
    assert GpuEngine(tiny, "cpu").answer([]) == []
