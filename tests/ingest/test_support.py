"""Support logs become contacts, messages and the customer's own words."""

import json

import pytest

from voc.ingest import propose
from voc.ingest.quotes import own_words
from voc.records import Source

ZENDESK = Source("support", "support", path="inbox/*.jsonl", preset="zendesk")
TICKET = {
    "id": 501,
    "created_at": "2024-05-01T01:00:00Z",
    "subject": "返品について",
    "status": "solved",
    "via": {"channel": "email"},
    "requester": {"id": 7, "email": "Hanako@Example.com"},
    "comments": [
        {"author_id": 7, "body": "サイズが合いません。\n交換できますか。", "public": True, "created_at": "2024-05-01T01:00:00Z"},
        {"author_id": 90, "body": "確認します。", "public": True, "created_at": "2024-05-01T02:00:00Z"},
        {"author_id": 7, "body": "内部メモ", "public": False},
        {"author_id": 7, "body": "まだですか。\n\n2024年5月1日(水) 11:00 サポート <help@example.com>:\n> 確認します。", "public": True},
    ],
}

LETTERS = [  # as sent → the customer's own words
    ("届きません。\n> いつですか\n早くしてください。", "届きません。\n早くしてください。"),
    ("困っています。\n\nOn Wed, May 1, 2024 at 10:00 AM Help <h@example.com> wrote:\n> hello", "困っています。"),
    ("困っています。\n-----Original Message-----\nFrom: a\n全部引用", "困っています。"),
    ("困っています。\n差出人: サポート <h@example.com>\n送信日時: 2024年5月1日\n宛先: 花子\n件名: Re: 返品\n\n引用", "困っています。"),
    ("困っています。\n\n2024年5月1日(水) 10:23 サポート <h@example.com>:\n\n引用です", "困っています。"),
    ("2024年5月1日 10:23 サポート <h@example.com>:\n> 質問です\n\nはい、そうです。", "はい、そうです。"),
    ("解約したいです。\n-- \n山田花子\n株式会社サンプル", "解約したいです。"),
    ("解約したいです。\n━━━━━━━━━━\n山田花子\nTEL 03-0000-0000\n━━━━━━━━━━", "解約したいです。"),
    ("注文は次の通り。\n━━━━━━━━━━\nりんご 3個\n━━━━━━━━━━\n届いていません。", None),
    ("返事ください。\n\niPhoneから送信", "返事ください。"),
    ("Fromの欄が空です。", None),
    ("2024年5月1日に買った品です：\n割れていました。", None),
    ("> 全部引用", ""),
    ("", ""),
]


@pytest.mark.parametrize(("letter", "own"), LETTERS)
def test_quotes_and_signatures_are_taken_off(letter, own):
    assert own_words(letter) == (letter if own is None else own)


@pytest.mark.parametrize("letter", ["━" * 200_000 + "x" * 50, "行です。\n" * 50_000, " " * 200_000 + "x", "> " * 100_000])
def test_a_hostile_letter_takes_no_longer_than_its_length(letter):
    assert len(own_words(letter)) <= len(letter)


def lines(*tickets):
    return "\n".join(json.dumps(ticket, ensure_ascii=False) for ticket in tickets)


@pytest.mark.parametrize("more", [{}, {"author": {"role": "end-user"}}, {"author": {"role": "agent"}}])
def test_zendesk_tickets_without_their_comments_are_read_by_the_mapping_that_is_proposed(export, more):
    bare = {"id": 1, "created_at": "2024-05-01T01:00:00Z", "requester_id": 7, "via": {"channel": "web"}, "subject": "返品について",
            "description": "サイズが合いません。交換できますか。", "status": "open"}  # fmt: skip
    tickets = [bare | more, bare | more | {"id": 2, "requester_id": 8, "description": "届いた箱が潰れていました。"}]
    made = export("tickets.json", json.dumps({"tickets": tickets}, ensure_ascii=False), ZENDESK)
    (source,) = propose([made.file.path])
    assert (source.preset, source.kind) == ("zendesk", "support")
    for read_by in (source, ZENDESK):
        tables = export("tickets.json", made.file.path.read_bytes(), read_by).tables()
        assert [row["channel"] for row in tables.contacts] == ["web", "web"] and not tables.rejected
        assert len(tables.comments) == (0 if more == {"author": {"role": "agent"}} else 2)


def test_a_zendesk_thread_is_read_without_any_mapping(export):
    tables = export("support.jsonl", lines(TICKET), ZENDESK).tables()
    (contact,) = tables.contacts
    assert contact["contact_id"] == "#contact:support:501"
    assert contact["respondent"] == "#respondent:hanako@example.com"
    assert (contact["channel"], contact["status"], contact["month"]) == ("email", "solved", "2024-05")
    assert [row["speaker"] for row in tables.messages] == ["customer", "agent", "agent", "customer"]
    assert [row["seq"] for row in tables.messages] == [0, 1, 2, 3]
    (comment,) = tables.comments
    assert comment["text"] == "返品について\nサイズが合いません。\n交換できますか。\nまだですか。"
    assert (comment["question"], comment["contact_id"]) == ("", "#contact:support:501")


@pytest.mark.parametrize("subject", ["Re: 返品について", "サイズが合いません", ""])
def test_a_subject_that_says_nothing_new_is_left_out(export, subject):
    tables = export("support.jsonl", lines(TICKET | {"subject": subject}), ZENDESK).tables()
    assert tables.comments[0]["text"].startswith("サイズが合いません。")


def test_roles_say_who_speaks_where_there_are_no_author_ids(export):
    comments = [{"author": {"role": role}, "body": role} for role in ("end-user", "agent", "admin", "end-user")]
    tables = export("support.jsonl", lines(TICKET | {"comments": comments}), ZENDESK).tables()
    assert [row["speaker"] for row in tables.messages] == ["customer", "agent", "agent", "customer"]


def test_a_thread_where_only_agents_speak_has_no_comment(export):
    comments = [{"author": {"role": "agent"}, "body": "お電話しました。"}]
    tables = export("support.jsonl", lines(TICKET | {"comments": comments}), ZENDESK).tables()
    assert (len(tables.contacts), len(tables.messages), tables.comments) == (1, 1, [])


def test_a_contact_that_cannot_be_used_says_why(export):
    bad = [TICKET | {"id": 1, "created_at": "昨日"}, TICKET | {"id": 2, "comments": [3]}, TICKET | {"id": None}]
    tables = export("support.jsonl", lines(TICKET, TICKET, TICKET | {"status": "open"}, *bad), ZENDESK).tables()
    assert [row["reason"] for row in tables.rejected] == [
        "duplicate_row", "duplicate_id_conflict", "time_unreadable", "thread_unreadable", "id_missing",
    ]


def test_one_text_a_row_is_the_customers(export):
    source = Source("s", "support", path="inbox/*.csv", id=("番号",), time="受付日時", body="内容", subject="件名")
    tables = export("a.csv", "番号,受付日時,件名,内容\n1,2024-05-01,遅延,荷物が来ない &amp; 連絡もない\n", source).tables()
    assert tables.comments[0]["text"] == "遅延\n荷物が来ない & 連絡もない"
    assert tables.messages[0]["text"] == "荷物が来ない & 連絡もない"


def test_rows_of_one_id_are_the_turns_of_one_contact(export):
    source = Source(
        "s", "support", path="inbox/*.csv", id=("番号",), time="日時", body="発言", speaker="発言者", agents=("担当",)
    )
    text = "番号,日時,発言者,発言\n1,2024-05-01 10:00,顧客,使えない\n2,2024-05-01 10:01,顧客,高い\n1,2024-05-01 10:02,担当,確認します\n"
    tables = export("a.csv", text, source).tables()
    assert len(tables.contacts) == 2
    assert [(row["contact_id"], row["speaker"]) for row in tables.messages] == [
        ("#contact:s:1", "customer"), ("#contact:s:1", "agent"), ("#contact:s:2", "customer"),
    ]


def test_a_salesforce_report_in_cp932_ends_at_its_footer(export):
    source = Source("s", "support", path="inbox/*.csv", preset="salesforce")
    text = (
        '"ケース番号","作成日時","件名","説明","状況"\r\n"0001","2024/05/01 10:00","請求","二重に請求された","クローズ"\r\n'
        '\r\n"ケース一覧"\r\n'
        '"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."\r\n"作成者: 山田","2024/05/02"\r\n'
    )
    tables = export("a.csv", text.replace('"ケース一覧"\r\n', "").encode("cp932"), source).tables()
    assert (len(tables.contacts), tables.rejected) == (1, [])
    assert tables.contacts[0]["contact_id"] == "#contact:s:0001"
