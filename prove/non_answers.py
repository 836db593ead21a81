"""Non-answers among all comments of eight months of the survey from which no model learned: are they found?

Looked at by two readers: every comment that the rules or a model thought might say nothing, be it with a probability of
.002, every comment of up to six letters, and 300 of the others (models/non_answers.jsonl, by response and question). What
nobody looked at counts as an answer. A text that was given several times to a question is one comment. Two numbers of each
model, the scale and the shift of this flag, were chosen with these labels; metrics.json (`census`) has the counts five-fold, without
people who wrote training comments in other months.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from _proof import HERE, Section, prove

ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(ROOT / "models")]
import corpus  # noqa: E402

from voc import text  # noqa: E402
from voc.classify import reader  # noqa: E402

DATA = Path(os.environ.get("VOC_DATA_DIR", ROOT.parent / "shared" / "data"))
MODELS = "voc-ja", "voc-ja-fast"
RIGHT = 0.95  # of what is taken for a non-answer
DRAWS = 10_000


def main(given: argparse.Namespace) -> Iterator[Section]:
    """One section: the rules alone, and each model."""
    if not (DATA / "fukui").is_dir():
        sys.exit(f"no survey in {DATA / 'fukui'}: set VOC_DATA_DIR to the folder of the data")
    labels = corpus.says_nothing()
    months = [answer for answer in corpus.survey(DATA) if answer.month in corpus.DEV_MONTHS]
    answers = list({(answer.question, answer.text): answer for answer in reversed(months)}.values())
    silent = np.array([labels.get((answer.response, answer.question), False) for answer in answers])
    texts = [text.readable(answer.text, answer.question) for answer in answers]
    found = {"rules": np.array([one.non_answer for one in texts])}
    for name in MODELS:
        read = reader(name, text.VERSION, device="cpu").read(texts)
        found[name] = np.array([one.non_answer >= 0.5 for one in read])
    counts = {name: _counts(silent, own) for name, own in found.items()}
    broken = [
        name
        for name, (right, _, wrong) in counts.items()
        if right < RIGHT * (right + wrong) or right < counts["rules"][0]
    ]
    yield Section(
        "Eight months, every comment",
        ["read by", "comments", "non-answers", "found", "missed", "taken for one", "F1 [95 %]"],
        [[name, f"{len(silent):,}", *_row(*own)] for name, own in counts.items()],
        f"{RIGHT:.2f} or more of what is taken for one is one, and models find no fewer than the rules",
        broken,
    )  # fmt: skip


def _counts(silent: np.ndarray, found: np.ndarray) -> tuple[int, int, int]:
    """Non-answers found, non-answers missed, answers taken for one."""
    return int((silent & found).sum()), int((silent & ~found).sum()), int((~silent & found).sum())


def _row(right: int, missed: int, wrong: int) -> list[object]:
    """How many there are, the counts, and F1 with its interval."""
    n = right + missed + wrong
    drawn = np.random.default_rng(1).multinomial(n, [right / n, missed / n, wrong / n], DRAWS)
    low, high = np.quantile(_f1(*drawn.T), [0.025, 0.975])
    f1 = f"{_f1(right, missed, wrong):.3f} [{low:.3f}, {high:.3f}]"
    return [right + missed, right, missed, wrong, f1]


def _f1(right: Any, missed: Any, wrong: Any) -> Any:
    return 2 * right / (2 * right + missed + wrong)


if __name__ == "__main__":
    prove("non_answers", "Non-answers among all comments of eight months of a survey", main)
