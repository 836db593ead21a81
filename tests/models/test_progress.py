"""A build that was stopped goes on; a build of something else does not."""

from pathlib import Path

import pytest
from progress import Progress


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / name for name in ("build.py", "comments.jsonl")]
    for path in paths:
        path.write_text(path.name)
    return paths


def begun(tmp_path: Path, sources: list[Path]) -> Progress:
    return Progress(tmp_path / "building", reversed(sources))


def test_a_build_goes_on_after_the_steps_that_were_done(tmp_path, sources) -> None:
    first = begun(tmp_path, sources)
    assert first.steps == 0
    first.done()
    first.done()
    assert begun(tmp_path, sources).steps == 2


def test_a_step_that_is_done_needs_its_epochs_no_more_one_that_is_not_keeps_them(tmp_path, sources) -> None:
    first = begun(tmp_path, sources)
    first.epochs.mkdir()
    (first.epochs / "learned.safetensors").write_text("half")
    assert (begun(tmp_path, sources).epochs / "learned.safetensors").exists()
    first.done()
    assert not first.epochs.exists()


def test_other_comments_begin_anew(tmp_path, sources) -> None:
    first = begun(tmp_path, sources)
    first.epochs.mkdir()
    first.done()
    sources[1].write_text("one comment more")
    assert begun(tmp_path, sources).steps == 0
    assert not first.epochs.exists()


def test_after_the_end_the_next_build_begins_anew(tmp_path, sources) -> None:
    first = begun(tmp_path, sources)
    first.done()
    first.finished()
    assert begun(tmp_path, sources).steps == 0


def test_a_build_killed_as_a_step_ends_does_not_leave_its_epochs_to_the_next_step(tmp_path, sources, monkeypatch) -> None:
    first = begun(tmp_path, sources)
    first.epochs.mkdir()
    monkeypatch.setattr("progress.replace_text", lambda *_: exit("killed"))
    with pytest.raises(SystemExit):
        first.done()
    monkeypatch.undo()
    again = begun(tmp_path, sources)
    assert again.steps == 0 and not again.epochs.exists()
