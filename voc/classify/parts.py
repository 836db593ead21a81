"""Texts → parts that are read together, so that long ones take no more memory than short ones."""

from collections.abc import Iterable, Iterator

from voc.records import Readable

CHARACTERS = 100_000  # of a part; where every label looks in them is some 20 MB


def parts(texts: Iterable[Readable]) -> Iterator[list[Readable]]:
    """`texts` in their order, each taken when its part begins; a longer one is a part by itself."""
    some: list[Readable] = []
    size = 0
    for text in texts:
        if some and size + len(text.normal) > CHARACTERS:
            yield some
            some, size = [], 0
        some.append(text)
        size += len(text.normal)
    if some:
        yield some
