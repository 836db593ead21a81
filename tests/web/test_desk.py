"""The desk finds comments by key and by words, and the one of a new run is laid beside the one before."""

import threading
from typing import Any

import pyarrow as pa
import pytest

from voc.analyze import AtHand
from voc.store.decisions import Wanted
from voc.web.desk import Desk, Desks

SAID = [
    {"comment_id": "c1", "text": "駐車場が狭くて停められない", "words": "\n駐車場\n狭い\n停める\n", "spoken": "\naccess\n", "belongs": "\n年代=20代\n店=本店\n"},
    {"comment_id": "c2", "text": "Ｗｉ－Ｆｉがつながらない", "words": "\nWi-Fi\nつながる\n", "spoken": "\nfacility\noutage\n", "belongs": "\n年代=10代\n"},
    {"comment_id": "c3", "text": "狭い", "words": "\n狭い\n", "spoken": "\n\n", "source": "desk", "month": None},
]


def desk(run: str = "r1") -> Desk:
    plain = {"source": "survey", "month": "2026-04", "nps_group": "detractor", "text_hash": "h"}
    text = pa.string()
    said = pa.schema({name: text for name in (*plain, "comment_id", "text", "words", "spoken", "belongs")})
    written = pa.schema({"respondent": text, "source": text, "comment_id": text, "written_at": pa.timestamp("us", "UTC")})
    rows = [{"respondent": who, "source": "s", "comment_id": f"c{i}", "written_at": i} for i, who in enumerate("abaab")]
    people = pa.schema({"respondent": text, "source": text})
    worth = pa.schema({"respondent": text, "source": text, "name": text})
    turns = pa.schema({"source": text, "contact_id": text, "seq": pa.int32()})
    turned = [{"source": "desk", "contact_id": "k", "seq": seq} for seq in (2, 0, 1)]
    return Desk(
        run,
        AtHand(
            pa.Table.from_pylist([plain | one for one in SAID], said), pa.Table.from_pylist(rows, written),
            people.empty_table(), worth.empty_table(), pa.Table.from_pylist(turned, turns),
        ),
    )  # fmt: skip


# words → the comments that hold all of them
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["駐車場"], ["c1"]),
        (["狭い"], ["c1", "c3"]),          # 狭くて is a form of 狭い
        (["狭い", "停める"], ["c1"]),
        (["wi-fi"], ["c2"]),               # width and case
        (["ｗｉ-ｆｉ"], ["c2"]),
        (["車場が狭"], ["c1"]),            # within words
        (["%"], []),
        (["\\"], []),
        (["(狭"], []),
    ],
)  # fmt: skip
def test_words_are_found_as_written_or_in_another_form(words: list[str], expected: list[str]) -> None:
    assert [comment for _, comment in desk().search(words, Wanted())] == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"source": "desk"}, ["c3"]),
        ({"period": "2026"}, ["c1"]),
        ({"nps_group": "promoter"}, []),
        ({"topic": "access"}, ["c1"]),
        ({"topic": "acc"}, []),
        ({"segments": (("年代", "20代"), ("店", "本店"))}, ["c1"]),
        ({"segments": (("年代", "2"),)}, []),
    ],
)
def test_a_search_is_narrowed(wanted: dict[str, Any], expected: list[str]) -> None:
    found = desk().search(["狭い"], Wanted(**wanted))
    assert [comment for _, comment in found] == expected and len(found) == len(expected)
    assert all(key in found for key in found) and ("survey", "unknown") not in found


def test_rows_are_found_by_key_in_their_order() -> None:
    here = desk()
    assert list(here.said([("survey", "c2"), ("survey", "nobody"), ("survey", "c1")])) == [("survey", "c2"), ("survey", "c1")]
    assert here.said([]) == {}
    assert [row["comment_id"] for row in here.customer("a").written] == ["c3", "c2", "c0"]
    assert here.customer("nobody").written == []
    assert [row["seq"] for row in here.thread("desk", "k")] == [0, 1, 2]
    assert here.choices.topics == ["access", "facility", "outage"]
    assert (here.choices.sources, here.choices.periods) == (["desk", "survey"], ["2026-04"])
    assert here.choices.segments == {"年代": ["10代", "20代"], "店": ["本店"]}


def test_the_desk_before_serves_until_that_of_the_new_run_is_laid() -> None:
    desks, go, laid = Desks(), threading.Event(), threading.Event()
    first = desks.of("r1", None, desk)

    def later() -> Desk:
        go.wait(30)
        laid.set()
        return desk("r2")

    assert desks.of("r2", None, later) is first
    assert desks.of("r2", None, later) is first
    go.set()
    assert laid.wait(30)
    while desks.of("r2", None, later).run_id != "r2":
        pass


def test_a_desk_that_cannot_be_laid_leaves_the_one_before() -> None:
    desks, tried = Desks(), threading.Event()
    first = desks.of("r1", None, desk)

    def broken() -> Desk:
        tried.set()
        raise OSError("no such run")

    assert desks.of("r2", None, broken) is first
    assert tried.wait(30) and desks.of("r2", None, desk) is first
