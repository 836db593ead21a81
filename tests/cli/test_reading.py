"""voc classify."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Voc = Callable[..., Result]


def test_classify_answers_every_line_in_order(voc: Voc, tiny_model: Path, data_dir: Path) -> None:
    lines = (data_dir / "labels" / "fukui.jsonl").read_text(encoding="utf-8").splitlines()[:600]
    asked = [{name: one[name] for name in ("id", "text", "question")} for one in map(json.loads, lines)]
    given = "\ufeff" + "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in asked)
    done = voc("classify", "--model", tiny_model, input=given)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in answers] == [one["id"] for one in asked]
    assert {one["sentiment"] for one in answers} <= {"negative", "neutral", "positive"}


def test_classify_names_the_line_it_cannot_read(voc: Voc, tiny_model: Path) -> None:
    given = '{"id": 1, "text": "駅から遠い"}\n\nこれは JSON ではない\n'
    done = voc("classify", "--model", tiny_model, input=given)
    assert done.exit_code == 1 and "3 行目" in done.stderr and len(done.stdout.splitlines()) == 1


def test_classify_gives_back_an_id_with_half_a_character(voc: Voc, tiny_model: Path) -> None:
    given = r'{"id": "\ud83d", "text": "遠い", "question": "理由\ud83d"}'
    done = voc("classify", "--model", tiny_model, input=given + "\n")
    assert done.exit_code == 0 and json.loads(done.stdout)["id"] == "\ud83d"


def test_classify_understands_utf8_only(voc: Voc, tiny_model: Path) -> None:
    given = '{"id": 1, "text": "遠い"}\n'.encode("cp932")
    done = voc("classify", "--model", tiny_model, input=given)
    assert done.exit_code == 1 and "UTF-8" in done.stderr


def test_explain_shows_the_text_and_what_was_read(voc: Voc) -> None:
    done = voc("explain", "親切だが料金が高い")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("親切だが料金が高い\n") and "感情 " in done.stdout and "価格・料金" in done.stdout
    assert "\x1b[" not in done.stdout  # no colours where nobody looks at a terminal


def test_explain_speaks_english_when_asked(voc: Voc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOC_LANG", "en")
    assert "Sentiment " in voc("explain", "料金が高い").stdout
