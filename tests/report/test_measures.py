"""What a column measures is told by its name and type."""

import pyarrow as pa
import pytest

from voc.report.measures import measure

MEASURES = [
    ("nps", pa.float64(), "points"),
    ("nps_mentioned", pa.float64(), "points"),
    ("lift_high", pa.float64(), "points"),
    ("impact", pa.float64(), "points"),
    ("nps_score", pa.int8(), "count"),
    ("share", pa.float64(), "share"),
    ("share_negative", pa.float64(), "share"),
    ("spend_share_low", pa.float64(), "share"),
    ("top_20_share", pa.float64(), "share"),
    ("cumulative", pa.float64(), "share"),
    ("contribution_low", pa.float64(), "points"),
    ("contribution_x", pa.float64(), "share"),
    ("inertia_y", pa.float64(), "share"),
    ("quality", pa.float64(), "share"),
    ("x", pa.float64(), "score"),
    ("z", pa.float64(), "score"),
    ("jaccard_low", pa.float64(), "probability"),
    ("gini", pa.float64(), "probability"),
    ("people_kept", pa.float64(), "count"),
    ("share_difference_low", pa.float64(), "moved"),
    ("q_value", pa.float64(), "chance"),
    ("complaint", pa.float32(), "probability"),
    ("mixed", pa.bool_(), "text"),
    ("answered_at", pa.timestamp("us", "UTC"), "moment"),
    ("priority", pa.float64(), "number"),
    ("topic", pa.string(), "text"),
]


@pytest.mark.parametrize(("name", "kind", "measured"), MEASURES)
def test_name_and_type_tell_what_a_column_measures(name: str, kind: pa.DataType, measured: str) -> None:
    assert measure(name, kind) == measured
