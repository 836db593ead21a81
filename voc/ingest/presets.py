"""What survey and ticket tools always write alike, as plain data.

A value is a tuple of the names that a column has in the tool's languages; the first one that is in
the header counts. `fill` completes a source with them and never overrides what voc.toml says.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from voc.errors import InputError
from voc.records import Source

COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "google-forms": {
        "time": ("タイムスタンプ", "Timestamp"),
        "respondent": ("メールアドレス", "Email Address", "ユーザー名", "Username", "Email"),
    },
    "qualtrics": {
        "id": ("ResponseId", "ResponseID", "回答ID"),
        "time": ("RecordedDate", "EndDate", "記録日", "終了日"),
        "respondent": ("ExternalReference", "ExternalDataReference", "RecipientEmail"),
        "nps": ("NPS", "Q_NPS"),
    },
    "surveymonkey": {
        "id": ("Respondent ID", "RespondentID", "回答者ID", "回答者 ID"),
        "time": ("End Date", "Date Modified", "終了日", "変更日", "Date Created", "Start Date"),
        "respondent": ("Email Address", "Custom Data 1", "メールアドレス", "カスタムデータ1"),
    },
    "zendesk": {
        "id": ("id", "ticket_id"),
        "time": ("created_at",),
        "respondent": ("requester.email", "requester.id", "requester_id"),
        "thread": ("comments", "thread", "messages"),
        "subject": ("subject", "raw_subject"),
        "channel": ("via.channel", "channel"),
        "status": ("status",),
        "body": ("description",),
    },
    "salesforce": {
        "id": ("ケース番号", "ケース 番号", "Case Number", "CaseNumber"),
        "time": (
            "作成日時", "オープン日時", "作成日", "オープン日",
            "Date/Time Opened", "Created Date", "Opened Date",
        ),
        "respondent": (
            "Web メール", "Webメール", "取引先責任者: メール", "取引先責任者 メール", "メール",
            "Contact Email", "Web Email", "取引先責任者名", "Contact Name",
        ),
        "subject": ("件名", "Subject"),
        "body": ("説明", "内容", "Description"),
        "channel": ("ケース発生源", "発生源", "Case Origin"),
        "status": ("状況", "ステータス", "Status"),
    },
}
SHAPE: Mapping[str, Mapping[str, Any]] = {
    "google-forms": {},
    "qualtrics": {"header_rows": 3},        # names, the questions in full, {"ImportId": …}
    "surveymonkey": {"header_rows": 2},     # questions, their options
    "zendesk": {"speaker": "author.role", "agents": ("agent", "admin", "system")},
    "salesforce": {                         # a report ends with who made it, when and under which filter
        "footer": r"Copyright \(c\)|機密情報|Confidential|作成者[:：]|生成者|Generated|[総合]計|Grand Total",
    },
}
_TIME_FORMS = {"surveymonkey": "%m/%d/%Y %I:%M:%S %p"}


def fill(source: Source, header: Collection[str] | None = None) -> Source:
    """`source` with what its preset knows; without a `header` only the shape of the file.

    Raises InputError `ingest_preset` for a preset that does not exist.
    """
    if not source.preset:
        return source
    if source.preset not in COLUMNS:
        raise InputError("ingest_preset", preset=source.preset, presets=", ".join(COLUMNS))
    shape: dict[str, Any] = {**SHAPE[source.preset], "time_format": _TIME_FORMS.get(source.preset, "")}
    found: dict[str, Any] = {
        field: value for field, value in shape.items() if getattr(source, field) in ("", (), 1)
    }
    for field, names in COLUMNS[source.preset].items() if header is not None else ():
        if getattr(source, field) or field == "id" and source.kind == "survey" and source.respondent:
            continue
        present = [name for name in names if name in (header or ())]
        if present:
            found[field] = (present[0],) if field == "id" else present[0]
        elif field in ("time", "id"):
            found[field] = (names[0],) if field == "id" else names[0]  # so that the message can name it
    turns = found.get("thread") or source.thread  # without them the speaker is a column, if there is one
    if header is not None and not turns and found.get("speaker") not in header:
        found.pop("speaker", None)
    return replace(source, **found)
