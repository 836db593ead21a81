"""What a model is not to forget while it learns: comments of the bundled sample, as it reads them itself.

A network that hears a few dozen comments again and again comes to say of others what it heard of these. So it
hears others beside them, with its own former answers as their labels (learning without forgetting, Li and
Hoiem 2016), and so it does for whatever nobody looked at in the labelled ones.
"""

import functools
import random
from pathlib import Path

from voc import ingest, text
from voc.records import InputFile
from voc.train.lessons import Example

SAMPLE = Path(__file__).resolve().parents[1] / "sample"


def rehearsed(count: int, seed: int) -> list[Example]:
    """`count` comments of the sample, drawn by chance, none of them labelled; all where there are fewer."""
    every = sample()
    drawn = random.Random(seed).sample(every, min(count, len(every)))
    return [Example(said, question, {}, {}, None) for said, question in drawn]


@functools.cache
def sample() -> tuple[tuple[str, str], ...]:
    """(text, question) of every comment of the bundled sample, each once, in the order of its exports."""
    options = ingest.ReadOptions(timezone="UTC", hash_id=str, mask=text.mask, language="ja")
    found: dict[tuple[str, str], None] = {}
    for path in sorted(path for path in SAMPLE.iterdir() if path.suffix != ".md"):
        (source,) = ingest.propose([path])
        for batch in ingest.read(InputFile(source, path, path.name), options):
            rows = batch.comments.select(["text", "question"]).to_pylist()
            found |= {(row["text"], row["question"] or ""): None for row in rows}
    return tuple(found)
