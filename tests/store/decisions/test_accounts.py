"""Accounts, the audit log and what people keep, as rows of SQLite and PostgreSQL."""

import pytest

from voc.errors import StoreError
from voc.store.decisions import Database, accounts, audit, saved


def test_an_account_comes_back_as_it_was_made_and_changed(database: Database) -> None:
    assert not accounts.any_exists(database)
    made = accounts.add(database, "店長", "viewer", "hash", ("店舗", "本店"))
    assert accounts.find(database, "店長") == made and accounts.any_exists(database)
    changed = accounts.change(database, "店長", segment=None, token="digest", role="reviewer")
    assert (changed.segment, changed.role, changed.stamp) == (None, "reviewer", made.stamp + 1)
    assert accounts.by_token(database, "digest") == changed
    assert accounts.find(database, "店") is None and accounts.by_token(database, "x") is None
    accounts.add(database, "花子", "admin", None)
    assert [one.name for one in accounts.listed(database)] == ["店長", "花子"]


def test_an_admin_who_cannot_sign_in_is_none_that_is_left(database: Database) -> None:
    accounts.add(database, "花子", "admin", "hash")
    accounts.add(database, "太郎", "admin", None)
    for columns in ({"password": None}, {"disabled": True}, {"role": "viewer"}):
        with pytest.raises(StoreError, match="account_last_admin"):
            accounts.change(database, "花子", **columns)
    assert accounts.change(database, "花子", openid=True, password=None).password is None
    assert accounts.change(database, "太郎", token="digest").token == "digest"  # nobody is locked out by this
    assert accounts.change(database, "花子", openid=True, disabled=True).disabled
    with pytest.raises(StoreError, match="account_last_admin"):
        accounts.change(database, "太郎", openid=True, disabled=True)


def test_the_audit_log_is_read_from_its_end_page_by_page_and_by_person(database: Database) -> None:
    for number in range(5):
        audit.note(database, "花子" if number % 2 else "太郎", "seen", f"item {number}")
    first = audit.entries(database, limit=2)
    assert [entry.target for _, entry in first] == ["item 4", "item 3"]
    after = audit.entries(database, limit=2, before=first[-1][0])
    assert [entry.target for _, entry in after] == ["item 2", "item 1"]
    assert [entry.target for _, entry in audit.entries(database, who="花子")] == ["item 3", "item 1"]
    assert first[0][1].at.tzinfo is not None


def test_what_somebody_keeps_is_theirs_and_a_name_is_kept_once(database: Database) -> None:
    saved.keep(database, "query", "花子", "件数", "SELECT 1")
    saved.keep(database, "query", "花子", "件数", "SELECT 2")
    saved.keep(database, "review", "花子", "駐車場", "topic=parking")
    saved.keep(database, "query", "太郎", "件数", "SELECT 3")
    (kept,) = saved.kept(database, "query", "花子")
    assert kept.content == "SELECT 2"
    saved.drop(database, "query", "太郎", kept.id)
    assert saved.kept(database, "query", "花子") == [kept]
    saved.drop(database, "query", "花子", kept.id)
    assert saved.kept(database, "query", "花子") == []
