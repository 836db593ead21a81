"""Writing so that a crash leaves either the old or the new, never half of it."""

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from voc.errors import StoreError
from voc.store.layout import Layout, temporary

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_CANNOT_LINK = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says while `path` is written into a StoreError.

    A full disk is `disk_full`, a forbidden one `data_not_writable`, anything else `data_not_written`.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StoreError("disk_full", path=str(path)) from error
        if error.errno in _FORBIDDEN:
            raise StoreError("data_not_writable", path=str(path)) from error
        raise StoreError("data_not_written", path=str(path), reason=error.strerror or str(error)) from error
    except duckdb.IOException as error:
        reason = str(error).splitlines()[0]
        if "No space left" in reason:
            raise StoreError("disk_full", path=str(path)) from error
        raise StoreError("data_not_written", path=str(path), reason=reason) from error


def private(folder: Path) -> None:
    """Make a folder that only this user may enter; one that is there stays as open as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def open_to_all(folder: Path) -> bool:
    """Whether every user of the machine may enter a folder: it, and each one on the way to it."""
    whole = folder.resolve()
    return all(path.stat().st_mode & stat.S_IXOTH for path in (whole, *whole.parents))


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_below(top: Path) -> None:
    """`sync` for every file and folder below a folder, the deepest first, and for it.

    Much that is written is sooner on the disk when nobody waits for each file.
    """
    for folder, _, files in os.walk(top, topdown=False):
        for path in (*files, ""):
            sync(Path(folder, path))


def replace_text(path: Path, text: str) -> None:
    """Write a small file as a whole; a reader sees the old text or the new."""
    fresh = temporary(path)
    fresh.write_text(text, encoding="utf-8")
    sync(fresh)
    os.replace(fresh, path)
    sync(path.parent)


def link_or_copy(old: Path, new: Path) -> None:
    """Make `new` share the bytes of `old`; copy where the file system has no hard links.

    Raises FileNotFoundError when `old` is gone.
    """
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError as error:
        if error.errno not in _CANNOT_LINK:
            raise
        shutil.copyfile(old, new)
        sync(new)


def link_marts(layout: Layout, run_path: Path) -> None:
    """Let data/marts.duckdb be the marts of the run at `run_path`, if it has any."""
    marts = run_path / layout.marts.name
    if not marts.exists() or (layout.marts.exists() and layout.marts.samefile(marts)):
        return  # renaming one hard link over another of the same file would do nothing
    fresh = temporary(layout.marts)
    link_or_copy(marts, fresh)
    os.replace(fresh, layout.marts)


def sweep(layout: Layout) -> None:
    """Clear away what a killed publisher left, and finish its last step. Only for the lock's holder."""
    for path in layout.temporaries():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    if layout.current.exists():
        link_marts(layout, layout.run(layout.current.read_text(encoding="utf-8").strip()))
