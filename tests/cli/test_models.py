"""voc evaluate, voc train."""

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Voc = Callable[..., Result]


def write(path: Path, *lines: dict[str, object]) -> Path:
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n", encoding="utf-8")
    return path


def test_evaluate_prints_figures_and_writes_a_page(voc: Voc, tiny_model: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "gold.jsonl", {"text": "駅から遠い", "s": "neg"}, {"text": "親切", "s": "pos"})
    page = tmp_path / "page.html"
    done = voc("evaluate", "--gold", file, "--model", tiny_model, "-o", page)
    assert done.exit_code == 0 and "感情 マクロF1" in done.stdout and str(page) in done.stderr
    assert "駅から遠い" in page.read_text(encoding="utf-8")
    answered = voc("evaluate", "--gold", file, "--model", tiny_model, "--format", "json")
    assert json.loads(answered.stdout)["comments"] == 2


def test_a_page_shows_a_comment_with_half_a_character(voc: Voc, tiny_model: Path, tmp_path: Path) -> None:
    file, page = tmp_path / "gold.jsonl", tmp_path / "page.html"
    file.write_text(r'{"text": "駅から遠い\ud83d", "s": "neg"}', encoding="utf-8")
    done = voc("evaluate", "--gold", file, "--model", tiny_model, "-o", page)
    assert done.exit_code == 0 and "駅から遠い" in page.read_text(encoding="utf-8")


def test_a_page_is_never_written_over_the_labels_nor_as_a_table(voc: Voc, tiny_model: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "gold.html", {"text": "駅から遠い", "s": "neg"})
    given = file.read_text(encoding="utf-8")
    for page in (file, tmp_path / "page.xlsx"):
        done = voc("evaluate", "--gold", file, "--model", tiny_model, "-o", page)
        assert done.exit_code == 1 and ".html" in done.stderr and file.read_text(encoding="utf-8") == given
    assert not (tmp_path / "page.xlsx").exists()


def test_evaluate_takes_several_files_and_says_where_little_was_labelled(voc: Voc, tiny_model: Path, tmp_path: Path) -> None:
    files = [write(tmp_path / f"{i}.jsonl", {"text": "駅から遠い", "s": "neg", "urgent": i}) for i in range(2)]
    done = voc("evaluate", "--gold", *files, "--model", tiny_model)
    assert done.exit_code == 0 and "コメント 2 件" in done.stdout and "10 件に満たない" in done.stdout


def test_evaluate_names_a_bad_line(voc: Voc, tmp_path: Path) -> None:
    file = write(tmp_path / "gold.jsonl", {"text": "駅から遠い", "s": "neg"}, {"text": "遠い"})
    done = voc("evaluate", "--gold", file)
    assert done.exit_code == 1 and "2 行目" in done.stderr and "Traceback" not in done.stderr


def test_train_takes_several_files_and_says_what_is_missing(voc: Voc, tmp_path: Path) -> None:
    files = [write(tmp_path / f"{i}.jsonl", {"text": "駅から遠い", "s": "neg"}) for i in range(2)]
    done = voc("train", "--gold", *files, "-o", tmp_path / "own")
    assert done.exit_code == 1 and "2 件" in done.stderr and not (tmp_path / "own").exists()
