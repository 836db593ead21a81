"""voc show, alerts, diff on the sample's run."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tests.shop import Shop, shop

Voc = Callable[..., Result]


@pytest.fixture(scope="module")
def run_shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    from tests.shop import tiny_model

    made = shop(tmp_path_factory.mktemp("show") / "店", tiny_model(tmp_path_factory.mktemp("model") / "tiny"))
    made.run()
    return made


def test_nps_opens_to_its_answers(voc: Voc, run_shop: Shop) -> None:
    (n,) = run_shop.ask("SELECT n FROM nps WHERE period = 'all' AND segment_name = 'all'")[0]
    done = voc("show", "nps", "--format", "csv", "--project", run_shop.root)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.exit_code == 0 and len({row["response_id"] for row in rows}) == n
    assert "mentions" not in rows[0]
    done = voc("show", "nps", "--format", "json", "--limit", "2", "--project", run_shop.root)
    assert len(json.loads(done.stdout)) == 2 and "mentions" in json.loads(done.stdout)[0]


def test_a_person_sees_counts_texts_and_evidence(voc: Voc, run_shop: Shop) -> None:
    done = voc("show", "期間=全期間", "--limit", "1", "--project", run_shop.root)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("nps  データ元=survey") and "期間=全期間" in lines[0]
    assert "回答 " in lines[1] and "── 1 ──" in done.stdout and "── 2 ──" not in done.stdout
    assert "--limit 0" in lines[-1]


def test_a_file_holds_all_of_them(voc: Voc, run_shop: Shop, tmp_path: Path) -> None:
    done = voc("show", "nps", "-o", tmp_path / "a.xlsx", "--project", run_shop.root)
    assert done.exit_code == 0 and done.stdout == "" and (tmp_path / "a.xlsx").stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["年代=20代"], "5人未満"),
        (["年代=20代", "店舗=本店"], "一度に一つ"),
        (["topic=nothing"], "ある値"),
        (["nsp", "period=all"], "ある表"),
        (["group"], "ある表"),
        (["nps", "group"], "名前=値"),
        (["nps", "group=誰か"], "promoter"),
        (["nps", "period=2026-13"], "period"),
    ],
)
def test_what_cannot_be_shown_says_why(voc: Voc, run_shop: Shop, words: list[str], said: str) -> None:
    done = voc("show", *words, "--project", run_shop.root)
    assert done.exit_code == 1 and said in done.stderr and done.stdout == ""


def test_alerts_are_listed_and_tried_with_other_settings(voc: Voc, run_shop: Shop) -> None:
    assert voc("alerts", "--project", run_shop.root).stdout.strip() == "該当する行はありません。"
    done = voc("alerts", "--backtest", "--from", "2026-04", "--to", "2026-04", "--ratio", "2", "--project", run_shop.root)
    assert "2026-04-01 から 2026-04-30 までの 30 日間: 警告 0 件" in done.stdout
    assert "--backtest" in voc("alerts", "--q", "0.1", "--project", run_shop.root).stderr
    assert "2026-13" in voc("alerts", "--from", "2026-13", "--project", run_shop.root).stderr


def test_two_runs_are_needed_for_a_difference(voc: Voc, run_shop: Shop) -> None:
    done = voc("diff", "--project", run_shop.root)
    assert done.exit_code == 1 and run_shop.current().id in done.stderr
