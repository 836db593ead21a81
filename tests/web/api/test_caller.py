"""Who asks the JSON interface: a token and nothing else."""

from tests.web.api.conftest import Api


def test_once_there_are_accounts_a_token_is_needed(api: Api) -> None:
    api.house.add("花子", "viewer")
    for headers in ({}, {"Authorization": "Bearer guess"}, {"Authorization": "Basic aGFuYWtv"}, {"Authorization": "x"}):
        answer = api.client.get("/api/v1/tables", headers=headers)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert answer.json()["code"] in ("api.needs_token", "api.wrong_token")


def test_a_session_of_the_pages_is_no_token(api: Api) -> None:
    api.house.add("花子", "admin")
    api.house.sign_in("花子")
    assert api.client.get("/api/v1/tables").status_code == 401


def test_a_token_opens_what_its_account_sees_until_it_is_disabled(api: Api) -> None:
    token = api.token("花子", "viewer")
    assert api.get("/tables", token)["tables"]
    assert api.get("/review/items", token, 403)["code"] == "api.not_permitted"
    api.change("花子", disabled=True)
    assert api.get("/tables", token, 401)["code"] == "api.wrong_token"


def test_without_accounts_there_is_no_token_and_no_page_of_another_site_may_ask(api: Api) -> None:
    assert api.client.get("/api/v1/tables").status_code == 200
    for site in ("cross-site", "same-site"):
        answer = api.client.get("/api/v1/tables", headers={"Sec-Fetch-Site": site})
        assert (answer.status_code, answer.json()["code"]) == (403, "api.other_site")
    simple = api.client.post("/api/v1/query", content=b'{"sql": "SELECT 1"}', headers={"Content-Type": "text/plain"})
    assert simple.status_code == 422
    assert api.client.get("/api/v1/tables", headers={"Host": "evil.example"}).status_code == 400
    assert "access-control-allow-origin" not in api.client.get("/api/v1/tables").headers
    assert api.get("/tables", "guess", 401)["code"] == "api.wrong_token"


def test_sentences_are_in_the_language_asked_for(api: Api) -> None:
    for asked, begins in (("en-GB,en;q=0.9", "There is no table"), ("fr, ja;q=0.5", "表「x」"), ("", "表「x」")):
        answer = api.client.get("/api/v1/tables/x", headers={"Accept-Language": asked})
        assert answer.status_code == 404 and answer.json()["message"].startswith(begins)


def test_an_address_that_is_none_and_a_method_that_is_none_say_so(api: Api) -> None:
    assert api.get("/nothing", status=404)["code"] == "api.no_address"
    answer = api.client.delete("/api/v1/tables")
    assert (answer.status_code, answer.json()["code"], answer.headers["allow"]) == (405, "api.no_method", "GET")


def test_before_the_first_run_there_is_nothing_to_answer(empty_api: Api) -> None:
    assert empty_api.get("/tables", status=409)["code"] == "not_published"
    assert empty_api.get("/tables/nps", status=409)["code"] == "not_published"


def test_the_description_is_there_and_pages_that_load_from_elsewhere_are_not(api: Api) -> None:
    described = api.get("/openapi.json")
    assert described["servers"] == [{"url": "/api/v1"}]
    assert described["components"]["securitySchemes"]
    for page in ("/docs", "/redoc"):
        api.get(page, status=404)
