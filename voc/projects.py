"""Around a run: making a project, checking one without writing, the demo."""

import filecmp
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from voc import config, dictionary, ingest, intake, outcome, pipeline, store
from voc.errors import InputError, SettingsError, VocError
from voc.outcome import Outcome
from voc.records import SILENT, InputFile, Source, Watch
from voc.words import language_asked

SAMPLE = Path(__file__).parent / "sample"


@dataclass(frozen=True)
class Checked:
    """What `voc check` saw: profiles of readable exports, errors of others, files without a source.

    `time_formats` are what `time_format` may be where most rows of a file have a time that cannot be read.
    """

    profiles: Sequence[ingest.Profile]
    unmatched: Sequence[Path]
    errors: Sequence[tuple[InputFile, VocError]]
    time_formats: Mapping[Path, Sequence[str]] = field(default_factory=dict)

    @property
    def bad(self) -> list[ingest.Profile]:
        """The exports of whose rows more than half are rejected."""
        return [profile for profile in self.profiles if mostly_rejected(profile)]


def init(root: Path, files: Sequence[Path]) -> list[Source]:
    """Make a project in `root`: copy `files` to its inbox, write voc.toml with the proposed mapping.

    Raises SettingsError if there is a project already, a file is missing, another file of its name is there
    or given too, or the folder cannot be made; InputError when files cannot be read, which names all of them.
    Then nothing is left behind.
    """
    made: list[Path] = []
    try:
        copies = _copies(root, files)
        for folder in (root / "inbox", root / "data"):
            made += [path for path in (*reversed(folder.parents), folder) if not path.exists()]
            store.private(folder)
        for target, file in copies.items():
            if not target.exists():
                made.append(target)
                shutil.copyfile(file, target)
        sources = ingest.propose(list(copies))
        made.append(root / config.FILE)
        config.write(root, sources)
        return sources
    except InputError as error:
        _remove(made)
        _, unreadable = ingest.grouped(list(copies.values()))
        errors = [one for _, one in unreadable] or [error]
        raise outcome.together(errors, "exports_refused", language_asked()) from error
    except OSError as error:
        _remove(made)
        reason = error.strerror or type(error).__name__
        raise SettingsError("project_not_made", root=str(root), reason=reason) from error
    except BaseException:
        _remove(made)
        raise


def _copies(root: Path, files: Sequence[Path]) -> dict[Path, Path]:
    """The files as they will lie in the inbox, and as they were given. Raises SettingsError like `init`."""
    if (root / config.FILE).exists():
        raise SettingsError("project_exists", file=str(root / config.FILE))
    for folder in (*reversed(root.parents), root, root / "inbox", root / "data"):
        if folder.is_file():
            raise SettingsError("project_in_the_way", file=str(folder))
    copies: dict[Path, Path] = {}
    for file in files:
        if not file.is_file():
            raise SettingsError("file_missing", file=str(file))
        target = root / "inbox" / file.name
        for other in (copies.get(target, file), target):
            if other.exists() and not filecmp.cmp(file, other, shallow=False):
                raise SettingsError("file_name_taken", file=str(file), other=str(other))
        copies[target] = file
    return copies


def _remove(made: Sequence[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


def mostly_rejected(profile: ingest.Profile) -> bool:
    """Whether more than half of an export's rows are rejected."""
    return 2 * profile.accepted < profile.rows_read


def check(project: config.Project, watch: Watch = SILENT) -> Checked:
    """Read every export as a run would, and write nothing.

    Raises SettingsError without a source or for a wrong dictionary.csv, StoreError where the project's data
    cannot be read.
    """
    settings = project.settings
    if not settings.sources:
        raise SettingsError("no_sources", file=str(project.root / config.FILE))
    dictionary.load(project.root)
    store.current(project.data)
    files = [file for source in settings.sources for file in ingest.find(source, project.root)]
    watch.begin("step.check", len(files))
    profiles, errors = intake.profiles(project, files, settings.language, watch=watch)
    watch.end()
    formats = {
        p.file.path: ingest.time_formats(p.file, p.mapping)
        for p in profiles
        if mostly_rejected(p) and next(iter(p.rejected)) == "time_unreadable"
    }
    unmatched = ingest.unmatched(settings.sources, project.inbox, project.root)
    return Checked(profiles, unmatched, errors, formats)


def demo(root: Path, watch: Watch = SILENT) -> Outcome:
    """The bundled sample as a project in `root`, run; a demo that is there already is run again."""
    if not (root / config.FILE).exists():
        init(root, sorted(path for path in SAMPLE.iterdir() if path.suffix != ".md"))
    return pipeline.run(config.load(root), watch)


