import numpy as np
import pytest
import torch

from voc.classify.gpu import GpuEngine, device
from voc.classify.tokens import Tokens
from voc.errors import SettingsError
from voc.text import readable


def test_auto_is_a_device_of_this_machine() -> None:
    assert device() == ("cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu")
    assert device("cpu") == "cpu"


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device here")
def test_a_device_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError) as caught:
        device("cuda")
    assert (caught.value.code, caught.value.values) == ("device_missing", {"device": "cuda"})


def test_padding_changes_nothing(tiny) -> None:
    engine = GpuEngine(tiny, "cpu")
    texts = [readable("料金が高い"), readable("スタッフがとても親切でした。" * 5)]
    windows = [window for (window,) in Tokens(tiny.path).windows(texts)]
    together = engine.answer(windows)
    for window, answer in zip(windows, together, strict=True):
        (alone,) = engine.answer([window])
        assert np.allclose(alone.logits, answer.logits, atol=1e-4)
        assert np.allclose(alone.looks, answer.looks, atol=1e-4)
