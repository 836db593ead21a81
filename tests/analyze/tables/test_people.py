import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.analyze.tables.people import persons, resolve

# (customer, alias) … → the person of every id
CHAINS = [
    ([], {}),
    ([("m1", "mail1")], {"m1": "m1", "mail1": "m1"}),
    ([("a", "b"), ("b", "c"), ("c", "d")], dict.fromkeys("abcd", "a")),
    ([("z", "b"), ("b", "c")], dict.fromkeys("zbc", "z")),
    ([("c", "a"), ("b", "a")], dict.fromkeys("abc", "b")),
    ([("b", "a"), ("a", "b")], dict.fromkeys("ab", "a")),
    ([("a", "b"), ("x", "y")], {"a": "a", "b": "a", "x": "x", "y": "x"}),
]


@pytest.mark.parametrize(("claims", "people"), CHAINS)
def test_a_chain_of_aliases_is_one_person(claims, people) -> None:
    assert persons(claims) == people


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))), st.randoms())
def test_the_order_of_the_claims_does_not_matter(claims, random) -> None:
    shuffled = claims.copy()
    random.shuffle(shuffled)
    people = persons(claims)
    assert persons(shuffled) == people
    assert all(people[customer] == people[alias] for customer, alias in claims)
    assert all(people[person] == person for person in people.values())


def customer(respondent, *aliases, seq=1, source="members"):
    return {"source": source, "respondent": respondent, "aliases": list(aliases), "seq": seq}


# customers → who is linked to whom
LISTS = [
    ([customer("m1", "mail1"), customer("m2")], {("m1", "m1"), ("mail1", "m1")}),
    # the newest row of a customer says which aliases it has
    ([customer("m1", "old"), customer("m1", "new", seq=2)], {("m1", "m1"), ("new", "m1")}),
    # an alias that two customers of a list share identifies neither, but links two lists
    ([customer("m1", "family"), customer("m2", "family")], set()),
    ([customer("m1", "mail"), customer("s1", "mail", source="shop")],
     {("m1", "m1"), ("mail", "m1"), ("s1", "m1")}),
    # a member number that changed: the newest file that names the alias decides
    ([customer("m1", "mail"), customer("m9", "mail", seq=2)], {("m9", "m9"), ("mail", "m9")}),
    ([customer("m1", "m1"), customer("m2", None)], set()),
]  # fmt: skip


@pytest.mark.parametrize(("customers", "people"), LISTS)
def test_customer_lists_link_ids(stage, rows, customers, people) -> None:
    con = stage(customers=customers)
    resolve(con)
    assert set(rows(con, "SELECT respondent, person FROM people")) == people
