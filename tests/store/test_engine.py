"""The DuckDB of a night: what it lacks is said in a sentence, and what it spilled is gone."""

import pytest

from voc import store
from voc.errors import StoreError

TOO_MUCH = "SELECT list(i) FROM range(50_000_000) AS r(i)"  # one list cannot be spilled


def test_a_lack_of_memory_is_a_store_error_that_names_the_folder(tmp_path) -> None:
    with pytest.raises(StoreError, match="engine_out_of_memory") as raised:
        with store.engine(tmp_path, memory_limit="20MB") as con:
            con.execute(TOO_MUCH)
    assert raised.value.values["path"] == str(tmp_path)


def test_what_is_too_much_for_memory_is_spilled_and_removed_in_the_end(tmp_path) -> None:
    with store.engine(tmp_path, memory_limit="60MB") as con:
        con.execute("CREATE TEMP TABLE much AS SELECT i, hash(i) AS h, hash(h) AS g FROM range(5_000_000) AS r(i)")
        assert any(tmp_path.iterdir())
        assert con.execute("SELECT count(DISTINCT h) FROM much").fetchone() == (5_000_000,)
    assert not any(tmp_path.iterdir())


def test_other_errors_stay_what_they_are(tmp_path) -> None:
    with pytest.raises(ZeroDivisionError), store.engine(tmp_path):
        raise ZeroDivisionError
