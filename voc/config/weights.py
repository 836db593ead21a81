"""What `[weights]` of voc.toml says: the margins that weighted answers should have.

    [weights.survey."年代"]     # source and segment; shares or head counts, they are scaled to one
    "20代" = 0.13
    "30代" = 0.15

Every value is checked here; whether answers have it is seen when they are weighted.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from voc.config.checks import known
from voc.errors import SettingsError
from voc.records import Margins, Source


def margins(given: Mapping[str, Any], sources: Sequence[Source], file: str) -> Margins:
    """The margins of every source, the shares of a segment scaled to sum to 1.

    Raises SettingsError for a source that is no survey, a segment that the source does not have, fewer than
    two values, or one that is not a number above 0.
    """
    surveys = {source.name: source for source in sources if source.kind == "survey"}
    known(given, set(surveys), f"{file} [weights]")
    return {name: _of(surveys[name], value, f"{file} [weights.{name}]") for name, value in given.items()}


def _of(source: Source, given: Any, where: str) -> Mapping[str, Mapping[str, float]]:
    if not isinstance(given, dict):
        raise SettingsError("weights_form", where=where, value=given)
    for segment in given:
        if segment not in source.segments:
            segments = ", ".join(source.segments) or "–"
            raise SettingsError("weights_segment", where=where, name=segment, segments=segments)
    return {segment: _shares(targets, f"{where} {segment}") for segment, targets in given.items()}


def _shares(given: Any, where: str) -> Mapping[str, float]:
    if not isinstance(given, dict):
        raise SettingsError("weights_form", where=where, value=given)
    if len(given) < 2:
        raise SettingsError("weights_too_few", where=where)
    for value, target in given.items():
        number = isinstance(target, int | float) and not isinstance(target, bool)
        if not (number and math.isfinite(target) and target > 0):
            raise SettingsError("weights_number", where=f"{where} {value}", value=target)
    total = math.fsum(given.values())
    return {value: target / total for value, target in given.items()}
