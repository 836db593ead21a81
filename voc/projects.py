"""Around a run: making a project, checking one without writing, the demo, reading from standard input."""

import filecmp
import itertools
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voc import classify, config, ingest, pipeline, store, text
from voc.errors import SettingsError, VocError
from voc.records import SILENT, InputFile, Reading, Source, Watch

SAMPLE = Path(__file__).parent / "sample"
CHUNK = 512  # lines of standard input read together


@dataclass(frozen=True)
class Checked:
    """What `voc check` saw: profiles of readable exports, errors of others, files without a source."""

    profiles: Sequence[ingest.Profile]
    unmatched: Sequence[Path]
    errors: Sequence[tuple[InputFile, VocError]]


def init(root: Path, files: Sequence[Path]) -> list[Source]:
    """Make a project in `root`: copy `files` to its inbox, write voc.toml with the proposed mapping.

    Raises SettingsError if there is a project already, a file is missing, or another file of its name
    is there or given too; then nothing has been copied.
    """
    if (root / config.FILE).exists():
        raise SettingsError("project_exists", file=str(root / config.FILE))
    copies: dict[Path, Path] = {}  # in the inbox -> as given
    for file in files:
        if not file.is_file():
            raise SettingsError("file_missing", file=str(file))
        target = root / "inbox" / file.name
        for other in (copies.get(target, file), target):
            if other.exists() and not filecmp.cmp(file, other, shallow=False):
                raise SettingsError("file_name_taken", file=str(file), other=str(other))
        copies[target] = file
    for folder in ("inbox", "data"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for target, file in copies.items():
        if not target.exists():
            shutil.copyfile(file, target)
    sources = ingest.propose(list(copies))
    config.write(root, sources)
    return sources


def check(project: config.Project, watch: Watch = SILENT) -> Checked:
    """Read every export as a run would, and write nothing."""
    settings = project.settings
    if not settings.sources:
        raise SettingsError("no_sources", file=str(project.root / config.FILE))
    files = [file for source in settings.sources for file in ingest.find(source, project.root)]
    profiles, errors = [], []
    watch.begin("step.check", len(files))
    for file in files:
        try:
            profile = ingest.profile(
                file, timezone=settings.timezone, hash_id=str, mask=text.mask, language=settings.language
            )
            profiles.append(profile)
        except VocError as error:
            errors.append((file, error))
        watch.advance()
    watch.end()
    return Checked(profiles, ingest.unmatched(settings.sources, project.inbox, project.root), errors)


def demo(root: Path, watch: Watch = SILENT) -> pipeline.Outcome:
    """The bundled sample as a project in `root`, run; a demo that is there already is run again."""
    if not (root / config.FILE).exists():
        init(root, sorted(path for path in SAMPLE.iterdir() if path.suffix != ".md"))
    return pipeline.run(config.load(root), watch)


def published(project: config.Project) -> store.Run:
    """The current run of a project. Raises SettingsError when nothing has been published yet."""
    run = store.current(project.data)
    if run is None:
        raise SettingsError("not_published")
    return run


def read_lines(lines: Iterable[str], model: str | None = None) -> Iterator[dict[str, Any]]:
    """`voc classify`: JSON lines in, one answer a line, same order; needs no project.

    Offsets point into the given text. Raises SettingsError with the line number for a bad line,
    after the answers to the lines before it.
    """
    reader = classify.reader(model or classify.SHIPPED, text.VERSION)
    numbered = enumerate(lines, 1)
    while chunk := list(itertools.islice(numbered, CHUNK)):
        parsed: list[dict[str, Any]] = []
        bad: SettingsError | None = None
        for number, line in chunk:
            if not line.strip():
                continue
            try:
                parsed.append(_parse(line))
            except (ValueError, TypeError, RecursionError) as error:
                bad = SettingsError("bad_line", line=number, reason=str(error))
                break
        readings = reader.read([text.readable(item["text"], item.get("question") or "") for item in parsed])
        for item, reading in zip(parsed, readings, strict=True):
            yield answer(item.get("id"), reading, reader.name)
        if bad:
            raise bad


def explain(given: str, question: str = "", model: str | None = None) -> dict[str, Any]:
    """One text as `voc classify` answers it, with the spans that make it a complaint, a loss or urgent."""
    reader = classify.reader(model or classify.SHIPPED, text.VERSION)
    (reading,) = reader.read([text.readable(given, question)])
    return answer(None, reading, reader.name) | {"reasons": [vars(reason) for reason in reading.reasons]}


def _parse(line: str) -> dict[str, Any]:
    item = json.loads(line)
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise TypeError('no "text"')
    if not isinstance(item.get("question") or "", str):
        raise TypeError('"question" is not text')
    return item


def answer(id_: Any, reading: Reading, model: str) -> dict[str, Any]:
    """A reading as `voc classify` writes it."""

    def rounded(p: float | None) -> float | None:
        return None if p is None else round(p, 4)

    p = {"negative": reading.p_negative, "neutral": reading.p_neutral, "positive": reading.p_positive}
    return {
        "id": id_,
        "sentiment": reading.sentiment,
        "p": {name: rounded(value) for name, value in p.items()},
        "mixed": None if reading.mixed is None else reading.mixed >= 0.5,
        "complaint": rounded(reading.complaint),
        "request": rounded(reading.request),
        "churn": rounded(reading.churn),
        "urgent": rounded(reading.urgent),
        "non_answer": reading.non_answer >= 0.5,
        "topics": [{**vars(mention), "p": rounded(mention.p)} for mention in reading.topics],
        "model": model,
    }
