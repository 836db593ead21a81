"""A user's labelled comments → a model folder of their own."""

import json
import math
import resource
from dataclasses import replace
from pathlib import Path

import pytest
from safetensors.numpy import load_file

from tests.shop import Notes, tiny_model
from voc import classify, text
from voc.classify.folder import load
from voc.errors import InputError, ModelError, SettingsError
from voc.text import readable
from voc.train.tune import REHEARSED, STEPS, TUNE, tune
from voc.words import LANGUAGES, say

FAST = replace(TUNE, epochs=12, rate=3e-3, head_rate=3e-2, frozen=0, batch=8)
SAID = [("席が狭くて困った", "neg"), ("店員さんがとても親切", "pos"), ("昨日初めて利用", "neu")]


def write(path: Path, count: int) -> Path:
    lines = [
        {"text": f"{i}号店 {SAID[i % 3][0]}", "question": "理由", "s": SAID[i % 3][1], "c": int(i % 3 == 0), "r": 0, "n": 0}
        for i in range(count)
    ]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


def test_a_model_learns_what_its_users_labelled_and_says_how_right_it_is(tmp_path) -> None:
    watch = Notes()
    base = tiny_model(tmp_path / "base")
    figures = tune([write(tmp_path / "gold.jsonl", 120)], str(base), tmp_path / "own", FAST, watch)
    assert figures["learned"] + figures["kept_out"] == 120 and 10 <= figures["kept_out"] <= 40
    sentiment = figures["compared"]["sentiment_macro_f1"]
    assert sentiment["after"] > 0.9 > sentiment["before"] and sentiment["verdict"] == 1
    assert load(tmp_path / "own", text.VERSION).measured().figures["kept_out"].keys() == figures["held_out"]["kept_out"].keys()
    own = classify.reader(str(tmp_path / "own"), text.VERSION, device="cpu")
    assert own.name == "own" and own.taxonomy == "tiny v1"
    read = own.read([readable(f"999号店 {said}", "理由") for said, _ in SAID])
    assert [r.sentiment for r in read] == ["negative", "positive", "neutral"]
    assert json.loads((tmp_path / "own" / "metrics.json").read_text(encoding="utf-8")) == figures
    assert [code for code, _ in watch.steps] == ["step.learn"]


def test_comments_that_a_model_flagged_teach_but_tell_nothing_of_how_often_it_errs(tmp_path) -> None:
    base, drawn = str(tiny_model(tmp_path / "base")), write(tmp_path / "gold.jsonl", 120)
    lines = [json.loads(line) | {"t": ["price-"]} for line in drawn.read_text(encoding="utf-8").splitlines()]
    drawn.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    flagged = tmp_path / "flagged.jsonl"
    flagged.write_text("\n".join(json.dumps(line | {"flagged": 1}) for line in lines), encoding="utf-8")
    by_sample, by_queue = (tune([file], base, tmp_path / file.stem, FAST) for file in (drawn, flagged))
    assert by_sample["compared"] == by_queue["compared"]
    positives = [one["mentions"]["price"]["positives"] for one in (by_sample, by_queue)]
    assert positives == [by_sample["kept_out"], 0]


def test_the_recipe_as_shipped_moves_layers_of_a_model_that_has_few(tmp_path) -> None:
    base = tiny_model(tmp_path / "base")
    tune([write(tmp_path / "gold.jsonl", 60)], str(base), tmp_path / "own", replace(TUNE, rate=1e-2))
    name = "encoder.encoder.layer.0.output.dense.weight"
    before, after = (load_file(folder / "model.safetensors")[name] for folder in (base, tmp_path / "own"))
    assert (before != after).any()


def test_what_goes_on_of_a_model_that_is_heard_beside_another_is_read_by_itself(tmp_path) -> None:
    base, _ = tiny_model(tmp_path / "base"), tiny_model(tmp_path / "other", 2)
    about = json.loads((base / "voc.json").read_text(encoding="utf-8"))
    (base / "voc.json").write_text(json.dumps(about | {"beside": {"model": "other", "share": 0.9}}), encoding="utf-8")
    figures = tune([write(tmp_path / "gold.jsonl", 120)], str(base), tmp_path / "own", FAST)
    assert figures["compared"]["sentiment_macro_f1"]["after"] > 0.9
    assert load(tmp_path / "own", text.VERSION).beside is None


@pytest.mark.parametrize(("count", "least"), [(60, STEPS), (120, STEPS)])
def test_few_comments_are_heard_as_often_as_it_takes(tmp_path, count, least) -> None:
    watch, recipe = Notes(), replace(FAST, epochs=1)
    figures = tune([write(tmp_path / "gold.jsonl", count)], str(tiny_model(tmp_path / "base")), tmp_path / "own", recipe, watch)
    ((_, heard),) = watch.steps
    a_pass = math.ceil(figures["learned"] / recipe.batch)
    assert least <= heard / (figures["learned"] * (1 + REHEARSED)) * a_pass < least + a_pass


def test_an_empty_folder_is_filled_and_nothing_lies_beside_it(tmp_path) -> None:
    target = tmp_path / "models" / "own"
    target.mkdir(parents=True)
    tune([write(tmp_path / "gold.jsonl", 60)], str(tiny_model(tmp_path / "base")), target, FAST)
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["own"]
    modes = {path.stat().st_mode for path in target.iterdir()}
    assert len(modes) == 1  # whoever may read one part may read all


def test_a_full_disk_leaves_nothing_and_is_told(tmp_path) -> None:
    base, gold, target = str(tiny_model(tmp_path / "base")), write(tmp_path / "gold.jsonl", 60), tmp_path / "models" / "own"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))  # bytes of a file
    try:
        with pytest.raises(SettingsError, match="page_not_written"):
            tune([gold], base, target, FAST)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not any((tmp_path / "models").iterdir())


def test_the_slower_of_two_trainings_into_one_folder_is_told_that_it_is_taken(tmp_path) -> None:
    base, gold, target = str(tiny_model(tmp_path / "base")), write(tmp_path / "gold.jsonl", 60), tmp_path / "own"

    class Meanwhile(Notes):
        def end(self) -> None:
            if not target.exists():
                tune([gold], base, target, FAST)

    with pytest.raises(SettingsError, match="model_folder_taken"):
        tune([gold], base, target, FAST, Meanwhile())
    assert load(target, text.VERSION).name == "own"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "gold.jsonl", "own"]


def test_comments_that_are_all_alike_are_too_few(tmp_path) -> None:
    base, same = str(tiny_model(tmp_path / "base")), tmp_path / "same.jsonl"
    for said in ("高い", "高すぎる"):  # one of them is kept out, one is not
        same.write_text(json.dumps({"text": said, "s": "neg"}) + "\n" + f'{{"text": "{said}", "s": "neg"}}\n' * 60, "utf-8")
        with pytest.raises(SettingsError, match="too_few_labelled"):
            tune([same], base, tmp_path / said, FAST)


def test_the_bond_of_the_base_does_not_outvote_what_was_learned(tmp_path) -> None:
    base = tiny_model(tmp_path / "base")
    labels = json.loads((base / "labels.json").read_text(encoding="utf-8"))
    labels["bond"] = {"trust": [1, 0.1], "lean": [0, 0, 0, 0], "pull": [4, 0, -4, 0]}  # blame complains
    (base / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    lines = [json.loads(line) | {"c": 0} for line in write(tmp_path / "gold.jsonl", 120).read_text("utf-8").splitlines()]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    tune([tmp_path / "gold.jsonl"], str(base), tmp_path / "own", FAST)
    read = classify.reader(str(tmp_path / "own"), text.VERSION, device="cpu").read([readable(f"9号店 {SAID[0][0]}", "理由")])
    assert read[0].sentiment == "negative" and (read[0].complaint or 0) < 0.3


def test_too_few_comments_a_taken_folder_and_a_bad_line_are_refused(tmp_path) -> None:
    base = str(tiny_model(tmp_path / "base"))
    few, enough = write(tmp_path / "few.jsonl", 20), write(tmp_path / "enough.jsonl", 60)
    with pytest.raises(SettingsError, match="too_few_labelled"):
        tune([few], base, tmp_path / "own", FAST)
    odd = tmp_path / "odd.jsonl"
    odd.write_text('{"text": "高い", "s": "neg", "t": ["prise-"]}\n' * 60, encoding="utf-8")
    with pytest.raises(SettingsError, match="gold_topic") as caught:
        tune([odd], base, tmp_path / "own", FAST)
    assert all("prise" in say(caught.value.code, language, **caught.value.values) for language in LANGUAGES)
    for taken in (tmp_path / "base", Path(), Path("/")):
        with pytest.raises(SettingsError, match="model_folder_taken"):
            tune([enough], base, taken, FAST)
    with pytest.raises(SettingsError, match="page_not_written"):
        tune([enough], base, enough / "own", FAST)
    for unknown, code in (("voc-ja-fsat", "model_unknown"), ("あ" * 300, "model_unknown"), ("owner/name", "model_foreign")):
        with pytest.raises(ModelError, match=code) as refused:
            tune([enough], unknown, tmp_path / "own", FAST)
        assert all("voc-ja-fast" in say(code, language, **refused.value.values) for language in LANGUAGES)
    enough.write_text(enough.read_text(encoding="utf-8") + "\n{", encoding="utf-8")
    with pytest.raises(InputError, match="gold_line"):
        tune([enough], base, tmp_path / "own", FAST)
    assert not (tmp_path / "own").exists()
