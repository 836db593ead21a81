"""Support log rows → contacts, their messages, and one comment with the customer's own words.

A contact is one row with its turns as JSON (`thread`), one row with one text (`body`), or several
rows with the same id, one a turn (`speaker` without `thread`). Those are held until the file ends,
come in one batch, and count as one row read however many turns they are.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from voc.ingest.collect import Collector, Rejected
from voc.ingest.identity import Identity
from voc.ingest.markup import words_of
from voc.ingest.quotes import own_words
from voc.ingest.rows import as_text, flat, parsed
from voc.ingest.values import normal_id, plain

_BODIES = ("plain_body", "body", "text", "content", "message", "本文", "内容")
_TIMES = ("created_at", "sent_at", "timestamp", "time", "date", "日時")
_SPEAKERS = (
    "author.role", "author_role", "role", "speaker", "author.type", "from.role", "発言者",
    "author.email", "from.email",
)
_AUTHORS = ("author_id", "author.id")
_REQUESTERS = ("requester_id", "requester.id")
_AGENTS = frozenset(
    "agent admin system bot staff operator support team_member"
    " オペレーター オペレータ 担当者 担当 スタッフ サポート 社員 運営".split()
)
_REPLY = re.compile(r"\s*(?:Re|RE|re|Fwd?|FWD?|返信|転送)\s*[:：]")


class Turn(NamedTuple):
    """What one side said once."""

    speaker: str
    sent_at: datetime | None
    text: str


class SupportRows:
    """Reads the rows of one support log."""

    def __init__(self, out: Collector) -> None:
        source = out.source
        self._out = out
        self._identity = Identity(out)
        self._time = out.at[source.time]
        self._agents = frozenset(plain(name).casefold() for name in source.agents) or _AGENTS
        self._by_turn = bool(source.speaker and not source.thread)
        self._open: dict[str, tuple[int, Sequence[str], list[Sequence[str]]]] = {}

    def take(self, line: int, cells: Sequence[str]) -> None:
        """One row; raises Rejected when it is no contact."""
        moment = self._out.clock.read(cells[self._time])
        if moment is None:
            shown = cells[self._time].strip()[:40]
            raise Rejected("time_unreadable" if shown else "time_missing", value=shown)
        if self._by_turn:
            record = "\x1f".join(self._identity.written(cells))
            self._open.setdefault(record, (line, cells, []))[2].append(cells)
            return
        turns = self._turns(cells)
        self._write(self._identity.name(cells, moment), cells, turns)

    def end(self) -> None:
        """After the last row: write the contacts whose turns came row by row."""
        if not self._by_turn:
            return
        source, out = self._out.source, self._out
        time, body, speaker = self._time, out.at[source.body], out.at[source.speaker]
        for record, (_, first, rows) in self._open.items():
            turns = [
                Turn(self._side(cells[speaker]), out.clock.read(cells[time]), words_of(cells[body]))
                for cells in dict.fromkeys(tuple(cells) for cells in rows)
                if cells[body].strip()
            ]
            turns.sort(key=lambda turn: turn.sent_at.timestamp() if turn.sent_at else 0)
            self._write(record, first, turns)
        self._open.clear()

    def _write(self, record: str, cells: Sequence[str], turns: Sequence[Turn]) -> None:
        out, source = self._out, self._out.source
        moments = [turn.sent_at for turn in turns if turn.sent_at] if self._by_turn else []
        opened = min(moments) if moments else out.clock.read(cells[self._time])
        assert opened is not None  # `take` read it
        month = out.clock.month(opened)
        respondent = normal_id(self._cell(source.respondent, cells))
        contact = out.hash_id(f"contact:{source.name}:{record}")
        out.add(
            "contacts", contact, out.hash_id(f"respondent:{respondent}") if respondent else None,
            opened, month,
            self._cell(source.channel, cells) or None, self._cell(source.status, cells) or None,
        )
        for seq, turn in enumerate(turns):
            out.add("messages", contact, seq, turn.speaker, turn.sent_at, month, turn.text)
        text = comment_of(words_of(self._cell(source.subject, cells)), turns)
        if text:
            comment = out.hash_id(f"comment:{source.name}:{record}:")
            out.add("comments", comment, None, contact, "", text, None, None, opened, month, None)
            out.tally.comments[""] += 1
        out.tally.at(opened)
        out.accept()

    def _turns(self, cells: Sequence[str]) -> list[Turn]:
        source = self._out.source
        thread = self._cell(source.thread, cells)
        if thread:
            try:
                items = parsed(thread)
            except ValueError:
                raise Rejected("thread_unreadable") from None
            if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
                raise Rejected("thread_unreadable")
            turns = [self._turn(dict(flat(item)), cells, first=not i) for i, item in enumerate(items)]
            if spoken := [turn for turn in turns if turn.text.strip()]:
                return spoken
        body = words_of(self._cell(source.body, cells))
        return [Turn("customer", self._out.clock.read(cells[self._time]), body)] if body.strip() else []

    def _turn(self, item: Mapping[str, Any], cells: Sequence[str], *, first: bool) -> Turn:
        # in a thread, `body` is the contact's own text (Zendesk's description) or the field's name in a turn
        text = _first(item, (self._out.source.body, *_BODIES))
        sent_at = self._out.clock.read(_first(item, _TIMES))
        private = item.get("public") is False or item.get("private") is True or item.get("is_public") is False
        return Turn("agent" if private else self._speaker(item, cells, first), sent_at, words_of(text))

    def _speaker(self, item: Mapping[str, Any], cells: Sequence[str], first: bool) -> str:
        declared = as_text(item.get(self._out.source.speaker, ""))
        if declared:
            return self._side(declared)
        author = _first(item, _AUTHORS)
        requester = next((cells[self._out.at[name]] for name in _REQUESTERS if name in self._out.at), "")
        if author and requester:
            return "customer" if author == requester else "agent"
        guessed = _first(item, _SPEAKERS)
        if "@" in guessed:
            mine = normal_id(self._cell(self._out.source.respondent, cells))
            return "customer" if normal_id(guessed) == mine else "agent"
        if guessed:
            return self._side(guessed)
        return "customer" if first else "agent"

    def _side(self, name: str) -> str:
        return "agent" if plain(name).casefold() in self._agents else "customer"

    def _cell(self, name: str, cells: Sequence[str]) -> str:
        return cells[self._out.at[name]].strip() if name else ""


def comment_of(subject: str, turns: Sequence[Turn]) -> str:
    """The customer's own words: all their turns without quotes and signatures, under the subject.

    The subject is left out when the text has it already or it is a reply's ("Re:"). "" when the customer
    said nothing.
    """
    said = [own_words(turn.text) for turn in turns if turn.speaker == "customer"]
    body = "\n".join(words for words in said if words)
    subject = subject.strip()
    if not subject or _REPLY.match(subject) or plain(subject) in plain(body):
        return body
    return f"{subject}\n{body}" if body else ""


def _first(item: Mapping[str, Any], names: Sequence[str]) -> str:
    return next((text for name in names if name and (text := as_text(item.get(name)).strip())), "")
