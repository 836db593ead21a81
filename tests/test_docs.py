"""What the documents say is so: commands, options, settings, tables, modules, links, and nothing private."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from tests.runs import manifest
from voc import __version__, analyze, records, review, store, tables
from voc.cli import app
from voc.config import SETTINGS

ROOT = Path(__file__).resolve().parent.parent
README, JAPANESE, CHANGELOG = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ja.md", "CHANGELOG.md")
)
READMES = [("README.md", README), ("README.ja.md", JAPANESE)]
COMMANDS: dict[str, Any] = getattr(get_command(app), "commands")  # noqa: B009 - typed as one command
SECTION = README[README.index("## The tables") : README.index("## Real data")]
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
CALL = re.compile(r"\bvoc ([a-z]+)\b([^`\n#]*)")
OPTION = re.compile(r"(?<![\w-])(--[a-z]+|-[a-z])\b")
PLACEHOLDER = re.compile(r"\b[A-Z]+_(?:OUTPUT|TEXT)\b")
HOST = re.compile(r"https?://([\w-]+(?:\.[\w-]+)+)")
HOSTS = {"127.0.0.1", "example.com", "github.com", "keepachangelog.com", "semver.org", "www.apache.org", "www.w3.org"}
MACHINE = re.compile(r"(?<![\w.~-])/(?:work|root|home|Users)/")
SCRATCH = re.compile(r"(?<![\w.~-])/tmp/")  # tests may name it, in SQL that must be refused


def _word(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _calls(text: str) -> Iterator[tuple[str, str]]:
    """Every `voc COMMAND …` in code, as command and the rest of the line."""
    for code in CODE.findall(text):
        yield from CALL.findall(code)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The columns of every table, as somebody who asks a published run sees them. Nothing was read in it."""
    data = tmp_path_factory.mktemp("docs") / "data"
    with store.publisher(data), store.engine(data) as con, store.Builder(data, None) as builder:
        for name, schema in records.STAGED.items():
            ledger = pa.field("ledger_seq" if name == "messages" else "seq", pa.int32())
            con.register(f"staged_{name}", schema.append(ledger).empty_table())
        con.register("readings", records.READINGS.empty_table())
        analyze.tables(con, support_window_days=30, model="")
        analyze.nps(con)
        analyze.topic_by_nps(con)
        analyze.changes(con)
        analyze.alerts(con, timezone="Asia/Tokyo")
        analyze.loyalty(con)
        analyze.drivers(con)
        analyze.keywords(con)
        analyze.pairs(con)
        analyze.flagged(con, review.flags)
        for table, order in tables.TABLES.items():
            builder.write(con, table, order_by=order, partitioned=False)
        run = builder.publish(manifest(builder))
    with store.connect(run) as con:
        views = [row[0] for row in con.execute("SHOW TABLES").fetchall()]
        return {name: [row[0] for row in con.execute(f"DESCRIBE {name}").fetchall()] for name in views}


def test_every_command_is_in_both_readmes() -> None:
    assert len(COMMANDS) >= 8
    for name, text in READMES:
        assert [c for c in COMMANDS if f"| `voc {c}" not in text] == [], name


@pytest.mark.parametrize(("name", "text"), READMES, ids=["en", "ja"])
def test_commands_and_options_that_a_readme_shows_exist(name: str, text: str) -> None:
    calls = list(_calls(text))
    assert calls
    helps = {c: CliRunner().invoke(app, [c, "--help"]).stdout for c in COMMANDS}
    assert [c for c, _ in calls if c not in COMMANDS] == []
    assert [(c, o) for c, rest in calls for o in OPTION.findall(rest) if not _word(o, helps[c])] == []


def test_options_of_the_nightly_flow_exist() -> None:
    flow = (ROOT / "flows" / "nightly.py").read_text(encoding="utf-8")
    for _, text in READMES:
        shown = [o for line in text.splitlines() if "flows/nightly.py --" in line for o in OPTION.findall(line)]
        assert "--serve" in shown and [o for o in shown if f'"{o}"' not in flow] == []


@pytest.mark.parametrize(("name", "text"), READMES, ids=["en", "ja"])
def test_every_setting_stands_with_its_variable_and_default(name: str, text: str) -> None:
    for setting in SETTINGS:
        row = f"| `[{setting.section}] {setting.name}` | `{setting.variable}` | {setting.default} |"
        assert row in text, row


def test_settings_and_variables_that_a_readme_names_exist() -> None:
    programs = [path for folder in ("voc", "models", "bench") for path in (ROOT / folder).rglob("*.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in [*programs, ROOT / "tests" / "conftest.py"])
    known = {setting.name for setting in SETTINGS}
    for _, text in READMES:
        assert [v for v in re.findall(r"\bVOC_[A-Z_]+\b", text) if f'"{v}"' not in code] == []
        assert set(re.findall(r'`(\w+) = "', text)) <= known
        assert set(re.findall(r"`\[\w+\] (\w+)`", text)) <= known


def test_every_table_and_every_column_is_in_the_readme(published: dict[str, list[str]]) -> None:
    """A key that all or several tables share may stand above the list instead of in the table's row."""
    above, _, listed = SECTION.partition("\n| table |")
    shared = " ".join(re.findall(r"`([^`]+)`", above))
    rows = {m[1]: m[0] for m in re.finditer(r"^\| `(\w+)` \|.*$", listed, re.MULTILINE)}
    assert set(rows) == set(published) and set(tables.TABLES) <= set(rows)
    missing = {
        f"{table}.{column}"
        for table, columns in published.items()
        for column in columns
        if not _word(column, rows[table]) and not _word(column, shared)
    }
    assert missing == set()


def test_the_tree_names_every_module_and_package() -> None:
    tree = next(block for block in re.findall(r"```text\n(.*?)```", README, re.DOTALL) if block.startswith("voc/"))
    parts = [f"{path.name}/" for path in (ROOT / "voc").iterdir() if path.is_dir() and path.name[0] not in "_."]
    parts += [path.name for path in (ROOT / "voc").glob("*.py") if path.name != "__init__.py"]
    assert [part for part in parts if not re.search(rf"(?<!\w){re.escape(part)}", tree)] == []
    named = re.findall(r"^  (\w+(?:/|\.py))", tree, re.MULTILINE)
    assert len(named) > 10 and [part for part in named if not (ROOT / "voc" / part).exists()] == []


@pytest.mark.parametrize(("name", "text"), READMES, ids=["en", "ja"])
def test_every_link_leads_somewhere(name: str, text: str) -> None:
    prose = CODE.sub("", text)  # an interval before a parenthesis looks like a link there
    links = [link for link in re.findall(r"\]\(([^)]+)\)", prose) if not link.startswith("https://")]
    assert links and [link for link in links if not (ROOT / link.partition("#")[0]).exists()] == []
    headings = {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in re.findall(r"^#+ (.*)$", README, re.M)}
    assert {link.partition("#")[2] for link in links if "#" in link} <= headings


def test_the_changelog_has_this_version() -> None:
    assert f"\n## [{__version__}]" in CHANGELOG


def _tracked() -> Iterator[tuple[str, str]]:
    """Every text file that git has, by its path in the repository."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if done.returncode or not done.stdout:
        pytest.skip("these files are no git checkout: clone the repository")
    for name in done.stdout.decode().rstrip("\0").split("\0"):
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b""
        if b"\0" not in content[:8192]:
            yield name, content.decode("utf-8", errors="replace")


def test_no_placeholder_is_left_in_a_document() -> None:
    assert [(n, m[0]) for n, t in _tracked() if n.endswith(".md") for m in PLACEHOLDER.finditer(t)] == []


def test_no_path_of_a_machine_is_in_a_file() -> None:
    found = []
    for name, text in _tracked():
        patterns = (MACHINE,) if name.startswith("tests/") else (MACHINE, SCRATCH)
        found += [(name, match[0]) for pattern in patterns for match in pattern.finditer(text)]
    assert found == []


def test_no_file_names_a_host_that_is_not_meant_to_be_named() -> None:
    assert [(n, host) for n, t in _tracked() for host in HOST.findall(t) if host not in HOSTS] == []
