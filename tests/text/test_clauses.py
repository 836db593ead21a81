"""clauses: each stretch that can carry its own opinion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.text import clauses

CLAUSES = [
    ("親切だが料金が高い", ["親切だが", "料金が高い"]),
    ("食事は美味しかったけど部屋が汚かった", ["食事は美味しかったけど", "部屋が汚かった"]),
    ("安いけれども、遠い。", ["安いけれども", "遠い"]),
    (
        "部屋は清潔で、料理も美味しかったのですが、駐車場が狭い。",
        ["部屋は清潔で", "料理も美味しかったのですが", "駐車場が狭い"],
    ),
    ("駅から近いし静かだったので満足です", ["駅から近いし", "静かだったので", "満足です"]),
    ("安いから買った", ["安いから", "買った"]),
    ("高いのであきらめた", ["高いので", "あきらめた"]),
    ("高いのでしかたない", ["高いので", "しかたない"]),
    ("高いのであるが", ["高いのであるが"]),
    ("高いのでした", ["高いのでした"]),
    ("高いのに量が少ない", ["高いのに", "量が少ない"]),
    ("安いものの遠い", ["安いものの", "遠い"]),
    ("混んでいて、座れなかった", ["混んでいて", "座れなかった"]),
    ("安くて美味しい", ["安くて美味しい"]),
    ("広く、明るい部屋", ["広く", "明るい部屋"]),
    ("トイレがきれい、駐車場が無料", ["トイレがきれい", "駐車場が無料"]),
    ("駐車場、トイレ", ["駐車場", "トイレ"]),
    ("トイレ\n駐車場の数", ["トイレ", "駐車場の数"]),
    ("景色　開放感", ["景色", "開放感"]),
    ("The staff was kind but not fast. Good food, bad room", ["The staff was kind", "but not fast", "Good food", "bad room"]),
    ("高いけどGood service でした", ["高いけど", "Good service でした"]),
    ("最高！また来ます。", ["最高！", "また来ます"]),
    ("「いらっしゃい。どうぞ」と言われて嬉しい", ["「いらっしゃい。どうぞ」と言われて嬉しい"]),
    ("美味しかったから。", ["美味しかったから"]),
    ("今日、駐車場が混んでいた", ["今日、駐車場が混んでいた"]),
    ("駅から近い", ["駅から近い"]),
    ("駐車場が狭い", ["駐車場が狭い"]),
    ("3.5点です", ["3.5点です"]),
    ("。。。", ["。。。"]),
    (" \n　", []),
    ("", []),
]
SKIPPED = set(" \t\r\n\v\f\u3000\u00a0\u200b\ufeff、。,.，．｡､・")
SENTENCES = st.lists(
    st.sampled_from(
        [
            "駅から近い",
            "が",
            "けど",
            "、",
            "。",
            "料理が美味しかった",
            "ので",
            "「",
            "」",
            "て",
            "駐車場",
            " ",
            "\n",
            "！",
            "し",
            "安い",
        ]
    ),
    max_size=20,
).map("".join)


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_a_text_falls_into_its_clauses(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in clauses(text)] == expected


@given(st.one_of(SENTENCES, st.text(max_size=60)))
def test_clauses_are_in_order_and_leave_out_only_blanks_and_stops(text: str) -> None:
    end = 0
    for start, stop in clauses(text):
        assert end <= start < stop
        assert not text[start].isspace() or text[start] not in SKIPPED
        assert set(text[end:start]) <= SKIPPED
        end = stop
    assert end <= len(text)
    assert set(text[end:]) <= SKIPPED
    assert bool(clauses(text)) == bool(text.strip(" \t\r\n\v\f\u3000\u00a0\u200b\ufeff"))


@pytest.mark.parametrize(
    "hostile",
    ["、" * 100_000, "「" * 100_000, "安いが" * 30_000, "。" * 100_000, "(" * 50_000 + ")" * 50_000],
)
def test_hostile_text_is_split_to_the_end(hostile: str) -> None:
    spans = clauses(hostile)
    assert spans
    assert spans[-1][1] <= len(hostile)


@pytest.mark.parametrize(
    "text",
    ["近いからね", "駅から遠いのでね", "買うのに便利", "高いのではないか", "行くと、混んでいた", "安ければ、また買います",
     "料理は毎日、おいしい", "スタッフは皆、親切"],
)  # fmt: skip
def test_what_looks_like_a_joint_and_is_none_is_not_cut(text: str) -> None:
    assert clauses(text) == [(0, len(text))]
