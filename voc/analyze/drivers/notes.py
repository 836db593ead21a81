"""Which topics `drivers` tells of a segment: those of `topic_by_nps`, and of an outcome those of its answers.

What is protected is who mentions a topic, and who does not, in the answers with an outcome. How few of a
topic's answers praise it is not: `topic_by_nps` says the share of those.
"""

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.disclosure.complementary import protected
from voc.analyze.notes import SUPPRESSED, notes
from voc.analyze.sql import run
from voc.analyze.topics.topics import people_again

Withheld = set[tuple[str, str, str, str, str]]  # source, outcome, topic, segment name and value
_KEYS = ("source", "outcome", "topic", "segment_name", "segment_value")
_PASSING = ("scored_base", "people_mentioning", "people_of")
_OF_NPS = (
    "SELECT source, 'nps', topic, segment_name, segment_value FROM topic_by_nps "
    f"WHERE period = 'all' AND note = '{SUPPRESSED}'"
)


def withheld(con: duckdb.DuckDBPyConnection) -> Withheld:
    """The topics that may not be told, from the relations of `tables` and what `topic_by_nps` leaves.

    Creates `measured` and `outcomes` (outcomes.sql) for who reads the answers after it.
    """
    found: Withheld = set(con.execute(_OF_NPS).fetchall())
    run(con, "drivers/measured.sql")
    run(con, "drivers/outcomes.sql")
    people_again(con)
    cells = run(con, "drivers/cells.sql").to_arrow_table()
    for passing in _PASSING:
        con.execute(f"DROP TABLE {passing}")
    n, mentioning, others, n_base, people = (
        cells[name].to_numpy().astype(np.float64)
        for name in ("n", "mentioning", "others", "n_base", "people")
    )
    keys = cells.select(_KEYS)
    place = [key[:2] + key[3:] for key in zip(*(keys[name].to_pylist() for name in _KEYS), strict=True)]
    first = list({key: row for row, key in enumerate(place)}.values())
    bases = keys.drop_columns(["topic"]).take(pa.array(first, pa.int64()))
    note = protected(bases, notes(people[first], n_base[first]), n_base[first], people[first])
    dark = {place[row] for row, one in zip(first, note.tolist(), strict=True) if one == SUPPRESSED}
    of_dark = np.array([key in dark for key in place], bool)
    untold = cells["withheld"].to_numpy(zero_copy_only=False) | of_dark
    note = notes(np.where(untold, 0, np.minimum(mentioning, others)), n)
    note = protected(keys, note, n, mentioning, others, most=np.where(of_dark, np.inf, n_base))
    rows = keys.filter(pa.array(note == SUPPRESSED)).to_pylist()
    return found | {tuple(row[name] for name in _KEYS) for row in rows}
