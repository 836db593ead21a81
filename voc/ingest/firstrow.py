"""Whether the first row of a file holds column names at all, or an answer already.

Without this the data of one customer would become names of columns, stand in voc.toml and be shown in
messages. What is shown of such cells is their outline, never what they say.
"""

import re
from collections.abc import Sequence

from voc.errors import InputError
from voc.ingest import headings
from voc.ingest.values import Clock, number, plain

MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PHONE = re.compile(r"(?:\+81[-\s]?|\(?0)[1-9](?:\d{8,9}|\d{0,4}[-\s)]{1,2}\d{1,4}[-\s]\d{3,4})")
_CLOCK = Clock("Asia/Tokyo")  # only whether a cell is a time counts here
_SAID = re.compile(r".{6,}(です|ます|した|せん|ない|たい|かった|[。!！])", re.DOTALL)
_NAME = re.compile(
    r"推奨|満足|評価|点数|性別|年代|年齢|店舗|都道府県|score|rating|nps|gender|\bage\b|store", re.IGNORECASE
)
_LONGEST_NAME = 20   # of a name that is known for sure; a sentence may hold the same words
_SHOWN = 3


def names_checked(header: Sequence[str], shown: str) -> Sequence[str]:
    """`header` itself where it may be one.

    Raises InputError `ingest_data_header` when a cell is an e-mail address, a telephone number or a moment,
    or when there is no known name and two cells or half of them are dates, numbers or sentences.
    """
    data = _data(header)
    if data:
        seen = "、".join(outline(cell) for cell in data[:_SHOWN])
        raise InputError("ingest_data_header", file=shown, seen=seen)
    return header


def outline(cell: str) -> str:
    """What an id or a name looks like, and not what it is: K001 → A000, 山田 → ○○."""
    return "".join(_sign(character) for character in cell[:40])


def _data(header: Sequence[str]) -> list[str]:
    cells = [plain(cell) for cell in header]
    sure = [cell for cell in cells if MAIL.fullmatch(cell) or PHONE.fullmatch(cell) or _is_moment(cell)]
    if sure or any(_is_known(cell) for cell in cells):
        return sure
    perhaps = [cell for cell in cells if number(cell) is not None or _SAID.fullmatch(cell) or _is_day(cell)]
    return perhaps if len(perhaps) >= 2 or 2 * len(perhaps) >= len(cells) else []


def _is_day(cell: str) -> bool:
    return _CLOCK.read(cell) is not None


def _is_moment(cell: str) -> bool:
    """Whether a cell is a day with its hour, which no column is called."""
    return bool(re.search(r"\d\s*[:時]", cell)) and _is_day(cell)


def _is_known(cell: str) -> bool:
    if len(cell) > _LONGEST_NAME or _SAID.fullmatch(cell):
        return False
    known = (
        headings.is_time, headings.is_person, headings.is_mail, headings.is_free, headings.is_record,
        headings.is_private, headings.asks_to_recommend,
    )  # fmt: skip
    return bool(_NAME.search(cell)) or any(is_one(cell) for is_one in known)


def _sign(character: str) -> str:
    if character.isdigit():
        return "0"
    if character.isalpha():
        return "A" if character.isascii() else "○"
    return character
