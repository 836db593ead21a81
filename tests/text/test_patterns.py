"""patterns: checks that a shape alone does not settle."""

import pytest

from voc.text.patterns import PATTERNS, is_card, is_my_number, is_phone


@pytest.mark.parametrize(
    "number",
    ["4111 1111 1111 1111", "5555555555554444", "378282246310005", "3530-1113-3330-0000", "30569309025904"],
)
def test_card_numbers_pass_luhn(number: str) -> None:
    assert is_card(number)


@pytest.mark.parametrize(
    "number", ["4111111111111112", "4901234567894", "1234567812345670", "00000000000000"]
)
def test_other_long_numbers_are_no_cards(number: str) -> None:
    assert not is_card(number)


@pytest.mark.parametrize(
    "number",
    ["0776-20-1234", "03-1234-5678", "09012345678", "+81-90-1234-5678", "0120-444-444", "0081 3 1234 5678"],
)
def test_phone_numbers_have_ten_or_eleven_digits(number: str) -> None:
    assert is_phone(number)


@pytest.mark.parametrize(
    "number", ["01-02-2024 10", "0123-45", "0012345678", "090-1234-567", "01-23-45-67-89"]
)
def test_dates_and_short_numbers_are_no_phones(number: str) -> None:
    assert not is_phone(number)


@pytest.mark.parametrize("number", ["123456789018", "1234-5678-9018", "9876 5432 1000"])
def test_my_numbers_pass_their_check_digit(number: str) -> None:
    assert is_my_number(number)


@pytest.mark.parametrize("number", ["123456789012", "12345678901", "000000000000", "1234567890180"])
def test_other_twelve_digits_are_no_my_numbers(number: str) -> None:
    assert not is_my_number(number)


def test_every_pattern_has_a_placeholder_and_bounded_repetition() -> None:
    for pattern in PATTERNS:
        assert pattern.placeholder.startswith("【")
        assert not any(loop in pattern.regex.pattern for loop in (")*", ")+", "]*", "]+", r"\d*", r"\d+"))


def test_cards_of_every_issuer_are_known() -> None:
    assert is_card("2221000000000009") and is_card("6011111111111117") and not is_card("1234567812345670")


def test_five_groups_of_digits_are_no_phone() -> None:
    assert not is_phone("01-02-03-4-567")


def test_every_kind_of_mobile_has_eleven_digits() -> None:
    assert all(is_phone(f"{start}-1234-5678") and not is_phone(f"{start}-123-4567") for start in ("050", "070", "080", "090"))
