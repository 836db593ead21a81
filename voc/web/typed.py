"""SQL that a visitor types: answered apart, and noted in the audit log without its text."""

import hashlib

from voc import store
from voc.web.access.visitor import Visitor
from voc.web.site import Site


def answer(
    site: Site, visitor: Visitor, statement: str, action: str, most: int | None = None
) -> store.Answer:
    """The answer to one reading statement over what the visitor may see, at most `most` rows of it.

    The log keeps `action`, the tables, a fingerprint of the SQL (which may hold what was typed about
    somebody) and how many rows were seen. Raises QueryError, and SettingsError when nothing is published.
    """
    found = site.apart.ask(site.sight(visitor), visitor.name, statement, most=most)
    fingerprint = hashlib.sha256(statement.encode()).hexdigest()[:12]
    target = f"{' '.join(found.tables) or '-'} sha256:{fingerprint} rows:{found.rows.num_rows}"
    store.decisions.audit.note(site.database, visitor.name, action, target)
    return found
