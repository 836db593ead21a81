import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from tests.classify.conftest import edit
from voc import text
from voc.classify.folder import DEFAULT, SHIPPED, Measured, find, load
from voc.classify.tokens import Tokens
from voc.classify.weights import LEVELS, dequantise
from voc.errors import ModelError
from voc.records import TopicRates
from voc.words import LANGUAGES, say

PARTS = ("voc.json", "model.safetensors", "config.json", "labels.json", "tokenizer.json")


def refusal(folder: Path) -> ModelError:
    """What loading the folder with its weights and tokenizer says."""
    with pytest.raises(ModelError) as caught:
        load(folder, text.VERSION).weights()
        Tokens(folder)
    error = caught.value
    for language in LANGUAGES:
        assert str(folder) in say(error.code, language, **error.values)
    return error


# -- written and read ---------------------------------------------------------------------


def test_what_is_saved_is_loaded(fresh, weights, labels, shape) -> None:
    model = load(fresh, text.VERSION)
    assert (model.name, model.labels, model.shape, model.text_version) == ("tiny", labels, shape, text.VERSION)
    read = dequantise(model.weights())
    assert read.keys() == weights.keys()
    for name, tensor in weights.items():
        bound = np.abs(tensor).max(axis=-1, keepdims=True) / (2 * LEVELS["int8"]) * 1.001 if tensor.ndim == 2 else 0
        assert (np.abs(read[name] - tensor) <= bound).all(), name


# -- which model it is ----------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_the_fingerprint_knows_every_part_that_decides_an_answer(fresh, part) -> None:
    before = load(fresh, text.VERSION).fingerprint
    assert load(fresh, text.VERSION).fingerprint == before
    path = fresh / part
    path.write_bytes(path.read_bytes() + b"\n")
    assert load(fresh, text.VERSION).fingerprint != before


def test_the_fingerprint_is_not_the_place(fresh, tmp_path) -> None:
    before = load(fresh, text.VERSION).fingerprint
    assert load(fresh.rename(tmp_path / "elsewhere"), text.VERSION).fingerprint == before


def test_a_name_that_nobody_ships_is_not_found() -> None:
    assert find("no-such-model") is None


# -- folders that do not hold together --------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_a_missing_part_is_named(fresh, part) -> None:
    (fresh / part).unlink()
    error = refusal(fresh)
    assert (error.code, error.values["missing"]) == ("model_incomplete", part)


@pytest.mark.parametrize("garbage", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe\x00", b"{}"])
@pytest.mark.parametrize("part", PARTS)
def test_garbage_in_any_part_is_a_damaged_model(fresh, part, garbage) -> None:
    (fresh / part).write_bytes(garbage)
    assert refusal(fresh).code == ("model_labels" if part == "labels.json" else "model_damaged")


def test_a_size_that_is_no_number_is_a_damaged_model(fresh) -> None:
    edit(fresh / "config.json", hidden_size="64")
    assert refusal(fresh).code == "model_damaged"


def test_another_format_says_which_is_read(fresh) -> None:
    edit(fresh / "voc.json", format=99)
    error = refusal(fresh)
    assert (error.code, error.values["seen"], error.values["expected"]) == ("model_format", 99, 1)


def test_an_arithmetic_that_nobody_knows_is_a_damaged_model(fresh) -> None:
    edit(fresh / "voc.json", arithmetic="float8")
    assert refusal(fresh).code == "model_damaged"


def test_a_model_that_names_no_arithmetic_is_read_in_int8(fresh) -> None:
    about = json.loads((fresh / "voc.json").read_text())
    del about["arithmetic"]
    (fresh / "voc.json").write_text(json.dumps(about))
    assert load(fresh, text.VERSION).arithmetic == "int8"


def test_a_model_made_for_another_text_version_is_refused(fresh) -> None:
    with pytest.raises(ModelError) as caught:
        load(fresh, "another")
    assert (caught.value.code, caught.value.values["expected"]) == ("model_text_version", "another")


@pytest.mark.parametrize(
    "change", [{"flags": ["mixed"]}, {"sentiments": ["bad", "good"]}, {"polarities": []}, {"topics": 5}]
)
def test_labels_of_another_kind_are_refused(fresh, change) -> None:
    edit(fresh / "labels.json", **change)
    assert refusal(fresh).code == "model_labels"


# -- beside another ---------------------------------------------------------------------------


@pytest.fixture
def neighbours(fresh, tmp_path) -> tuple[Path, Path]:
    """`fresh`, and a copy of it with other weights that it is heard beside."""
    other = Path(shutil.copytree(fresh, tmp_path / "other"))
    tensors = load_file(other / "model.safetensors")
    save_file(tensors | {"whole.bias": tensors["whole.bias"] + 1}, other / "model.safetensors")
    edit(fresh / "voc.json", beside={"model": "other", "share": 0.7})
    return fresh, other


def test_a_model_beside_another_is_another_model_and_knows_when_either_changes(neighbours) -> None:
    own, other = neighbours
    both = load(own, text.VERSION)
    assert both.beside is not None
    assert (both.beside.folder.path, both.beside.share) == (other, 0.7)
    edit(own / "voc.json", beside={"model": "other", "share": 0.6})
    assert (less := load(own, text.VERSION).fingerprint) != both.fingerprint
    (other / "labels.json").write_text((other / "labels.json").read_text() + "\n")
    assert load(own, text.VERSION).fingerprint not in (less, both.fingerprint)


def test_a_neighbour_is_found_from_inside_the_folder_too(neighbours, monkeypatch) -> None:
    monkeypatch.chdir(neighbours[0])
    here = load(Path("."), text.VERSION)
    assert here.beside is not None and here.fingerprint == load(neighbours[0], text.VERSION).fingerprint


def test_the_shipped_voc_ja_is_heard_together_with_the_default() -> None:
    model = load(find("voc-ja"), text.VERSION)
    assert model.beside is not None and (model.beside.folder.name, model.beside.share) == (DEFAULT, 0.7)


def test_two_models_that_name_each_other_are_heard_once_each(neighbours) -> None:
    own, other = neighbours
    edit(other / "voc.json", beside={"model": own.name, "share": 0.5})
    both = load(own, text.VERSION)
    assert both.beside is not None and both.beside.folder.beside is None


def test_a_neighbour_that_is_not_there_is_named(neighbours) -> None:
    shutil.rmtree(neighbours[1])
    error = refusal(neighbours[0])
    assert (error.code, error.values["beside"]) == ("model_beside", "other")


def test_half_a_neighbour_is_named_itself(neighbours) -> None:
    (neighbours[1] / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match="model_incomplete") as caught:
        load(neighbours[0], text.VERSION)
    assert caught.value.values == {"folder": str(neighbours[1]), "missing": "tokenizer.json"}


@pytest.mark.parametrize("part", ["tokenizer.json", "labels.json"])
def test_a_neighbour_of_other_tokens_or_topics_is_a_damaged_model(neighbours, part) -> None:
    path = neighbours[1] / part
    path.write_text(path.read_text().replace("price", "prices").replace("料金", "料銀"))
    error = refusal(neighbours[0])
    assert error.code == "model_damaged" and part in error.values["reason"]


@pytest.mark.parametrize(
    "beside",
    [{"model": "other"}, {"share": 0.5}, {"model": "other", "share": 1}, {"model": "other", "share": "much"},
     {"model": "other", "share": -0.1}, {"model": "other", "share": 10**400}, "other", 3, [0.5],
     *({"model": name, "share": 0.5} for name in ("", ".", "..", "../other", "あ" * 400, None, 3, "tiny"))],
)  # fmt: skip
def test_a_neighbour_that_is_not_told_rightly_is_a_damaged_model(neighbours, beside) -> None:
    edit(neighbours[0] / "voc.json", beside=beside)
    error = refusal(neighbours[0])
    assert error.code == "model_damaged" and "beside" in error.values["reason"]


# -- measured -----------------------------------------------------------------------------


def test_rates_and_figures_are_those_of_its_metrics(fresh) -> None:
    assert load(fresh, text.VERSION).measured() == Measured()  # nobody has measured it
    counts = {"positives": 40, "true_positives": 30, "negatives": 500, "false_positives": 5}
    figure = {"value": 0.8, "low": 0.75, "high": 0.84, "n": 900, "yes": None}
    told = {"mentions": {"price": counts}, "held_out": {"surveys": {"topic_f1": figure}}}
    (fresh / "metrics.json").write_text(json.dumps(told), encoding="utf-8")
    expected = Measured({"price": TopicRates(40, 30, 500, 5)}, {"surveys": {"topic_f1": (0.8, 0.75, 0.84)}})
    assert load(fresh, text.VERSION).measured() == expected
    edit(fresh / "metrics.json", mentions={}, held_out={})
    assert load(fresh, text.VERSION).measured() == Measured()


@pytest.mark.parametrize(
    "damaged",
    [
        "{", "[]", '{"mentions": {"price": {}}}', '{"mentions": {"price": 3}}', '{"held_out": 3}',
        '{"held_out": {"surveys": {"topic_f1": {"value": 0.8}}}}', '{"held_out": {"surveys": {"topic_f1": 0.8}}}',
    ],
)  # fmt: skip
def test_damaged_metrics_are_named(fresh, damaged) -> None:
    (fresh / "metrics.json").write_text(damaged, encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load(fresh, text.VERSION).measured()
    assert caught.value.code == "model_damaged" and "metrics.json" in caught.value.values["reason"]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_models_tell_how_right_they_are(name) -> None:
    rates, figures = load(find(name), text.VERSION).measured()
    assert {"price", "quality", "staff", "access", "waiting"} <= rates.keys()
    for own in rates.values():
        assert 0 <= own.true_positives <= own.positives and 0 <= own.false_positives <= own.negatives
        assert own.positives + own.negatives == sum(rates["price"][i] for i in (0, 2))
    assert figures.keys() == {"surveys", "industries", "both"}
    for part in figures.values():
        value, low, high = part["topic_f1"]
        assert 0 < low <= value <= high < 1
