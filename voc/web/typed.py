"""SQL that a visitor types: answered apart, and noted in the audit log without its text."""

import hashlib
from collections.abc import Sequence

from voc import store
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
    somebody) and how many rows were seen. Raises QueryError.
    """
    found = site.apart.ask(sight, visitor.name, statement, params, most=most)
    fingerprint = hashlib.sha256(statement.encode()).hexdigest()[:12]
    target = f"{' '.join(found.tables) or '-'} sha256:{fingerprint} rows:{found.rows.num_rows}"
    store.decisions.audit.note(site.database, visitor.name, action, target)
    return found
