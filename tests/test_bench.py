"""The measurements run: what they import and repeat of the pipeline is as it is there."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_a_night_over_made_up_answers_is_measured_step_by_step_three_times() -> None:
    command = [sys.executable, str(ROOT / "bench" / "scale.py"), "2000"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert any(line.startswith("## 2,000 answers, ") for line in told)
    rows = [line.strip("| ").split(" | ") for line in told if line.startswith("| ")]
    steps = {name: [float(figure.replace(",", "")) for figure in figures] for name, *figures in rows[1:]}
    assert {"tables", "drivers", "publish: the queue", "publish: the tables", "**together**"} <= set(steps)
    assert all(len(figures) == 9 and min(figures) >= 0 for figures in steps.values())
