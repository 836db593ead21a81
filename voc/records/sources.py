"""What a [[source]] of voc.toml says of an export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["survey", "support", "customers"]
Margins = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Source → segment → value → target share of the answers, positive; those of a segment sum to 1."""


@dataclass(frozen=True)
class Score:
    """A question answered on an ordered scale: a number, or words ranked by `order` (1 = first)."""

    column: str
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Behaviour:
    """A fact about what a customer does: a number, or bands turned into numbers by `values`."""

    column: str
    values: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """Where an export is and what its columns mean. Column names are as in the header.

    `path` is a glob relative to the project folder; `url` with `query` reads a database.
    `optional` names columns that a file may lack. Fields that a kind does not use stay empty:
    `nps`, `comments`, `scores`, `behaviour` are a survey's; `thread`, `speaker`, `body`,
    `agents`, `channel`, `status`, `subject` a support log's; `aliases` and `facts` a customer list's.
    """

    name: str
    kind: Kind
    path: str = ""
    url: str = ""
    query: str = ""
    preset: str = ""
    sheet: str = ""                       # Excel: empty = the first sheet that holds a table
    header_rows: int = 1                  # rows before the data; names come from the first
    footer: str = ""                      # a row whose first cell matches this regex ends the data
    time_format: str = ""                 # strptime format; empty = the known shapes
    id: tuple[str, ...] = ()              # empty = respondent and time
    respondent: str = ""
    time: str = ""
    nps: str = ""
    comments: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    scores: Mapping[str, Score] = field(default_factory=dict)
    behaviour: Mapping[str, Behaviour] = field(default_factory=dict)
    thread: str = ""                      # support: column of the list of turns (JSON), or empty
    body: str = ""                        # support: column of the message text
    subject: str = ""
    speaker: str = ""                     # support: column (or dotted path in a turn) of who speaks
    agents: tuple[str, ...] = ()          # values of `speaker` that are not the customer
    channel: str = ""
    status: str = ""
    aliases: tuple[str, ...] = ()         # customers: other ids of the same person
    facts: Mapping[str, str] = field(default_factory=dict)  # customers: tenure, tier, points … -> column
