"""The result of a query as rows, through SQLAlchemy, streamed.

A url `$NAME` is the one that the environment variable NAME holds.
"""

import os
import re
from collections.abc import Generator, Sequence
from contextlib import closing
from itertools import islice

import sqlalchemy
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError

from voc.errors import InputError, MissingExtra
from voc.ingest.rows import Row, as_text, header_of

_DRIVERS = {  # what to install for the databases that companies have
    "postgresql": "pip install 'voc[postgres]'",
    "mysql": "pip install pymysql",
    "mariadb": "pip install pymysql",
    "mssql": "pip install pyodbc",
    "oracle": "pip install oracledb",
    "snowflake": "pip install snowflake-sqlalchemy",
    "bigquery": "pip install sqlalchemy-bigquery",
    "redshift": "pip install sqlalchemy-redshift redshift_connector",
}
_BATCH = 4096


def query(url: str, statement: str, shown: str) -> tuple[tuple[str, ...], Generator[Row, None, None]]:
    """The column names and rows of `statement` on the database at `url`; `line` is the row number.

    A name that is there twice gets _2. Raises InputError `ingest_sql_variable` where a variable holds no
    url, MissingExtra with the pip command when the driver is not installed, InputError `ingest_sql` with the
    database's own words when it does not answer. Passwords never reach a message.
    """
    if not (found := _resolved(url)):
        raise InputError("ingest_sql_variable", file=shown, variable=url[1:])
    try:
        address = sqlalchemy.make_url(found)
    except SQLAlchemyError:
        raise InputError("ingest_sql_url", file=shown) from None
    kind = address.get_backend_name()
    try:
        if kind == "postgresql" and address.drivername == "postgresql":
            address = address.set(drivername="postgresql+psycopg")  # the driver that voc[postgres] brings
        elif kind in ("mysql", "mariadb") and "+" not in address.drivername:
            address = address.set(drivername=f"{kind}+pymysql")
        elif kind == "oracle" and "+" not in address.drivername:
            address = address.set(drivername="oracle+oracledb")
        engine = sqlalchemy.create_engine(address)
    except (ModuleNotFoundError, NoSuchModuleError):
        command = _DRIVERS.get(kind, f"pip install sqlalchemy-{kind}")
        raise MissingExtra("ingest_driver", file=shown, database=kind, command=command) from None
    rows = _rows(engine, statement, shown)
    header = next(rows).cells
    return tuple(header), rows


def sample(url: str, statement: str, shown: str, most: int) -> list[Sequence[str]]:
    """The column names, then the first `most` rows of `statement`. Raises the errors of `query`."""
    header, rows = query(url, statement, shown)
    with closing(rows):
        return [header, *(row.cells for row in islice(rows, most))]


def place(url: str) -> str:
    """Kind, host and name of the database at `url` for people to see: nobody's name, no password.

    The name of its variable where that holds no url.
    """
    try:
        address = sqlalchemy.make_url(_resolved(url))
    except SQLAlchemyError:
        return url if url.startswith("$") else ""
    return " ".join(filter(None, (address.get_backend_name(), address.host, address.database)))


def _resolved(url: str) -> str:
    return os.environ.get(url[1:], "") if url.startswith("$") else url


def _rows(engine: sqlalchemy.Engine, statement: str, shown: str) -> Generator[Row, None, None]:
    """First the column names as a row, then the rows of the result."""
    try:
        with engine.connect().execution_options(stream_results=True, yield_per=_BATCH) as connection:
            # A colon is the statement's own, never a parameter: '%H:%M', ' :00'
            result = connection.execute(sqlalchemy.text(re.sub(r"(?<!\\):", r"\:", statement)))
            yield Row(0, header_of([list(result.keys())]))
            for line, record in enumerate(result, start=1):
                cells = [as_text(value) for value in record]
                if any(cell.strip() for cell in cells):
                    yield Row(line, cells)
    except SQLAlchemyError as error:
        detail = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        raise InputError("ingest_sql", file=shown, detail=detail[:300]) from None
    finally:
        engine.dispose()
