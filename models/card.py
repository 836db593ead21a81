"""The card of a model: card.md, with what `<name>.md` tells of it alone, filled with its figures."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def card(about: Mapping[str, object], held_out: Mapping[str, Mapping[str, Any]]) -> str:
    """Markdown; `about` has what stands in braces in the files, `held_out` the figures of each part."""
    own = HERE / f"{about.get('name')}.md"
    alone = own.read_text(encoding="utf-8").rstrip() if own.is_file() else ""
    said = (HERE / "card.md").read_text(encoding="utf-8").replace("{alone}", alone)
    for field, value in {**about, "figures": "\n".join(_table(held_out))}.items():
        said = said.replace("{" + field + "}", str(value))
    return said


def _table(parts: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Each figure of each part, with its interval and count; calibration by polarity is left out."""
    every = dict.fromkeys(name for own in parts.values() for name in own)
    names = [n for n in every if not n.endswith("_ece") or "." not in n]
    rows = ["| | " + " | ".join(parts) + " |", "|---" * (len(parts) + 1) + "|"]
    for figure in names:
        found = (own.get(figure) for own in parts.values())
        rows.append(f"| {figure} | {' | '.join(map(_cell, found))} |")
    return rows


def _cell(figure: Mapping[str, Any] | None) -> str:
    if not figure:
        return "–"
    yes = "" if figure.get("yes") is None else f", {figure['yes']:,} yes"
    return f"{figure['value']:.3f} [{figure['low']:.3f}, {figure['high']:.3f}], n = {figure['n']:,}{yes}"
