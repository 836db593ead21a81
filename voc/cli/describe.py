"""Sources and profiles of exports in words, for voc init and voc check. Yields lines, prints nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from voc.cli.edge import language, words
from voc.records import Behaviour, Score, Source
from voc.report.cells import moment, points, reason

if TYPE_CHECKING:
    from voc.ingest import Profile

_BAR = 40
_UNMAPPED = 30  # columns not used that are named
_LOOKED_AT = 3_000  # rows that tell whether another column is a score too
_LEVELS = "▁▂▃▄▅▆▇█"


def source_lines(source: Source) -> Iterator[str]:
    """What each column of a source means, a line each: `回答者・顧客 ← 会員ID`."""
    for field in ("path", "url"):
        if value := getattr(source, field):
            yield _mapped(words(f"map.{field}"), value)
    yield from mapping_lines(source)


def mapping_lines(source: Source) -> Iterator[str]:
    """The columns only."""
    separator = words("map.separator")
    for field in (
        "id", "respondent", "time", "nps", "comments", "thread", "body", "subject", "speaker", "agents",
        "channel", "status", "aliases", "segments",
    ):  # fmt: skip
        if value := getattr(source, field):
            shown = value if isinstance(value, str) else separator.join(value)
            yield _mapped(words(f"map.{field}"), shown)
    for name, score in source.scores.items():
        yield _mapped(words("map.score", name=name), _score(score))
    for name, behaviour in source.behaviour.items():
        yield _mapped(words("map.behaviour", name=name), _behaviour(behaviour))
    for name, column in source.facts.items():
        yield _mapped(words("map.fact", name=name), column)
    if source.optional:
        yield _mapped(words("map.optional"), separator.join(source.optional))


def file_lines(profile: "Profile", zone: tzinfo) -> Iterator[str]:
    """One export: form, rows, what was rejected and where, dates, scores at a glance, warnings."""
    yield profile.file.shown
    form = words(f"form.{profile.form}")
    if profile.encoding:
        form = words("check.form", form=form, encoding=profile.encoding.removesuffix("-sig").upper())
    yield f"  {form}"
    yield "  " + words(
        "check.rows",
        rows=f"{profile.rows_read:,}",
        accepted=f"{profile.accepted:,}",
        rejected=f"{profile.rows_read - profile.accepted:,}",
    )
    for code, (count, lines) in profile.rejected.items():
        first = ", ".join(f"{line:,}" for line in lines)
        yield "    " + words(
            "check.reason", reason=reason(code, language()), count=f"{count:,}", lines=first
        )
    if profile.earliest and profile.latest:
        yield "  " + words(
            "check.dates", earliest=moment(profile.earliest, zone), latest=moment(profile.latest, zone)
        )
    if sum(profile.scores.values()):
        yield "  " + words("check.scores", bars=_glance(profile.scores))
    if profile.comments:
        counted = (f"{name or words('check.messages')} {count:,}" for name, count in profile.comments.items())
        yield f"  {words('check.comments')}: {words('map.separator').join(counted)}"
    for warning in profile.warnings:
        yield "  " + words("check.warning", text=warning)


def doubt_lines(source: Source, files: Sequence[Path]) -> Iterator[str]:
    """What to look at twice in the mapping of some exports, by their first rows; nothing for a database."""
    from voc import ingest

    if files and not source.url:
        columns, _ = ingest.look(files, source, _LOOKED_AT)
        for doubt in ingest.doubts(source, columns, language()):
            yield words("check.warning", text=doubt)


def sheet_lines(read: Sequence[str], left: Sequence[str]) -> Iterator[str]:
    """Which sheets of a workbook are read, where it has several, and how to have another one read."""
    separator = words("map.separator")
    if len(read) > 1:
        yield words("check.sheets", sheets=separator.join(read))
    if left:
        told = words("check.sheets_left", read=separator.join(read), left=separator.join(left))
        yield words("check.warning", text=told)


def rejected_lines(profile: "Profile", time_formats: Sequence[str]) -> Iterator[str]:
    """Of an export most of whose rows are rejected: the commonest reason, an example, what to write."""
    lines = next(iter(profile.rejected.values()))[1]
    example = next(((line, said) for line, said, _ in profile.examples if line in lines), None)
    if example:
        yield words("check.rejected_example", line=f"{example[0]:,}", said=example[1])
    if time_formats:
        either = words("check.or").join(f'time_format = "{one}"' for one in time_formats)
        yield words("check.time_formats", formats=either)


def family_lines(profiles: Sequence["Profile"]) -> Iterator[str]:
    """All exports of one source together: scores as a chart, comments by question, the mapping."""
    scores: Counter[int] = Counter()
    comments: Counter[str] = Counter()
    for profile in profiles:
        scores.update(profile.scores)
        comments.update(profile.comments)
    if total := sum(scores.values()):
        yield words("check.distribution", nps=points(_nps(scores)), n=f"{total:,}")
        yield from chart({str(score): scores[score] for score in range(11)})
    if comments:
        yield words("check.comments")
        yield from chart({name or words("check.messages"): count for name, count in comments.items()})
    widest = max(profiles, key=lambda profile: len(profile.columns))
    yield words("check.mapping")
    yield from (f"  {line}" for line in mapping_lines(widest.mapping))
    if widest.unmapped:
        columns = words("map.separator").join(widest.unmapped[:_UNMAPPED])
        more = len(widest.unmapped) - _UNMAPPED
        rest = words("check.unmapped_more", count=f"{more:,}") if more > 0 else ""
        yield "  " + words("check.unmapped", columns=columns + rest)
    yield from (f"  {line}" for line in doubt_lines(widest.mapping, [widest.file.path]))


def margin_lines(
    margins: Mapping[str, Mapping[str, float]], profiles: Sequence["Profile"]
) -> Iterator[str]:
    """The targets of `[weights]` beside the shares of the answers, a value a line."""
    seen: Counter[tuple[str, str]] = Counter()
    for profile in profiles:
        seen.update(profile.segments)
    total = max(sum(profile.accepted for profile in profiles), 1)
    yield words("check.margins")
    for name, targets in margins.items():
        for value, target in targets.items():
            share = seen[name, value] / total
            shown = f"{share:.1%}" if share else words("check.margin_absent")
            yield "  " + words("check.margin", name=name, value=value, target=f"{target:.1%}", share=shown)
        unnamed = 1 - sum(seen[name, value] for value in targets) / total
        if unnamed:
            yield "  " + words("check.margin_unnamed", name=name, share=f"{unnamed:.1%}")


def chart(counts: Mapping[str, int]) -> Iterator[str]:
    """A bar a line, the longest of 40 characters."""
    most = max(counts.values(), default=0)
    names = max((cell_len(name) for name in counts), default=0)
    digits = max((len(f"{count:,}") for count in counts.values()), default=0)
    for name, count in counts.items():
        bar = "█" * (round(_BAR * count / most) if most else 0)
        yield f"  {' ' * (names - cell_len(name))}{name}  {count:>{digits},}  {bar}".rstrip()


def kind(source: Source) -> str:
    """The kind of a source in words."""
    return words(f"map.{source.kind}")


def by_source(profiles: Iterable["Profile"]) -> dict[str, list["Profile"]]:
    """Profiles by the name of their source, in the order in which they came."""
    grouped: dict[str, list[Profile]] = {}
    for profile in profiles:
        grouped.setdefault(profile.file.source.name, []).append(profile)
    return grouped


def _mapped(field: str, column: str) -> str:
    return words("map.from", field=field, column=column)


def _score(score: Score) -> str:
    return f"{score.column}({' < '.join(score.order)})" if score.order else score.column


def _behaviour(behaviour: Behaviour) -> str:
    if not behaviour.values:
        return behaviour.column
    return words("map.bands", column=behaviour.column, count=len(behaviour.values))


def _glance(scores: Mapping[int, int]) -> str:
    most = max(scores.values())
    level = {score: round((len(_LEVELS) - 1) * count / most) for score, count in scores.items()}
    return "".join(_LEVELS[level[score]] if scores.get(score) else " " for score in range(11))


def _nps(scores: Mapping[int, int]) -> float:
    promoters = sum(count for score, count in scores.items() if score >= 9)
    detractors = sum(count for score, count in scores.items() if score <= 6)
    return 100 * (promoters - detractors) / sum(scores.values())
