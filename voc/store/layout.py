"""Where everything lies in a project's data folder: every path, in one place.

    data/
      CURRENT                   the id of the published run
      lock  key  session.key  failures.jsonl
      night/{lock,started.json,output,ended}
      marts.duckdb              hard link to the current run's
      staging/<source>/<fingerprint>/{responses,…}.parquet, staged.json
      readings/<model fingerprint>/part-000001.parquet
      kept/<key>.parquet
      runs/<run id>/manifest.json, marts.duckdb,
                    <table>/<source>/<month>.parquet or <table>.parquet

Whatever is being written has a name that begins with `.tmp-`. Nothing here touches the disk.
"""

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from voc.errors import StoreError

TEMPORARY = ".tmp-"
_LONGEST_FOLDER_NAME = 60  # characters; four bytes each still fit a file system's 255


@dataclass(frozen=True)
class Layout:
    """The paths of one data folder. `data` is made absolute, links followed.

    Raises StoreError when the path holds * ? or [, which DuckDB would read as a pattern
    and so might open a neighbour's files.
    """

    data: Path

    def __post_init__(self) -> None:
        absolute = self.data.expanduser().resolve()
        if set("*?[") & set(str(absolute)):
            raise StoreError("data_path_is_a_pattern", path=str(absolute))
        object.__setattr__(self, "data", absolute)

    @property
    def current(self) -> Path:
        """The file that names the published run."""
        return self.data / "CURRENT"

    @property
    def lock(self) -> Path:
        """The file whose flock makes a process the publisher."""
        return self.data / "lock"

    @property
    def key(self) -> Path:
        """The secret of the keyed hashes."""
        return self.data / "key"

    @property
    def session_key(self) -> Path:
        """The secret that signs the sessions of the web pages."""
        return self.data / "session.key"

    @property
    def failures(self) -> Path:
        """The last failed attempts, one JSON object a line."""
        return self.data / "failures.jsonl"

    @property
    def night(self) -> Path:
        """The folder of the run that was started as a process of its own."""
        return self.data / "night"

    @property
    def marts(self) -> Path:
        """The marts as one DuckDB file, for BI tools."""
        return self.data / "marts.duckdb"

    @property
    def staging(self) -> Path:
        """The folder of exports as read, one folder a source."""
        return self.data / "staging"

    def staged(self, source: str, fingerprint: str) -> Path:
        """The folder of one export as read."""
        return self.staging / folder_name(source) / folder_name(fingerprint)

    @property
    def readings(self) -> Path:
        """The folder of what the models said, one folder a model."""
        return self.data / "readings"

    def readings_of(self, model_fingerprint: str) -> Path:
        """The folder of what one model said."""
        return self.readings / folder_name(model_fingerprint)

    @property
    def kept(self) -> Path:
        """The folder of what a night worked out for the next."""
        return self.data / "kept"

    @property
    def runs(self) -> Path:
        """The folder of published runs."""
        return self.data / "runs"

    def run(self, run_id: str) -> Path:
        """The folder of one published run."""
        return self.runs / run_id

    def temporaries(self) -> list[Path]:
        """Everything that is being written or was left behind by a killed process."""
        folders = [self.data, self.staging, self.runs, self.readings, self.kept]
        folders += [path for parent in (self.staging, self.readings) for path in parent.glob("*")]
        return sorted(path for folder in folders for path in folder.glob(f"{TEMPORARY}*"))


def temporary(path: Path) -> Path:
    """A name beside `path`, not taken by anyone, to write under before renaming."""
    return path.parent / f"{TEMPORARY}{path.name}-{secrets.token_hex(4)}"


def folder_name(name: str) -> str:
    """`name` as a file name on every system; another name never gives the same one.

    A name of small letters (any script), digits, `_`, `-` and inner dots stays as it is.
    Any other is cleaned, shortened and gets a fingerprint, also against file systems that do
    not tell capitals from small letters.
    """
    composed = unicodedata.normalize("NFC", name)
    clean = re.sub(r"[^\w.-]", "_", composed).strip(".").lower()[:_LONGEST_FOLDER_NAME]
    if clean and clean == name and not re.fullmatch(r".*-[0-9a-f]{8}", name):
        return clean
    if re.fullmatch(r"[0-9a-f]{64}", name):
        return name
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{clean}-{mark}"


def run_file(table: str, *partition: str) -> str:
    """The path of a table's partition inside its run folder, with forward slashes."""
    return "/".join([table, *map(folder_name, partition)]) + ".parquet"
