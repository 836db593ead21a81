"""What is suppressed cannot be worked out: an attacker who knows every sum and which cells count nobody, in exact
arithmetic, and by integer programming with counts that are whole and not negative."""

from collections import Counter, defaultdict
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from voc.analyze import nps, tables, topic_by_nps
from voc.analyze.disclosure.complementary import complemented
from voc.analyze.notes import PEOPLE

optimize = pytest.importorskip("scipy.optimize")

TOPICS = ("access", "staff")


def equations(cells):
    """Sums over the values of a segment (with those who have none) and over months and years.

    `cells`: keys (table, period, segment name, value). Yields the cells of each sum, the whole first.
    """
    values, parts = defaultdict(list), defaultdict(list)
    for table, period, name, value in cells:
        if name != "all":
            values[table, period, name].append((table, period, name, value))
        if period != "all":
            parts[table, period[:4] if len(period) == 7 else "all", name, value].append((table, period, name, value))
    for (table, period, _), of in values.items():
        yield [(table, period, "all", "all"), *of]
    for whole, of in parts.items():
        yield [whole, *of]


def determined(cells, hidden):
    """The hidden cells that have one value in every solution of the equations: Gauss–Jordan elimination."""
    place = {cell: i for i, cell in enumerate(hidden)}
    rows = []
    for whole, *parts in equations(cells):
        row = [Fraction(0)] * len(place)
        for cell, sign in [(whole, 1), *((part, -1) for part in parts)]:
            if cell in place:
                row[place[cell]] += sign
        rows.append(row)
    at = 0
    for column in range(len(place)):
        pivot = next((r for r in range(at, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [x / rows[at][column] for x in rows[at]]
        for r in range(len(rows)):
            if r != at and rows[r][column]:
                factor = rows[r][column]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[at], strict=True)]
        at += 1
    alone = [row for row in rows if sum(map(bool, row)) == 1]
    return {cell for cell, i in place.items() if any(row[i] for row in alone)}


@st.composite
def surveys(draw):
    random = draw(st.randoms(use_true_random=False))
    months = random.sample(["2023-11", "2023-12", "2024-01", "2024-02", "2024-05"], draw(st.integers(2, 5)))
    people = [None, *(f"p{i}" for i in range(draw(st.integers(5, 60))))]
    texts = [(f"t{i}", [(topic, "neutral", 0, 1) for topic in TOPICS if random.random() < 0.5]) for i in range(4)]
    weights = [random.random() ** 2 for _ in months]
    responses = [
        {
            "response_id": f"r{i:03}",
            "respondent": random.choice(people) if random.random() < 0.3 else None,
            "nps_score": random.randint(0, 10),
            "at": random.choices(months, weights)[0] + "-10",
            "segments": {
                name: random.choice(values)
                for name, values in (("年代", "2233334567"), ("性別", "男男女"))
                if random.random() < 0.9
            },
        }
        for i in range(draw(st.integers(20, 250)))
    ]
    comments = [
        {"response_id": r["response_id"], "text": random.choice(texts)[0], "at": r["at"]}
        for r in responses
        if random.random() < 0.8
    ]
    return {
        "responses": responses,
        "comments": comments,
        "readings": [{"text": text, "topics": topics} for text, topics in texts],
    }


def seen_in(rows, con, table, count):
    columns = "topic, period, segment_name, segment_value" if table == "topic_by_nps" else "'', period, segment_name, segment_value"
    return {row[:4]: row[4] for row in rows(con, f"SELECT {columns}, {count} FROM {table}")}


@settings(max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(project=surveys(), random=st.randoms(use_true_random=False))
def test_no_suppressed_cell_of_a_survey_is_found_from_the_others(stage, rows, project, random) -> None:
    con = stage(**project)
    tables(con, support_window_days=30, segments_largest=4, model="m1")
    nps(con)
    topic_by_nps(con)
    small, counts = small_cells(con, rows)
    shown = seen_in(rows, con, "nps", "n")
    shown |= {("base", *key[1:]): n for key, n in seen_in(rows, con, "topic_by_nps", "n_base").items() if n is not None}
    shown |= {key: n for key, n in seen_in(rows, con, "topic_by_nps", "n_responses").items()}
    told_base = {key: n for key, n in shown.items() if key[0] == "base"}
    for kind, cells in small.items():
        hidden = [cell for cell in cells if shown.get(cell) is None]
        secret = {cell for cell, people in cells.items() if any(0 < one < PEOPLE for one in people)}
        assert secret <= set(hidden), kind
        assert not secret & determined(cells, hidden), kind
        sample = random.sample(sorted(secret, key=str), min(len(secret), 8))
        assert too_well_known(sample, hidden, counts[kind], told_base if kind in TOPICS else {}) == [], kind


def small_cells(con, rows):
    """By table of sums: the people on each side of every cell there is, those without a value of a segment too.

    And its answers.
    """
    answer = rows(
        con,
        "SELECT answer, person, answers.month, map_entries(r.segments), answer IN (SELECT answer FROM usable), "
        "list(topic) FILTER (topic IS NOT NULL) FROM answers JOIN responses AS r USING (source, response_id) "
        "LEFT JOIN (SELECT answer, unnest(said).topic_number AS topic_number FROM base) USING (answer) "
        "LEFT JOIN topics USING (topic_number) GROUP BY ALL",
    )
    shown_as = {(name, value): as_ for name, value, as_ in rows(con, "SELECT segment_name, segment_value, shown_value FROM segments")}
    names = {name for name, _ in shown_as if name != "all"}
    found = defaultdict(lambda: defaultdict(lambda: (set(), set())))
    counts = defaultdict(Counter)
    for _, person, month, segments, commented, topics in answer:
        given_ = {entry["key"]: shown_as[entry["key"], entry["value"]] for entry in segments}
        for period in (month, month[:4], "all"):
            for segment in [("all", "all"), *((name, given_.get(name)) for name in names)]:
                found["nps"]["", period, *segment][0].add(person)
                counts["nps"]["", period, *segment] += 1
                if commented:
                    found["base"]["base", period, *segment][0].add(person)
                    counts["base"]["base", period, *segment] += 1
                    for topic in TOPICS:
                        found[topic][topic, period, *segment][topic not in (topics or ())].add(person)
                        counts[topic][topic, period, *segment] += topic in (topics or ())
    return {
        kind: {
            key: [len(side) for side in sides][: 2 if kind in TOPICS else 1]
            for key, sides in cells.items()
            if sides[0]  # a topic that nobody mentions there has no row
        }
        for kind, cells in found.items()
    }, counts


def too_well_known(secret, hidden, counts, base):
    """The secret cells of which integer programming leaves less than five counts possible, or none of five and more.

    `counts` answers by cell, `base` those of its base.
    """
    if not secret:
        return []
    place = {cell: i for i, cell in enumerate(hidden)}
    rows, sums = [], []
    for line in equations([cell for cell, n in counts.items() if n]):
        row, total = np.zeros(len(hidden)), 0
        for sign, cell in zip([1] + [-1] * len(line), line, strict=False):
            if cell in place:
                row[place[cell]] = sign
            else:
                total -= sign * counts[cell]
        if row.any():
            rows.append(row)
            sums.append(total)
    most = np.array([base.get(("base", *cell[1:]), np.inf) for cell in hidden])
    known = optimize.LinearConstraint(np.array(rows), sums, sums)
    found = []
    for cell in secret:
        at = place[cell]
        one = np.eye(len(hidden))[at]
        low, high = (
            optimize.milp(sign * one, integrality=np.ones(len(hidden)), bounds=optimize.Bounds(0, most), constraints=known)
            for sign in (1, -1)
        )
        low, high = low.fun, np.inf if high.x is None else -high.fun
        if high - low < min(PEOPLE - 1, most[at]) - 1e-6 or high < min(PEOPLE, most[at]) - 1e-6:
            found.append((cell, low, high))
    return found


def grid(counts, months=("2024-01", "2024-02", "2024-03")):
    """Cells of one segment over months of a year, all people of their own; and their sums."""
    n = {(m, "s", v): c for v, row in counts.items() for m, c in zip(months, row, strict=True)}
    for v, row in [*counts.items(), (None, np.sum(list(counts.values()), axis=0))]:
        segment = ("s", v) if v else ("all", "all")
        n |= {(m, *segment): c for m, c in zip(months, row, strict=True)}
        n |= {("2024", *segment): sum(row), ("all", *segment): sum(row)}
    keys = pa.table(dict(zip(("period", "segment_name", "segment_value"), map(list, zip(*n, strict=True)), strict=True)))
    return list(n), keys, np.array(list(n.values()), float)


def hidden(counts):
    cells, keys, n = grid(counts)
    found = complemented(keys, n, n[:, None], (n < PEOPLE) & (n > 0))
    return {cell for cell, one in zip(cells, found, strict=True) if one}


def test_one_small_cell_hides_the_smallest_in_its_month_its_value_and_where_they_meet() -> None:
    assert hidden({"a": [3, 20, 30], "b": [40, 50, 60], "c": [70, 80, 90]}) == {
        (month, "s", value) for month in ("2024-01", "2024-02") for value in "ab"
    }


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    assert hidden({"a": [5, 20, 30], "b": [40, 50, 60]}) == set()


def test_hidden_cells_hold_five_people_together() -> None:
    found = hidden({"a": [2, 30, 30], "b": [1, 40, 40], "c": [60, 70, 80], "d": [70, 80, 90]})
    assert ("2024-01", "s", "c") in found and ("2024-01", "s", "d") not in found


def test_a_bridge_between_two_groups_of_hidden_cells_does_not_stay_open() -> None:
    # in every line two cells are hidden or none; only both groups together give the cell between them away
    months, values = [f"2024-{m:02}" for m in range(1, 7)], "abcdef"
    counts = {v: [20] * 6 for v in values}
    dark = [(0, 0), (0, 1), (1, 0), (1, 1), (3, 3), (3, 4), (4, 3), (4, 4), (1, 3)]
    cells, keys, n = grid(counts, months)
    at = {cell: i for i, cell in enumerate(cells)}
    people, asked = n[:, None].copy(), np.zeros(len(n), bool)
    for m, v in dark:
        i = at[months[m], "s", values[v]]
        asked[i], people[i] = True, 4
    bridge = (months[1], "s", values[3])
    table = [("", *cell) for cell in cells]
    before = [cell for cell, one in zip(table, asked, strict=True) if one]
    assert determined(table, before) == {("", *bridge)}
    after = [cell for cell, one in zip(table, complemented(keys, n, people, asked), strict=True) if one]
    assert not determined(table, after)


@pytest.mark.parametrize("n", [0, 1])
def test_a_table_without_sums_is_left_as_it_is(n) -> None:
    keys = pa.table({name: pa.array(["all"] * n, pa.string()) for name in ("period", "segment_name", "segment_value")})
    counts, small = np.full(n, 3.0), np.ones(n, bool)
    assert complemented(keys, counts, counts[:, None], small).tolist() == [True] * n
