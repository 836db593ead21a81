"""A PostgreSQL server of one's own, for tests and proofs."""

import glob
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

_numbers = itertools.count()


def another(url: str) -> str:
    """The URL of a new, empty database of the server at `url`."""
    place, name = sa.make_url(url), f"voc_{next(_numbers)}"
    engine = sa.create_engine(place.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return place.set(database=name).render_as_string(hide_password=False)


def programs() -> Path | None:
    """The folder with initdb and pg_ctl: Debian keeps them out of PATH."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = [Path(f).parent for f in glob.glob("/usr/lib/postgresql/*/bin/initdb")]
    return max(folders, key=lambda f: int(f.parent.name), default=None)


def free_port() -> int:
    """A loopback port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(folder_of_programs: Path, fsync: bool = False) -> Iterator[str]:
    """The URL of an empty database, while the server runs; without `fsync` it forgets when the machine fails."""
    folder = tempfile.mkdtemp(prefix="voc-pg-", dir="/tmp")
    account: tuple[str, ...] = ()
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        account = ("runuser", "-u", "postgres", "--")

    def run(program: str, *words: str) -> None:
        with open(f"{folder}.log", "a+b") as log:
            done = subprocess.run(
                [*account, str(folder_of_programs / program), "-D", f"{folder}/data", *words],
                cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, timeout=120,
            )  # fmt: skip
            if done.returncode:
                log.seek(0)
                raise RuntimeError(f"{program} failed: {log.read().decode(errors='replace')}")

    port = free_port()
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    settings += "" if fsync else " -c fsync=off"
    try:
        run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "start", "-w", "-t", "60", "-o", settings)
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "stop", "-m", "immediate", "-w")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        Path(f"{folder}.log").unlink(missing_ok=True)
