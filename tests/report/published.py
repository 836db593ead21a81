"""Rows as the analyze stage publishes them, a few of each table that a chart or the report reads."""

from typing import Any

import pyarrow as pa

KEY = {"source": "survey", "segment_name": "all", "segment_value": "all"}
TOPIC = KEY | {"period": "all"}
TOPIC_SCHEMA = pa.schema(
    dict.fromkeys(("source", "topic", "period", "segment_name", "segment_value"), pa.string())
    | dict.fromkeys(("n_base", "n_responses", "n_comments"), pa.int64())
    | dict.fromkeys(
        "share nps_mentioned nps_low nps_high lift lift_low lift_high q_value impact impact_low impact_high".split(),
        pa.float64(),
    )
    | {"note": pa.string()}
)
DRIVER_SCHEMA = pa.schema(
    dict.fromkeys(("source", "topic", "polarity", "period", "segment_name", "segment_value"), pa.string())
    | {"n": pa.int64()}
    | dict.fromkeys(
        "effect low high q_value share_positive share_positive_low share_positive_high effect_axis".split()
        + ["share_positive_axis"],
        pa.float64(),
    )
    | {"quadrant": pa.string(), "note": pa.string()}
)
CHANGE_SCHEMA = pa.schema(
    dict.fromkeys(
        ("source", "topic", "period", "period_before", "segment_name", "segment_value"), pa.string()
    )
    | dict.fromkeys(("n_base_before", "n_base_after", "n_before", "n_after"), pa.int64())
    | dict.fromkeys(
        "nps_before nps_after mix rate interaction total total_low total_high q_value".split(), pa.float64()
    )
    | {"kind": pa.string(), "note": pa.string()}
)


def nps(months: int = 14, **changed: Any) -> pa.Table:
    """A year and more of months from 2025-03 on and all time; `changed` is put over the third month."""
    rows = []
    for at in range(months):
        year, month = divmod(2025 * 12 + 2 + at, 12)
        row = KEY | {"period": f"{year}-{month + 1:02}", "n": 100 + at, "promoters": 50, "passives": 30 + at}
        row |= {"detractors": 20, "nps": 30.0 - at, "nps_low": 20.0 - at, "nps_high": 40.0 - at, "note": ""}
        rows.append(row | (changed if at == 2 else {}))
    whole = {"period": "all", "n": 1500, "promoters": 700, "passives": 500, "detractors": 300, "nps": 26.7}
    return pa.Table.from_pylist([*rows, KEY | whole | {"nps_low": 22.8, "nps_high": 30.5, "note": ""}])


def scores() -> pa.Table:
    """All time with its scores: 20 detractors, 32 passives, 47 promoters."""
    counts = {f"score_{score}": 0 for score in range(11)} | {"score_5": 20, "score_8": 32, "score_9": 40}
    row = KEY | {"period": "all", "n": 99, "promoters": 47, "passives": 32, "detractors": 20} | counts
    return pa.Table.from_pylist([row | {"score_10": 7, "nps": 27.3, "nps_low": 12.0, "nps_high": 42.0, "note": ""}])


def topics() -> pa.Table:
    """Clear and unclear ones, 参考値, too few."""
    told = [
        ("access", 120, -6.2, 0.5, 0.001, ""),
        ("price", 80, -1.1, 2.0, 0.4, ""),
        ("waiting", 18, -2.5, 1.0, 0.01, "reference"),
        ("staff", 200, 8.3, 2.0, 0.0001, ""),
    ]
    rows: list[dict[str, Any]] = []
    for topic, n, impact, half, q, note in told:
        limits = {"impact": impact, "impact_low": impact - half, "impact_high": impact + half}
        limits |= {"lift": 4 * impact, "lift_low": 4 * (impact - half), "lift_high": 4 * (impact + half)}
        mentioned = {"nps_mentioned": 10 + impact, "nps_low": impact, "nps_high": 20 + impact, "q_value": q}
        counts = {"n_base": 500, "n_responses": n, "n_comments": n, "share": n / 500}
        rows.append(TOPIC | {"topic": topic, "note": note} | counts | mentioned | limits)
    rows.append(
        TOPIC | {"topic": "billing", "n_base": 500, "n_responses": 7, "n_comments": 7, "share": 0.014}
    )
    rows[-1]["note"] = "too_few"
    return pa.Table.from_pylist(rows, TOPIC_SCHEMA)


def drivers(hints: bool = False) -> pa.Table:
    """One point of each quadrant, undecided ones, one without a figure; with `hints` no interval of an effect."""
    told = [
        ("access", "negative", 90, -40.0, 5.0, 0.2, "improve_first", ""),
        ("staff", "positive", 180, 38.0, 4.0, 0.9, "keep_first", ""),
        ("price", "negative", 60, -8.0, 3.0, 0.3, "improve", ""),
        ("facility", "positive", 70, 9.0, 3.0, 0.85, "keep", ""),
        ("waiting", "negative", 15, -22.0, 15.0, 0.4, "undecided", "reference"),
        ("quality", "neutral", 40, 5.0, 9.0, 0.7, None, ""),
    ]
    rows: list[dict[str, Any]] = []
    for topic, polarity, n, effect, half, praised, quadrant, note in told:
        row = TOPIC | {"topic": topic, "polarity": polarity, "n": n, "quadrant": quadrant, "note": note}
        row |= {"effect": effect, "low": effect - half, "high": effect + half, "q_value": 0.01}
        row |= {"share_positive": praised, "share_positive_low": praised - 0.05, "effect_axis": 20.0}
        rows.append(row | {"share_positive_high": praised + 0.05, "share_positive_axis": 0.6})
        if hints:
            rows[-1] |= {"low": None, "high": None, "q_value": None, "quadrant": quadrant and "undecided"}
    return pa.Table.from_pylist(rows, DRIVER_SCHEMA)


def changes(hidden: float = 0.0, more: int = 0) -> pa.Table:
    """From 2026-03 to 2026-04: two topics and the rest, `more` small topics, and `hidden` points not shown."""
    pair = KEY | {"period": "2026-04", "period_before": "2026-03", "n_base_before": 300, "n_base_after": 280}
    told = [("access", -3.0, 0.5, 0.0), ("staff", 0.4, 1.6, 0.2), ("(rest)", 0.1, -0.2, 0.0)]
    told += [(f"topic{i}", 0.01, 0.0, 0.0) for i in range(more)]
    rows: list[dict[str, Any]] = []
    for topic, mix, rate, both in told:
        total = mix + rate + both
        row = pair | {
            "topic": topic,
            "mix": mix,
            "rate": rate,
            "interaction": both,
            "total": total,
            "note": "",
        }
        row |= {
            "total_low": total - 1,
            "total_high": total + 1,
            "q_value": 0.01 if topic == "access" else 0.5,
        }
        rows.append(row | {"n_before": 50, "n_after": 40, "kind": ""})
    change = sum(row["total"] for row in rows) + hidden
    whole = {"topic": "(all)", "nps_before": 20.0, "nps_after": 20.0 + change, "total": change, "mix": 0.0}
    whole |= {
        "rate": change,
        "interaction": 0.0,
        "total_low": change - 4,
        "total_high": change + 4,
        "note": "",
    }
    rows.append(pair | whole | {"kind": ""})
    rows.append(
        pair | {"topic": "outage", "n_before": None, "n_after": 12, "kind": "new", "note": "suppressed"}
    )
    return pa.Table.from_pylist(rows, CHANGE_SCHEMA)


def loyalty(suppressed: bool = False) -> pa.Table:
    """Four quadrants of spend; with `suppressed` two of them are left out."""
    rows = []
    for name, share, spend in (
        ("true_loyal", 0.2, 0.4),
        ("latent", 0.2, 0.1),
        ("spurious", 0.25, 0.4),
        ("low", 0.35, 0.1),
    ):
        row: dict[str, Any] = KEY | {
            "behaviour": "利用金額",
            "quadrant": name,
            "n": round(400 * share),
            "cut": 6500.0,
        }
        for column, value in (("share", share), ("spend_share", spend)):
            row |= {column: value, f"{column}_low": value - 0.03, f"{column}_high": value + 0.03}
        row |= {"nps": -31.5, "nps_low": -40.0, "nps_high": -20.0, "banded": True, "note": ""}
        if not suppressed or name not in ("latent", "low"):
            rows.append(row)
    return pa.Table.from_pylist(rows)


def concentration() -> pa.Table:
    """The first two deciles."""
    figures = {
        "gini": 0.45,
        "gini_low": 0.4,
        "gini_high": 0.5,
        "top_20_share": 0.52,
        "top_20_share_low": 0.48,
    }
    figures |= {"top_20_share_high": 0.56, "banded": True, "note": "", "n": 400, "behaviour": "利用金額"}
    return pa.Table.from_pylist([KEY | figures | {"decile": decile, "spend_share": 0.3} for decile in (1, 2)])


def cooccurrence() -> pa.Table:
    """Two groups of words and a tie between them."""
    told = [("駅", "遠い", 0.4, 1), ("駅", "バス", 0.3, 1), ("海", "夕日", 0.35, 2), ("駅", "海", 0.05, 0)]
    rows = [
        {"source": "survey", "topic": "all", "term": a, "other": b, "n_term": 80, "n_other": 60, "n_both": 30,
         "jaccard": j, "jaccard_low": j - 0.02, "jaccard_high": j + 0.02, "community": c,
         "note": "" if j > 0.1 else "reference"}
        for a, b, j, c in told
    ]  # fmt: skip
    return pa.Table.from_pylist(rows)


def correspondence() -> pa.Table:
    """Three groups and three terms on two axes."""
    told = [
        ("value", "promoter", 0.4, 0.1),
        ("value", "passive", -0.1, -0.3),
        ("value", "detractor", -0.5, 0.2),
    ]
    told += [("term", "親切", 0.6, 0.1), ("term", "遠い", -0.7, 0.2), ("term", "普通", -0.1, -0.5)]
    rows = [
        {"source": "survey", "variable": "nps_group", "kind": kind, "name": name, "n": 90, "x": x, "y": y,
         "contribution_x": 0.2, "contribution_y": 0.2, "quality": 1.0, "inertia_x": 0.8, "inertia_y": 0.2, "note": ""}
        for kind, name, x, y in told
    ]  # fmt: skip
    return pa.Table.from_pylist(rows)
