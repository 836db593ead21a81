"""Whether the scores of a whole file are on another scale than 0-10.

A 1-10 or 1-5 question read as 0-10 shifts every group boundary, so such a file is refused
as a whole. What the header says decides first: "0〜10" or "11段階" is trusted, and is also how a
person declares a scale that this module doubts. Then the answers, none of which is a 0:
- at least 15 answers and none above 5: a 1-5 scale. In the Fukui tourism survey 17 in 100 answers are 1-5,
  and 44 in 100 at the place that is liked least, where 15 of them alone come by chance once in 200,000 files;
- words stand beside 1 and 10 and at most two scores between ("1 - 全く…", "10 - 非常に…"): 1-10;
- at least 20 answers of 1: a 1-10 scale. In real 0-10 answers about 4 in 10 of those who choose 0 or 1
  choose 0 (242 of 608 in the Fukui tourism survey), so 20 ones without a 0 come by chance once in 27,000
  files. A month with few low scores, as most have, is never refused.
"""

import re
from collections import Counter

from voc.ingest.values import plain

FROM_ZERO = re.compile(r"0\s*(?:[〜~～―–—-]|から|to)\s*10|11\s*段階", re.IGNORECASE)
_FROM_ONE = re.compile(
    r"(?<!\d)1\s*(?:点)?\s*(?:[〜~～―–—-]|から|to)\s*(5|7|10)(?!\d)|(?<!\d)(5|7|10)\s*(?:段階|点満点)", re.I
)
_MANY = 15
_ONES = 20


def other_scale(column: str, scores: Counter[int], labelled: Counter[int]) -> int | None:
    """The top of the 1-to-N scale that the answers are on (5, 7 or 10), or None for 0-10.

    `scores` counts the answers, `labelled` those that stood with words beside the number.
    """
    name = plain(column)
    if scores[0] or not scores or FROM_ZERO.search(name):
        return None
    top = max(scores)
    if match := _FROM_ONE.search(name):
        stated = int(match[1] or match[2])
        if top <= stated:
            return stated
    if scores.total() >= _MANY and top <= 5:
        return 5
    if labelled[1] and labelled[10] and sum(count > 0 for count in labelled.values()) <= 4:
        return 10
    return 10 if scores[1] >= _ONES else None
