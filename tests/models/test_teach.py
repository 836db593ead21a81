"""The teachers, which learn side by side in processes of their own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

MODELS = Path(__file__).resolve().parent.parent.parent / "models"
BUILD = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
sys.path.insert(0, sys.argv[1])
import teach

if __name__ == "__main__":
    with ProcessPoolExecutor(1, get_context("spawn"), teach._begin, (1,)) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        pool.submit(time.sleep, 3600).result()
"""


def test_a_teacher_does_not_outlive_a_build_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "build.py"
    script.write_text(BUILD, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script), str(MODELS)], stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout
        teacher = int(build.stdout.readline())
        build.kill()
        try:
            build.communicate(timeout=300)  # returns when nobody is left to write: the teacher has the pipe too
        except subprocess.TimeoutExpired:
            os.kill(teacher, signal.SIGKILL)
            raise
