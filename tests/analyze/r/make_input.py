"""Writes input.csv, the invented survey of expected.R: seven topics of which some come together, 40 people."""

import csv
from pathlib import Path

import numpy as np

random = np.random.default_rng(20)
N, PEOPLE = 400, 90
mood = random.normal(size=N)
topics = (
    random.normal(size=(N, 6)) + mood[:, None] * [0.9, 0.6, 0, 0, -0.5, 0.2] > [0.8, 0.5, 1, 0.2, 0.9, 1.2]
).astype(int)
beside = topics[:, 0] * (random.random(N) < 0.8) | (
    random.random(N) < 0.05
)  # named with the first, says nothing itself
month = random.integers(1, 4, N)
person = np.sort(random.integers(1, PEOPLE + 1, N))
latent = -1.1 * topics[:, 0] + 0.8 * topics[:, 1] + 0.4 * topics[:, 3] - 0.2 * month + random.logistic(size=N)
latent += random.normal(size=PEOPLE + 1)[person]
y = np.where(latent > 0.2, 100, np.where(latent > -1, 0, -100))

with open(Path(__file__).parent / "input.csv", "w", newline="", encoding="utf-8") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["person", "month", *(f"t{i}" for i in range(1, 8)), "y"])
    table.writerows(np.column_stack([person, month, topics, beside, y]).tolist())
