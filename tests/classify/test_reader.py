import json
from itertools import islice

import numpy as np
import pytest

from voc import classify, text
from voc.classify.cpu import CpuEngine
from voc.classify.reader import VocReader
from voc.errors import ModelError, SettingsError
from voc.text import readable
from voc.words import LANGUAGES, say

NON_ANSWERS = ("特になし", "なし", "", "　\n", "ありません。", "-")
COMMENTS = ("料金が高い", "スタッフの方がとても親切でした。", "駐車場が狭いから困りました。")


class Counting:
    """The CPU engine, counting what it is asked."""

    device = "cpu"

    def __init__(self, folder) -> None:
        self.engine, self.windows = CpuEngine(folder, threads=1), 0

    def answer(self, windows):
        self.windows += len(windows)
        return self.engine.answer(windows)


# -- reading ------------------------------------------------------------------------------------


def test_a_non_answer_costs_no_forward_pass(tiny) -> None:
    engine = Counting(tiny)
    own = VocReader(tiny, engine)
    readings = own.read([readable(t) for t in NON_ANSWERS])
    assert [r.non_answer for r in readings] == [1.0] * len(NON_ANSWERS)
    assert engine.windows == 0
    mixed = [readable(t) for t in (NON_ANSWERS[0], COMMENTS[0], "", COMMENTS[1])]
    own.read(mixed)
    assert engine.windows == 2


def test_what_several_customers_wrote_is_read_once(tiny) -> None:
    engine = Counting(tiny)
    own = VocReader(tiny, engine)
    once = own.read([readable(t) for t in COMMENTS])
    engine.windows = 0
    assert own.read([readable(t) for t in COMMENTS * 5]) == once * 5
    assert engine.windows == len(COMMENTS)


def test_where_a_comment_begins_counts_though_its_words_are_those_of_a_question(tiny) -> None:
    own = VocReader(tiny, CpuEngine(tiny, threads=1))
    typed, asked = readable("満足度の理由</s>親切でした。"), readable("親切でした。", "満足度の理由")
    together, p = own.judge([typed, asked])
    (one, other), alone = zip(*((read[0], q[0]) for read, q in map(own.judge, ([typed], [asked]))), strict=True)
    assert p == pytest.approx(np.stack(alone), abs=1e-6) and np.abs(alone[0] - alone[1]).max() > 0.01
    spans = [[(m.topic, m.polarity, m.start, m.end) for m in read.topics] for read in (*together, one, other)]
    assert spans[:2] == spans[2:] and [r.reasons for r in together] == [one.reasons, other.reasons]


def test_long_texts_are_answered_in_parts_and_read_as_alone(tiny) -> None:
    engine = Counting(tiny)
    own, most, answer = VocReader(tiny, engine), 0, engine.answer

    def counted(windows):
        nonlocal most
        most = max(most, len(windows))
        return answer(windows)

    engine.answer = counted
    givens = [f"{i}番の席が狭い。" * 5_000 for i in range(6)]
    together, p = own.judge(readable(given) for given in givens)
    assert len(together) == len(p) == 6 and most < engine.windows / 2
    assert [r.p_negative for r in together] == pytest.approx([own.read([readable(g)])[0].p_negative for g in givens], abs=0.01)


def test_readings_come_in_the_given_order(tiny) -> None:
    own = VocReader(tiny, CpuEngine(tiny, threads=2))
    texts = [readable(t) for t in (*COMMENTS, *NON_ANSWERS, "あ" * 400, *reversed(COMMENTS)) * 4]
    together = own.read(texts)
    assert len(together) == len(texts)
    for one, read in zip(texts, together, strict=True):
        (alone,) = own.read([one])
        assert read.p_negative == pytest.approx(alone.p_negative, abs=0.01)
        assert read.p_positive == pytest.approx(alone.p_positive, abs=0.01)


def test_a_judgement_has_the_probability_of_every_label_beside_the_reading(tiny) -> None:
    own = VocReader(tiny, CpuEngine(tiny, threads=1))
    texts = [readable(t) for t in (COMMENTS[0], "特になし", COMMENTS[1])]
    readings, p = own.judge(texts)
    assert readings == own.read(texts) and p.shape == (3, len(own.label_names))
    columns = dict(zip(own.label_names, p.T, strict=True))
    for i, one in enumerate(readings):
        said = {f"{m.topic}.{m.polarity}": m.p for m in one.topics}
        assert all(columns[name][i] == pytest.approx(q) for name, q in said.items())
        assert columns["complaint"][i] == pytest.approx(one.complaint)
        assert columns["positive"][i] == pytest.approx(one.p_positive)
    assert columns["non_answer"][1] == columns["neutral"][1] == 1.0 and p[1].sum() == 2.0


def test_no_texts_are_no_readings(tiny) -> None:
    assert VocReader(tiny, CpuEngine(tiny, threads=1)).read([]) == []


# -- which model ----------------------------------------------------------------------------------


def test_a_folder_is_read_by_its_path(fresh) -> None:
    own = classify.reader(str(fresh), text.VERSION, device="cpu")
    described = classify.describe(str(fresh), text.VERSION)
    assert (own.name, own.taxonomy) == (described.name, described.taxonomy)
    assert (own.name, own.taxonomy, own.device) == ("tiny", "test v1", "cpu")


def test_a_model_folder_that_lost_its_description_says_what_is_missing(fresh) -> None:
    (fresh / "voc.json").unlink()
    with pytest.raises(ModelError) as caught:
        classify.reader(str(fresh), text.VERSION)
    assert (caught.value.code, caught.value.values["missing"]) == ("model_incomplete", "voc.json")


@pytest.mark.parametrize("name", [".", "./nowhere", "/no/such/folder", "~/no-such-model", "あ" * 90, "x/" * 3000, "~nosuchuser/model", "voc-ja-fsat", "models/voc-jaa"])
def test_a_path_that_holds_no_model_is_unknown(name, tmp_path, monkeypatch) -> None:
    (tmp_path / "models").mkdir()
    monkeypatch.chdir(tmp_path)  # "models/…" is then a folder here, not a hub's
    for ask in (classify.reader, classify.describe):
        with pytest.raises(ModelError) as caught:
            ask(name, text.VERSION)
        assert caught.value.code == "model_unknown"
        for language in LANGUAGES:
            sentence = say("model_unknown", language, **caught.value.values)
            assert name in sentence and "voc-ja-fast, voc-ja" in sentence


# -- which device ---------------------------------------------------------------------------------


def test_the_environment_names_the_device(fresh, monkeypatch) -> None:
    monkeypatch.setenv("VOC_DEVICE", "cpu")
    assert classify.reader(str(fresh), text.VERSION).device == "cpu"


def test_an_empty_variable_is_as_good_as_none(fresh, monkeypatch) -> None:
    monkeypatch.setenv("VOC_DEVICE", "")
    assert classify.reader(str(fresh), text.VERSION).device in ("cpu", "cuda", "mps")


def test_what_the_caller_says_wins_over_the_environment(fresh, monkeypatch) -> None:
    monkeypatch.setenv("VOC_DEVICE", "toaster")
    assert classify.reader(str(fresh), text.VERSION, device="cpu").device == "cpu"


def test_an_unknown_device_is_named(fresh, monkeypatch) -> None:
    monkeypatch.setenv("VOC_DEVICE", "toaster")
    with pytest.raises(SettingsError) as caught:
        classify.reader(str(fresh), text.VERSION)
    assert caught.value.code == "device_unknown"
    assert "toaster" in say(caught.value.code, "ja", **caught.value.values)


# -- the shipped model ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped():
    return classify.reader(classify.DEFAULT, text.VERSION, device="cpu")


def test_the_shipped_model_is_found(shipped) -> None:
    described = classify.describe(classify.DEFAULT, text.VERSION)
    assert (shipped.name, shipped.taxonomy) == (described.name, described.taxonomy)
    assert described.name == classify.DEFAULT


def test_the_taxonomy_names_every_topic_of_the_labels() -> None:
    from voc.classify.folder import find, load

    folder = find(classify.DEFAULT)
    assert folder is not None
    labels = load(folder, text.VERSION).labels
    taxonomy = json.loads((folder / "taxonomy.json").read_text(encoding="utf-8"))
    assert taxonomy["taxonomy"] == labels.taxonomy
    assert [topic["id"] for topic in taxonomy["topics"]] == list(labels.topics)


def test_the_shipped_model_reads_real_comments(shipped, data_dir) -> None:
    with open(data_dir / "labels" / "fukui.jsonl", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 60)]
    readings = shipped.read([readable(row["text"], row["question"]) for row in rows])
    assert len(readings) == len(rows)
    hits = []
    for row, read in zip(rows, readings, strict=True):
        for mention in read.topics:
            assert 0 <= mention.start < mention.end <= len(row["text"])
        if row["s"] != "mix":
            hits.append(read.sentiment.startswith(row["s"]))
    assert sum(hits) / len(hits) >= 0.75
    for row, read in list(zip(rows, readings, strict=True))[:5]:  # order: alone as together
        (alone,) = shipped.read([readable(row["text"], row["question"])])
        assert alone.p_positive == pytest.approx(read.p_positive, abs=0.05)
