"""dictionary.csv of a project: terms kept whole, synonyms folded, stop words.

Columns `term`, `synonym_of`, `action` (keep, stop or empty), one term a line, UTF-8 or CP932:

    term,synonym_of,action
    推し活,,keep             one term, however the tokeniser would split it, called as written here
    スマホ,スマートフォン,     counts as スマートフォン
    お願い,,stop             counts as nothing

Enters: the file. Leaves: what the text stage keeps whole, and what `keywords` and `pairs` fold and leave
out. A line that cannot be meant so is an error that names it; nothing is guessed.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voc import text
from voc.config.checks import bad_encoding
from voc.errors import SettingsError

FILE = "dictionary.csv"
COLUMNS = ("term", "synonym_of", "action")
_ACTIONS = ("", "keep", "stop")


@dataclass(frozen=True)
class Dictionary:
    """`whole`: terms that are one word; `synonyms`: word → term it counts as; `stop`: words left out.

    Words stand as in `comments.tokens`.
    """

    whole: tuple[str, ...] = ()
    synonyms: Mapping[str, str] = field(default_factory=dict)
    stop: frozenset[str] = frozenset()


def load(root: Path) -> Dictionary:
    """The dictionary of the project in `root`, an empty one where there is none.

    Raises SettingsError with file, line and what is wrong.
    """
    path = root / FILE
    if not path.exists():
        return Dictionary()
    lines = csv.reader(io.StringIO(_decoded(path), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(lines, [])]
        if sorted(header) != sorted(COLUMNS):
            raise SettingsError("dictionary_columns", file=str(path), seen=", ".join(header) or "–")
        entries = _entries(path, lines, header)
    except csv.Error as error:
        line = lines.line_num
        raise SettingsError("dictionary_csv", file=str(path), line=line, reason=str(error)) from error
    whole: set[str] = set()
    synonyms: dict[str, str] = {}
    stop: set[str] = set()
    for term, preferred, action in entries:
        target = preferred or term
        for one in {term, target}:
            word = _word(one)
            if word is None:
                whole.add(one)
            if action != "stop" and (word or one) != target:
                synonyms[word or one] = target
        if action == "stop":
            stop.add(_word(term) or term)
    return Dictionary(tuple(sorted(whole)), dict(sorted(synonyms.items())), frozenset(stop))


def _decoded(path: Path) -> str:
    try:
        raw = path.read_bytes()
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return raw.decode("cp932")
    except OSError as error:
        raise SettingsError("toml_not_read", file=str(path), reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise bad_encoding(error, str(path)) from error


def _entries(path: Path, lines: Any, header: list[str]) -> list[tuple[str, str, str]]:
    """(term, synonym_of, action) of every line of a csv.reader, in normal form.

    Raises SettingsError for a line that cannot be used, or that another one contradicts.
    """
    entries: list[tuple[str, str, str]] = []
    seen: dict[str, int] = {}
    folded: dict[str, int] = {}
    for cells in lines:
        where = {"file": str(path), "line": lines.line_num}
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise SettingsError("dictionary_cells", **where, seen=len(cells), expected=len(header))
        named = dict(zip(header, (text.normalise(cell)[0].strip() for cell in cells), strict=True))
        term, preferred, action = (named[column] for column in COLUMNS)
        if not term:
            raise SettingsError("dictionary_no_term", **where)
        if action not in _ACTIONS:
            raise SettingsError("dictionary_action", **where, value=action)
        if (not action and not preferred) or (action == "stop" and preferred) or preferred == term:
            raise SettingsError("dictionary_says_nothing", **where, term=term)
        if term in seen:
            raise SettingsError("dictionary_twice", **where, term=term, first=seen[term])
        seen[term] = lines.line_num
        if preferred:
            folded[term] = lines.line_num
        entries.append((term, preferred, action))
    for term, preferred, _ in entries:
        if preferred in folded:
            where = {"file": str(path), "line": seen[term]}
            raise SettingsError("dictionary_chain", **where, term=preferred, first=folded[preferred])
    return entries


def _word(term: str) -> str | None:
    """What the tokeniser makes of `term` where that is one word, else None: it must be kept whole."""
    tokens = text.tokenise(term)
    words = text.content_words(tokens)
    return words[0] if len(words) == 1 and (len(tokens) == 1 or words[0] == term) else None
