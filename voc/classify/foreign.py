"""Any other sequence classifier, through transformers: a folder or a hub id that the user named.

It answers sentiment only, by the names of its labels; everything else is None. Japanese BERT
tokenizers (fugashi + unidic-lite) and sentencepiece ones both load through AutoTokenizer.
Weights must be safetensors, and no code of the model's own is run.
"""

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModelForSequenceClassification, AutoTokenizer
from transformers.utils.logging import disable_progress_bar

from voc.classify.gpu import device as find_device
from voc.classify.parts import parts
from voc.errors import ModelError
from voc.records import POLARITIES, Polarity, Readable, Reading

BATCH = 16
MAX_TOKENS = 256
WORDS: dict[Polarity, tuple[str, ...]] = {
    "negative": ("negative", "ネガティブ", "否定", "1 star", "2 stars"),
    "neutral": ("neutral", "ニュートラル", "中立", "3 stars"),
    "positive": ("positive", "ポジティブ", "肯定", "4 stars", "5 stars"),
}


class ForeignReader:
    """Reads sentiment with a model that was not made by voc."""

    label_names: Sequence[str] = ()

    def __init__(self, name: str, device: str = "auto") -> None:
        """`name` is a folder or a hub id; a folder is never looked up on a network."""
        self.device = find_device(device)
        place = Path(name).expanduser()
        given = str(place) if place.exists() else name
        # trust_remote_code=None would ask on the terminal whether to run a model's own code.
        how = {"local_files_only": place.exists(), "trust_remote_code": False}
        disable_progress_bar()  # type: ignore[no-untyped-call]  # standard error is a person's
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)  # no word of each time it asks again
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(given, **how)
            self._model, about = AutoModelForSequenceClassification.from_pretrained(
                given, use_safetensors=True, output_loading_info=True, **how
            )
            if about["missing_keys"]:  # they were filled with random numbers
                raise ValueError(f"no weights for {', '.join(sorted(about['missing_keys'])[:3])}")
        except Exception as error:  # whatever a stranger's files make the libraries raise
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            code = "model_not_loaded" if place.exists() else "model_not_fetched"
            raise ModelError(code, model=name, reason=reason) from error
        labels = [self._model.config.id2label[i] for i in range(self._model.config.num_labels)]
        self._polarity = [polarity_of(label) for label in labels]
        if not {"negative", "positive"} <= set(self._polarity):
            raise ModelError("model_not_sentiment", model=name, labels=", ".join(labels))
        self.name, self.taxonomy = Path(name).name, ""
        self._longest = min(MAX_TOKENS, self._tokenizer.model_max_length)
        self._model.eval().to(self.device)

    def read(self, texts: Iterable[Readable]) -> list[Reading]:
        """One reading for each text, in order."""
        return [reading for some in parts(texts) for reading in self._read(some)]

    @torch.inference_mode()
    def _read(self, texts: Sequence[Readable]) -> list[Reading]:
        order = sorted(range(len(texts)), key=lambda i: len(texts[i].normal))
        out: dict[int, Reading] = {}
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            encoded = self._tokenizer(
                [texts[i].normal for i in rows],
                padding=True, truncation=True, max_length=self._longest, return_tensors="pt",
            )  # fmt: skip
            logits = self._model(**encoded.to(self.device)).logits.float()
            for i, p in zip(rows, logits.softmax(-1).cpu().tolist(), strict=True):
                out[i] = self._reading(p, texts[i].non_answer)
        return [out[i] for i in range(len(texts))]

    def judge(self, texts: Iterable[Readable]) -> tuple[list[Reading], NDArray[np.float64]]:
        """The readings and, as it has no labels of ours, [texts, 0]."""
        readings = self.read(texts)
        return readings, np.zeros((len(readings), 0))

    def _reading(self, p: Sequence[float], non_answer: bool) -> Reading:
        sums = {q: sum(x for x, own in zip(p, self._polarity, strict=True) if own == q) for q in POLARITIES}
        total = sum(sums.values()) or 1.0
        return Reading(
            p_negative=sums["negative"] / total, p_neutral=sums["neutral"] / total,
            p_positive=sums["positive"] / total,
            mixed=None, complaint=None, request=None, churn=None, urgent=None,
            non_answer=float(non_answer),
        )  # fmt: skip


def polarity_of(label: str) -> Polarity | None:
    """The class that a label means ("POSITIVE", "very negative", "4 stars"); None for none, or for two."""
    name = label.casefold().strip()
    meant = [p for p, words in WORDS.items() if name == p[:3] or any(word in name for word in words)]
    return meant[0] if len(meant) == 1 else None
