"""The measurements run: what they import and repeat of the pipeline is as it is there."""

import subprocess
import sys
from pathlib import Path

from bench.ways import ways
from voc import text
from voc.classify.folder import DEFAULT, find, load

ROOT = Path(__file__).resolve().parent.parent


def test_a_night_over_made_up_answers_is_measured_step_by_step_three_times() -> None:
    command = [sys.executable, str(ROOT / "bench" / "scale.py"), "2000"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert any(line.startswith("## 2,000 answers, ") for line in told)
    rows = [line.strip("| ").split(" | ") for line in told if line.startswith("| ")]
    steps = {name: [float(figure.replace(",", "")) for figure in figures] for name, *figures in rows[1:]}
    assert {"tables", "drivers", "publish: the queue", "publish: the tables", "**together**"} <= set(steps)
    assert all(len(figures) == 9 and min(figures) >= 0 for figures in steps.values())


def test_every_way_to_read_that_says_a_sentiment_says_that_of_plain_torch() -> None:
    given = [
        "店員さんが親切だった",
        "料金が高すぎる",
        "先週の火曜日に行きました",
        "二度と来ません",
        "また来たい",
    ]
    found = find(DEFAULT)
    assert found is not None
    own = list(ways(DEFAULT, load(found, text.VERSION), given))
    for way in own:
        way.take(range(len(given)))
    assert [way.agreement(own[0]) for way in own] == [1.0, 1.0, 1.0, None, 1.0, 1.0]
    assert all(way.times(way) == "1.0× (1.0–1.0)" for way in own)
