"""Around a run: making a project, checking one without writing, the demo."""

import filecmp
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from voc import config, dictionary, ingest, intake, pipeline
from voc.errors import SettingsError, VocError
from voc.outcome import Outcome
from voc.records import SILENT, InputFile, Source, Watch

SAMPLE = Path(__file__).parent / "sample"


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
    dictionary.load(project.root)
    files = [file for source in settings.sources for file in ingest.find(source, project.root)]
    watch.begin("step.check", len(files))
    profiles, errors = intake.profiles(project, files, settings.language, watch=watch)
    watch.end()
    return Checked(profiles, ingest.unmatched(settings.sources, project.inbox, project.root), errors)


def demo(root: Path, watch: Watch = SILENT) -> Outcome:
    """The bundled sample as a project in `root`, run; a demo that is there already is run again."""
    if not (root / config.FILE).exists():
        init(root, sorted(path for path in SAMPLE.iterdir() if path.suffix != ".md"))
    return pipeline.run(config.load(root), watch)


