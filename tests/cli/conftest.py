"""Projects to give commands in, and two ways to give them: in this process, or as a program."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from typer.testing import CliRunner, Result

from tests.runs import manifest
from voc import records, store
from voc.cli import app

_NPS = """SELECT * FROM (VALUES
    ('survey', 'all', 'all', 'all', 60, 25, 17, 18, 12.34e0, 1.0e0, 23.0e0, ''),
    ('survey', '2026-04', 'all', 'all', 40, 16, 12, 12, 10.0, -5.0, 25.0, ''),
    ('survey', '2026-05', 'all', 'all', 20, 9, 5, 6, 15.0, -9.0, 39.0, 'reference'),
    ('survey', 'all', '年代', '20代', 12, 1, 4, 7, -50.0, -80.0, -10.0, 'reference'),
    ('survey', 'all', '年代', '=30代', 4, NULL, NULL, NULL, NULL, NULL, NULL, 'suppressed')
) AS t(source, period, segment_name, segment_value, n, promoters, passives, detractors, nps, nps_low, nps_high,
       note)"""
_TOPICS = """SELECT * FROM (VALUES
    ('survey', 'access', 'all', 'all', 'all', 60, 31, 31, 31 / 60, -20.5e0, -40e0, -1e0, -30e0, -50e0, -10e0,
     0.01e0, -15.5e0, -20e0, -5e0, '')
) AS t(source, topic, period, segment_name, segment_value, n_base, n_responses, n_comments, share,
       nps_mentioned, nps_low, nps_high, lift, lift_low, lift_high, q_value, impact, impact_low, impact_high, note)"""


@pytest.fixture
def voc() -> Callable[..., Result]:
    """A command given in this process: voc("query", "SELECT 1")."""
    return lambda *words, **more: CliRunner().invoke(app, [str(word) for word in words], **more)


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[str]]:
    """A command given as a program of its own."""

    def run(*words: object, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "voc.cli", *map(str, words)],
            input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=240,
            env=os.environ | variables,
        )  # fmt: skip

    return run


@pytest.fixture
def published(published_small: Path, tmp_path: Path) -> Path:
    """A project with a small published run."""
    return shutil.copytree(published_small, tmp_path / "店 舗")


@pytest.fixture(scope="session")
def published_small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of `published`, to be copied."""
    root = tmp_path_factory.mktemp("published") / "店 舗"
    root.mkdir()
    (root / "voc.toml").write_text("", encoding="utf-8")
    answers = pa.Table.from_pylist(
        [
            {"source": "survey", "response_id": f"r{i}", "month": f"2026-0{4 + i % 2}", "nps_score": i,
             "answered_at": datetime(2026, 4 + i % 2, 30, 16, tzinfo=UTC), "segments": [("年代", f"{i % 3}0代")]}
            for i in range(6)
        ],
        records.RESPONSES,
    )  # fmt: skip
    data = root / "data"
    with store.publisher(data), store.engine(data) as con, store.Builder(data, None) as builder:
        con.register("answers", answers)
        for table, rows in (("nps", _NPS), ("topic_by_nps", _TOPICS), ("responses", "FROM answers")):
            con.execute(f"CREATE TABLE {table} AS {rows}")
            builder.write(con, table, order_by="source", partitioned=table == "responses")
        builder.marts(con, ["nps", "topic_by_nps"])
        builder.publish(manifest(builder))
    return root


_EXPORT = "会員ID,回答日時,年代,NPS,理由\n" + "".join(
    f"m{i:03},2026-{4 + i % 3:02}-{i % 27 + 1:02} 10:{i % 60:02}:00,{i % 4 + 2}0代,{i * 7 % 11},"
    f"{(f'駅から{i + 5}分も歩くので不便でした', f'スタッフ{i}さんが親切で、また来たいです！', '')[i % 3]}\n"
    for i in range(60)
)


@pytest.fixture
def export_file(tmp_path: Path) -> Path:
    """Sixty answers as a tool exports them, two of which cannot be used."""
    path = tmp_path / "exports" / "アンケート-202604.csv"
    path.parent.mkdir()
    broken = "m900,2026-04-01 10:00:00,20代,11,点数が外\nm901,いつか,20代,5,日時が不明\n"
    path.write_bytes((_EXPORT + broken).encode("cp932"))
    return path


_TINY = """
import sys
from pathlib import Path
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer
folder = Path(sys.argv[1])
folder.mkdir()
letters = sorted(set("駅から遠くて不便スタッフが親切でまた来たい！点数外日時明"))
words = folder / "vocab.txt"
words.write_text("\\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]), encoding="utf-8")
BertTokenizer(str(words)).save_pretrained(folder)
names = {0: "negative", 1: "neutral", 2: "positive"}
BertForSequenceClassification(
    BertConfig(
        vocab_size=5 + len(letters), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, id2label=names, label2id={name: i for i, name in names.items()},
    )
).save_pretrained(folder)
"""


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A classifier that knows nothing, made on the spot: commands are tested here, not readings."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    subprocess.run([sys.executable, "-c", _TINY, str(folder)], check=True, capture_output=True, timeout=240)
    return folder
