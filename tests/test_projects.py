"""Making a project, looking at one, the demo, and reading lines."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shop import APRIL, HEADER, Shop
from voc import config, projects, store
from voc.errors import SettingsError

SAMPLE = sorted(path for path in projects.SAMPLE.iterdir() if path.suffix != ".md")


def snapshot(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Every path below a folder with its inode, time and size."""
    found = {}
    for path in (folder, *folder.rglob("*")):
        status = path.lstat()
        found[str(path)] = status.st_ino, status.st_mtime_ns, status.st_size
    return found


# -- init -------------------------------------------------------------------------------------


def test_init_copies_the_exports_and_proposes_sources_that_load_as_they_are(tmp_path: Path) -> None:
    sources = projects.init(tmp_path / "店", SAMPLE)
    for path in SAMPLE:
        assert (tmp_path / "店" / "inbox" / path.name).read_bytes() == path.read_bytes()
    project = config.load(tmp_path / "店")
    assert list(project.settings.sources) == sources
    assert sorted(source.kind for source in sources) == ["customers", "support", "survey", "survey"]
    assert project.data.is_dir() and not list(project.data.iterdir())
    checked = projects.check(project)
    assert (checked.errors, checked.unmatched) == ([], []) and len(checked.profiles) == len(SAMPLE)


def test_init_never_overwrites_a_project_or_a_file(tmp_path: Path) -> None:
    projects.init(tmp_path, SAMPLE[:1])
    before = snapshot(tmp_path)
    with pytest.raises(SettingsError, match="project_exists"):
        projects.init(tmp_path, SAMPLE)
    assert snapshot(tmp_path) == before
    shop = tmp_path / "shop"
    (shop / "inbox").mkdir(parents=True)
    (shop / "inbox" / SAMPLE[0].name).write_text("my own")
    with pytest.raises(SettingsError, match="file_name_taken"):
        projects.init(shop, SAMPLE)
    assert (shop / "inbox" / SAMPLE[0].name).read_text() == "my own" and not (shop / config.FILE).exists()


def test_init_refuses_files_that_are_missing_or_share_a_name_before_it_copies_any(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "survey.csv").write_text(HEADER + "\n" + (APRIL[0] if folder == "a" else APRIL[1]) + "\n")
    given = [tmp_path / "a" / "survey.csv", tmp_path / "b" / "survey.csv"]
    with pytest.raises(SettingsError, match="file_name_taken"):
        projects.init(tmp_path / "shop", given)
    with pytest.raises(SettingsError, match="file_missing"):
        projects.init(tmp_path / "shop", [given[0], tmp_path / "none.csv"])
    assert not (tmp_path / "shop").exists()


def test_init_takes_files_that_lie_in_the_inbox_already_and_a_file_given_twice(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    path = inbox / SAMPLE[0].name
    path.write_bytes(SAMPLE[0].read_bytes())
    assert len(projects.init(tmp_path, [path, SAMPLE[0], path])) == 1
    assert [p.name for p in inbox.iterdir()] == [path.name]


def test_init_without_files_makes_an_empty_project(tmp_path: Path) -> None:
    assert projects.init(tmp_path / "new", []) == []
    project = config.load(tmp_path / "new")
    assert project.inbox.is_dir() and project.settings.sources == ()
    with pytest.raises(SettingsError, match="no_sources"):
        projects.check(project)


# -- check ------------------------------------------------------------------------------------


def test_check_tells_everything_and_writes_nothing(fresh_project: Shop) -> None:
    broken = fresh_project.put("survey-09.csv", APRIL[:2], header=HEADER.replace("推奨度", "点"))
    (fresh_project.root / "inbox" / "memo.txt").write_text("memo")
    before = snapshot(fresh_project.root)
    checked = projects.check(fresh_project.project())
    assert snapshot(fresh_project.root) == before and not fresh_project.data.exists()
    assert {profile.file.path.name: (profile.rows_read, profile.accepted) for profile in checked.profiles} == {
        "survey-04.csv": (13, 10), "customers.csv": (3, 3), "support.jsonl": (3, 3),
    }  # fmt: skip
    assert [(file.path, error.code) for file, error in checked.errors] == [(broken, "ingest_column")]
    assert [path.name for path in checked.unmatched] == ["memo.txt"]


def test_check_leaves_a_published_project_untouched(fresh_project: Shop) -> None:
    fresh_project.run()
    before = snapshot(fresh_project.root)
    projects.check(fresh_project.project())
    assert snapshot(fresh_project.root) == before


# -- demo and what is published -----------------------------------------------------------------


def test_the_demo_can_be_given_twice(tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOC_MODEL", str(tiny_model))
    first = projects.demo(tmp_path / "demo")
    second = projects.demo(tmp_path / "demo")
    assert (first.status, second.status) == ("published", "unchanged") and first.run_id == second.run_id
    assert first.summary["responses"] >= 600 and first.summary["contacts"] >= 200
    joined = "SELECT count(*) AS n FROM contacts WHERE response_id IS NOT NULL"
    run = projects.published(config.load(tmp_path / "demo"))
    assert store.query(run, joined).to_pylist()[0]["n"] > 0


def test_before_the_first_run_nothing_is_published(fresh_project: Shop) -> None:
    with pytest.raises(SettingsError, match="not_published"):
        projects.published(fresh_project.project())


# -- reading lines ------------------------------------------------------------------------------

PERSONAL = "担当の山田太郎様の電話０９０-1234-5678は通じません。&amp; ㌔先の駐車場は狭い。taro@example.co.jpへ返事を。"


def line(number: int, text: str, **more: object) -> str:
    return json.dumps({"id": f"c{number}", "text": text, **more}, ensure_ascii=False)


def test_lines_keep_their_order_and_number_over_several_chunks(tiny_model: Path) -> None:
    lines = [line(i, f"{i}番の席は{'遠い' * (i % 7)}。") for i in range(projects.CHUNK + 40)]
    answers = list(projects.read_lines(lines, str(tiny_model)))
    assert [answer["id"] for answer in answers] == [f"c{i}" for i in range(len(lines))]
    assert all(0.999 < sum(answer["p"].values()) < 1.001 for answer in answers)
    assert {answer["model"] for answer in answers} == {"tiny-1"}


def test_spans_lie_in_the_text_as_given_also_around_what_was_masked(tiny_model: Path) -> None:
    texts = [PERSONAL, "ｷﾚｲなﾎﾃﾙ。駅から㌔単位で遠い！", "👨‍👩‍👧で行きました。高い。", "値段が高い。" * 120]
    answers = list(projects.read_lines([line(i, text) for i, text in enumerate(texts)], str(tiny_model)))
    assert sum(len(answer["topics"]) for answer in answers) > 4
    for text, answer in zip(texts, answers, strict=True):
        for topic in answer["topics"]:
            assert 0 <= topic["start"] < topic["end"] <= len(text)
            assert topic["polarity"] in ("negative", "neutral", "positive") and topic["p"] >= 0.5


def test_blank_lines_are_skipped_and_a_question_may_stand_beside_a_text(tiny_model: Path) -> None:
    lines = ["\n", line(1, "良い"), "   \n", line(2, "良い", question="不満な点"), line(3, "特になし"), line(4, "")]
    answers = list(projects.read_lines(lines, str(tiny_model)))
    assert [answer["id"] for answer in answers] == ["c1", "c2", "c3", "c4"]
    assert answers[0]["p"] != answers[1]["p"]
    assert [answer["non_answer"] for answer in answers] == [False, False, True, True]
    assert answers[2]["topics"] == answers[3]["topics"] == []


BAD_LINES = {
    "no JSON": "{",
    "no object": "[1]",
    "no text": '{"id": "a"}',
    "a text that is a number": '{"id": "a", "text": 3}',
    "a question that is a list": '{"text": "良い", "question": ["何"]}',
    "nested without end": "[" * 100_000,
}


@pytest.mark.parametrize("bad", BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_is_named_by_its_number_after_the_answers_before_it(tiny_model: Path, bad: str) -> None:
    answers = projects.read_lines(["", line(1, "良い"), line(2, "悪い"), bad, line(3, "後")], str(tiny_model))
    assert [next(answers)["id"], next(answers)["id"]] == ["c1", "c2"]
    with pytest.raises(SettingsError) as raised:
        next(answers)
    assert (raised.value.code, raised.value.values["line"]) == ("bad_line", 4)
    assert "良い" not in str(raised.value)


def test_a_text_with_half_a_character_is_read_like_any_other(tiny_model: Path) -> None:
    (answer,) = projects.read_lines(['{"id": 1, "text": "駅が\\ud83d遠い"}'], str(tiny_model))
    assert answer["id"] == 1 and all(topic["end"] <= 6 for topic in answer["topics"])


def test_lines_are_read_as_they_come(tiny_model: Path) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        for taken in itertools.count(1):
            yield line(taken, "遠い")

    answers = projects.read_lines(endless(), str(tiny_model))
    assert next(answers)["id"] == "c1" and taken == projects.CHUNK
