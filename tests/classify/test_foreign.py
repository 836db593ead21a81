"""Classifiers that voc did not make: two tiny ones, built here, with tokenizers of both Japanese kinds."""

import json
import logging
import random
from pathlib import Path

import pytest

from voc import classify, text
from voc.classify.foreign import polarity_of
from voc.errors import ModelError
from voc.text import readable
from voc.words import LANGUAGES, say

COMMENTS = ("料金が高い", "スタッフの方がとても親切でした。", "駐車場が狭いから困りました。", "あ", "", "特になし", "安い！！" * 200)
SENTIMENT = {0: "POSITIVE", 1: "NEUTRAL", 2: "NEGATIVE"}
MEANINGS = [
    ("POSITIVE", "positive"), ("neg", "negative"), ("Very Negative", "negative"), ("ネガティブ", "negative"),
    ("肯定的", "positive"), ("中立", "neutral"), ("neu", "neutral"), ("1 star", "negative"), ("5 stars", "positive"),
    ("3 stars", "neutral"), ("LABEL_0", None), ("joy", None), ("negotiation", None), ("positive/negative", None),
]  # fmt: skip


def bert_japanese(folder: Path, names: dict[int, str]) -> Path:
    """BERT with a word tokenizer of fugashi and unidic-lite, and a vocabulary of its own."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification
    from transformers.models.bert_japanese.tokenization_bert_japanese import BertJapaneseTokenizer

    folder.mkdir()
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "料金", "高い", "親切", "が", "です", "た", "。", "スタッフ", "##場"]
    vocabulary = folder / "given.txt"
    vocabulary.write_text("\n".join(pieces) + "\n", encoding="utf-8")
    tokenizer = BertJapaneseTokenizer(
        str(vocabulary), word_tokenizer_type="mecab", mecab_kwargs={"mecab_dic": "unidic_lite"}, model_max_length=64
    )
    assert tokenizer.tokenize("料金が高い") == ["料金", "が", "高い"]
    tokenizer.save_pretrained(folder)
    vocabulary.unlink()
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(pieces), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=64, initializer_range=0.3, id2label=names, label2id={n: i for i, n in names.items()},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def sentencepiece_albert(folder: Path, names: dict[int, str]) -> Path:
    """ALBERT with a sentencepiece model trained on a few sentences."""
    import sentencepiece
    import torch
    from transformers import AlbertConfig, AlbertForSequenceClassification
    from transformers.models.albert.tokenization_albert import AlbertTokenizer

    folder.mkdir()
    rng = random.Random(1)
    sentences = ["".join(rng.sample(COMMENTS[:4], 3)) for _ in range(200)]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences), model_prefix=str(folder / "spiece"), vocab_size=60, pad_id=0, unk_id=1,
        bos_id=-1, eos_id=-1, control_symbols=["[CLS]", "[SEP]", "[MASK]"], minloglevel=2, hard_vocab_limit=False,
        num_threads=1,
    )  # fmt: skip
    tokenizer = AlbertTokenizer.from_pretrained(folder, keep_accents=True)
    assert "".join(tokenizer.tokenize("料金が高い")).replace("▁", "") == "料金が高い"
    tokenizer.save_pretrained(folder)
    torch.manual_seed(2)
    config = AlbertConfig(
        vocab_size=len(tokenizer), embedding_size=16, hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, initializer_range=0.3, id2label=names, label2id={n: i for i, n in names.items()},
    )  # fmt: skip
    AlbertForSequenceClassification(config).save_pretrained(folder)
    return folder


MAKERS = (bert_japanese, sentencepiece_albert)


@pytest.fixture(scope="module", params=MAKERS, ids=lambda make: make.__name__)
def folder(request, tmp_path_factory) -> Path:
    return request.param(tmp_path_factory.mktemp("foreign") / "stranger", SENTIMENT)


def refusal(folder: Path) -> ModelError:
    with pytest.raises(ModelError) as caught:
        classify.reader(str(folder), text.VERSION, device="cpu")
    error = caught.value
    assert all(str(folder) in say(error.code, language, **error.values) for language in LANGUAGES)
    return error


# -- reading ------------------------------------------------------------------------------------


def test_another_classifier_gives_sentiment_and_nothing_else(folder) -> None:
    own = classify.reader(str(folder), text.VERSION, device="cpu")
    texts = [readable(c) for c in COMMENTS]
    readings = own.read(texts)
    assert len(readings) == len(texts)
    for one, read in zip(texts, readings, strict=True):
        assert read.p_negative + read.p_neutral + read.p_positive == pytest.approx(1)
        assert [read.mixed, read.complaint, read.request, read.churn, read.urgent] == [None] * 5
        assert (read.topics, read.non_answer) == ((), float(one.non_answer))
    assert len({round(r.p_positive, 3) for r in readings}) > 2
    assert (own.name, own.taxonomy, own.device) == ("stranger", "", "cpu")
    assert own.read([]) == []
    read, p = own.judge(texts)
    assert (read, p.shape, own.label_names) == (readings, (len(texts), 0), ())


def test_the_readings_are_the_models_own_softmax_in_the_given_order(folder) -> None:
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    own = classify.reader(str(folder), text.VERSION, device="cpu")
    for comment, read in zip(COMMENTS[:4], own.read([readable(c) for c in COMMENTS[:4]]), strict=True):
        with torch.inference_mode():
            p = model(**tokenizer(comment, return_tensors="pt")).logits.softmax(-1)[0].tolist()
        assert (read.p_positive, read.p_neutral, read.p_negative) == pytest.approx(p, abs=1e-4)


def test_what_it_is_called_changes_with_its_files(folder, tmp_path) -> None:
    described = classify.describe(str(folder), text.VERSION)
    assert (described.name, described.taxonomy, described.measured) == ("stranger", "", ({}, {}))
    assert classify.describe(str(folder), text.VERSION) == described
    (folder / ".#config.json").symlink_to("nowhere")  # an editor's lock
    assert classify.describe(str(folder), text.VERSION) == described
    (folder / "notes.txt").write_text("another file")
    assert classify.describe(str(folder), text.VERSION).fingerprint != described.fingerprint


# -- refusing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names", [{0: "LABEL_0", 1: "LABEL_1"}, {0: "joy", 1: "anger"}, {0: "negative", 1: "neutral"}]
)
def test_labels_that_tell_no_sentiment_are_refused(tmp_path, names) -> None:
    error = refusal(bert_japanese(tmp_path / "stranger", names))
    assert (error.code, error.values["labels"]) == ("model_not_sentiment", ", ".join(names.values()))


def test_a_folder_with_only_a_pickle_is_refused(tmp_path) -> None:
    import torch
    from safetensors.torch import load_file

    folder = bert_japanese(tmp_path / "stranger", SENTIMENT)
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    assert refusal(folder).code == "model_not_loaded"


def test_a_folder_that_is_not_there_is_told_quietly_where_no_hub_answers() -> None:
    assert refusal(Path("no_such_folder/model")).code == "model_not_fetched"
    assert not logging.getLogger("huggingface_hub.utils._http").isEnabledFor(logging.WARNING)


def test_weights_without_a_head_are_refused(tmp_path) -> None:
    from safetensors.torch import load_file, save_file

    folder = bert_japanese(tmp_path / "stranger", SENTIMENT)
    weights = load_file(folder / "model.safetensors")
    bare = {name: t for name, t in weights.items() if not name.startswith("classifier")}
    save_file(bare, folder / "model.safetensors", {"format": "pt"})
    assert refusal(folder).code == "model_not_loaded"


def test_code_of_a_models_own_is_never_run(tmp_path) -> None:
    folder = bert_japanese(tmp_path / "stranger", SENTIMENT)
    (folder / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    config = json.loads((folder / "config.json").read_text())
    config |= {"model_type": "own", "auto_map": {
        "AutoConfig": "own.C", "AutoModelForSequenceClassification": "own.M"}}  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config))
    assert refusal(folder).code == "model_not_loaded"
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("part", ["config.json", "model.safetensors"])
@pytest.mark.parametrize("garbage", [b"", b"{", b"[]", b"\xff\x00"])
def test_garbage_is_refused(tmp_path, part, garbage) -> None:
    folder = bert_japanese(tmp_path / "stranger", SENTIMENT)
    (folder / part).write_bytes(garbage)
    assert refusal(folder).code == "model_not_loaded"


# -- labels ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("label", "meant"), MEANINGS)
def test_a_label_means_a_class_or_none(label, meant) -> None:
    assert polarity_of(label) == meant


def test_a_label_that_is_no_sentiment_takes_nothing_from_the_others(tmp_path) -> None:
    folder = bert_japanese(tmp_path / "stranger", {0: "POSITIVE", 1: "joy", 2: "NEGATIVE"})
    (read,) = classify.reader(str(folder), text.VERSION, device="cpu").read([readable("料金が高い")])
    assert read.p_neutral == 0 and read.p_negative + read.p_positive == pytest.approx(1)


def test_a_classifier_is_another_one_when_its_name_or_a_file_changes(tmp_path, monkeypatch) -> None:
    import os

    from voc.classify.reader import foreign_fingerprint

    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "own").mkdir()
    seen = [foreign_fingerprint("owner/one"), foreign_fingerprint("owner/two")]
    for content, time in (("{}", 1), ("{}", 2), ("{ }", 2)):  # rewritten at its size, at its time
        (tmp_path / "own" / "config.json").write_text(content)
        os.utime(tmp_path / "own" / "config.json", ns=(time, time))
        seen.append(foreign_fingerprint("~/own"))
    assert len(set(seen)) == 5
