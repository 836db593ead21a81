"""What a person should look at twice in a mapping: sentences for voc init, voc check and the setup page."""

from collections.abc import Mapping

from voc.ingest import headings, kinds
from voc.ingest.kinds import Column
from voc.ingest.mapping import columns_of
from voc.records import Source
from voc.words import say


def doubts(source: Source, columns: Mapping[str, Column], language: str) -> tuple[str, ...]:
    """Whether the score that NPS is computed from may be another column, by all columns of the export.

    Empty for what is no survey, without a score, and where one column clearly asks to recommend. A column
    that the source uses, for example under scores, is no candidate any more.
    """
    nps = columns.get(source.nps)
    if source.kind != "survey" or nps is None:
        return ()
    used, rank = set(columns_of(source)), headings.nps_rank(source.nps)
    others = [
        name for name, column in columns.items()
        if name not in used and headings.nps_rank(name) <= rank and kinds.is_score(column)
        and not kinds.is_on_another_scale(column)
    ]  # fmt: skip
    told = []
    if not headings.asks_to_recommend(source.nps):
        told.append(say("ingest_doubt_unnamed", language, column=source.nps))
    if others:
        told.append(say("ingest_doubt_several", language, column=source.nps, others="、".join(others)))
    return tuple(told)
