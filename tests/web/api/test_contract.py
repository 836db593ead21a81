"""The interface keeps what its OpenAPI document promises, whatever is sent: schemathesis makes it up."""

import hypothesis
import pytest
import schemathesis
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.web.api.conftest import Api
from voc import store

PLACES = [
    ("GET", "/tables"), ("GET", "/tables/{table}"), ("POST", "/query"), ("GET", "/review/items"),
    ("GET", "/review/items/{item}"), ("POST", "/review/decisions"),
]  # fmt: skip


def test_every_place_of_the_interface_is_tried(served: str) -> None:
    described = schemathesis.openapi.from_url(f"{served}/api/v1/openapi.json")
    found = [found.ok() for found in described.get_all_operations()]
    assert sorted((one.method.upper(), one.path) for one in found) == sorted(PLACES)


# What no document can say is filled in, so that what is described must be accepted: which tables have all the
# filters, what is SQL, and of decisions items as they are now, words of their text and a request not made before.
# As schemathesis makes it up it is tried too, and may be refused.
FILTERED = st.sampled_from(("nps", "topic_by_nps", "responses"))
STATEMENTS = st.sampled_from(("SELECT * FROM nps", "FROM comments SELECT text", "SELECT 1 AS \"一\" WHERE false"))


def fill_in(case: schemathesis.Case, api: Api, data: st.DataObject) -> None:
    if "table" in case.path_parameters:
        case.path_parameters["table"] = data.draw(FILTERED)
    elif case.path == "/query":
        case.body["sql"] = data.draw(STATEMENTS)
    elif case.path == "/review/decisions":
        with store.decisions.opened(api.house.shop.project().decisions) as database:
            (one,) = store.decisions.queue(database, limit=1)
            case.body["items"] = [{"id": one.id, "version": one.version}]
            if case.body["action"] == "undo" and not store.decisions.history(database, one.id):
                case.body["action"] = "note"
            if case.body["action"] == "note" and not case.body.get("note", "").strip():
                case.body["note"] = "電話しました"
        case.body.pop("request", None)
        for topic in (case.body.get("correction") or {}).get("topics") or ():
            topic.pop("words", None)


@pytest.mark.parametrize(("method", "path"), PLACES)
def test_every_answer_is_as_described(api: Api, served: str, method: str, path: str) -> None:
    headers = {"Authorization": f"Bearer {api.token('花子', 'admin')}"}
    described = schemathesis.openapi.from_url(f"{served}/api/v1/openapi.json")
    operation = described[path][method]
    incomplete = path in ("/query", "/tables/{table}", "/review/decisions")

    @hypothesis.given(
        case=operation.as_strategy() | operation.as_strategy(schemathesis.GenerationMode.NEGATIVE), filled=st.booleans(),
        data=st.data(),
    )  # fmt: skip
    @hypothesis.settings(
        max_examples=12, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    def keeps_to_it(case: schemathesis.Case, filled: bool, data: st.DataObject) -> None:
        if incomplete and filled and case.meta.generation.mode.is_positive:
            fill_in(case, api, data)
        unchecked = [positive_data_acceptance] if incomplete and not filled else []
        case.call_and_validate(headers=headers, excluded_checks=unchecked, timeout=300)

    keeps_to_it()
