"""Words for people, Japanese and English, looked up by code.

Each submodule owns the words of one part of the program as a plain dict
`WORDS = {code: (japanese, english)}`; a sentence may hold `{name}` fields, and words that depend on one
of them being 1, `{name:item|items}`.
Only the edges call `say`; inside the program codes and values travel.
"""

import os
from collections.abc import Mapping, Sequence

from voc.words import (
    analyze,
    charts,
    classify,
    cli,
    columns,
    config,
    disclosure,
    document,
    evaluate,
    flows,
    ingest,
    report,
    review,
    store,
    web,
)
from voc.words.joined import joined

LANGUAGES = ("ja", "en")

_WORDS = joined(
    analyze, charts, classify, cli, columns, config, disclosure, document, evaluate, flows, ingest, report,
    review, store, web,
)  # fmt: skip


class _Counted(str):
    """A value as text, which also chooses between two forms of a word."""

    def __format__(self, forms: str) -> str:
        one, either, many = forms.partition("|")
        return (one if self == "1" else many) if either else str(self)


def say(code: str, language: str = "ja", /, **values: object) -> str:
    """The sentence for `code` in `language` ("ja" or "en") with its fields filled in.

    `{count} {count:item|items}` is the first of the two forms where the value is 1, else the second.
    Raises KeyError for an unknown code or a field that is not given: both are bugs.
    """
    sentence = _WORDS[code][LANGUAGES.index(language)]
    if "|" in sentence:
        values = {name: _Counted(value) for name, value in values.items()}
    return sentence.format_map(values)


def say_in_browser(code: str, language: str = "ja", /, **values: object) -> str:
    """What `say` says, by the words of `in_browser.CODE` where there are any: a page tells of pages, not of commands.

    A field of voc.toml is told by the words with which the setup page lets it be chosen.
    """
    own = f"in_browser.{code}"
    if own in _WORDS and (field := f"mapping.role.{values.get('field')}") in _WORDS:
        values["field"] = say(field, language)
    return say(own if own in _WORDS else code, language, **values)


def some(values: Sequence[str], most: int = 12) -> str:
    """The first `most` values as a message lists them, with … for the others."""
    return ", ".join(values[:most]) + (", …" if len(values) > most else "")


def code_of(kind: str, said: str) -> str:
    """The code of `kind` (topic, polarity, …) whose words in either language are `said`; `said` itself without."""
    prefix = f"{kind}."
    found = (code for code, words in _WORDS.items() if code.startswith(prefix) and said in words)
    return next(found, f"{prefix}{said}").removeprefix(prefix)


def language_asked(environment: Mapping[str, str] = os.environ) -> str:
    """The language that VOC_LANG asks for, before a project says its own; Japanese otherwise."""
    asked = environment.get("VOC_LANG", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def codes() -> frozenset[str]:
    """Every code that has words."""
    return frozenset(_WORDS)
