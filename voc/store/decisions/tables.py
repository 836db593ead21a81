"""The tables of the decisions database, the same on SQLite and PostgreSQL.

    review_items       what is or was in the queue, one row a comment; its working state
    review_marks       the topics, reasons and segments of an item, for filters
    decisions          what was decided, append-only
    acknowledgements   alerts that somebody has seen
    queue_state        the run whose flags the queue shows
    users, audit       who may come in, and who saw and changed what
    saved              views of the queue and queries that somebody keeps
    schema_version     which form the tables have

No text of a comment is in any of them; a reviewer's note is masked before it comes here.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


class Utc(sa.TypeDecorator[datetime]):
    """A time that enters and leaves as an aware datetime in UTC; SQLite itself knows no zones."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """To the database; a naive time is a bug."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = sa.MetaData()


def _text(name: str, **more: Any) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=more.pop("nullable", False), **more)


items = sa.Table(
    "review_items",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    _text("source"),
    _text("comment_id"),
    _text("text_hash"),
    _text("month", nullable=True),
    sa.Column("occurred_at", Utc, nullable=True),
    _text("nps_group", nullable=True),
    _text("respondent", nullable=True),
    sa.Column("reasons", sa.JSON, nullable=False),
    sa.Column("topics", sa.JSON, nullable=False),
    sa.Column("segments", sa.JSON, nullable=False),
    sa.Column("priority", sa.Double, nullable=False),
    sa.Column("priority_urgent", sa.Double, nullable=False),
    sa.Column("priority_churn", sa.Double, nullable=False),
    sa.Column("priority_severity", sa.Double, nullable=False),
    sa.Column("priority_nps", sa.Double, nullable=False),
    sa.Column("priority_value", sa.Double, nullable=False),
    sa.Column("priority_age", sa.Double, nullable=False),
    _text("digest"),  # of the columns above but for the age: an item that did not change is not written
    _text("first_run"),  # the run that flagged it first
    _text("gone_run", nullable=True),  # the run that flagged it no more; null while it is flagged
    _text("status"),
    _text("assignee", nullable=True),
    sa.Column("outdated", sa.Boolean, nullable=False),  # it was decided on another text
    sa.Column("waiting", sa.Boolean, nullable=False),  # open or assigned, and flagged
    sa.Column("version", sa.Integer, nullable=False),  # one more with every decision and every new text
    sa.UniqueConstraint("source", "comment_id"),
)
for _columns in (("waiting",), ("status",), ("assignee",), ("month",), ("source",), ("nps_group",), ()):
    sa.Index(
        "_".join(("review_items", *_columns, "first")),
        *(items.c[name] for name in _columns), items.c.priority.desc(), items.c.id,
    )  # fmt: skip

marks = sa.Table(
    "review_marks",
    METADATA,
    sa.Column("item", sa.Integer, sa.ForeignKey(items.c.id), nullable=False),
    _text("mark"),  # topic:access, reason:churn, segment:年代=20代
    sa.Column("priority", sa.Double, nullable=False),  # of the item
    sa.PrimaryKeyConstraint("item", "mark"),
    sqlite_with_rowid=False,  # it is its key and little more
)
sa.Index("review_marks_first", marks.c.mark, marks.c.priority.desc(), marks.c.item)

decisions = sa.Table(
    "decisions",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    _text("request"),  # given by the client: the same request twice is decided once
    sa.Column("item", sa.Integer, sa.ForeignKey(items.c.id), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),  # of the item with this decision; one less was seen
    _text("text_hash"),  # what the decision was made on
    _text("action"),
    _text("who"),
    sa.Column("at", Utc, nullable=False),
    sa.Column("verdict", sa.JSON(none_as_null=True), nullable=True),
    _text("assignee", nullable=True),
    _text("note"),
    sa.Column("undoes", sa.Integer, sa.ForeignKey("decisions.id"), nullable=True),
    sa.UniqueConstraint("item", "version"),  # nobody decides twice on what one person saw once
    sa.UniqueConstraint("request", "item"),
)

for _change in ("UPDATE", "DELETE"):  # append-only, whoever writes
    _name = f"decisions_stay_{_change.lower()}"
    _sqlite = (
        f"CREATE TRIGGER {_name} BEFORE {_change} ON decisions "
        "BEGIN SELECT RAISE(ABORT, 'decisions are appended only'); END"
    )
    _function = (
        f"CREATE OR REPLACE FUNCTION {_name}() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION 'decisions are appended only'; END $$ LANGUAGE plpgsql"
    )
    _postgresql = (
        f"CREATE TRIGGER {_name} BEFORE {_change} ON decisions FOR EACH ROW EXECUTE FUNCTION {_name}()"
    )
    for _dialect, _statement in (
        ("sqlite", _sqlite), ("postgresql", _function), ("postgresql", _postgresql),
    ):  # fmt: skip
        _ddl = sa.DDL(_statement)  # type: ignore[no-untyped-call]
        sa.event.listen(decisions, "after_create", _ddl.execute_if(dialect=_dialect))

acknowledgements = sa.Table(
    "acknowledgements",
    METADATA,
    _text("source"),
    _text("topic"),
    _text("polarity"),
    _text("kind"),
    sa.Column("day", sa.Date, nullable=False),
    _text("who"),
    sa.Column("at", Utc, nullable=False),
    _text("note"),
    sa.PrimaryKeyConstraint("source", "topic", "polarity", "kind", "day"),
)

users = sa.Table(
    "users",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),  # as accounts.named writes it
    _text("role"),
    _text("password", nullable=True),  # argon2's encoded hash; null: signs in elsewhere
    _text("token", nullable=True, unique=True),  # SHA-256 of the token of the JSON API
    _text("segment_name", nullable=True),  # the only segment that this account sees; null is everything
    _text("segment_value", nullable=True),
    sa.Column("disabled", sa.Boolean, nullable=False),
    sa.Column("stamp", sa.Integer, nullable=False),  # one more with every change: older sessions end
    sa.Column("made_at", Utc, nullable=False),
)

audit = sa.Table(
    "audit",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Utc, nullable=False),
    _text("who"),
    _text("action"),
    _text("target"),  # ids and names, never what a comment says
    sa.Index("audit_at", "at"),
)

saved = sa.Table(
    "saved",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    _text("kind"),  # review | query
    _text("owner"),
    _text("name"),
    _text("content"),  # the address of a view, the SQL of a query
    sa.UniqueConstraint("kind", "owner", "name"),
)

queue_state = sa.Table("queue_state", METADATA, sa.Column("id", sa.Integer, primary_key=True), _text("run"))

schema_version = sa.Table(
    "schema_version",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
)
