"""Trained weights become folders that are read as they were measured."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from corpus import Answer
from export import Export
from safetensors.numpy import save_file

from tests.shop import tiny_model
from voc import text
from voc.classify.folder import load
from voc.classify.labels import Labels
from voc.classify.weights import dequantise
from voc.gold import Gold

SAID = [
    ("長く待たされて困った", "negative", {("waiting", "negative")}), ("店員がとても親切", "positive", {("staff", "positive")}),
    ("昨日初めて利用", "neutral", set()), ("駅から近いが高い", "mixed", {("access", "positive"), ("price", "negative")}),
]  # fmt: skip
PARTS = {"surveys": range(60), "industries": range(60, 100)}
CENSUS = [(Answer(f"r{i}", "", "", "理由", f"{i}番は上に同じ", ""), i % 2 == 0) for i in range(20)]


def gold(i: int) -> Gold:
    said, sentiment, topics = SAID[i % len(SAID)]
    flags = {"complaint": sentiment == "negative", "request": i % 7 == 0, "non_answer": i % 11 == 0}
    flags |= {"churn": i % 13 == 0, "urgent": False}
    return Gold(f"g{i}", f"{i}号店 {said}", "理由", sentiment, flags, frozenset(topics))


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> tuple[Labels, Path, Path]:
    """What an export needs beside comments: labels, the base, and where the networks "first" and "both" lie."""
    root, models = tmp_path_factory.mktemp("trained"), tmp_path_factory.mktemp("models")
    for seed, name in enumerate(("first", "both"), 1):
        given = load(tiny_model(models / name, seed), text.VERSION)
        save_file(dequantise(given.weights()), root / f"{name}.safetensors")
    return given.labels, given.path, root


@pytest.fixture(scope="module")
def written(trained, tmp_path_factory) -> Path:
    """The folders of "first", by itself, and of "both", which is heard beside it."""
    models: Path = tmp_path_factory.mktemp("written")
    export = Export(*trained, {part: [gold(i) for i in rows] for part, rows in PARTS.items()}, CENSUS)
    export.write("first", models / "first", {})
    export.write("both", models / "both", {}, ("first", 0.7))
    return models


def figures(folder: Path) -> dict:
    found: dict = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    return found


def test_a_model_is_written_whole_with_figures_of_every_part(written) -> None:
    assert {path.name for path in written.iterdir()} == {"first", "both"}
    for name in ("first", "both"):
        found = figures(written / name)
        assert found["model"] == name and found["census"]["comments"] == 20 and found["census"]["non_answers"] == 10
        counts = [found["held_out"][part]["complaint_f1"]["n"] for part in ("surveys", "industries", "both")]
        assert counts == [60, 40, 100]
        rates = found["mentions"]["staff"]
        assert rates["positives"] + rates["negatives"] == 60  # of the surveys alone
        assert found["as_trained"]["comments"] == 100 and found["as_trained"]["same_sentiment"] > 0.9
        assert (written / name / "README.md").read_text(encoding="utf-8").startswith(f"# {name}\n")


def test_only_the_model_that_is_heard_beside_another_names_it(written) -> None:
    alone, both = (load(written / name, text.VERSION) for name in ("first", "both"))
    assert alone.beside is None and both.beside is not None
    assert (both.beside.folder.fingerprint, both.beside.share) == (alone.fingerprint, 0.7)
    assert alone.labels.bond and both.labels.bond and alone.labels.thresholds != ()


def test_no_comment_is_measured_with_what_its_own_label_chose(trained, tmp_path) -> None:
    seen = []

    class Watched(Export):
        def _figures(self, readings, p):
            seen.append(p)
            return super()._figures(readings, p)

    for turned in (False, True):  # the labels of every fifth comment, the first of them the first
        known = [replace(gold(i), flags=turn(gold(i))) if turned and i % 5 == 0 else gold(i) for i in range(100)]
        held = {part: [known[i] for i in rows] for part, rows in PARTS.items()}
        Watched(*trained, held, CENSUS).write("both", tmp_path / "both", {}, ("first", 0.7))
    before, after = seen
    assert (before[::5] == after[::5]).all()
    assert all((before[fold::5] != after[fold::5]).any() for fold in range(1, 5))


def turn(one: Gold) -> dict[str, bool | None]:
    return dict(one.flags) | {"complaint": not one.flags["complaint"]}
