"""Making a project, looking at one, the demo."""

import stat
from pathlib import Path

import pytest

from tests.shop import APRIL, HEADER, Shop
from voc import config, projects, store
from voc.errors import InputError, SettingsError, StoreError
from voc.words import say

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


def test_exports_and_what_is_made_of_them_are_for_their_user_alone(tmp_path: Path) -> None:
    projects.init(tmp_path / "店", SAMPLE[:1])
    for folder in ("inbox", "data"):
        assert stat.S_IMODE((tmp_path / "店" / folder).stat().st_mode) == 0o700


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


def test_init_names_every_file_that_cannot_be_read_and_leaves_nothing_behind(tmp_path: Path) -> None:
    bad = [tmp_path / name for name in ("空.csv", "web.xls", "壊れ.xlsx")]
    for path, content in zip(bad, (b"", b"<html><table></table></html>", b"PK\x03\x04"), strict=True):
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        projects.init(tmp_path / "a" / "shop", [SAMPLE[0], *bad])
    said = say(caught.value.code, **caught.value.values)
    assert all(path.name in said for path in bad) and SAMPLE[0].name not in said
    with pytest.raises(InputError, match="ingest_empty"):
        projects.init(tmp_path / "a" / "shop", [SAMPLE[0], bad[0]])
    assert not (tmp_path / "a").exists()


def test_init_that_fails_later_leaves_nothing_behind_and_keeps_what_was_there(tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    (shop / "inbox").mkdir(parents=True)
    (shop / "inbox" / "old.csv").write_text("old")
    late = tmp_path / "late.csv"  # its header can be read, its rows cannot
    rows = "".join(f"{i},2024-05-01,9,良い,20代\n" for i in range(40))
    late.write_text(f'id,回答日時,NPS,理由,年代\n{rows}99,2024-05-01,9,"開いたまま,20代\n{rows}', encoding="utf-8")
    before = snapshot(shop).keys()
    with pytest.raises(InputError, match="ingest_open_quote"):
        projects.init(shop, [SAMPLE[0], late])
    assert snapshot(shop).keys() == before


@pytest.mark.parametrize("place", ["a file", "a file/x", "shop"])
def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").write_text("x")
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "inbox").write_text("x")
    for make in (lambda root: projects.init(root, SAMPLE[:1]), projects.demo):
        with pytest.raises(SettingsError, match="project_in_the_way"):
            make(tmp_path / place)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a file", "inbox", "shop"]


def test_a_place_where_nothing_can_be_made_is_told() -> None:
    with pytest.raises(SettingsError, match="project_not_made"):
        projects.init(Path("/proc/shop"), SAMPLE[:1])


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


def test_check_tells_what_would_read_an_export_most_of_whose_rows_are_rejected(fresh_project: Shop) -> None:
    american = [row.replace("2026-04-", "4/").replace(" ", "/2026 ", 1) for row in APRIL[:5]]
    strange = fresh_project.put("survey-09.csv", american)
    checked = projects.check(fresh_project.project())
    assert [profile.file.path for profile in checked.bad] == [strange]
    assert checked.time_formats == {strange: ("%m/%d/%Y %H:%M",)}


def test_a_file_in_place_of_the_data_is_told(fresh_project: Shop) -> None:
    fresh_project.data.write_text("x")
    for asked in (projects.check, lambda project: store.published_run(project.data)):
        with pytest.raises(StoreError, match="data_not_read"):
            asked(fresh_project.project())


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
    run = store.published_run(config.load(tmp_path / "demo").data)
    assert store.query(run, joined).to_pylist()[0]["n"] > 0


def test_before_the_first_run_nothing_is_published(fresh_project: Shop) -> None:
    with pytest.raises(SettingsError, match="not_published"):
        store.published_run(fresh_project.project().data)
