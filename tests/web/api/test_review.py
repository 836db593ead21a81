"""The review queue for programs."""

from tests.web.api.conftest import Api
from voc import store

SEGMENT = ("年代", "20代")


def test_the_queue_comes_page_by_page_without_text(api: Api) -> None:
    found, after = [], {}
    while True:
        page = api.get("/review/items", limit=100, **after)
        found += page["items"]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    places = [(-item["priority"], item["id"]) for item in found]
    assert len(found) > 100 and places == sorted(places) and len(set(places)) == len(places)
    assert all(item["flagged"] and "text" not in item and item["priority_parts"] for item in found)
    reason = api.get("/review/items", reason="complaint")["items"]
    assert reason and all("complaint" in item["reasons"] for item in reason)


def test_who_read_the_queue_is_noted(api: Api) -> None:
    api.get("/review/items", api.token("花子", "reviewer"), reason="complaint")
    with store.decisions.opened(api.house.shop.project().decisions) as database:
        ((_, last), *_) = store.decisions.audit.entries(database)
    assert (last.who, last.action, last.target) == ("花子", "api_items", "/review/items?reason=complaint")


def test_an_item_has_its_text_what_it_says_and_what_was_decided(api: Api) -> None:
    item = api.get("/review/items", limit=1)["items"][0]
    decided = {"action": "assign", "items": [{"id": item["id"], "version": item["version"]}], "assignee": "花子"}
    assert api.post("/review/decisions", decided)["decisions"][0]["version"] == item["version"] + 1
    opened = api.get(f"/review/items/{item['id']}")
    assert opened["text"] and opened["verdict"]["sentiment"] in ("negative", "neutral", "positive")
    assert (opened["status"], opened["assignee"]) == ("assigned", "花子")
    assert [one["action"] for one in opened["decisions"]] == ["assign"]


def test_a_request_is_carried_out_once_and_whoever_is_late_is_told(api: Api) -> None:
    first, second = api.token("花子", "reviewer"), api.token("太郎", "reviewer")
    item = api.get("/review/items", first, limit=1)["items"][0]
    seen = [{"id": item["id"], "version": item["version"]}]
    asked = {"action": "accept", "items": seen, "note": "電話は090-1234-5678", "request": "r1"}
    made = api.post("/review/decisions", asked, first)
    assert api.post("/review/decisions", asked, first) == made
    assert "1234-5678" not in str(made)  # the time of a decision may hold any three digits
    late = api.post("/review/decisions", asked, second, 409)
    assert late["code"] == "item_taken" and "花子" in late["message"]
    again = api.post("/review/decisions", asked | {"action": "dismiss"}, first, 409)
    assert again["code"] == "request_reused"


def test_a_correction_goes_with_correct_and_needs_words_of_the_text(api: Api) -> None:
    item = api.get("/review/items", limit=1)["items"][0]
    seen = [{"id": item["id"], "version": item["version"]}]
    for body in (
        {"action": "correct", "items": seen}, {"action": "correct", "items": seen, "correction": {}},
        {"action": "accept", "items": seen, "correction": {}},
        {"action": "dismiss", "items": seen * 2}, {"action": "dismiss", "items": []}, {"action": "drop", "items": seen},
    ):  # fmt: skip
        assert api.post("/review/decisions", body, status=422)["code"] == "api.invalid"
    wrong = {"topics": [{"topic": "price", "polarity": "negative", "words": "本文にない言葉"}]}
    body = {"action": "correct", "items": seen, "correction": wrong}
    assert api.post("/review/decisions", body, status=400)["code"] == "words_not_in_text"
    unknown = {"topics": [{"topic": "bogus", "polarity": "negative"}]}
    refused = api.post("/review/decisions", body | {"correction": unknown}, status=400)
    assert refused["code"] == "topic_unknown" and "price" in refused["message"]
    right = {"sentiment": "mixed", "complaint": False, "churn": True, "request": False, "topics": [{"topic": "price", "polarity": "negative"}]}
    api.post("/review/decisions", body | {"correction": right})
    verdict = api.get(f"/review/items/{item['id']}")["verdict"]
    assert (verdict["mixed"], verdict["complaint"], verdict["topics"][0]["topic"]) == (True, False, "price")
    assert (verdict["churn"], verdict["request"]) == (True, False)


def test_an_item_is_given_to_accounts_that_may_work_the_queue(api: Api) -> None:
    token = api.token("花子", "reviewer")
    api.token("太郎", "viewer")
    item = api.get("/review/items", token, limit=1)["items"][0]
    body = {"action": "assign", "items": [{"id": item["id"], "version": item["version"]}]}
    for name in ("太郎", "誰か"):
        refused = api.post("/review/decisions", body | {"assignee": name}, token, 400)
        assert refused["code"] == "assignee_unknown" and "花子" in refused["message"]
    api.post("/review/decisions", body | {"assignee": "花子"}, token)


def test_a_restricted_account_sees_and_decides_on_its_segment_only(api: Api) -> None:
    every = api.token("太郎", "reviewer")
    own = api.token("店長", "reviewer", SEGMENT)
    mine = api.get("/review/items", own, limit=500)["items"]
    assert mine and all(item["segments"][SEGMENT[0]] == SEGMENT[1] for item in mine)
    assert api.get("/review/items", own, segment="年代=30代")["items"] == []
    assert api.get(f"/review/items/{mine[0]['id']}", own)["text"]
    other = next(item for item in api.get("/review/items", every, limit=500)["items"] if item not in mine)
    for path in (f"/review/items/{other['id']}",):
        told = api.get(path, own, 404)
        assert told["code"] == "item_unknown" and "voc review" not in told["message"]
    seen = [{"id": one["id"], "version": one["version"]} for one in (mine[0], other)]
    assert api.post("/review/decisions", {"action": "dismiss", "items": seen}, own, 404)["code"] == "item_unknown"
    assert api.get("/review/items", own, 404, after=other["id"])["code"] == "item_unknown"
    api.post("/review/decisions", {"action": "dismiss", "items": seen[:1]}, own)
    assert api.get(f"/review/items/{mine[0]['id']}", every)["status"] == "dismissed"
