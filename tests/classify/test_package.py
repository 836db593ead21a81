"""What importing and reading on the CPU must not load (torch and transformers take seconds); an installed package."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import voc

LOADED = "import sys; print(*sorted({'torch', 'transformers', 'ctranslate2'} & sys.modules.keys()))"


def loaded_after(code: str, *words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{LOADED}", *words], check=True, capture_output=True, text=True, timeout=120
    )
    return done.stdout.split()


def test_importing_the_package_loads_no_engine() -> None:
    assert loaded_after("import voc.classify") == []


@pytest.mark.parametrize("then", ["", "\nown.read([text.readable('料金が高い')])"])
def test_a_voc_model_on_the_cpu_needs_no_torch(fresh, then) -> None:
    code = "import sys\nfrom voc import classify, text\nown = classify.reader(sys.argv[1], text.VERSION, device='cpu')"
    assert loaded_after(code + then, str(fresh)) == ["ctranslate2"]


def test_describing_a_model_loads_no_engine(fresh) -> None:
    code = "import sys\nfrom voc import classify, text\nclassify.describe(sys.argv[1], text.VERSION)"
    assert loaded_after(code, str(fresh)) == []


# -- installed, away from a checkout -----------------------------------------------------------------

DESCRIBE = """
from voc import classify, text
from voc.errors import ModelError
try:
    print(classify.describe(classify.DEFAULT, text.VERSION)[0])
except ModelError as error:
    print(error.code)
"""


@pytest.mark.parametrize(("with_model", "said"), [(True, "tiny"), (False, "model_not_shipped")])
def test_an_installed_package_knows_whether_it_holds_the_model(tmp_path, fresh, with_model, said) -> None:
    site = tmp_path / "site"
    package = Path(voc.__file__).parent
    shutil.copytree(package, site / "voc", ignore=shutil.ignore_patterns("__pycache__", "sample", "_models"))
    if with_model:
        shutil.copytree(fresh, site / "voc" / "_models" / "voc-ja-fast")
    done = subprocess.run(
        [sys.executable, "-c", DESCRIBE], env={**os.environ, "PYTHONPATH": str(site)}, cwd=tmp_path,
        check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.strip() == said
