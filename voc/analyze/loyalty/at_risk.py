"""Table `at_risk`: the customers who bring much and are not won over. Row-level: only for who may see rows.

One row per source × respondent in the quadrant spurious (見せかけ: high behaviour, no promoter; see
`loyalty.behaviours`) for whom something else speaks too:

    low_score    detractor (0-6) in the latest answer
    score_fell   it is of a lower NPS group than the answer before
    churn        a comment says that they mean to leave (p ≥ .5)
    complaint    a comment complains (p ≥ .5)

Comments are those of the latest answer, of support contacts that count for it and of later contacts. Who has
left according to a customer list is not at risk any more and has no row.

The behaviour is one for the whole source: `spend` (or a customer list's) before `visits` or purchases before
any other, of several the one known of most people; `behaviour` names it, `value` is how much, and `spend`
the same where it is money. A list to work from, not a prediction: nobody has measured how many of them leave.
"""

import duckdb

from voc.analyze.sql import run

REASONS = ("low_score", "score_fell", "churn", "complaint")


def at_risk(con: duckdb.DuckDBPyConnection) -> None:
    """Creates the temporary table `at_risk` from the relations of `behaviours` and `tables`."""
    run(con, "loyalty/at_risk.sql")
