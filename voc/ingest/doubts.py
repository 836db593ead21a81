"""What a person should look at twice in a mapping: sentences for voc init, voc check and the setup page."""

from collections.abc import Mapping

from voc.ingest import headings, kinds
from voc.ingest.candidates import may_be_score
from voc.ingest.categories import MOST
from voc.ingest.kinds import Column
from voc.ingest.mapping import columns_of
from voc.records import Source
from voc.words import say


def doubts(source: Source, columns: Mapping[str, Column], language: str) -> tuple[str, ...]:
    """Whether another column may be the score that NPS is computed from, or a segment, by all columns.

    Empty for what is no survey or without a score, where one column clearly asks to recommend and no more
    than `MOST` may be segments. A column that the source uses, for example under scores, is no candidate.
    """
    nps = columns.get(source.nps)
    if source.kind != "survey" or nps is None:
        return ()
    used = set(columns_of(source))
    others = [name for name, one in columns.items() if name not in used and may_be_score(one, source.nps)]
    told = []
    if not headings.asks_to_recommend(source.nps):
        told.append(say("ingest_doubt_unnamed", language, column=source.nps))
    if others:
        told.append(say("ingest_doubt_several", language, column=source.nps, others="、".join(others)))
    if len(source.segments) == MOST:
        left = [name for name, column in columns.items() if name not in used and kinds.is_category(column)]
        if left:
            told.append(say("ingest_doubt_segments", language, kept=MOST, left=f"{len(left):,}"))
    return tuple(told)
