"""The long proofs in short: those that take seconds."""

import subprocess
import sys
from pathlib import Path

import pytest

PROVE = Path(__file__).parent.parent / "prove"


@pytest.mark.parametrize("name", ["intervals", "alerts", "effects", "correction", "weighting", "repeated"])
def test_a_proof_holds_with_few_draws_and_writes_nothing(name) -> None:
    written = {path: path.stat().st_mtime_ns for path in PROVE.glob("*.md")}
    done = subprocess.run(
        [sys.executable, PROVE / f"{name}.py", "--quick"], capture_output=True, text=True, env={"PYTHONPATH": str(PROVE.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "held" in done.stdout.splitlines()[-1]
    assert written == {path: path.stat().st_mtime_ns for path in PROVE.glob("*.md")}
