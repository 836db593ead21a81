"""What customers do beside what they say: the relations that the loyalty tables are counted from.

Everybody counts once in a survey, with the latest scored answer: its score, its segments and the
behaviours that it states. A respondent who is not known is a person of their own. Behaviours of the
customer lists (spend, purchases) join by respondent and are called by their list: `customers.spend`.

Loyalty has two sides, and each is cut once for a whole survey, so that segments can be compared:

    psychological   a promoter (9-10) is high, everybody else low
    behavioural     high from the value on that comes closest to halving the respondents

Equal values are never parted, so a band is high or low as a whole. Amounts below 0 are not counted.
"""

from collections.abc import Collection

import duckdb
import pyarrow as pa

from voc.analyze.sql import run

TRUE, LATENT, SPURIOUS, LOW = "true_loyal", "latent", "spurious", "low"
QUADRANTS = {  # (psychologically high, high in behaviour) -> its name
    (True, True): TRUE,
    (True, False): LATENT,
    (False, True): SPURIOUS,
    (False, False): LOW,
}


def behaviours(
    con: duckdb.DuckDBPyConnection,
    banded: Collection[tuple[str, str]] = (),
    latest: str = "loyalty/latest.sql",
) -> None:
    """Creates the temporary tables latest, behaviours and behaved from the relations of `tables`.

    `banded` are the (source, behaviour) whose values are midpoints of bands, as the settings declare;
    `latest` is the SQL file that finds everybody's latest answer.
    """
    pairs = sorted(banded)
    bands = pa.table(
        {
            "source": pa.array([source for source, _ in pairs], pa.string()),
            "behaviour": pa.array([behaviour for _, behaviour in pairs], pa.string()),
        }
    )
    con.register("bands", bands)
    run(con, latest)
    run(con, "loyalty/behaviours.sql")
    con.unregister("bands")
