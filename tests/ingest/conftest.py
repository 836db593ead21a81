"""Ways to write an export and to read it, shared by the tests of ingest."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest

from voc import records
from voc.ingest import Profile, ReadOptions, profile, read
from voc.records import Batch, InputFile, Source

SURVEY = Source(
    "survey", "survey", path="inbox/*.csv", id=("id",), respondent="会員ID", time="回答日時", nps="NPS",
    comments=("理由",), segments=("年代",),
)
HEADER = "id,会員ID,回答日時,NPS,理由,年代\n"


def hash_id(value: str) -> str:
    """Readable in a test, where the keyed hash is not at stake."""
    return f"#{value}"


def mask(text: str) -> str:
    return text.replace("090-1234-5678", "[電話]")


OPTIONS = ReadOptions(timezone="Asia/Tokyo", hash_id=hash_id, mask=mask, language="ja")


class Export(SimpleNamespace):
    """One file in an inbox and the source that reads it."""

    file: InputFile

    def tables(self, options: ReadOptions = OPTIONS) -> SimpleNamespace:
        """All batches put together; the books of every batch are checked on the way."""
        batches = self.batches(options)
        for batch in batches:
            counted = batch.responses, batch.contacts, batch.customers, batch.rejected
            assert batch.rows_read == sum(table.num_rows for table in counted)
            for name in ("responses", "contacts", "messages", "customers", "comments", "rejected"):
                assert getattr(batch, name).schema == getattr(records, name.upper())
        whole = {
            name: pa.concat_tables([getattr(batch, name) for batch in batches]).to_pylist()
            for name in ("responses", "contacts", "messages", "customers", "comments", "rejected")
        }
        return SimpleNamespace(**whole, rows_read=sum(batch.rows_read for batch in batches))

    def batches(self, options: ReadOptions = OPTIONS) -> list[Batch]:
        return list(read(self.file, options))

    def profile(self) -> Profile:
        return profile(self.file, OPTIONS)


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., Export]:
    """Writes bytes or text into an inbox: export("a.csv", text, source, nps="推奨度") → Export."""

    def write(name: str, content: str | bytes, source: Source = SURVEY, **changes: object) -> Export:
        path = tmp_path / "inbox" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Export(file=InputFile(replace(source, **changes), path, f"inbox/{name}"))

    return write


@pytest.fixture
def survey(export: Callable[..., Export]) -> Callable[..., Export]:
    """A survey CSV with the usual header: survey("1,m1,2024-05-01,9,良い,20代", …)."""

    def write(*rows: str, **changes: object) -> Export:
        return export("survey.csv", HEADER + "\n".join(rows) + "\n", **changes)

    return write


@pytest.fixture(scope="session")
def fukui() -> Iterator[list[Path]]:
    """The 45 months of the Fukui tourism survey, read in place."""
    folder = Path(os.environ.get("VOC_DATA_DIR", Path(__file__).parents[3] / "shared" / "data")) / "fukui"
    files = sorted(folder.glob("*.csv"))
    if not files:
        pytest.skip(f"no data in {folder}: set VOC_DATA_DIR to the folder that holds fukui/")
    yield files
