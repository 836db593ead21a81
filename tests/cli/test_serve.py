"""voc serve as a process, voc user in this one and as a process."""

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from tests.shop import Shop
from voc import accounts, store
from voc.cli import app

PASSWORD = "correct horse"


def voc(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """A command that ends."""
    return subprocess.run(
        [sys.executable, "-m", "voc.cli", *words], input=given, capture_output=True, text=True, timeout=120
    )


def user(shop: Shop, *words: str, given: str = "") -> Result:
    return CliRunner().invoke(app, ["user", *words, "--project", str(shop.root)], input=given)


def get(address: str, host: str = "") -> tuple[int, str]:
    asked = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_the_life_of_an_account(fresh_project: Shop) -> None:
    assert "アカウントはまだありません" in user(fresh_project, "list").stdout
    add = ("add", " Hanako ", "--role", "admin", "--password-stdin")
    made = voc("user", *add, "--project", str(fresh_project.root), given=f"{PASSWORD}\n")
    assert (made.returncode, "「hanako」(管理)を作りました" in made.stdout) == (0, True), made.stderr
    twice = user(fresh_project, *add, given=f"{PASSWORD}\n")
    assert twice.exit_code == 1 and "もうあります" in twice.stderr
    segment = ("--segment", "店舗=本店")
    unseen = user(fresh_project, "add", "店長", "--no-password", *segment)
    assert unseen.exit_code == 0 and "確かめていません" in unseen.stderr
    listed = user(fresh_project, "list").stdout
    assert re.search(r"hanako\s+管理\s+すべて\s+有効", listed) and re.search(r"店長\s+閲覧\s+店舗=本店\s+有効", listed)

    last = user(fresh_project, "disable", "hanako")
    assert last.exit_code == 1 and "最後の管理者です" in last.stderr
    assert user(fresh_project, "disable", "店長").exit_code == 0
    assert "停止" in user(fresh_project, "list").stdout
    assert user(fresh_project, "enable", "店長").exit_code == 0
    assert user(fresh_project, "role", "店長", "--role", "reviewer").exit_code == 0
    assert user(fresh_project, "role", "店長").exit_code == 2
    admin = user(fresh_project, "role", "店長", "--role", "admin")
    assert admin.exit_code == 1 and "絞れません" in admin.stderr

    token = user(fresh_project, "token", "店長").stdout.split()[-1]
    user(fresh_project, "password", "hanako", "--password-stdin", given="another long one\n")
    with store.decisions.opened(fresh_project.project().decisions) as database:
        found = accounts.by_token(database, token)
        assert found and (found.name, found.role, found.segment) == ("店長", "reviewer", ("店舗", "本店"))
        assert accounts.signed_in(database, "HANAKO", "another long one")
        said = [(entry.who, entry.action) for _, entry in store.decisions.audit.entries(database)]
        targets = [entry.target for _, entry in store.decisions.audit.entries(database)]
    assert "店長: reviewer, 店舗=本店" in targets
    assert ("voc user", "account_add") in said and ("voc user", "account_disable") in said


def test_an_account_is_of_a_segment_that_the_published_answers_have(fresh_project: Shop) -> None:
    fresh_project.run()
    add = ("add", "店長", "--no-password", "--segment")
    for segment, told in (("店舗区分=都市型", "ある属性: 年代, 店舗"), ("店舗=都市型", ", 支店, 本店")):
        done = user(fresh_project, *add, segment)
        assert done.exit_code == 1 and told in done.stderr
    done = user(fresh_project, *add, "店舗=本店")
    assert done.exit_code == 0 and not done.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("fly", "花子"), 2, "add, list, disable"),
        (("add",), 2, "voc user add"),
        (("add", "花子", "--role", "king"), 2, "viewer, reviewer, admin"),
        (("add", "花子"), 2, "--password-stdin"),
        (("add", "花子", "--password-stdin"), 1, "10文字以上"),
        (("disable", "誰か"), 1, "ありません"),
    ],
)
def test_a_wrong_command_says_what_is_right(fresh_project: Shop, words: tuple[str, ...], code: int, told: str) -> None:
    done = user(fresh_project, *words, given="short\n")
    assert done.exit_code == code and told in done.stderr.replace(" / ", ", "), done.stderr
    assert "Traceback" not in done.stderr


def test_the_pages_are_served_until_interrupted(fresh_project: Shop) -> None:
    serving = subprocess.Popen(
        [sys.executable, "-m", "voc.cli", "serve", "--project", str(fresh_project.root), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert serving.stdout
        line = serving.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address, line
        status, page = get(f"{address[0]}setup")
        assert status == 200 and "survey" in page
        port = address[0].rsplit(":", 1)[1].rstrip("/")
        foreign = f"{address[0]}sign-in", f"voc.example.com:{port}"
        status, told = get(*foreign)
        assert status == 400 and "127.0.0.1" in told and "voc user add" in told
        taken = voc("serve", "--project", str(fresh_project.root), "--port", port)
        assert taken.returncode == 1 and "使われています" in taken.stderr
        user(fresh_project, "add", "花子", "--role", "admin", "--password-stdin", given=f"{PASSWORD}\n")
        assert "サインイン" in get(f"{address[0]}setup")[1]  # from now on everybody must
        assert get(*foreign)[0] == 200  # and a proxy may keep the name that it was asked for
        assert get(foreign[0], "[::1")[0] == 400
    finally:
        serving.send_signal(signal.SIGINT)
        out, errors = serving.communicate(timeout=60)
    assert "誰でも管理者" in errors and "Traceback" not in errors


@pytest.mark.parametrize("host", ["::1", "127.0.0.2"])
def test_the_address_that_is_announced_is_answered(fresh_project: Shop, host: str) -> None:
    serving = subprocess.Popen(
        [sys.executable, "-m", "voc.cli", "serve", "--project", str(fresh_project.root), "--host", host, "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert serving.stdout
        address = serving.stdout.readline().split()[0]
        assert host in address and get(f"{address}setup")[0] == 200
        assert get(f"{address}setup", "voc.example.com")[0] == 400
    finally:
        serving.send_signal(signal.SIGINT)
        serving.communicate(timeout=60)


@pytest.mark.parametrize("name", ["127.example.com", "localhost.example.com"])
def test_a_name_that_begins_like_this_machine_s_is_another_s(fresh_project: Shop, name: str) -> None:
    done = voc("serve", "--project", str(fresh_project.root), "--host", name, "--port", "0")
    assert done.returncode == 1 and "voc user add" in done.stderr


def test_other_machines_are_served_only_once_there_are_accounts(
    fresh_project: Shop, free_port: Callable[[], int]
) -> None:
    done = voc("serve", "--project", str(fresh_project.root), "--host", "0.0.0.0", "--port", str(free_port()))
    assert done.returncode == 1 and "voc user add" in done.stderr


def test_the_server_starts_a_night_that_was_missed(fresh_project: Shop) -> None:
    fresh_project.run()
    begun = fresh_project.current().manifest.started_at
    manifest = fresh_project.current().path / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace(begun.isoformat(), "2024-01-01T00:00:00+00:00"), encoding="utf-8")
    assert fresh_project.current().manifest.started_at.year == 2024
    toml = fresh_project.toml.read_text(encoding="utf-8")
    fresh_project.toml.write_text(toml + '\n[nightly]\nat = "02:00"\n', encoding="utf-8")
    serving = subprocess.Popen(
        [sys.executable, "-m", "voc.cli", "serve", "--project", str(fresh_project.root), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert serving.stdout
        address = serving.stdout.readline().split()[0]
        for _ in range(240):
            if "予定の時刻" in get(f"{address}setup")[1]:
                break
            time.sleep(0.25)
        else:
            raise AssertionError(get(f"{address}setup")[1])
    finally:
        serving.send_signal(signal.SIGINT)
        serving.communicate(timeout=60)
