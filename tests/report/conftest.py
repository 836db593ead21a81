"""Tables as the analyze stage leaves them."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

Rows = Callable[..., pa.Table]

KEY = {"source": "survey", "period": "all", "segment_name": "all", "segment_value": "all", "n_base": 500}
NONE = dict.fromkeys(
    ["nps_mentioned", "nps_low", "nps_high", "lift", "lift_low", "lift_high"]
    + ["impact", "impact_low", "impact_high"]
)


def _row(topic: str, n: int, impact: float | None, note: str = "", **more: Any) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "nps_mentioned": -12.34, "nps_low": -20.1, "nps_high": -4.5,
        "lift": -30.0, "lift_low": -40.0, "lift_high": -20.0,
    }  # fmt: skip
    if impact is None:
        figures = dict(NONE)
    else:
        figures |= {"impact": impact, "impact_low": impact - 1, "impact_high": impact + 1}
    counts = {"topic": topic, "n_responses": n, "n_comments": n, "share": n / 500}
    return KEY | counts | figures | {"note": note} | more


@pytest.fixture
def topic_by_nps() -> pa.Table:
    """Four topics: one that goes with high NPS, one with low, one to take with care, one too small."""
    return pa.Table.from_pylist(
        [
            _row("quality", 100, 5.04),
            _row("hours", 3, None, "too_few"),
            _row("access", 50, -3.2),
            _row("waiting", 12, 0.0, "reference"),
        ]
    )
