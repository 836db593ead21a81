"""The queue of a project: decided on by people, known to the next night, learned from."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.shop import APRIL, JUNE, Notes, Shop, shop
from voc import decide, gold, pipeline, review, store
from voc.errors import SettingsError, StoreError, Taken
from voc.records import REVIEWED, Correction
from voc.store.decisions import Choice, Database, Wanted


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Shop:
    """A project with a published run; not to be changed."""
    made = shop(tmp_path_factory.mktemp("decide") / "published", tiny_model)
    made.run()
    return made


@pytest.fixture
def project(ready: Shop, tmp_path: Path) -> Shop:
    """A copy of it."""
    return ready.copied(tmp_path / "p")


@pytest.fixture
def database(project: Shop) -> Iterator[Database]:
    with store.decisions.opened(project.project().decisions) as opened:
        yield opened


def page(project: Shop, database: Database, **wanted: Any) -> list[decide.Shown]:
    return decide.page(project.project(), database, Wanted(**wanted))


def flagged(project: Shop) -> set[str]:
    return {row[0] for row in project.ask("SELECT comment_id FROM flagged")}


def test_the_queue_has_every_flagged_comment_with_its_text_and_what_it_says(project: Shop, database: Database) -> None:
    shown = page(project, database)
    assert {one.item.comment_id for one in shown} == flagged(project) and shown
    texts = dict(project.ask("SELECT comment_id, text FROM comments"))
    for one in shown:
        assert one.text == texts[one.item.comment_id] and one.verdict is not None
        assert {topic.topic for topic in one.verdict.topics} == set(one.item.topics)


def test_decisions_make_the_next_night_another_one_that_knows_them(project: Shop, database: Database) -> None:
    accepted, corrected, dismissed = page(project, database)[:3]
    opened, now = project.project(), None
    decide.decide(opened, database, "accept", [(accepted.item.id, accepted.item.version)], "佐藤")
    correction = Correction("positive", complaint=False, urgent=False, topics=(("staff", "positive", corrected.text[:3]),))
    decide.decide(opened, database, "correct", [(corrected.item.id, now)], "佐藤", correction=correction)
    decide.decide(opened, database, "dismiss", [(dismissed.item.id, now)], "鈴木", note="090-1234-5678 に電話")
    (note,) = [one.note for one in store.decisions.history(database, dismissed.item.id)]
    assert "090" not in note and note.endswith("に電話")

    assert project.run().status == "published"
    known = project.ask("SELECT comment_id, sentiment, complaint, urgent FROM comments WHERE decided")
    assert sorted(known) == sorted(
        [
            (accepted.item.comment_id, accepted.verdict.sentiment, accepted.verdict.complaint, accepted.verdict.urgent),
            (corrected.item.comment_id, "positive", 0.0, 0.0),
        ]
    )
    where = f"WHERE comment_id = '{corrected.item.comment_id}'"
    assert project.ask(f"SELECT topic, polarity, p, evidence FROM mentions {where}") == [("staff", "positive", 1.0, corrected.text[:3])]
    assert dismissed.item.comment_id not in flagged(project)
    assert sorted(project.ask("SELECT status FROM decisions")) == [("accepted",), ("dismissed",), ("open",)]
    assert project.run().status == "unchanged"

    decide.decide(opened, database, "undo", [(dismissed.item.id, now)], "鈴木")
    assert project.run().status == "published" and dismissed.item.comment_id in flagged(project)


def test_a_decided_comment_whose_text_changes_is_read_again_and_its_item_says_so(project: Shop, database: Database) -> None:
    (one,) = [one for one in page(project, database) if one.text.startswith("駐車場が狭く")][:1] or [None]
    assert one is not None, "the small model flags it"
    decide.decide(project.project(), database, "accept", [(one.item.id, None)], "佐藤")
    project.put("survey-06.csv", [*JUNE, APRIL[2].replace("駐車場が狭くて停められませんでした", "駐車場が狭くて、停められませんでした")])
    project.run()
    assert project.ask("SELECT count(*) FROM comments WHERE decided") == [(0,)]
    (now,) = store.decisions.find(database, [one.item.id])
    assert now.gone_run is not None or (now.outdated and now.status == "open")


def test_the_second_of_two_people_is_told_and_what_is_impossible_is_said(project: Shop, database: Database) -> None:
    (one, *_) = page(project, database)
    opened, seen = project.project(), [(one.item.id, one.item.version)]
    decide.decide(opened, database, "resolve", seen, "佐藤")
    with pytest.raises(Taken, match="item_taken"):
        decide.decide(opened, database, "accept", seen, "鈴木")
    with pytest.raises(StoreError, match="words_not_in_text"):
        wrong = Correction(topics=(("price", "negative", "どこにもない言葉"),))
        decide.decide(opened, database, "correct", [(one.item.id, None)], "鈴木", correction=wrong)
    decide.decide(opened, database, "undo", [(one.item.id, None)], "佐藤")
    with pytest.raises(StoreError, match="nothing_to_undo"):
        decide.decide(opened, database, "undo", [(one.item.id, None)], "佐藤")
    with pytest.raises(StoreError, match="nothing_to_undo"):
        decide.take_back(opened, database, [(one.item.id, None)], "佐藤")
    now = store.decisions.find(database, [one.item.id])
    with pytest.raises(StoreError, match="note_empty"):
        decide.decide(opened, database, "note", [(one.item.id, None)], "佐藤", note=" \u3000\n")
    assert store.decisions.find(database, [one.item.id]) == now


def test_only_topics_of_the_model_or_of_the_reading_are_known(project: Shop, database: Database) -> None:
    (one, *_) = page(project, database)
    opened = project.project()
    with pytest.raises(StoreError, match="topic_unknown") as refused:
        wrong = Correction(topics=(("price", "negative", ""), ("値段", "negative", "")))
        decide.decide(opened, database, "correct", [(one.item.id, None)], "佐藤", correction=wrong)
    assert refused.value.values["topic"] == "値段" and "price" in str(refused.value.values["topics"])
    assert store.decisions.history(database, one.item.id) == []


def test_an_item_is_given_to_people_who_may_work_the_queue(project: Shop, database: Database) -> None:
    (one, *_) = page(project, database)
    opened = project.project()

    def give(name: str | None) -> None:
        decide.decide(opened, database, "assign", [(one.item.id, None)], "佐藤", assignee=name)

    with pytest.raises(StoreError, match="assignee_unknown"):
        give("鈴" * 101)
    give("鈴木")  # without accounts nobody knows better
    rows = store.decisions.accounts
    for name, role in (("花子", "reviewer"), ("太郎", "viewer"), ("次郎", "reviewer")):
        rows.add(database, name, role, None)
    rows.change(database, "次郎", disabled=True)
    give("鈴木")  # whose it is
    for name in ("太郎", "次郎", "誰か"):
        with pytest.raises(StoreError, match="assignee_unknown") as refused:
            give(name)
        assert refused.value.values["people"] == "花子"
    for name in ("花子", "佐藤", None):
        give(name)
    with pytest.raises(StoreError, match="assignee_unknown"):
        give("鈴木")


def test_an_item_is_given_to_nobody_who_would_not_see_it(project: Shop, database: Database) -> None:
    one = next(item for item in page(project, database) if item.item.segments)
    name, value = next(iter(one.item.segments.items()))
    rows = store.decisions.accounts
    rows.add(database, "店長", "reviewer", None, (name, value))
    rows.add(database, "別の店長", "reviewer", None, (name, "どこか"))
    decide.decide(project.project(), database, "assign", [(one.item.id, None)], "佐藤", assignee="店長")
    with pytest.raises(StoreError, match="assignee_unknown") as refused:
        decide.decide(project.project(), database, "assign", [(one.item.id, None)], "佐藤", assignee="別の店長")
    assert refused.value.values["people"] == "店長"


def test_what_people_decided_can_be_learned_from(project: Shop, database: Database, tmp_path: Path) -> None:
    assert list(decide.labelled(project.project(), database)) == []
    shown = page(project, database)[:2]
    decide.decide(project.project(), database, "accept", [(one.item.id, None) for one in shown], "佐藤")
    made = list(decide.labelled(project.project(), database))
    assert project.run().status == "published"
    assert list(decide.labelled(project.project(), database)) == made, "what is known does not wait for a night"
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(gold.line(one), ensure_ascii=False) + "\n" for one in made), encoding="utf-8")
    read = gold.load(path)
    assert {one.text for one in read} == {one.text for one in shown}
    for one in shown:
        (back,) = [gold_ for gold_ in read if gold_.text == one.text]
        assert back.topics == {(topic.topic, topic.polarity) for topic in one.verdict.topics}
        assert back.flags == {name: getattr(one.verdict, name) for name in REVIEWED} | {"non_answer": None}
    decide.decide(project.project(), database, "undo", [(one.item.id, None) for one in shown], "佐藤")
    assert list(decide.labelled(project.project(), database)) == []


def test_a_wrong_churn_is_corrected_and_is_then_neither_learned_nor_flagged(project: Shop, database: Database) -> None:
    one = next(one for one in page(project, database) if "churn" in one.item.reasons)
    wrong = Correction(churn=False, request=not one.verdict.request)
    decide.decide(project.project(), database, "correct", [(one.item.id, None)], "佐藤", correction=wrong)
    (label,) = decide.labelled(project.project(), database)
    assert (label.flags["churn"], label.flags["request"]) == (False, not one.verdict.request)
    assert (label.flags["complaint"], label.flags["urgent"]) == (one.verdict.complaint, one.verdict.urgent)
    project.run()
    key = f"WHERE comment_id = '{one.item.comment_id}'"
    assert project.ask(f"SELECT churn, request FROM comments {key}") == [(0.0, float(not one.verdict.request))]
    assert not any("churn" in reasons for (reasons,) in project.ask(f"SELECT reasons FROM flagged {key}"))


def test_a_flag_that_nobody_was_shown_is_no_label_and_stays_the_model_s(project: Shop, database: Database) -> None:
    one = page(project, database)[0]
    key = f"WHERE comment_id = '{one.item.comment_id}'"
    read = project.ask(f"SELECT request, churn FROM comments {key}")
    verdict = replace(one.verdict, reviewed=("complaint", "urgent"))  # what the page showed once
    choice = Choice(one.item.id, one.item.version, verdict)
    store.decisions.decide(database, review.fold, [choice], "accept", "佐藤")
    (label,) = decide.labelled(project.project(), database)
    assert "churn" not in gold.line(label) and "r" not in gold.line(label)
    assert (label.flags["complaint"], label.flags["urgent"]) == (one.verdict.complaint, one.verdict.urgent)
    project.run()
    assert project.ask(f"SELECT request, churn FROM comments {key} AND decided") == read


# -- a night that ends between publishing and the queue ---------------------------------------

KILLED = """
import os, signal, sys
from pathlib import Path
from voc import config, pipeline, queue
queue.show = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
pipeline.run(config.load(Path(sys.argv[1])))
"""


def test_a_night_killed_before_the_queue_is_healed_by_the_next_one(project: Shop, database: Database) -> None:
    before = project.current().id
    project.put("survey-06.csv", JUNE)
    done = subprocess.run([sys.executable, "-c", KILLED, str(project.root)], timeout=240)
    assert done.returncode == -signal.SIGKILL
    assert project.current().id != before and store.decisions.shown_run(database) == before
    assert project.run().status == "unchanged"
    assert store.decisions.shown_run(database) == project.current().id
    assert {one.item.comment_id for one in page(project, database)} == flagged(project)


def test_a_database_that_fails_after_publishing_is_a_note_and_the_run_stands(project: Shop) -> None:
    project.put("survey-06.csv", JUNE)
    watch = Notes()
    with pipeline.night(project.project(), watch) as night:
        for file in night.inputs():
            night.take_in(file)
        night.read()
        night.tabulate()
        Path(project.project().decisions).unlink()
        Path(project.project().decisions).mkdir()
        outcome = night.publish()
    assert (outcome.status, outcome.run_id) == ("published", project.current().id)
    assert [code for code, _ in watch.notes] == ["queue_behind"]


def test_nothing_published_is_a_sentence(fresh_project: Shop) -> None:
    opened = fresh_project.project()
    with store.decisions.opened(opened.decisions) as database, pytest.raises(SettingsError, match="not_published"):
        decide.page(opened, database, Wanted())


# -- what names an answer is changed ------------------------------------------------------------------


@pytest.fixture
def anonymous(fresh_project: Shop) -> Shop:
    """A project whose answers are known by what they say, in every cell that voc.toml names; published."""
    fresh_project.set('id = ["回答番号"]\nrespondent = "会員番号"\ntime = "回答日時"\nnps', 'time = "回答日時"\nnps')
    fresh_project.run()
    return fresh_project


def _decided(shop: Shop) -> list[tuple[int, str]]:
    """Items 1 and 2 are decided on; the item of every comment of the published run that has one, with its text."""
    project = shop.project()
    with store.decisions.opened(project.decisions) as database:
        if not store.decisions.history(database, 1):
            decide.decide(project, database, "accept", [(1, 0)], "佐藤")
            decide.decide(project, database, "dismiss", [(2, 0)], "佐藤")
        rows = shop.ask("SELECT source, comment_id, text FROM comments")
        items = store.decisions.of_comments(database, [row[:2] for row in rows])
        return sorted((items[row[:2]].id, row[2]) for row in rows if row[:2] in items)


def test_decisions_follow_their_comments_when_what_names_an_answer_is_changed(anonymous: Shop) -> None:
    before, names = _decided(anonymous), anonymous.ask("SELECT response_id FROM responses")
    anonymous.set('segments = ["年代", "店舗"]', 'segments = ["年代"]')
    for _ in range(2):  # the night that finds other names, and the one after
        anonymous.run()
        assert not set(names) & set(anonymous.ask("SELECT response_id FROM responses"))
        assert _decided(anonymous) == before
        assert anonymous.ask("SELECT text FROM comments WHERE decided") == [(before[0][1],)]
        assert anonymous.ask(
            "SELECT count(*) FROM decisions JOIN comments USING (source, comment_id, text_hash)"
        ) == [(2,)]
        assert before[1][1] not in {text for (text,) in anonymous.ask(
            "SELECT text FROM flagged JOIN comments USING (source, comment_id)"
        )}  # fmt: skip


def test_an_answer_of_a_file_that_is_gone_is_not_counted_twice_under_a_new_name(anonymous: Shop) -> None:
    count = "SELECT count(*), (SELECT count(*) FROM comments WHERE response_id IS NOT NULL) FROM responses"
    ((answers, comments),) = anonymous.ask(count)
    before = _decided(anonymous)
    (anonymous.root / "inbox" / "survey-04.csv").unlink()
    anonymous.put("survey-all.csv", [*APRIL, *JUNE])
    anonymous.set('segments = ["年代", "店舗"]', 'segments = ["年代"]')
    anonymous.run()
    assert anonymous.ask(count) == [(answers + 2, comments + 3)]
    assert set(_decided(anonymous)) >= set(before)
    assert anonymous.ask("SELECT text FROM comments WHERE decided") == [(before[0][1],)]
    (anonymous.root / "inbox" / "survey-all.csv").unlink()  # older answers alone stay as they are
    anonymous.put("survey-06.csv", JUNE)
    anonymous.set('segments = ["年代"]', 'segments = ["店舗"]')
    anonymous.run()
    assert anonymous.ask(count) == [(answers + 2, comments + 3)]
