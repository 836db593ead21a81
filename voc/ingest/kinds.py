"""What a column holds, told from its cells first and its name second.

`Column` counts the cells of one column; the functions answer one question each. All thresholds
are here. Cells are counted up to 50,000 different ones, which is enough to tell.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from voc.ingest import headings
from voc.ingest.firstrow import MAIL, PHONE
from voc.ingest.rows import parsed
from voc.ingest.scale import other_scale
from voc.ingest.scales import ordered
from voc.ingest.values import Clock, is_labelled, plain, score

_DIFFERENT = 50_000
_SAMPLE = 2_000

_SENTENCE = re.compile(
    r".*[。！？!?].*|.*(です|ます|した|せん|ください|下さい|たい|ほしい|欲しい|かった)[.…)）]?\s*", re.DOTALL
)
_OTHER_NUMBER = re.compile(r"満足|月|日|回|数|年|歳|satisf|count|month|day|age", re.IGNORECASE)
_AGE_NAME = re.compile(r"年代|年齢|世代|\bage\b", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z0-9_.:/+@-]+")
_ADDRESS = re.compile(
    r"(?:〒?\d{3}-?\d{4}\s*)?(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県|.{1,8}[市区町村]).*\d.*", re.DOTALL
)
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_FIGURES = re.compile(r"[\d.,/:\s-]+")
_DAY = re.compile(r"(?=.*\d)(?!\d+(\.\d+)?$).{4,40}")
_PARTED = re.compile(r"\r?\n|;|、|,|\|")


@dataclass
class Column:
    """The cells of one column: blank ones, and how often each other cell occurs."""

    name: str
    blank: int = 0
    cells: Counter[str] = field(default_factory=Counter)
    more: int = 0   # cells beyond the different ones that are kept

    def add(self, cells: Counter[str]) -> None:
        """Count the cells of one more file."""
        for cell, count in cells.items():
            if not cell.strip():
                self.blank += count
            elif cell in self.cells or len(self.cells) < _DIFFERENT:
                self.cells[cell] += count
            else:
                self.more += count

    @cached_property
    def filled(self) -> int:
        """Cells that are not blank."""
        return self.cells.total() + self.more

    @cached_property
    def sample(self) -> list[str]:
        """Up to 2,000 different cells, in the order in which they came."""
        return list(self.cells)[:_SAMPLE]

    @cached_property
    def distinct(self) -> float:
        """Different cells per cell that is not blank, 0-1."""
        return len(self.cells) / max(self.cells.total(), 1)

    def share(self, pattern: re.Pattern[str]) -> float:
        """The share of the sample that matches a pattern in full, 0-1."""
        return sum(bool(pattern.fullmatch(cell.strip())) for cell in self.sample) / max(len(self.sample), 1)


def is_score(column: Column) -> bool:
    """Whether the cells are whole numbers 0-10, by name an NPS question's or by using that range widely."""
    if not column.filled or len(column.cells) > 60:
        return False
    values = {cell: score(cell) for cell in column.cells}
    good = {cell: value for cell, value in values.items() if isinstance(value, int)}
    if sum(column.cells[cell] for cell in good) < 0.9 * column.filled:
        return False
    if headings.is_no_score(column.name) or len(good) < 3 and set(good.values()) <= {0, 1}:
        return False  # a box that was ticked or not has no scale
    wide = len(set(good.values())) >= 5 and max(good.values()) > 7
    return headings.asks_to_recommend(column.name) or wide and not _OTHER_NUMBER.search(plain(column.name))


def is_on_another_scale(column: Column) -> bool:
    """Whether the cells of a score are on a 1-5, 1-7 or 1-10 scale, as the reading of a file would find."""
    scores: Counter[int] = Counter()
    labelled: Counter[int] = Counter()
    for cell, count in column.cells.items():
        if isinstance(value := score(cell), int):
            scores[value] += count
            labelled[value] += count * is_labelled(cell)
    return other_scale(column.name, scores, labelled) is not None


def is_time(column: Column, clock: Clock) -> bool:
    """Whether nearly all cells are times; numbers alone need a name that says so."""
    digits = re.compile(r"\d+(\.\d+)?")
    if not column.filled or column.share(digits) > 0.5 and not headings.is_time(column.name):
        return False
    sample = column.sample[:200]
    return sum(clock.read(cell) is not None for cell in sample) >= 0.9 * len(sample)


def is_unread_time(column: Column) -> bool:
    """Whether the cells are figures with something between (25/10/01, 2025年10月) under a moment's name."""
    if not column.filled or not headings.is_time(column.name) or headings.is_another_time(column.name):
        return False
    shown = [plain(cell) for cell in column.sample[:200]]
    return all(_DAY.fullmatch(cell) for cell in shown)


def is_mail(column: Column) -> bool:
    """Whether the cells are e-mail addresses."""
    return column.filled > 0 and column.share(MAIL) >= 0.9


def is_person(column: Column) -> bool:
    """Whether the cells are ids of people, by their name (会員番号, customer_id) or as e-mail addresses."""
    if not column.filled or len(column.cells) < 2:
        return False
    named = headings.is_person(column.name) or headings.is_mail(column.name)
    return is_mail(column) or named and column.share(_CODE) >= 0.9


def is_code(column: Column) -> bool:
    """Whether the cells are codes without words, nearly all different: a record's id."""
    return column.filled > 0 and column.blank == 0 and column.share(_CODE) >= 0.95 and column.distinct > 0.99


def is_private(column: Column) -> bool:
    """Whether the cells are names, addresses or telephone numbers: they look it, or the name says so.

    What people think of a 担当者 or the 電話 is none: scores, answers on a scale, sentences.
    """
    if not column.filled:
        return headings.is_private(column.name)
    if column.share(PHONE) >= 0.9:
        return True
    written = column.share(_SENTENCE)
    if column.share(_ADDRESS) >= 0.9 and written < 0.1 and not headings.is_free(column.name):
        return True
    return headings.is_private(column.name) and written < 0.3 and not is_rating(column)


def is_rating(column: Column) -> bool:
    """Whether nearly all cells are whole numbers 0-10, or answers in words from worst to best."""
    whole = sum(count for cell, count in column.cells.items() if isinstance(score(cell), int))
    return column.filled > 0 and (whole >= 0.9 * column.filled or bool(ordered(column.cells)))


def is_choices(column: Column) -> bool:
    """Whether the cells are multi-select answers: parts that repeat, in ever new combinations."""
    parts: Counter[str] = Counter()
    joined = 0
    for cell, count in column.cells.most_common(_SAMPLE):
        pieces = [piece.strip() for piece in _PARTED.split(cell) if piece.strip()]
        joined += count * (len(pieces) > 1 or cell.endswith("\n"))
        parts.update({piece: count for piece in pieces})
    if not joined or joined < 0.02 * column.filled:
        return False
    usual = sum(count for _, count in parts.most_common(40))
    return usual >= 0.9 * parts.total() and parts.total() > 3 * len(parts)


def is_free_text(column: Column) -> bool:
    """Whether the cells are written by hand: mostly different, long enough, in words; no codes or lists.

    Under a name that says so (自由記述, ご意見, 理由) sentences are, also where a small file repeats a few.
    """
    if not column.filled or is_private(column):
        return False
    sample = column.sample
    lengths = sorted(len(cell) for cell in sample)
    if lengths[int(0.9 * (len(lengths) - 1))] < 10 or column.share(_CODE) > 0.3:
        return False
    if headings.is_free(column.name) and column.distinct >= 0.05 and column.share(_SENTENCE) >= 0.5:
        return not is_turns(column)
    words = sum(_is_words(cell) for cell in sample)
    written = column.distinct >= 0.5 and words >= 0.6 * len(sample)
    return written and not is_choices(column) and not is_turns(column)


def is_turns(column: Column) -> bool:
    """Whether the cells are JSON lists of objects: the turns of conversations."""
    sample = column.sample[:20]
    return bool(sample) and all(cell.startswith("[") and _is_objects(cell) for cell in sample)


def is_category(column: Column) -> bool:
    """Whether the cells are a segment's values: few different ones, or 50 that cover nine tenths."""
    if column.filled < 0.2 * (column.filled + column.blank) or len(column.cells) < 2 or is_private(column):
        return False
    if column.share(_FIGURES) > 0.8 or any(len(cell) > 60 or "\n" in cell for cell in column.sample[:50]):
        return False
    top = sum(count for _, count in column.cells.most_common(50))
    few = len(column.cells) <= max(2, min(200, column.filled * 0.4))
    return (few or column.distinct < 0.02) and top >= 0.8 * column.filled and not is_choices(column)


def is_age(column: Column) -> bool:
    """Whether the name says that the cells are ages, which are a segment and not a quantity."""
    worded = any("歳" in cell or cell.endswith("代") for cell in map(plain, column.sample[:20]))
    return worded or bool(_AGE_NAME.search(plain(column.name)))


def _is_words(cell: str) -> bool:
    """Whether a cell is Japanese or has three words, and is no moment or number (10/01/2025 09:00:00 AM)."""
    letters, digits = (sum(map(kind, cell)) for kind in (str.isalpha, str.isdigit))
    return letters > digits and (bool(_JAPANESE.search(cell)) or cell.count(" ") >= 2)


def _is_objects(cell: str) -> bool:
    try:
        value = parsed(cell)
    except ValueError:
        return False
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)
