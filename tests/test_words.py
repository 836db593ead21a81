"""Every code that the program raises, notes or says has words, and its sentence shows exactly what is given."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from voc import errors
from voc.words import (
    _WORDS,
    LANGUAGES,
    analyze,
    codes,
    disclosure,
    document,
    ingest,
    language_asked,
    review,
    say,
    say_in_browser,
    store,
    web,
)

ROOT = Path(__file__).resolve().parent.parent
ERRORS = {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.VocError)
}
SPEAKERS = {"say": "", "words": "", "note": "", "begin": "", "help_text": "help.", "audit": "audit.", "audit_later": "audit."}  # function -> prefix of its code
MODULES = sorted(path for part in ("voc", "flows") for path in (ROOT / part).rglob("*.py"))


def spoken(tree: ast.AST) -> Iterator[tuple[int, str, set[str] | None]]:
    """(line, code, names of the values) wherever a code is written out; None where values come as **."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first = node.args[0]
        written = isinstance(first, ast.Constant) and isinstance(first.value, str)
        if not written or function not in ERRORS | SPEAKERS.keys():
            continue
        names = {keyword.arg for keyword in node.keywords}
        if ast.unparse(node.func) == "asked.note":  # what the audit log says of it
            yield node.lineno, f"audit.{first.value}", None
            continue
        yield node.lineno, SPEAKERS.get(function, "") + first.value, None if None in names else names


SPOKEN = [
    pytest.param(code, names, id=f"{path.relative_to(ROOT)}:{line}")
    for path in MODULES
    for line, code, names in spoken(ast.parse(path.read_text(encoding="utf-8")))
]


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_what_is_spoken_is_found() -> None:
    assert len(SPOKEN) > 100


@pytest.mark.parametrize(("code", "names"), SPOKEN)
def test_a_sentence_shows_what_it_is_given(code: str, names: set[str] | None) -> None:
    assert code in codes()
    for language, sentence in zip(LANGUAGES, _WORDS[code], strict=True):
        assert names is None or fields(sentence) == names, language


def test_both_languages_say_the_same() -> None:
    for code, (japanese, english) in _WORDS.items():
        assert bool(japanese.strip()) == bool(english.strip()), code
        assert fields(japanese) == fields(english), code


def test_a_field_is_as_it_is_given_or_chooses_between_two_forms() -> None:
    for code, sentences in _WORDS.items():
        for _, name, form, conversion in (part for one in sentences for part in string.Formatter().parse(one)):
            assert not conversion and (not form or name and re.fullmatch(r"[^|]+\|[^|]+", form)), code


def test_english_says_one_item_and_two_items() -> None:
    assert [say("web.review.count", "en", count=count) for count in ("1", 1, "0", "1,001")] == ["1 item", "1 item", "0 items", "1,001 items"]
    assert say("web.review.count", "ja", count="1") == "1件"
    assert say("gold_line", "en", file="a", line=1, reason="x").count("neg|neu|pos|mix") == 1
    assert say("alerts.seen_before", "en", count="1", who="Sato").startswith("1 left as it was, without the note: Sato had seen it first")


def test_say_fills_in_what_it_is_given() -> None:
    assert say("file_missing", "en", file="a{b}.csv") == "No such file: a{b}.csv"
    assert say("file_missing", file="a.csv") != say("file_missing", "en", file="a.csv")
    with pytest.raises(KeyError):
        say("no such code")
    with pytest.raises(KeyError):
        say("file_missing", "en")


def test_the_language_is_japanese_unless_another_is_asked_for() -> None:
    assert [language_asked({"VOC_LANG": v}) for v in ("en", "ja", "fr", "")] == ["en", "ja", "ja", "ja"]
    assert language_asked({}) == "ja"


COMMAND = re.compile(r"\bvoc (run|check|init|status|query|export|show|review|serve|user|gold|train)\b")
OF_A_TERMINAL = ("serve_", "serve.", "user.", "web.foreign_host")  # of who starts the server


def test_what_a_page_may_say_names_no_command() -> None:
    for code in (code for part in (analyze, disclosure, document, ingest, review, store, web) for code in part.WORDS):
        given = dict.fromkeys(fields(_WORDS[code][0]), "x")
        said = [say_in_browser(code, language, **given) for language in LANGUAGES]
        assert code.startswith(OF_A_TERMINAL) or not COMMAND.search(" ".join(said)), code


def test_what_pages_say_instead_stands_for_a_sentence_that_names_a_command_a_file_or_where_the_decisions_are() -> None:
    for code in (code for code in codes() if code.startswith("in_browser.")):
        of_terminal = _WORDS[code.removeprefix("in_browser.")]
        assert all(COMMAND.search(sentence) or "voc.toml" in sentence or "{database}" in sentence for sentence in of_terminal), code
        assert fields(_WORDS[code][0]) <= fields(of_terminal[0]), code
