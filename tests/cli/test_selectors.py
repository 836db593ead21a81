import pytest

from voc.cli.selectors import of_answers, parse
from voc.errors import SettingsError

REFUSED = [
    (["2025-10"], "selector_form"),
    (["=2025"], "selector_form"),
    (["年代="], "selector_form"),
    (["period=2025-13"], "selector_period"),
    (["period=昨日"], "selector_period"),
    (["年代=20代", "年代=30代"], "selector_twice"),
]


def test_words_become_names_and_values_in_their_order() -> None:
    assert list(parse(["年代=20代", "period=2025-10", "式=a=b"]).items()) == [
        ("年代", "20代"), ("period", "2025-10"), ("式", "a=b"),
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "code"), REFUSED)
def test_a_word_of_another_form_is_refused(words: list[str], code: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(words)
    assert caught.value.code == code


def test_a_selection_is_a_condition_whose_values_are_parameters() -> None:
    condition, params = of_answers(parse(["source=s", "period=2025", "年代='); DROP TABLE nps; --"]))
    assert condition == "true AND source = ? AND starts_with(month, ?) AND segments[?] = ?"
    assert params == ["s", "2025", "年代", "'); DROP TABLE nps; --"]
    assert of_answers(parse(["period=all", "all=all"])) == ("true AND starts_with(month, ?)", [""])
