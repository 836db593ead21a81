"""A record is known again in every export that holds it, however that was saved; two people are not one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.ingest.identity import known_by
from voc.records import Behaviour, Source

from .conftest import OPTIONS

ANONYMOUS = Source(
    "s", "survey", path="inbox/*.csv", time="回答日時", nps="NPS", comments=("理由",), segments=("店舗",)
)
HEADER = "回答日時,NPS,店舗,理由\n"
ROWS = ["2024-05-01 09:05:33,9,福井,早い", "2024-05-01 09:05:41,9,福井,", "2024-05-02 18:00:00,3,敦賀,遅い"]

SAVED_AGAIN = {  # the same answers in another export
    "by Excel, which drops seconds and turns dashes into slashes": (
        HEADER + "2024/5/1 9:05,9,福井,早い\n2024/5/1 9:05,9,福井,\n2024/5/2 18:00,3,敦賀,遅い\n"
    ),
    "with a further column": "回答日時,NPS,店舗,理由,端末\n" + "".join(f"{row},PC\n" for row in ROWS),
    "with its columns in another order": (
        "NPS,理由,回答日時,店舗\n9,早い,2024-05-01 09:05:33,福井\n9,,2024-05-01 09:05:41,福井\n"
        "3,遅い,2024-05-02 18:00:00,敦賀\n"
    ),
    "with other widths": HEADER + "".join(f"{row}\n" for row in ROWS).replace(",9,", ",９,").replace("福井", " 福井 "),
    "with a zone": HEADER + "".join(f"{row}\n" for row in ROWS).replace(":33,", ":33+09:00,"),
}


def names(made, options=OPTIONS) -> list[str]:
    return [row["response_id"] for row in made.tables(options).responses]


@pytest.mark.parametrize("again", SAVED_AGAIN.values(), ids=SAVED_AGAIN)
def test_an_anonymous_answer_is_known_again(export, again):
    first = names(export("a.csv", HEADER + "".join(f"{row}\n" for row in ROWS), ANONYMOUS))
    assert len(set(first)) == 3
    assert names(export("b.csv", again, ANONYMOUS)) == first


@pytest.mark.parametrize("row", ["2024-05-01 09:06:00,9,福井,早い", "2024-05-01 09:05:33,8,福井,早い",
                                 "2024-05-01 09:05:33,9,敦賀,早い", "2024-05-01 09:05:33,9,福井,速い"])
def test_who_says_anything_else_is_somebody_else(export, row):
    first, second = (names(export(name, f"{HEADER}{one}\n", ANONYMOUS)) for name, one in (("a.csv", ROWS[0]), ("b.csv", row)))
    assert first != second


def test_people_who_say_the_same_on_one_day_are_counted_each(export):
    made = export("a.csv", HEADER + "2024-05-01,9,福井,\n2024-05-01,9,福井,\n2024-05-01,9,福井,早い\n2024-05-01,9,福井,早い\n", ANONYMOUS)
    assert len(set(names(made))) == 3
    # a whole comment, word for word, is a row that was copied
    assert [(row["line"], row["reason"]) for row in made.tables().rejected] == [(5, "duplicate_row")]


def test_people_whose_seconds_are_gone_are_counted_each(export):
    assert len(set(names(export("a.csv", HEADER + "2024/5/1 9:05,9,福井,\n" * 3, ANONYMOUS)))) == 3


def test_a_row_with_seconds_is_one_answer(export):
    made = export("a.csv", HEADER + "2024-05-01 09:05:33,9,福井,\n" * 2, ANONYMOUS)
    assert [row["reason"] for row in made.tables().rejected] == ["duplicate_row"]


def test_one_person_within_a_minute_gave_two_answers_when_the_seconds_say_so(survey):
    rows = ["1,m1,2024-05-01 09:05:33,9,,", "1,m1,2024-05-01 09:05:41,3,,", "1,m1,2024-05-01 09:05:41,4,,"]
    made = survey(*rows, id=("会員ID", "回答日時"))
    assert len(set(names(made))) == 2
    assert [row["reason"] for row in made.tables().rejected] == ["duplicate_id_conflict"]


@pytest.mark.parametrize("id", [(), ("会員ID", "回答日時")], ids=["person and time", "the same as an id"])
def test_person_and_time_are_known_again_in_another_form(survey, id):
    said = "1,{},{},9,良い,20代"
    first, again = said.format("m1", "2024-05-01 09:05:33"), said.format("m1", "2024/5/1 9:05")
    assert names(survey(first, id=id)) == names(survey(again, id=id))
    assert names(survey(first, id=id)) != names(survey(said.format("m2", "2024-05-01 09:05:33"), id=id))


@pytest.mark.parametrize("zone", ["UTC", "Asia/Seoul", "America/New_York"])
@pytest.mark.parametrize("written", ["2024-05-01 09:05:33", "2024-05-01T09:05:33Z", "2024-03-31 02:30:00"])
def test_an_answer_is_known_again_when_the_time_zone_of_the_project_was_mended(export, zone, written):
    text = f"{HEADER}{written},9,福井,早い\n"
    for known in (ANONYMOUS, replace(ANONYMOUS, id=("店舗", "回答日時"))):
        made = export("a.csv", text, known)
        assert names(made, replace(OPTIONS, timezone=zone)) == names(made)


def test_a_contact_known_by_its_time_and_number_is_known_again(export):
    source = Source("s", "support", path="inbox/*.csv", id=("受付日時", "番号"), time="受付日時", body="内容")
    first, again = (
        export(name, f"番号,受付日時,内容\n1,{time},来ない\n", source).tables().contacts[0]["contact_id"]
        for name, time in (("a.csv", "2024-05-01 09:05:33"), ("b.csv", "2024/5/1 9:05"))
    )
    assert first == again


@given(
    st.lists(st.tuples(st.integers(0, 59), st.integers(8, 10), st.sampled_from(["", "早い", "遅い"])), min_size=1, max_size=12),
    st.data(),
)
def test_a_later_export_of_the_same_minutes_adds_what_is_new_and_nothing_else(rows, data):
    """Names of an export that grew hold all names of the export before."""
    from voc.ingest.collect import Collector
    from voc.ingest.identity import Identity

    def named(cells: list[list[str]]) -> list[str]:
        out = Collector(ANONYMOUS, ["回答日時", "NPS", "店舗", "理由"], "a.csv", OPTIONS)
        identity = Identity(out)
        return [identity.name(row, out.clock.read(row[0])) for row in cells]

    told = dict.fromkeys((f"2024-05-01 09:05:{second:02d}", str(nps), "福井", text) for second, nps, text in rows)
    cells = [list(row) for row in told]
    grown = named(cells)
    assert len(set(grown)) == len(cells)
    before = data.draw(st.integers(0, len(cells)))
    assert grown[:before] == named(cells[:before])
    without_seconds = [[row[0][:16], *row[1:]] for row in cells if not row[3]]
    assert set(named(without_seconds)) <= set(grown)


def test_what_the_names_rest_on_is_told():
    by_number = replace(ANONYMOUS, id=("番号",))
    assert known_by(by_number) == known_by(replace(by_number, segments=(), time="受付"))
    assert known_by(ANONYMOUS) != known_by(replace(ANONYMOUS, segments=()))
    assert known_by(ANONYMOUS) == known_by(replace(ANONYMOUS, path="elsewhere/*.csv"))
    by_time = replace(ANONYMOUS, id=("会員ID", "回答日時"))
    assert known_by(by_time) == known_by(replace(by_time, behaviour={"visits": Behaviour("回数")}))
