"""A survey of random answers, coded as voc.analyze.regression.coded does it, and the design matrix that it avoids."""

from dataclasses import replace

import numpy as np

from voc.analyze.regression.coded import Coded

LEVELS = (3, 2, 4)  # months, and values of two segments


def coded_survey(
    mentions: np.ndarray, outcomes: np.ndarray, person: np.ndarray | None = None, seed: int = 1,
    levels: tuple[int, ...] = LEVELS, controls: np.ndarray | None = None,
) -> Coded:  # fmt: skip
    """`mentions` is answers × drivers (topic 0 negative, topic 0 positive, topic 1 negative, …)."""
    n, k = mentions.shape
    random = np.random.default_rng(seed)
    if controls is None:
        controls = np.stack([random.integers(0, size, n) for size in levels], axis=1)
    first = 1 + np.concatenate([[0], np.cumsum(levels)])
    row, driver = np.nonzero(mentions)
    return Coded(
        source="survey", person=np.arange(n) if person is None else np.sort(person),
        controls=controls + first[:-1], starts=np.concatenate([[0], np.cumsum(mentions.sum(axis=1))]).astype(int),
        drivers=first[-1] + driver, outcomes=outcomes.reshape(n, -1).astype(float), measured=[],
        months=[f"2024-{i:02}" for i in range(1, levels[0] + 1)], variables=list(zip(first[:-1], first[1:], strict=True)),
        segments={}, topics=[(f"topic{i // 2}", ("negative", "positive")[i % 2]) for i in range(k)],
        columns=int(first[-1] + k),
    )  # fmt: skip


def random_survey(n: int, k: int = 6, people: int | None = None, seed: int = 1, **others: object) -> Coded:
    """Topics of every size that go together, an NPS that goes with them, its two sides as outcomes 1 and 2."""
    random = np.random.default_rng(seed)
    mood = random.normal(size=(n, 1))
    mentions = random.normal(size=(n, k)) + mood * random.uniform(-1, 1, k) > random.uniform(0.4, 1.6, k)
    y = np.sign(np.round(mood[:, 0] / 2 + mentions @ random.normal(0, 0.6, k) + random.normal(size=n)))
    sides = np.stack([100 * y, 100.0 * (y > 0), 100.0 * (y < 0)], axis=1)
    person = None if people is None else random.integers(0, people, n)
    return coded_survey(mentions, sides, person, seed, **others)


def matrix(coded: Coded) -> np.ndarray:
    """Every column of every answer, built the plain way."""
    x = np.zeros((coded.n, coded.columns))
    x[:, 0] = 1
    for i in range(coded.n):
        x[i, coded.controls[i]] = 1
        x[i, coded.drivers[coded.starts[i] : coded.starts[i + 1]]] = 1
    return x


def with_outcome(coded: Coded, y: np.ndarray) -> Coded:
    return replace(coded, outcomes=y.reshape(coded.n, -1))
