"""Who is who: the ids that the customer lists give to one person, resolved to one of them.

Enters: staged_customers, each with the aliases that its newest row names. Leaves: the
temporary table `people` (respondent, person) of every id that is linked to another; an id
that is not in it stands for itself. Ids are keyed hashes; this module never sees a value.
"""

import duckdb
import pyarrow as pa

from voc.analyze.sql import create

# Each customer's newest row counts, and for each alias the newest file that names it. An alias
# that two customers of that file claim (a family's e-mail, a placeholder) identifies neither.
_CLAIMS = """
WITH newest AS (
    SELECT source, seq, respondent, aliases FROM staged_customers
    QUALIFY row_number() OVER (PARTITION BY source, respondent ORDER BY seq DESC, aliases) = 1
), claimed AS (
    SELECT DISTINCT source, seq, respondent, unnest(aliases) AS alias FROM newest
), current AS (
    SELECT * FROM claimed WHERE alias <> respondent QUALIFY seq = max(seq) OVER (PARTITION BY source, alias)
)
SELECT respondent, alias FROM current
QUALIFY count(*) OVER (PARTITION BY source, alias) = 1
ORDER BY respondent, alias
"""


def resolve(con: duckdb.DuckDBPyConnection) -> None:
    """Creates the temporary table `people` (respondent, person), one row per linked id."""
    claims = con.sql(_CLAIMS).fetchall()
    found = persons(claims)
    linked = pa.table(
        {
            "respondent": pa.array(found.keys(), pa.string()),
            "person": pa.array(found.values(), pa.string()),
        }
    )
    create(con, "people", linked)


def persons(claims: list[tuple[str, str]]) -> dict[str, str]:
    """The person of every id in `claims`, pairs of (customer, alias), however long the chain.

    A chain is called by the customer whom nobody calls an alias; of several, or in a circle,
    by the one whose hash sorts first. The order of the claims does not matter.
    """
    leader: dict[str, str] = {}

    def find(one: str) -> str:
        root = one
        while leader.setdefault(root, root) != root:
            root = leader[root]
        while leader[one] != root:
            leader[one], one = root, leader[one]
        return root

    for customer, alias in claims:
        leader[find(alias)] = find(customer)
    aliases = {alias for _, alias in claims}
    name: dict[str, str] = {}
    for customer in sorted({customer for customer, _ in claims}, key=lambda one: (one in aliases, one)):
        name.setdefault(find(customer), customer)
    return {one: name[find(one)] for one in list(leader)}
