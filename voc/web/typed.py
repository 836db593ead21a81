"""SQL that a visitor types: answered apart, and noted in the audit log without its text."""

import hashlib
from collections.abc import Sequence

from voc import store
from voc.errors import QueryError
from voc.web.access.visitor import Visitor
from voc.web.site import Site


def answer(
    site: Site,
    visitor: Visitor,
    sight: store.Sight,
    statement: str,
    params: Sequence[str] = (),
    *,
    action: str,
    most: int | None = None,
) -> store.Answer:
    """The answer to one reading statement over `sight`, what the visitor sees, at most `most` rows of it.

    The log keeps `action`, the tables, a fingerprint of the SQL (which may hold what was typed about
    somebody) and how many rows were seen, or why none. Raises QueryError.
    """
    fingerprint = hashlib.sha256(statement.encode()).hexdigest()[:12]

    def note(tables: str, end: str) -> None:
        target = f"{tables or '-'} sha256:{fingerprint} {end}"
        store.decisions.audit.note(site.database, visitor.name, action, target)

    try:
        found = site.apart.ask(sight, visitor.name, statement, params, most=most)
    except QueryError as error:
        note(str(error.values.get("touched", store.UNSEEN)), error.code)
        raise
    note(" ".join(found.tables), f"rows:{found.rows.num_rows}")
    return found
