"""Setting a project up in the browser: from a file to tables, and what can go wrong on the way."""

import csv
import html
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from tests.shop import APRIL, HEADER, JUNE, Shop
from tests.web.conftest import House, on_a_port
from voc import config, inbox, projects, store
from voc.web import application
from voc.words import say, say_in_browser

SAMPLE = sorted(path for path in projects.SAMPLE.iterdir() if path.suffix != ".md")
SURVEY = "\n".join((HEADER, *APRIL)) + "\n"


class Form(HTMLParser):
    """The fields of the mapping form, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._select = self._textarea = ""
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in given}
        if tag == "form":
            self._inside = have.get("class") == "mapping"
        if not self._inside:
            return
        if tag == "select":
            self._select = have["name"]
        elif tag == "option" and self._select and "selected" in have:
            self.fields[self._select] = have["value"]
        elif tag == "textarea":
            self._textarea = have["name"]
            self.fields[self._textarea] = ""
        elif tag == "input" and (have.get("type") != "checkbox" or "checked" in have):
            self.fields[have["name"]] = have.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.fields.setdefault(self._select, "")
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea] += data

    def number(self, column: str) -> str:
        """The number of a column's fields."""
        return next(n.removeprefix("col-") for n, v in self.fields.items() if n.startswith("col-") and v == column)


@pytest.fixture
def fresh(tmp_path: Path, tiny_model: Path) -> Iterator[House]:
    """The pages of a project that has nothing but its folder."""
    projects.init(tmp_path / "新しい店", [])
    made = Shop(tmp_path / "新しい店")
    made.set('"voc-ja-fast"', f'"{tiny_model}"')
    with TestClient(application(made.project(), ("testserver",)), base_url="http://testserver") as client:
        yield House(made, client)


def send(house: House, *files: tuple[str, bytes | str]) -> str:
    """Upload files and read the page that follows."""
    given = [("files", (name, content if isinstance(content, bytes) else content.encode())) for name, content in files]
    house.post("/setup/upload", files=given)
    return house.get("/setup")


def ended(house: House) -> str:
    """The page once the run has ended."""
    for _ in range(1200):
        if not house.client.get("/setup/run/progress").json()["running"]:
            return house.get("/setup")
        time.sleep(0.1)
    raise AssertionError(house.get("/setup"))


# -- the whole way -------------------------------------------------------------------------------------


def test_from_uploaded_files_to_tables_without_a_terminal(fresh: House) -> None:
    assert 'href="/setup"' in fresh.get("/")
    page = send(fresh, *((path.name, path.read_bytes()) for path in SAMPLE))
    proposals = re.findall(r'href="(/setup/new\?file=[^"]+)"', page)
    assert len(proposals) == len(SAMPLE)
    for address in proposals:
        form = Form(fresh.get(address)).fields
        fresh.post(address, form | {"action": "save"})
    proposed = {source.name: source for source in projects.init(fresh.shop.root.parent / "cli", SAMPLE)}
    assert {source.name: source for source in fresh.shop.project().settings.sources} == proposed
    fresh.post("/setup/run")
    assert "最後まで終わりました" in ended(fresh)
    assert fresh.get("/")
    assert len(fresh.shop.ask("SELECT DISTINCT source FROM nps")) == 2
    night = fresh.get(f"/setup/runs/{fresh.shop.current().id}")
    assert "store-survey-2025.xlsx" in night


def test_the_whole_way_in_a_browser(fresh: House, chromium: Browser, free_port: Callable[[], int]) -> None:
    with on_a_port(application(fresh.shop.project()), free_port()) as address:
        page = chromium.new_page()
        page.set_default_timeout(60_000)
        page.goto(address)
        page.get_by_role("link", name="設定ページで読み込む").click()
        page.set_input_files("input[type=file]", SAMPLE[1])
        page.get_by_role("button", name="アップロード").click()
        page.get_by_role("link", name="列の意味を決める").click()
        role = page.get_by_label("「年代」の意味")
        expect(role).to_have_value("segment")
        role.select_option("score")  # the script asks for its details
        expect(page.locator("details[open] textarea")).to_be_visible()
        page.get_by_label("「年代」の意味").select_option("")
        page.get_by_role("button", name="保存").click()
        expect(page.locator(".flash")).to_contain_text("保存しました")
        page.get_by_role("button", name="今すぐ実行").click()
        expect(page.locator(".attempt")).to_contain_text("最後まで終わりました", timeout=120_000)
        page.close()
    (source,) = fresh.shop.project().settings.sources
    assert "年代" not in source.segments and "年代" not in {score.column for score in source.scores.values()}
    assert fresh.shop.ask("SELECT count(*) > 0 FROM nps") == [(True,)]


@pytest.mark.parametrize("month", ["202204", "202506"])
def test_a_real_export_is_mapped_and_saved(fresh: House, data_dir: Path, month: str) -> None:
    path = data_dir / "fukui" / f"survey-{month}.csv"
    page = send(fresh, (path.name, path.read_bytes()))
    (address,) = re.findall(r'href="(/setup/new\?file=[^"]+)"', page)
    fresh.post(address, Form(fresh.get(address)).fields | {"action": "save"})
    (source,) = fresh.shop.project().settings.sources
    assert source.path == "inbox/survey-*.csv" and source.comments and source.behaviour
    checked = projects.check(fresh.shop.project())
    assert not checked.errors and checked.profiles[0].accepted > 200


# -- files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../voc.toml.csv", "voc.toml.csv"),
        ("C:\\Users\\花子\\survey.csv", "survey.csv"),
        ("/etc/passwd.csv", "passwd.csv"),
        ("a\u202eb\u200b.csv", "ab.csv"),
        ("か\u3099.csv", "が.csv"),
    ],
)
def test_an_upload_lands_in_the_inbox_whatever_it_is_called(fresh: House, given: str, kept: str) -> None:
    send(fresh, (given, SURVEY))
    assert [path.name for path in fresh.shop.root.glob("inbox/[!.]*")] == [kept]
    assert sorted(path.name for path in fresh.shop.root.iterdir()) == ["data", "inbox", "voc.toml"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("payload.exe", "x", "読める形式ではありません"),
        (".hidden.csv", "x", "ファイル名として使えません"),
        ("~$survey.xlsx", "x", "ファイル名として使えません"),
        ("あ" * 100 + ".csv", "x", "ファイル名として使えません"),
        ("empty.csv", "", "空です"),
    ],
)
def test_what_is_no_export_is_refused_and_told(fresh: House, name: str, content: str, told: str) -> None:
    page = send(fresh, (name, content), ("good.csv", SURVEY))
    assert told in page and "good.csv を受け取りました" in page
    assert [path.name for path in fresh.shop.root.glob("inbox/[!.]*")] == ["good.csv"]


def test_what_came_in_is_told_before_what_was_refused_by_its_reason_and_in_whole_sentences(fresh: House) -> None:
    bad = [(f"写真{number}.exe", "x") for number in range(1, 6)]
    page = send(fresh, *bad, ("empty.csv", ""), ("good.csv", SURVEY))
    told = re.search(r'<p class="flash refused" role="status">(.*?)</p>', page, re.S)
    assert told
    lines = html.unescape(told[1]).split("\n")
    assert lines[0] == "good.csv を受け取りました。" and len(lines) == 3
    assert lines[1].startswith("写真1.exe, 写真2.exe, 写真3.exe, ほか 2 件 は読める形式ではありません") and lines[2].startswith("empty.csv")
    page = send(fresh, *((f"{sign * 60}{number}{form}", "x") for sign, form in ((".", ".csv"), ("長", ".exe"), ("名", ".csv")) for number in range(3)))
    told = re.search(r'<p class="flash refused" role="status">(.*?)</p>', page, re.S)
    assert told and told[1].endswith("\nほか 2 件")
    assert '<p class="flash" role="status">' in send(fresh, ("better.csv", SURVEY))


def test_another_file_of_the_same_name_waits_until_somebody_decides(fresh: House) -> None:
    send(fresh, ("survey.csv", SURVEY))
    assert "同じものがもうあります" in send(fresh, ("survey.csv", SURVEY))
    inbox = fresh.shop.root / "inbox"
    for decision, there in (
        ("drop", {"survey.csv": SURVEY}),
        ("both", {"survey.csv": SURVEY, "survey-2.csv": "new"}),
        ("replace", {"survey.csv": "new", "survey-2.csv": "new"}),
    ):
        assert "中身の違うファイルがもうあります" in send(fresh, ("survey.csv", "new"))
        assert (inbox / "survey.csv").read_text(encoding="utf-8") == SURVEY
        fresh.post("/setup/settle", {"name": "survey.csv", "decision": decision})
        assert {path.name: path.read_text(encoding="utf-8") for path in inbox.glob("[!.]*")} == there
    assert "もう待っていません" in fresh.post("/setup/settle", {"name": "survey.csv", "decision": "drop"}, 400).text


def test_an_upload_larger_than_allowed_is_refused(fresh: House) -> None:
    large = b"x" * (3 << 20)
    answer = fresh.client.post("/setup/schedule", content=large, headers={"content-type": "text/plain"})
    assert answer.status_code in (403, 413)
    answer = fresh.client.post("/sign-in", files={"files": ("a.csv", large)})
    assert answer.status_code == 413 and "大きすぎます" in answer.text


def test_a_file_that_cannot_be_read_is_told_and_hides_no_other(fresh: House) -> None:
    page = send(fresh, ("broken.xlsx", "no workbook"), ("survey.csv", SURVEY))
    assert "broken.xlsx は名前の終わりが .xlsx ですが、中身は Excel ではありません" in page
    assert "/setup/new?file=survey.csv" in page


def test_a_file_with_the_columns_of_a_source_can_be_renamed_for_it(empty_house: House) -> None:
    page = send(empty_house, ("六月分.csv", "\n".join((HEADER, *JUNE))))
    assert "「survey」として読む" in page
    empty_house.post("/setup/join", {"file": "六月分.csv", "source": "survey"})
    assert (empty_house.shop.root / "inbox" / "survey六月分.csv").is_file()
    assert "読み方が決まっていない" not in empty_house.get("/setup")


# -- the mapping ---------------------------------------------------------------------------------------


def test_samples_are_masked_and_rejected_rows_have_line_and_reason(empty_house: House) -> None:
    page = empty_house.get("/setup/source/survey")
    for personal in ("090-1234-5678", "taro.suzuki@example.co.jp", "03-1234-5678", "山田", "K001"):
        assert personal not in page
    assert "A000" in page and "駐車場が狭くて停められませんでした" in page
    rejected = page[page.index("除かれる行") :]
    assert "日時「いつか」を読めません" in rejected and "点数「11」は 0〜10 の外です" in rejected
    assert re.search(r'<td class="number">13</td><td class="text">日時', rejected)


def test_who_saw_samples_is_noted(empty_house: House) -> None:
    empty_house.get("/setup/source/survey")
    with store.decisions.opened(empty_house.shop.project().decisions) as database:
        ((_, last), *_) = store.decisions.audit.entries(database)
    assert (last.action, last.target) == ("samples", "/setup/source/survey")


def test_a_saved_form_that_nobody_touched_changes_nothing(empty_house: House) -> None:
    before = empty_house.shop.toml.read_text(encoding="utf-8")
    for name in ("survey", "customers", "support"):
        address = f"/setup/source/{name}"
        empty_house.post(address, Form(empty_house.get(address)).fields | {"action": "save"})
    assert empty_house.shop.toml.read_text(encoding="utf-8") == before


def test_a_survey_without_comments_is_told_of_before_it_is_saved(empty_house: House) -> None:
    address = "/setup/source/survey"
    page = empty_house.get(address)
    form = Form(page)
    without = form.fields | {f"role-{form.number(name)}": "" for name in ("理由", "要望")} | {"action": "save"}
    told = empty_house.post(address, without, 200).text
    assert "の列が一つもありません" in told and "の列が一つもありません" not in page
    assert empty_house.shop.project().settings.sources[0].comments == ("理由", "要望")
    empty_house.post(address, Form(told).fields | {"action": "save"})  # so it is meant
    assert empty_house.shop.project().settings.sources[0].comments == ()
    assert "の列が一つもありません" in empty_house.get(address)


def test_a_column_is_given_another_meaning(empty_house: House) -> None:
    address = "/setup/source/survey"
    form = Form(empty_house.get(address))
    fields = form.fields | {f"role-{form.number('要望')}": "", f"role-{form.number('店舗')}": "score"}
    page = empty_house.post(address, fields | {"action": "look"}, 200).text
    looked = Form(page)
    number = looked.number("店舗")
    assert looked.fields[f"key-{number}"] == "店舗" and empty_house.shop.project().settings.sources[0].comments[1:]
    fields = looked.fields | {f"key-{number}": "branch", f"order-{number}": "支店\r\n本店", "action": "save"}
    empty_house.post(address, fields)
    source = empty_house.shop.project().settings.sources[0]
    assert source.comments == ("理由",) and source.segments == ("年代",)
    assert (source.scores["branch"].column, source.scores["branch"].order) == ("店舗", ("支店", "本店"))
    assert (empty_house.shop.data / "voc.toml.before").is_file()


def asking(house: House, url: str) -> str:
    """The survey of the project, read from a database instead of a file; what its page says, and 200 or 400."""
    house.shop.set('path = "inbox/survey*.csv"', f'url = "{url}"\nquery = "SELECT * FROM answers"')
    return house.client.get("/setup/source/survey").text


def crm(folder: Path, lines: Iterable[str] = SURVEY.splitlines()) -> Path:
    """A database whose table `answers` has these lines of CSV, the names of its columns first."""
    header, *rows = csv.reader(lines)
    with closing(sqlite3.connect(folder / "crm.sqlite")) as db, db:
        db.execute("DROP TABLE IF EXISTS answers")
        db.execute(f"CREATE TABLE answers ({', '.join(header)})")
        db.executemany(f"INSERT INTO answers VALUES ({', '.join('?' for _ in header)})", rows)
    return folder / "crm.sqlite"


def test_what_the_columns_of_a_query_mean_is_changed_and_where_the_database_is_stays(empty_house: House, tmp_path: Path) -> None:
    form = Form(asking(empty_house, f"sqlite:///{crm(tmp_path)}"))
    assert "path" not in form.fields and "header_rows" not in form.fields and form.fields["variable"] == ""
    before = empty_house.shop.project().settings.sources[0]
    sent = {f"role-{form.number('要望')}": "", "action": "save", "path": "inbox/*.csv", "url": "sqlite:///other"}
    empty_house.post("/setup/source/survey", form.fields | sent)
    source = empty_house.shop.project().settings.sources[0]
    assert "要望" in before.comments and source == replace(before, comments=("理由",))
    assert "sqlite" in empty_house.get("/setup") and "問い合わせの結果" in empty_house.get("/setup")


def test_enter_in_a_field_shows_what_would_be_read_and_neither_saves_nor_asks_again(empty_house: House, tmp_path: Path) -> None:
    files = empty_house.get("/setup/source/survey")
    for page in (files, asking(empty_house, f"sqlite:///{crm(tmp_path)}"), empty_house.get("/setup/new")):
        form = page.partition('class="mapping"')[2]
        assert re.findall(r'<button name="action" value="(\w+)"', form)[0] == "look"  # browsers take the first


def test_a_query_is_asked_once_until_somebody_has_it_read_again(empty_house: House, tmp_path: Path) -> None:
    page = asking(empty_house, f"sqlite:///{crm(tmp_path)}")
    form = Form(page).fields
    assert f"初めの {len(APRIL)} 行を見ています" in page and "もう一度読む" in page and "090-1234-5678" not in page
    crm(tmp_path, [HEADER, *JUNE])
    for look in (empty_house.get("/setup/source/survey"), empty_house.post("/setup/source/survey", form, 200).text):
        assert f"初めの {len(APRIL)} 行を見ています" in look
    again = empty_house.post("/setup/source/survey", form | {"action": "again"}, 200).text
    assert f"初めの {len(JUNE)} 行を見ています" in again
    assert re.search(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) に読んだ", again)


def test_a_database_is_set_up_with_the_name_of_a_variable(fresh: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_URL", f"sqlite:///{crm(tmp_path)}")
    assert 'href="/setup/new"' in fresh.get("/setup")
    form = Form(fresh.get("/setup/new")).fields | {"name": "crm", "variable": "CRM_URL", "query": "SELECT * FROM answers;"}
    assert "接続先そのものは入れません" in fresh.post("/setup/new", form | {"variable": ""}, 400).text
    looked = Form(fresh.post("/setup/new", form | {"action": "look"}, 200).text)
    assert looked.fields[f"role-{looked.number('推奨度')}"] == "nps"  # as files are proposed
    fresh.post("/setup/new", looked.fields | {"action": "save"})
    (source,) = fresh.shop.project().settings.sources
    assert (source.name, source.url, source.query) == ("crm", "$CRM_URL", "SELECT * FROM answers")
    assert "sqlite:///" not in fresh.shop.toml.read_text(encoding="utf-8")
    assert projects.check(fresh.shop.project()).profiles[0].accepted > 0
    form = Form(fresh.get("/setup/source/crm")).fields | {f"role-{looked.number('要望')}": "", "action": "save"}
    fresh.post("/setup/source/crm", form | {"query": "SELECT * FROM answers\r\nLIMIT 3"})
    saved = fresh.shop.project().settings.sources[0]
    assert saved.query == "SELECT * FROM answers\nLIMIT 3" and "要望" not in saved.comments
    wrong = Form(fresh.post("/setup/source/crm", form | {"query": "SELECT * FROM elsewhere"}, 400).text).fields
    again = fresh.post("/setup/source/crm", wrong | {"query": saved.query, "action": "look"}, 200).text
    assert Form(again).fields[f"role-{looked.number('要望')}"] == ""  # a slip in the query costs no mapping


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"query": "DROP TABLE answers"}, "SELECT か WITH"),
        ({"query": "SELECT 1; DROP TABLE answers"}, "SELECT か WITH"),
        ({"query": ""}, "SELECT か WITH"),
        ({"query": "SELECT * FROM elsewhere"}, "no such table"),
        ({"variable": "NOT_SET_HERE"}, "環境変数 NOT_SET_HERE に接続先がありません"),
        ({"variable": "VOC_DECISIONS"}, "VOC_ で始まらない"),
        ({"variable": "postgresql://voc:geheim@crm/x"}, "接続先そのものは入れません"),
        ({"variable": "CRM_PASSWORD"}, "url を読めません"),
    ],
)
def test_a_wrong_query_or_variable_is_told_and_changes_nothing(
    empty_house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], told: str
) -> None:
    monkeypatch.setenv("CRM_PASSWORD", "geheim")
    form = Form(asking(empty_house, f"sqlite:///{crm(tmp_path)}")).fields
    before = empty_house.shop.toml.read_text(encoding="utf-8")
    page = empty_house.post("/setup/source/survey", form | given | {"action": "save"}, 400).text
    assert told in page and "geheim" not in page
    assert Form(page).fields["query"] == given.get("query", form["query"])  # what was typed is not lost
    assert empty_house.shop.toml.read_text(encoding="utf-8") == before
    with closing(sqlite3.connect(tmp_path / "crm.sqlite")) as db:
        assert db.execute("SELECT count(*) FROM answers").fetchone()[0] == len(APRIL)


def test_a_database_that_does_not_answer_is_told_without_its_password(empty_house: House) -> None:
    page = asking(empty_house, "postgresql://voc:geheim@127.0.0.1:1/crm?password=geheim")
    assert 'role="alert"' in page and "postgresql 127.0.0.1 crm" in page and "voc.toml" in page
    assert "geheim" not in page + empty_house.get("/setup")


WRONG = [
    ({"要望": "time"}, {}, "一つだけです"),
    ({"推奨度": ""}, {}, "のどの列が「推奨度(NPS、0〜10)」か決まっていません"),
    ({"推奨度": ""}, {}, "下で選んでください。"),
    ({"推奨度": "comment", "年代": "nps"}, {}, "保存していません"),
    ({}, {"path": "inbox/other-*.csv"}, "外れてしまいます"),
    ({}, {"path": "../**/*.csv"}, "inbox/ で始めて"),
    ({}, {"path": "inbox/../**/survey-*.csv"}, "inbox/ で始めて"),
    ({}, {"header_rows": "0"}, "1〜20"),
    ({"年代": "behaviour"}, {"values": "20代 = たくさん"}, "答え = 数"),
    ({"年代": "score", "店舗": "score"}, {"key": "csat"}, "表での名前「csat」"),
]


@pytest.mark.parametrize(("roles", "more", "told"), WRONG)
def test_a_bad_mapping_is_told_and_changes_nothing(
    empty_house: House, roles: dict[str, str], more: dict[str, str], told: str
) -> None:
    before = empty_house.shop.toml.read_text(encoding="utf-8")
    form = Form(empty_house.get("/setup/source/survey"))
    fields = form.fields | {"action": "save"}
    for column, role in roles.items():
        fields |= {f"role-{form.number(column)}": role}
        fields |= {f"{name}-{form.number(column)}": value for name, value in more.items() if name in ("key", "values")}
    fields |= {name: value for name, value in more.items() if name in fields}
    assert told in empty_house.post("/setup/source/survey", fields, 400).text
    assert empty_house.shop.toml.read_text(encoding="utf-8") == before


def test_names_with_markup_are_shown_escaped(fresh: House) -> None:
    header = HEADER.replace("店舗", "<b>店舗</b>").replace("要望", "要望 & ご意見")
    send(fresh, ("<i>x.csv", "\n".join((header, *APRIL))))
    name = "<b>/名 & \"前\""
    page = fresh.get("/setup/new?file=" + quote("<i>x.csv"))
    assert "<b>" not in page and "<i>" not in page and "&lt;b&gt;店舗" in page
    fresh.post("/setup/new?file=" + quote("<i>x.csv"), Form(page).fields | {"action": "save", "name": name})
    (address,) = re.findall(r'href="(/setup/source/[^"]+)"', fresh.get("/setup"))
    assert "<b>" not in fresh.get(address)
    assert fresh.shop.project().settings.sources[0].name == name
    assert "<b>店舗</b>" in fresh.shop.project().settings.sources[0].segments


def test_a_page_looks_at_few_rows_and_at_a_file_anew_once_it_changes(empty_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "SHOWN", 4)
    (address, *_) = re.findall(r'href="(/setup/source/[^"]+)"', empty_house.get("/setup"))
    name = unquote(address.rpartition("/")[2])
    source = next(one for one in empty_house.shop.project().settings.sources if one.name == name)
    path = inbox.files_of(empty_house.shop.project(), source)[0]
    read, tries = list[int](), inbox.tried

    def tried(*given: Any) -> inbox.Tried:
        read.append(given[5] if len(given) > 5 else inbox.ROWS)
        return tries(*given)

    monkeypatch.setattr(inbox, "tried", tried)
    first = empty_house.get(address)
    assert empty_house.get(address).count("<tr") == first.count("<tr") and read == [4]
    with path.open("a", encoding="utf-8") as file:
        file.write("x\n")
    empty_house.get(address)
    assert read == [4, 4]
    empty_house.post(address, Form(first).fields | {"action": "save"}, 303)
    assert read[2:] == [inbox.ROWS]


# -- runs ----------------------------------------------------------------------------------------------


def test_a_failed_run_is_told_as_voc_status_tells_it(empty_house: House) -> None:
    for path in (empty_house.shop.root / "inbox").iterdir():
        path.unlink()
    empty_house.post("/setup/run")
    page = ended(empty_house)
    (failure,) = store.failures(empty_house.shop.data)
    assert "失敗しました" in page and failure.message in page
    assert failure.message in empty_house.get("/setup/runs")
    assert failure.values is not None
    empty_house.get("/language/en", 303)
    assert html.escape(say(failure.code, "en", **failure.values), quote=True) in empty_house.get("/setup/runs").replace("&#39;", "&#x27;")


def test_a_page_tells_a_failure_without_commands_and_an_older_one_as_it_was_kept(empty_house: House) -> None:
    now, values = datetime.now(UTC), {"file": "voc.toml"}
    of_terminal = say("no_sources", **values)
    store.record_failure(empty_house.shop.data, store.Failure(now, now, "no_sources", of_terminal, values))
    for page in (empty_house.get("/setup"), empty_house.get("/setup/runs")):
        assert say_in_browser("no_sources", **values) in page and "voc init" not in page
    later = now + timedelta(seconds=1)
    store.record_failure(empty_house.shop.data, store.Failure(later, later, "gone", "前の版の文"))
    assert "前の版の文" in empty_house.get("/setup") and "前の版の文" in empty_house.get("/setup/runs")


def test_a_page_names_a_column_that_is_not_set_as_the_mapping_lets_it_be_chosen(empty_house: House) -> None:
    values = {"file": "survey.csv", "field": "nps", "columns": "A, B"}
    now = datetime.now(UTC)
    store.record_failure(
        empty_house.shop.data, store.Failure(now, now, "ingest_unmapped", say("ingest_unmapped", **values), values)
    )
    for page in (empty_house.get("/setup"), empty_house.get("/setup/runs")):
        assert f"「{say('mapping.role.nps')}」" in page and " nps " not in page


def test_only_one_run_at_a_time(empty_house: House) -> None:
    with store.publisher(empty_house.shop.data):
        empty_house.post("/setup/run")
        assert "進行中" in empty_house.get("/setup")
    assert not (empty_house.shop.data / "night" / "started.json").exists()


def test_rejected_rows_are_shown_by_reason_and_downloaded(empty_house: House) -> None:
    empty_house.shop.run()
    run = empty_house.shop.current().id
    page = empty_house.get(f"/setup/runs/{run}?reason=score_out_of_range")
    assert "点数「11」は" in page and "日時「いつか」" not in page and "03-1234-5678" not in page
    answer = empty_house.client.get(f"/setup/runs/{run}/rejected.csv?reason=time_unreadable")
    assert answer.headers["content-disposition"] == f'attachment; filename="rejected-{run}.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf") and "いつか" in answer.text and len(answer.text.splitlines()) == 2
    assert "実行 none はありません" in empty_house.get("/setup/runs/none", 400)


def test_the_schedule_is_saved_and_a_wrong_one_is_told(empty_house: House) -> None:
    empty_house.post("/setup/schedule", {"at": "03:15"})
    assert config.load(empty_house.shop.root).settings.nightly_at == "03:15"
    assert 'value="03:15"' in empty_house.get("/setup")
    assert "時刻" in empty_house.post("/setup/schedule", {"at": "25:00"}, 400).text
    empty_house.post("/setup/schedule", {"at": ""})
    assert config.load(empty_house.shop.root).settings.nightly_at == ""


# -- who may -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/setup", "/setup/runs", "/setup/source/survey", "/people", "/people/log"])
@pytest.mark.parametrize("role", ["viewer", "reviewer"])
def test_only_administrators_set_up(house: House, role: Any, address: str) -> None:
    house.add("花子", role)
    house.sign_in("花子")
    assert "権限" in house.get(address, 403)
    assert house.client.get("/setup/run/progress").status_code == 403
    house.post("/setup/run", status=403)
