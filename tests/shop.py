"""A small shop's project and a small model, for the tests of whole runs.

The model has the shape of the shipped one and random weights: what it says is senseless, the same
every time, and different from text to text. Everything else is the real thing.
"""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Regex, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

from voc import config, pipeline, store, text
from voc.classify.folder import save
from voc.classify.labels import Labels
from voc.records import SILENT, Watch
from voc.words import say

SIZE, LAYERS, POSITIONS = 16, 1, 256
TOPICS = ("access", "price", "staff", "waiting", "parking")

SETTINGS = """
[project]
timezone = "Asia/Tokyo"
language = "ja"
model = "{model}"

[[source]]
name = "survey"
kind = "survey"
path = "inbox/survey*.csv"
id = ["回答番号"]
respondent = "会員番号"
time = "回答日時"
nps = "推奨度"
comments = ["理由", "要望"]
segments = ["年代", "店舗"]

[[source]]
name = "customers"
kind = "customers"
path = "inbox/customers*.csv"
respondent = "会員番号"
aliases = ["メール"]
facts = {{ tier = "ランク", spend = "利用額" }}

[[source]]
name = "support"
kind = "support"
path = "inbox/support*.jsonl"
preset = "zendesk"
id = ["id"]
respondent = "requester.email"
time = "created_at"
thread = "comments"
subject = "subject"
channel = "via.channel"
status = "status"
"""

HEADER = "回答番号,会員番号,回答日時,年代,店舗,推奨度,理由,要望"
APRIL = (  # 10 answers, then 3 rows that are none; answer 6 came in May in Japan, in April elsewhere
    "1,K001,2026-04-01 10:00,20代,本店,10,店員さんがとても親切でした。,",
    "2,K002,2026-04-02 11:00,30代,本店,9,料理がおいしくて大満足です。,メニューを増やしてほしい。",
    "3,K003,2026-04-03 12:00,30代,支店,3,駐車場が狭くて停められませんでした。,",
    "4,K004,2026-04-20 13:00,40代,支店,0,待ち時間が長すぎる。担当の山田様に090-1234-5678で伝えました。,返事は taro.suzuki@example.co.jp まで。",
    "5,,2026-04-21 14:00,20代,本店,7,特になし,",
    "6,K006,2026-05-01 00:30,50代,本店,8,値段が少し高いと思います。,",
    "7,K001,2026-05-02 10:00,20代,本店,6,前より店が暗い。,",
    "8,K008,2026-05-03 10:00,20代,0776-20-0001に電話,9,,",
    "9,K009,2026-05-04 10:00,60代以上,支店,2,バスの便が少なくて行きにくいです。,バス停を近くに。",
    "10,K010,2026-05-05 10:00,60代以上,支店,10,また行きたいです！,",
    "11,K011,2026-05-05 11:00,20代,本店,11,点数が範囲の外です。電話は03-1234-5678です。,",
    "12,K012,いつか,20代,本店,5,日時が不明の感想です。,",
    "3,K003,2026-04-03 12:00,30代,支店,4,同じ番号で別の中身です。,",
)
JUNE = (
    "13,K013,2026-06-01 10:00,20代,本店,9,新しいケーキが気に入りました。,",
    "14,K002,2026-06-02 10:00,30代,本店,5,予約の電話がつながらない。,電話を増やして。",
)
CUSTOMERS = (
    "会員番号,メール,ランク,利用額",
    'K003,taro@example.jp,ゴールド,"12,000"',
    "K004,hanako@example.jp,レギュラー,3000",
    "K009,bus@example.jp,レギュラー,500",
)
CONTACTS: tuple[dict[str, Any], ...] = (
    {   # two days before answer 3 of the same person
        "id": 501, "created_at": "2026-04-01T01:00:00Z", "status": "closed", "subject": "駐車場について",
        "via": {"channel": "email"}, "requester": {"id": 1, "email": "Taro@example.jp", "role": "end-user"},
        "comments": [
            {"created_at": "2026-04-01T01:00:00Z", "author": {"role": "end-user"}, "public": True,
             "body": "駐車場は何台分ありますか。"},
            {"created_at": "2026-04-01T02:00:00Z", "author": {"role": "agent"}, "public": True,
             "body": "十二台分ございます。"},
            {"created_at": "2026-04-01T03:00:00Z", "author": {"role": "end-user"}, "public": True,
             "body": "分かりました。\n\n2026年4月1日(水) 11:00 みなと店 <support@example.jp>:\n> 十二台分ございます。"},
        ],
    },
    {   # long before answer 9: counts for none
        "id": 502, "created_at": "2026-01-10T01:00:00Z", "status": "open", "subject": "バスの時刻",
        "via": {"channel": "web"}, "requester": {"id": 2, "email": "bus@example.jp", "role": "end-user"},
        "comments": [{"created_at": "2026-01-10T01:00:00Z", "author": {"role": "end-user"}, "public": True,
                      "body": "最終のバスは何時ですか。連絡先は080-9876-5432です。"}],
    },
    {   # nobody of the customers
        "id": 503, "created_at": "2026-04-02T01:00:00Z", "status": "open", "subject": "営業時間",
        "via": {"channel": "web"}, "requester": {"id": 3, "email": "guest@example.jp", "role": "end-user"},
        "comments": [{"created_at": "2026-04-02T01:00:00Z", "author": {"role": "end-user"}, "public": True,
                      "body": "年末は開いていますか。"}],
    },
)  # fmt: skip
TEXTS = 15  # comments above, none like another: 12 of answers, 3 of contacts
PERSONAL = (
    "山田", "090-1234-5678", "taro.suzuki@example.co.jp", "03-1234-5678", "0776-20-0001", "080-9876-5432",
    "support@example.jp", "taro@example.jp", "hanako@example.jp", "bus@example.jp", "guest@example.jp",
    "K001", "K003", "K010",
)  # fmt: skip


class Notes:
    """A Watch that remembers what it was told."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, dict[str, object]]] = []
        self.steps: list[tuple[str, int]] = []

    def begin(self, code: str, total: int) -> None:
        self.steps.append((code, total))

    def advance(self, pieces: int = 1) -> None: ...

    def end(self) -> None: ...

    def note(self, code: str, **values: object) -> None:
        say(code, "ja", **values)  # it has words, and they have their values
        self.notes.append((code, values))


@dataclass(frozen=True)
class Shop:
    """A project folder that can be filled, run and asked."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def toml(self) -> Path:
        return self.root / "voc.toml"

    def put(self, name: str, lines: Sequence[str], header: str = HEADER) -> Path:
        """An export in the inbox."""
        path = self.root / "inbox" / name
        path.write_text("\n".join((header, *lines) if header else lines) + "\n", encoding="utf-8")
        return path

    def copied(self, root: Path) -> "Shop":
        """The same in another folder, to be changed."""
        shutil.copytree(self.root, root)
        return Shop(root)

    def set(self, old: str, new: str) -> None:
        """Change the settings."""
        before = self.toml.read_text(encoding="utf-8")
        assert old in before
        self.toml.write_text(before.replace(old, new), encoding="utf-8")

    def project(self) -> config.Project:
        return config.load(self.root)

    def run(self, watch: Watch = SILENT) -> pipeline.Outcome:
        return pipeline.run(self.project(), watch)

    def current(self) -> store.Run:
        run = store.current(self.data)
        assert run is not None
        return run

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query over the published run."""
        return [tuple(row.values()) for row in store.query(self.current(), sql).to_pylist()]

    def tables(self) -> dict[str, list[str]]:
        """Every published table, row by row as text, without what differs from run to run."""
        run = self.current()
        found = {}
        with store.connect(run) as con:
            for table in run.manifest.tables:
                if table != "runs":
                    rows = store.answer(con, f"SELECT * EXCLUDE (run_id) FROM {table}").to_pylist()
                    found[table] = sorted(repr([_rounded(value) for value in row.values()]) for row in rows)
        return found


def _rounded(value: object) -> object:
    """Probabilities without their last digits, which depend on what else was read at the same time."""
    return round(value, 4) if isinstance(value, float) else value


def shop(root: Path, model: Path) -> Shop:
    """A project with a survey, a support log and a customer list in its inbox, never run."""
    (root / "inbox").mkdir(parents=True)
    made = Shop(root)
    made.toml.write_text(SETTINGS.format(model=model), encoding="utf-8")
    made.put("survey-04.csv", APRIL)
    made.put("customers.csv", CUSTOMERS, header="")
    made.put("support.jsonl", [json.dumps(one, ensure_ascii=False) for one in CONTACTS], header="")
    return made


def tiny_model(folder: Path, seed: int = 1) -> Path:
    """A voc model folder with one layer of random weights; another seed is another model."""
    random = np.random.default_rng(seed)
    letters = [chr(i) for i in (*range(0x20, 0x7F), *range(0x3001, 0x3100), *range(0x4E00, 0x9000))]
    vocabulary = {word: i for i, word in enumerate(["<s>", "<pad>", "</s>", "<unk>", *letters])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Split(Regex("."), "isolated")
    folder.mkdir(parents=True)
    tokenizer.save(str(folder / "given.json"))
    labels = Labels("tiny v1", TOPICS)
    shape = {
        "vocab_size": len(vocabulary), "hidden_size": SIZE, "num_hidden_layers": LAYERS,
        "num_attention_heads": 2, "intermediate_size": SIZE, "layer_norm_eps": 1e-12,
        "max_position_embeddings": POSITIONS, "type_vocab_size": 1,
    }  # fmt: skip
    sizes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings": (len(vocabulary), SIZE),
        "embeddings.position_embeddings": (POSITIONS, SIZE),
        "embeddings.token_type_embeddings": (1, SIZE),
    }
    square = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
    for name in (*square, "intermediate.dense", "output.dense"):
        sizes[f"encoder.layer.0.{name}"] = (SIZE, SIZE)
    weights = {f"encoder.{name}.weight": random.normal(0, 0.5, size) for name, size in sizes.items()}
    weights |= {f"encoder.{name}.bias": np.zeros(SIZE) for name in sizes if "layer" in name}
    for norm in ("embeddings", "encoder.layer.0.attention.output", "encoder.layer.0.output"):
        weights[f"encoder.{norm}.LayerNorm.weight"] = np.ones(SIZE)
        weights[f"encoder.{norm}.LayerNorm.bias"] = np.zeros(SIZE)
    weights |= {f"{name}.weight": random.normal(0, 0.5, (labels.size, SIZE)) for name in ("attend", "vote", "whole")}
    bias = np.zeros(labels.size)
    bias[labels.names().index("non_answer")] = -20.0
    weights["whole.bias"] = bias
    plain = {name: tensor.astype(np.float32) for name, tensor in weights.items()}
    save(folder, f"tiny-{seed}", plain, labels, shape, folder / "given.json", text.VERSION)
    return folder
