"""The interface keeps what its OpenAPI document promises, whatever is sent: schemathesis makes it up."""

import hypothesis
import pytest
import schemathesis
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.web.api.conftest import Api

PLACES = [
    ("GET", "/tables"), ("GET", "/tables/{table}"), ("POST", "/query"), ("GET", "/review/items"),
    ("GET", "/review/items/{item}"), ("POST", "/review/decisions"),
]  # fmt: skip


def test_every_place_of_the_interface_is_tried(served: str) -> None:
    described = schemathesis.openapi.from_url(f"{served}/api/v1/openapi.json")
    found = [found.ok() for found in described.get_all_operations()]
    assert sorted((one.method.upper(), one.path) for one in found) == sorted(PLACES)


MAY_REFUSE = ("/query", "/tables/{table}", "/review/decisions")  # not every text is SQL, not every table has periods


@pytest.mark.parametrize(("method", "path"), PLACES)
def test_every_answer_is_as_described(api: Api, served: str, method: str, path: str) -> None:
    headers = {"Authorization": f"Bearer {api.token('花子', 'admin')}"}
    described = schemathesis.openapi.from_url(f"{served}/api/v1/openapi.json")
    operation = described[path][method]
    unchecked = [positive_data_acceptance] if path in MAY_REFUSE else []
    known = st.sampled_from(("", "nps", "comments", "responses"))

    @hypothesis.given(
        case=operation.as_strategy() | operation.as_strategy(schemathesis.GenerationMode.NEGATIVE), table=known
    )
    @hypothesis.settings(
        max_examples=12, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    def keeps_to_it(case: schemathesis.Case, table: str) -> None:
        if table and "table" in case.path_parameters and case.meta.generation.mode.is_positive:
            case.path_parameters["table"] = table
        case.call_and_validate(headers=headers, excluded_checks=unchecked, timeout=300)

    keeps_to_it()
