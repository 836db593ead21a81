"""voc review and voc gold, as a person gives them."""

import json
from pathlib import Path

import pytest

from tests.shop import Shop, shop, tiny_model


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    model = tiny_model(tmp_path_factory.mktemp("models") / "flags")  # unlike a sentiment classifier, it knows complaints
    made = shop(tmp_path_factory.mktemp("review") / "p", model)
    made.run()
    return made


@pytest.fixture
def project(ready: Shop, tmp_path: Path) -> Shop:
    return ready.copied(tmp_path / "p")


def first(listed: str) -> str:
    return listed.split()[0]


def test_the_queue_is_listed_decided_on_and_learned_from(voc, project: Shop, tmp_path: Path) -> None:
    place = ("--project", project.root)
    listed = voc("review", "-n", 1, *place)
    assert listed.exit_code == 0 and "全部で" in listed.stdout
    seen = first(listed.stdout)
    number = seen.partition(".")[0]
    done = voc("review", "correct", seen, "--sentiment", "positive", "--topic", "staff+", "--as", "佐藤", *place)
    assert (done.exit_code, done.stdout) == (0, f"{number}.1: 読み取りを直しました\n")
    again = voc("review", "dismiss", seen, "--as", "鈴木", *place)
    assert again.exit_code == 1 and "佐藤" in again.stderr
    assert "(読み取りを直しました)" in again.stderr and "+00:00" not in again.stderr
    assert voc("review", "correct", number, "--no-churn", "--request", *place).exit_code == 0
    assert voc("review", "resolve", number, *place).exit_code == 0
    assert first(voc("review", "--status", "resolved", *place).stdout) == f"{number}.3"
    path = tmp_path / "gold.jsonl"
    done = voc("gold", "-o", path, *place)
    assert done.exit_code == 0 and "1 件を書き出しました" in done.stderr and "50 件以上" in done.stderr
    (line,) = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert (line["s"], line["t"], line["churn"], line["r"]) == ("pos", ["staff+"], 0, 1)


def test_labels_are_written_to_a_file_of_labels_only_and_none_are_a_sentence(voc, project: Shop, tmp_path: Path) -> None:
    settings = project.toml.read_bytes()
    for path in (project.toml, tmp_path / "gold.csv", tmp_path / "gold"):
        done = voc("gold", "-o", path, "--project", project.root)
        assert done.exit_code == 1 and path.name in done.stderr and ".jsonl で終わる名前" in done.stderr
    assert project.toml.read_bytes() == settings and not (tmp_path / "gold.csv").exists()
    done = voc("gold", "-o", tmp_path / "gold.jsonl", "--project", project.root)
    assert done.exit_code == 0 and "まだありません" in done.stderr and "50 件以上" in done.stderr


@pytest.mark.parametrize(
    "given",
    [
        ("accpt", "1"),
        ("accept",),
        ("accept", "x"),
        ("accept", "1.x"),
        ("correct", "1"),
        ("correct", "1", "--topic", "price"),
        ("correct", "1", "--sentiment", "bad"),
        ("--status", "done"),
    ],
)
def test_a_command_that_is_wrong_is_told_before_anything_is_opened(voc, tmp_path: Path, given: tuple[str, ...]) -> None:
    done = voc("review", *given, "--project", tmp_path / "none")
    assert done.exit_code == 2 and "Traceback" not in done.stderr


def test_an_unknown_item_is_a_sentence(voc, project: Shop) -> None:
    done = voc("review", "accept", "9999", "--project", project.root)
    assert done.exit_code == 1 and "9999" in done.stderr


def test_what_a_comment_holds_is_shown_and_not_obeyed(voc, project: Shop) -> None:
    project.put("survey-7.csv", [f"7{i},K07{i},2026-07-0{i} 10:00,20代,本店,0,遅い\x1b]0;題\x07\u202e逆{i},最悪\x9b2J{i}" for i in range(1, 8)])
    project.run()
    shown = voc("review", "-n", 100, "--project", project.root).stdout
    assert "遅い�]0;題" in shown and not {"\x1b", "\x07", "\u202e", "\x9b"}.intersection(shown)
