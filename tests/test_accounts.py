"""Accounts: names, passwords, tokens, roles."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc import accounts
from voc.errors import SettingsError, StoreError
from voc.records import ROLES
from voc.store import decisions
from voc.store.decisions import Database
from voc.store.decisions import accounts as rows

PASSWORD = "長いパスワード2026"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with decisions.opened(tmp_path / "d.sqlite") as opened:
        yield opened


@pytest.mark.parametrize(
    ("given_", "kept"),
    [("花子", "花子"), (" Hanako ", "hanako"), ("ＨＡＮＡＫＯ", "hanako"), ("ﾊﾅｺ", "ハナコ"), ("a@Example.JP", "a@example.jp")],
)
def test_width_case_and_spaces_do_not_tell_people_apart(given_: str, kept: str) -> None:
    assert accounts.named(given_) == kept


@pytest.mark.parametrize("bad", ["", "  ", "花\n子", "x" * 101, "花子\u200b", "\u202e花子", "花\u2028子", "花\udcff子"])
def test_a_name_that_cannot_be_is_refused(bad: str) -> None:
    with pytest.raises(SettingsError, match="account_name"):
        accounts.named(bad)


def test_who_runs_voc_has_a_number_where_the_machine_knows_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 987_654_321)
    assert accounts.this_user() == "987654321"
    monkeypatch.setenv("LOGNAME", "花子")
    assert accounts.this_user() == "花子"


@given(st.text(min_size=1, max_size=40))
def test_a_name_as_kept_is_its_own_name(text: str) -> None:
    try:
        kept = accounts.named(text)
    except SettingsError:
        return
    assert accounts.named(kept) == kept


def test_a_password_opens_its_account_only_and_is_kept_as_a_hash(database: Database) -> None:
    accounts.add(database, "花子", "reviewer", PASSWORD)
    accounts.add(database, "太郎", "viewer", "another one 2026")
    assert accounts.signed_in(database, " 花子", PASSWORD).role == "reviewer"  # type: ignore[union-attr]
    assert accounts.signed_in(database, "太郎", PASSWORD) is None
    assert accounts.signed_in(database, "誰か", PASSWORD) is None
    assert accounts.signed_in(database, "", PASSWORD) is None
    kept = rows.find(database, "花子")
    assert kept and kept.password and kept.password.startswith("$argon2id$") and PASSWORD not in kept.password


def test_a_disabled_account_and_one_without_a_password_open_nothing(database: Database) -> None:
    accounts.add(database, "花子", "viewer", PASSWORD)
    accounts.add(database, "sso@example.jp", "viewer", None)
    token = accounts.token(database, "花子")
    assert accounts.signed_in(database, "sso@example.jp", "") is None
    rows.change(database, "花子", disabled=True)
    assert accounts.signed_in(database, "花子", PASSWORD) is None
    assert accounts.by_token(database, token) is None


def test_a_new_token_ends_the_one_before_and_is_kept_as_a_hash(database: Database) -> None:
    accounts.add(database, "花子", "viewer", PASSWORD)
    first, second = accounts.token(database, "花子"), accounts.token(database, "花子")
    assert accounts.by_token(database, first) is None
    assert accounts.by_token(database, second).name == "花子"  # type: ignore[union-attr]
    assert rows.find(database, "花子").token != second  # type: ignore[union-attr]


def test_every_change_ends_the_sessions_before_it(database: Database) -> None:
    before = accounts.add(database, "花子", "viewer", PASSWORD)
    assert rows.change(database, "花子", role="admin").stamp > before.stamp


def test_names_are_taken_once_and_changes_need_somebody(database: Database) -> None:
    accounts.add(database, "花子", "viewer", PASSWORD)
    with pytest.raises(StoreError, match="account_taken"):
        accounts.add(database, " 花子 ", "admin", PASSWORD)
    with pytest.raises(StoreError, match="account_unknown"):
        rows.change(database, "太郎", disabled=True)
    with pytest.raises(SettingsError, match="password_short"):
        accounts.add(database, "太郎", "viewer", "短い")


def test_who_may_do_more_may_do_the_less() -> None:
    assert [[accounts.may(role, needed) for needed in ROLES] for role in ROLES] == [
        [True, False, False], [True, True, False], [True, True, True],
    ]  # fmt: skip
