"""The test environment itself: skips count where everything must run, and PostgreSQL answers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPED = {
    "a skipped test": "import pytest\n\n@pytest.mark.skip(reason='no such program')\ndef test_it(): ...\n",
    "a skipped module": "import pytest\npytest.skip('no such program', allow_module_level=True)\n",
}


@pytest.mark.parametrize("source", SKIPPED.values(), ids=SKIPPED.keys())
@pytest.mark.parametrize("everything, exit_codes", [("1", {1, 2}), ("0", {0, 5})])
def test_skip_is_a_failure_only_where_everything_must_run(
    tmp_path: Path, source: str, everything: str, exit_codes: set[int]
) -> None:
    shutil.copy(Path(__file__).parent / "conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text(source)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "-p", "no:schemathesis", "--rootdir=.", "test_it.py"],
        cwd=tmp_path, env={**os.environ, "VOC_TEST_ALL": everything}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode in exit_codes, done.stdout
    assert "no such program" in done.stdout


def test_postgres_server_answers(postgres_url: str) -> None:
    import psycopg

    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
