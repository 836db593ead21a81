"""The ledger: which staged exports a run stands on, and in which order."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.shop import APRIL, CONTACTS, JUNE, Shop
from voc import ingest, store
from voc.errors import InputError
from voc.intake import Intake
from voc.records import InputFile

Row = tuple[str, int]


def take_in(shop: Shop, ledger: Sequence[store.Staged] = ()) -> Intake:
    """What a run does with the inbox."""
    intake = Intake(shop.project(), ledger)
    for source in shop.project().settings.sources:
        for file in ingest.find(source, shop.root):
            intake.take_in(file)
    return intake


def names(intake: Intake) -> list[Row]:
    """The ledger of the survey: name at first sight and answers."""
    return [(s.shown.removeprefix("inbox/"), s.accepted) for s in intake.ledger if s.source == "survey"]


def test_every_row_read_was_accepted_or_rejected_and_is_counted_by_reason(fresh_project: Shop) -> None:
    intake = take_in(fresh_project)
    assert [(s.kind, s.rows_read, s.accepted, s.rejected) for s in intake.seen] == [
        ("survey", 13, 10, 3), ("customers", 3, 3, 0), ("support", 3, 3, 0),
    ]  # fmt: skip
    assert intake.seen == intake.new == intake.ledger
    for staged in intake.seen:
        assert sum(staged.reasons.values()) == staged.rejected


def test_a_known_export_is_not_new_and_its_staged_files_stay_as_they_are(fresh_project: Shop) -> None:
    first = take_in(fresh_project)
    before = {path: path.stat().st_mtime_ns for path in fresh_project.data.rglob("*.parquet")}
    again = take_in(fresh_project, first.ledger)
    assert again.new == [] and again.ledger == first.ledger and again.fingerprints() == first.fingerprints()
    assert {path: path.stat().st_mtime_ns for path in fresh_project.data.rglob("*.parquet")} == before


def test_a_new_file_comes_after_those_seen_before_whatever_its_name(fresh_project: Shop) -> None:
    first = take_in(fresh_project)
    fresh_project.put("survey-01.csv", JUNE)
    assert names(take_in(fresh_project, first.ledger)) == [("survey-04.csv", 10), ("survey-01.csv", 2)]


def test_the_same_content_under_two_names_is_one_export(fresh_project: Shop) -> None:
    fresh_project.put("survey-05.csv", APRIL)
    project = fresh_project.project()
    intake = Intake(project, ())
    files = ingest.find(project.settings.sources[0], fresh_project.root)
    assert [intake.take_in(file) for file in files] == [True, False]
    assert names(intake) == [("survey-04.csv", 10)] and len(intake.seen) == 1


def test_an_export_that_is_back_after_another_took_its_place_is_the_last_word(fresh_project: Shop) -> None:
    ledger = take_in(fresh_project).ledger
    fresh_project.put("survey-04.csv", APRIL[:9])
    ledger = take_in(fresh_project, ledger).ledger
    fresh_project.put("survey-04.csv", APRIL)
    back = take_in(fresh_project, ledger)
    assert names(back) == [("survey-04.csv", 9), ("survey-04.csv", 10)] and back.new == []
    assert names(take_in(fresh_project, back.ledger)) == names(back)


def _mapping(shop: Shop) -> None:
    shop.set('comments = ["理由", "要望"]', 'comments = ["理由"]')


def _identity(shop: Shop) -> None:
    shop.set('id = ["回答番号"]', 'id = ["会員番号", "回答日時"]')


def _timezone(shop: Shop) -> None:
    shop.set("Asia/Tokyo", "Europe/Paris")


@pytest.mark.parametrize("change", [_mapping, _identity, _timezone])
def test_other_rules_read_an_export_again_in_its_old_place(fresh_project: Shop, change: Callable[[Shop], None]) -> None:
    fresh_project.put("survey-06.csv", JUNE)
    ledger = take_in(fresh_project).ledger
    (fresh_project.root / "inbox" / "survey-04.csv").rename(fresh_project.root / "inbox" / "survey-renamed.csv")
    change(fresh_project)
    again = take_in(fresh_project, ledger)
    assert names(again) == [("survey-renamed.csv", 10), ("survey-06.csv", 2)]
    assert {s.shown for s in again.new} >= {"inbox/survey-renamed.csv", "inbox/survey-06.csv"}


def test_under_other_rules_an_overwritten_file_keeps_its_older_rows_while_ids_mean_the_same(
    fresh_project: Shop,
) -> None:
    ledger = take_in(fresh_project).ledger
    fresh_project.put("survey-04.csv", JUNE)  # every month under one name
    ledger = take_in(fresh_project, ledger).ledger
    _mapping(fresh_project)
    assert names(take_in(fresh_project, ledger)) == [("survey-04.csv", 10), ("survey-04.csv", 2)]
    _identity(fresh_project)  # now the older rows could stand beside themselves
    assert names(take_in(fresh_project, ledger)) == [("survey-04.csv", 2)]


def test_an_export_that_grew_after_the_time_zone_was_mended_is_counted_once(fresh_project: Shop) -> None:
    fresh_project.set('id = ["回答番号"]', 'id = ["会員番号", "回答日時"]')
    fresh_project.run()
    before = {one for (one,) in fresh_project.ask("SELECT response_id FROM responses")}
    _timezone(fresh_project)
    fresh_project.put("survey-04.csv", [*APRIL, "14,K014,2026-06-02 10:00,30代,本店,5,遠い。,"])
    fresh_project.run()
    after = {one for (one,) in fresh_project.ask("SELECT response_id FROM responses")}
    assert before < after and len(after) == len(before) + 1


def test_where_an_export_lies_does_not_decide_how_it_is_read(fresh_project: Shop) -> None:
    ledger = take_in(fresh_project).ledger
    fresh_project.set("inbox/survey*.csv", "inbox/survey-*.csv")
    again = take_in(fresh_project, ledger)
    assert again.new == [] and again.ledger == ledger


def test_a_source_that_the_settings_no_longer_name_is_kept_but_not_used(fresh_project: Shop) -> None:
    ledger = take_in(fresh_project).ledger
    text = fresh_project.toml.read_text(encoding="utf-8")
    fresh_project.toml.write_text(text[: text.index('[[source]]\nname = "customers"')], encoding="utf-8")
    intake = take_in(fresh_project, ledger)
    assert {s.source for s in intake.ledger} == {"survey", "customers", "support"}
    assert [s.source for s in intake.named()] == ["survey"] and len(intake.fingerprints()) == 1


def test_every_text_that_is_staged_is_masked_labels_too(fresh_project: Shop) -> None:
    contact = {**CONTACTS[0], "id": 9, "status": "担当: yamada@example.jp", "via": {"channel": "090-1111-2222"}}
    fresh_project.put("support-2.jsonl", [json.dumps(contact)], header="")
    fresh_project.put("customers-2.csv", ["会員番号,メール,ランク,利用額", "K7,a@b.jp,090-3333-4444,1"], header="")
    take_in(fresh_project)
    cells = "".join(
        repr(pq.ParquetFile(path).read().to_pydict()) for path in fresh_project.data.glob("staging/*/*/*.parquet")
    )
    for personal in ("090-1111-2222", "yamada@example.jp", "090-3333-4444", "0776-20-0001", "a@b.jp", "K7"):
        assert personal not in cells
    assert "【電話番号】に電話" in cells and "本店" in cells and "60代以上" in cells


def test_texts_are_hashed_with_the_projects_own_key_and_their_question(fresh_project: Shop, tmp_path: Path) -> None:
    def hashes(shop: Shop) -> dict[tuple[str, str], str]:
        take_in(shop)
        (path,) = shop.data.glob("staging/survey/*/comments.parquet")
        rows = pq.ParquetFile(path).read(["question", "text", "text_hash"]).to_pylist()
        return {(row["question"], row["text"]): row["text_hash"] for row in rows}

    fresh_project.put("survey-04.csv", [*APRIL, "50,K9,2026-04-05 10:00,,,9,同じ言葉,同じ言葉"])
    mine = hashes(fresh_project)
    assert mine["理由", "同じ言葉"] != mine["要望", "同じ言葉"]
    other = replace(fresh_project, root=tmp_path / "other")
    (other.root / "inbox").mkdir(parents=True)
    for path in (fresh_project.toml, *(fresh_project.root / "inbox").iterdir()):
        (other.root / path.relative_to(fresh_project.root)).write_bytes(path.read_bytes())
    theirs = hashes(other)
    assert theirs.keys() == mine.keys() and not set(theirs.values()) & set(mine.values())


def test_an_export_that_breaks_leaves_nothing_staged(fresh_project: Shop) -> None:
    source = fresh_project.project().settings.sources[0]
    fives = [f"{i},K{i},2026-06-01 10:00,,,{i % 5 + 1},感想,感想" for i in range(40)]
    path = fresh_project.put("survey-07.csv", fives)
    intake = Intake(fresh_project.project(), ())
    with pytest.raises(InputError):
        intake.take_in(InputFile(source, path, "inbox/survey-07.csv"))
    assert (intake.seen, intake.new, intake.ledger) == ([], [], [])
    assert [p for p in fresh_project.data.rglob("*") if p.is_file() and p.name != "key"] == []


