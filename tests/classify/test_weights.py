
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as some
from safetensors.numpy import load_file, save_file

from tests.classify.conftest import edit
from voc import text
from voc.classify.folder import load
from voc.classify.weights import LEVELS, SCALE, dequantise, quantise
from voc.errors import ModelError

NUMBERS = st.floats(-(2.0**99), 2.0**99, width=32, allow_subnormal=False)
MATRICES = some.arrays(np.float32, some.array_shapes(min_dims=2, max_dims=2, max_side=6), elements=NUMBERS)


def refusal(folder) -> str:
    """The reason for which the weights of a folder that is whole otherwise are not read."""
    model = load(folder, text.VERSION)
    with pytest.raises(ModelError, match="model_damaged") as caught:
        model.weights()
    return caught.value.values["reason"]


# -- rounded ------------------------------------------------------------------------------


@given(MATRICES, st.sampled_from(sorted(LEVELS.values())))
def test_a_row_is_off_by_at_most_half_a_step(matrix, levels) -> None:
    stored = quantise({"m": matrix}, levels)
    assert stored["m"].dtype == np.int8
    step = stored["m" + SCALE][:, None].astype(np.float64)
    error = np.abs(dequantise(stored)["m"].astype(np.float64) - matrix)
    assert (error <= step * 0.5001).all()
    assert (step <= np.maximum(np.abs(matrix).max(axis=1, keepdims=True), 1e-12) / levels * 1.0001).all()


@given(MATRICES, st.sampled_from(sorted(LEVELS.values())))
def test_rounding_twice_is_rounding_once(matrix, levels) -> None:
    once = quantise({"m": matrix}, levels)
    assert (quantise(dequantise(once), levels)["m"] == once["m"]).all()


def test_vectors_stay_as_they_are() -> None:
    vector = np.array([1e-7, 3.14159, -2e8], np.float32)
    assert (dequantise(quantise({"bias": vector}, 127))["bias"] == vector).all()


# -- damaged ------------------------------------------------------------------------------


def test_half_a_weight_file_is_a_damaged_model(fresh) -> None:
    path = fresh / "model.safetensors"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    refusal(fresh)


@pytest.mark.parametrize("change", [{"num_hidden_layers": 3}, {"vocab_size": 9}, {"intermediate_size": 64}])
def test_weights_of_another_shape_are_a_damaged_model(fresh, change) -> None:
    edit(fresh / "config.json", **change)
    refusal(fresh)


def test_a_head_for_other_topics_is_a_damaged_model(fresh) -> None:
    edit(fresh / "labels.json", topics=["price", "staff"])
    refusal(fresh)


def test_the_weights_of_a_deeper_network_are_not_its_own(fresh) -> None:
    weights = load_file(fresh / "model.safetensors")
    name = next(name for name in weights if "layer.0." in name)
    save_file(weights | {name.replace("layer.0.", "layer.9."): weights[name]}, fresh / "model.safetensors")
    assert "layer.9." in refusal(fresh)
