"""One respondent's history, for who may see rows."""

import html

import duckdb
import pytest

from tests.web.conftest import House
from tests.web.test_comments import texts
from voc import analyze, store

SEGMENT = ("年代", "30代")


@pytest.fixture
def who(house: House) -> str:
    """Somebody with comments in every answer to two surveys, who wrote to support and is in the list of customers.

    Who comes first depends on the project's key.
    """
    rows = house.shop.ask(
        "SELECT respondent FROM responses JOIN contacts USING (respondent) JOIN customers USING (respondent)"
        " WHERE respondent NOT IN (SELECT r.respondent FROM responses AS r ANTI JOIN comments AS c"
        " ON r.source = c.source AND r.response_id = c.response_id WHERE r.respondent IS NOT NULL)"
        " GROUP BY respondent HAVING count(DISTINCT responses.source) = 2 ORDER BY respondent LIMIT 1"
    )
    return str(rows[0][0])


def test_the_page_has_answers_comments_contacts_and_what_they_do(house: House, who: str) -> None:
    page = html.unescape(house.get(f"/customers/{who}"))
    for source, score in house.shop.ask(f"SELECT source, nps_score FROM responses WHERE respondent = '{who}'"):
        assert source in page and f'<td class="number">{score}</td>' in page
    said = house.shop.ask(
        "SELECT text FROM comments LEFT JOIN responses USING (source, response_id) LEFT JOIN contacts"
        f" USING (source, contact_id) WHERE '{who}' IN (responses.respondent, contacts.respondent)"
    )
    assert sorted(texts(page)) == sorted(text for (text,) in said)
    for (text,) in house.shop.ask(
        f"SELECT m.text FROM messages AS m JOIN contacts USING (source, contact_id) WHERE respondent = '{who}'"
    ):
        assert text in page
    (spend,) = house.shop.ask(f"SELECT spend FROM customers WHERE respondent = '{who}'")[0]
    assert f"{spend:,.0f}" in page
    assert f"<code>{who}</code>" in page


@pytest.mark.parametrize(("language", "spend", "visits"), [("ja", "利用額(customers)", "利用回数"), ("en", "Spend (customers)", "Visits")])
def test_what_people_do_is_called_by_its_words(house: House, who: str, language: str, spend: str, visits: str) -> None:
    house.get(f"/language/{language}", 303)
    page = house.get(f"/customers/{who}")
    assert f"<td>{spend}</td>" in page and f"<td>{visits}</td>" in page
    risky = house.get("/customers?source=online_survey")
    assert spend in risky
    for raw in ("customers.spend", "customers.purchases", "<td>visits</td>", "<td>spend</td>", "email", "solved"):
        assert raw not in page + risky


def test_an_answer_of_a_source_without_times_shows_its_day_alone(house: House, who: str) -> None:
    page = house.get(f"/customers/{who}")
    answers = house.shop.ask(f"SELECT source, answered_at AT TIME ZONE 'Asia/Tokyo' FROM responses WHERE respondent = '{who}'")
    assert {source for source, _ in answers} == {"online_survey", "store_survey"}
    for source, at in answers:
        shown = at.strftime("%Y-%m-%d" if source == "store_survey" else "%Y-%m-%d %H:%M")
        assert f'<td class="when">{shown}</td><td>{source}</td>' in page and f"<h3>{shown} <small>{source}" in page
    assert "00:00" not in page


def test_quadrants_are_those_that_the_loyalty_table_counts(house: House) -> None:
    """The quadrants of everybody of a segment by the page, counted, are the row of the table."""
    source, behaviour = "store_survey", "visits"
    table = (
        "SELECT segment_name, segment_value, map(list(quadrant), list(n)) FROM loyalty WHERE segment_name <> 'all'"
        f" AND source = '{source}' AND behaviour = '{behaviour}' AND n > 0 GROUP BY ALL ORDER BY sum(n) LIMIT 1"
    )
    ((name, value, counted),) = house.shop.ask(table)
    people = house.shop.ask(
        f"SELECT DISTINCT respondent FROM responses WHERE source = '{source}' AND segments['{name}'] = '{value}'"
    )
    counts: dict[str | None, int] = {}
    with store.connect(house.shop.current()) as run, duckdb.connect() as con:
        for one in ("responses", "comments", "mentions", "contacts", "messages", "customers", "at_risk", "loyalty"):
            con.register("rows", run.table(one).to_arrow_table())
            con.execute(f"CREATE TABLE {one} AS FROM rows")  # in memory: a file is opened for every query
        for (respondent,) in people:
            history = analyze.history(con, respondent) if respondent else None
            for one in history.behaviour if history else ():
                if (one.source, one.behaviour) == (source, behaviour):
                    counts[one.quadrant] = counts.get(one.quadrant, 0) + 1
    assert counted and counts == {**counts, **dict(counted)}, (name, value)


def test_those_who_may_be_lost_are_listed_with_the_largest_amounts_first(house: House) -> None:
    rows = house.shop.ask(
        "SELECT respondent FROM at_risk WHERE source = 'online_survey' ORDER BY spend DESC NULLS LAST,"
        " value DESC NULLS LAST, respondent LIMIT 50"
    )
    page = house.get("/customers?source=online_survey")
    places = [page.index(f"/customers/{respondent}") for (respondent,) in rows]
    assert places == sorted(places)
    last = house.get("/customers?source=online_survey&page=999")
    assert "/customers/" in last[last.index("<main") :] and "当てはまる人はいません" not in last
    first = house.get(f"/customers/{rows[0][0]}")
    assert "離れるおそれ</h2>" in first


def test_somebody_who_is_not_there_is_told_so(house: House) -> None:
    assert "この顧客は今の集計にいません" in house.get("/customers/0123456789abcdef", 404)


def test_a_viewer_sees_nobody(house: House, who: str) -> None:
    house.add("花子", "viewer")
    house.sign_in("花子")
    for address in ("/customers", f"/customers/{who}"):
        house.get(address, 403)


def test_a_restricted_reviewer_sees_customers_of_the_segment_and_of_them_its_answers_alone(house: House) -> None:
    ((own, others),) = house.shop.ask(
        "SELECT min(respondent) FILTER (segments['年代'] = '30代'), min(respondent) FILTER (segments['年代'] = '40代')"
        " FROM responses WHERE source = 'online_survey' AND respondent IN (SELECT respondent FROM responses"
        " WHERE source = 'store_survey')"
    )
    house.add("次郎", "reviewer", SEGMENT)
    house.sign_in("次郎")
    page = house.get(f"/customers/{own}")
    assert "30代" in page and "store_survey</td>" not in page
    house.get(f"/customers/{others}", 404)
