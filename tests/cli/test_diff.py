"""voc diff between two published runs."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tests.shop import Shop, shop, tiny_model
from voc import store

Voc = Callable[..., Result]
WORDS = ("駅から遠いです", "店員さんが親切でした", "値段が高いと思います", "待ち時間が長い", "駐車場が狭い", "また来たいです")


def _answers(first: int, count: int, month: str) -> list[str]:
    return [
        f"{i},K{i:03},{month}-{1 + i % 28:02} 10:00,{2 + i % 3}0代,本店,{i * 7 % 11},{WORDS[i % 6]}。その{i % 5}。,"
        for i in range(first, first + count)
    ]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Two runs: of one month, and of two; only read."""
    folder = tmp_path_factory.mktemp("diff")
    made = shop(folder / "project", tiny_model(folder / "model"))
    made.put("survey-04.csv", _answers(1000, 60, "2026-04"))
    made.run()
    made.put("survey-05.csv", _answers(2000, 40, "2026-05"))
    made.run()
    return made


def rows(voc: Voc, project: Shop, *words: str) -> dict[str, dict[str, object]]:
    done = voc("diff", *words, "--format", "json", "--project", project.root)
    assert done.exit_code == 0, done.stderr
    return {row["topic"]: row for row in json.loads(done.stdout)}


def test_new_answers_are_told_apart_from_what_is_read_otherwise(voc: Voc, twice: Shop, tmp_path: Path) -> None:
    before, after = (run.id for run in reversed(store.runs(twice.data)))
    done = voc("diff", "--project", twice.root)
    assert done.exit_code == 0 and f"survey: 実行 {before} と {after} の違い" in done.stderr
    assert "全体" in done.stdout
    found = rows(voc, twice)
    assert (found["(all)"]["n_base_before"], found["(all)"]["n_base_after"]) == (60, 100)
    moves = ("n_before", "n_after", "n_gone", "n_lost", "n_new", "n_found")
    told = [row for topic, row in found.items() if None not in [row[name] for name in moves] and not topic.startswith("(")]
    assert told
    for row in told:
        was, now, gone, lost, new, back = (row[name] for name in moves)
        assert now == was - gone - lost + new + back and gone == lost == back == 0
    assert abs(sum(row["total"] or 0 for topic, row in found.items() if topic != "(all)") - found["(all)"]["total"]) < 1e-6

    # the last line opens the largest move, and so does what names it shorter
    command = shlex.split(done.stderr.splitlines()[-1].partition("voc ")[2])
    opened = json.loads(voc(*command, "--format", "json").stdout)
    row = max(told, key=lambda row: row["n_new"])
    assert "move=new" in command and len({one["response_id"] for one in opened}) == row["n_new"]
    shorter = ["show", f"topic={row['topic']}", "動き=新しい回答", f"run_before={before[:-1]}", "--project", twice.root]
    assert json.loads(voc(*shorter, "--format", "json").stdout) == opened
    assert "ある値" in voc("show", "topic=nothing", "move=new", "--project", twice.root).stderr

    # another model: the same answers, read otherwise
    again = twice.copied(tmp_path / "project")
    again.set("model = ", f"model = \"{tiny_model(tmp_path / 'other', seed=2)}\" #")
    again.run()
    found = rows(voc, again)
    assert found["(all)"]["n_base_before"] == found["(all)"]["n_base_after"] == 100
    assert any(row["n_lost"] or row["n_found"] for row in found.values())
    assert not any(row["n_new"] or row["n_gone"] for row in found.values())
    assert set(rows(voc, again, before, after)) == set(rows(voc, again, before, after[:-1]))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["1999"], "比べる実行を二つ"),
        (["a", "b", "c"], "比べる実行を二つ"),
        (["source=shop"], "survey"),
        (["年代=20代", "店舗=本店"], "一度に一つ"),
        (["period=2020-01"], "当てはまる回答がありません"),
    ],
)
def test_what_cannot_be_told_apart_is_told(voc: Voc, twice: Shop, words: list[str], said: str) -> None:
    done = voc("diff", *words, "--project", twice.root)
    assert done.exit_code == 1 and said in done.stderr and done.stdout == ""


def test_one_run_has_nothing_to_be_compared_with(voc: Voc, fresh_project: Shop) -> None:
    fresh_project.run()
    done = voc("diff", "--project", fresh_project.root)
    assert done.exit_code == 1 and "比べる実行を二つ" in done.stderr


def test_data_that_cannot_be_read_is_said(voc: Voc, fresh_project: Shop) -> None:
    fresh_project.data.write_text("no folder", encoding="utf-8")
    done = voc("diff", "--project", fresh_project.root)
    assert done.exit_code == 1 and f"{fresh_project.data} を読めません" in done.stderr
