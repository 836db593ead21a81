"""Survey rows become responses and comments, or rejected rows that say why."""

import pytest

from voc.errors import InputError
from voc.records import Behaviour, Score
from voc.words import say

REASONS = [  # rows of a file → why the last one is rejected
    (["1,m1,,9,良い,20代"], "time_missing"),
    (["1,m1,きのう,9,良い,20代"], "time_unreadable"),
    (["1,m1,2024-05-01,,良い,20代"], "score_missing"),
    (["1,m1,2024-05-01,高い,良い,20代"], "score_unreadable"),
    (["1,m1,2024-05-01,7.5,良い,20代"], "score_not_integer"),
    (["1,m1,2024-05-01,11,良い,20代"], "score_out_of_range"),
    (["1,m1,2024-05-01,-1,良い,20代"], "score_out_of_range"),
    ([",m1,2024-05-01,9,良い,20代"], "id_missing"),
    (["1,m1,2024-05-01,9,良い,20代,余り"], "row_width"),
    (["1,m1,2024-05-01,9"], "row_width"),
    (['1,m1,2024-05-01,9,"良"い,20代'], "quote_unbalanced"),
    (["1,m1,2024-05-01,9,良い,20代", "1,m1,2024-05-01,9,良い,20代"], "duplicate_row"),
    (["1,m1,2024-05-01,9,良い,20代", "1,m1,2024-05-01,3,悪い,20代"], "duplicate_id_conflict"),
]


@pytest.mark.parametrize(("rows", "reason"), REASONS, ids=[f"{reason}-{i}" for i, (_, reason) in enumerate(REASONS)])
def test_a_row_that_cannot_be_used_says_why_and_where(survey, rows, reason):
    tables = survey(*rows).tables()
    assert [(row["line"], row["reason"]) for row in tables.rejected] == [(1 + len(rows), reason)]
    assert len(tables.responses) == len(rows) - 1
    assert tables.rejected[0]["file"] == "inbox/survey.csv"
    assert tables.rejected[0]["message"]


def test_an_answer_is_read_in_full(survey):
    tables = survey("1, Ｍ1 ,2024-05-01 00:30:00,９,駅から遠い &rarr; 不便,20代").tables()
    (answer,) = tables.responses
    assert answer["response_id"] == "#response:survey:1"
    assert answer["respondent"] == "#respondent:m1"
    assert answer["answered_at"].isoformat() == "2024-04-30T15:30:00+00:00"
    assert answer["month"] == "2024-05"
    assert (answer["nps_score"], answer["nps_group"]) == (9, "promoter")
    assert answer["segments"] == [("年代", "20代")]
    (comment,) = tables.comments
    assert comment["comment_id"] == "#comment:survey:1:理由"
    assert comment["text"] == "駅から遠い → 不便"
    assert comment["question"] == "理由"
    assert comment["tokens"] is comment["text_hash"] is comment["contact_id"] is None


def test_a_blank_respondent_segment_or_comment_is_absent(survey):
    tables = survey("1,,2024-05-01,9, ,").tables()
    assert tables.responses[0]["respondent"] is None
    assert tables.responses[0]["segments"] == []
    assert tables.comments == []


def test_words_and_bands_become_numbers_and_unknown_ones_are_counted(export):
    source = dict(
        scores={"csat": Score("満足度", ("不満", "普通", "満足"))},
        behaviour={"spend": Behaviour("消費額", {"使わない": 0, "1,000円未満": 500}), "visits": Behaviour("回数")},
        comments=(), segments=(), respondent="",
    )
    text = (
        "id,回答日時,NPS,満足度,消費額,回数\n1,2024-05-01,9,満足,\"１,000円未満\",3回\n2,2024-05-01,9,選択肢なし,使わない,\n"
    )
    made = export("a.csv", text, **source)
    first, second = made.tables().responses
    assert (first["scores"], first["behaviour"]) == ([("csat", 3.0)], [("spend", 500.0), ("visits", 3.0)])
    assert (second["scores"], second["behaviour"]) == ([], [("spend", 0.0)])
    assert any("csat" in warning and "選択肢なし" in warning for warning in made.profile().warnings)


def test_the_excerpt_is_masked_and_shows_no_id_and_no_unmapped_column(export):
    text = "氏名,id,会員ID,回答日時,NPS,理由,年代\n山田花子,77,K0009,2024-05-01,99,090-1234-5678に電話を,20代\n"
    (row,) = export("a.csv", text).tables().rejected
    assert "[電話]に電話を" in row["excerpt"]
    for hidden in ("山田", "K0009", "090-1234-5678"):
        assert hidden not in row["excerpt"]


def test_an_excerpt_has_at_most_200_characters(survey):
    assert len(survey(f"1,m1,2024-05-01,99,{'長' * 500},20代").tables().rejected[0]["excerpt"]) == 200


def test_anonymous_answers_of_the_same_second_are_two(export):
    text = "タイムスタンプ,NPS,理由\n2024/05/01 10:00:00,9,良い\n2024/05/01 10:00:00,3,悪い\n"
    tables = export("a.csv", text, id=(), respondent="", time="タイムスタンプ", segments=()).tables()
    assert len({row["response_id"] for row in tables.responses}) == 2


@pytest.mark.parametrize(
    ("column", "scores", "top"),
    [
        ("NPS", [1, 2, 3, 4, 5] * 6, 5),
        ("NPS", [1] * 20 + [7, 8, 9, 10] * 30, 10),
        ("おすすめ度(1〜10)", [3, 10], 10),
        ("5段階評価", [3, 5], 5),
        ("NPS", [1, 9, 10] * 15, None),          # 15 ones may be chance
        ("NPS", [0] + [1] * 50 + [10] * 50, None),
        ("おすすめ度(0〜10)", [1, 2, 3, 4, 5] * 20, None),
        ("NPS", [1, 2, 3, 4, 5] * 3, 5),
        ("NPS", [1, 2, 3, 4, 5] * 2, None),      # too few to tell
    ],
)
def test_a_file_on_another_scale_is_refused_as_a_whole(export, column, scores, top):
    rows = "".join(f"{i},2024-05-01,{score}\n" for i, score in enumerate(scores))
    made = export("a.csv", f"id,回答日時,{column}\n{rows}", nps=column, respondent="", comments=(), segments=())
    if top is None:
        assert len(made.tables().responses) == len(scores)
        return
    with pytest.raises(InputError) as caught:
        made.tables()
    assert (caught.value.code, caught.value.values["top"]) == ("ingest_scale", top)
    assert f"1〜{top}" in say(caught.value.code, "ja", **caught.value.values)


def test_labelled_ends_of_a_one_to_ten_scale_are_noticed(export):
    scores = ["1 - 全く薦めない", "10 - 非常に薦めたい", "5", "7"]
    rows = "".join(f"{i},2024-05-01,{score}\n" for i, score in enumerate(scores))
    made = export("a.csv", f"id,回答日時,NPS\n{rows}", respondent="", comments=(), segments=())
    with pytest.raises(InputError, match="ingest_scale"):
        made.tables()


def test_batches_are_bounded_and_their_rows_add_up(survey):
    made = survey(*(f"{i},m{i},2024-05-01,{i % 12},良い,20代" for i in range(45_000)))
    sizes = [batch.rows_read for batch in made.batches()]
    assert sizes == [20_000, 20_000, 5_000]


def test_a_file_without_rows_gives_one_empty_batch(survey):
    assert [batch.rows_read for batch in survey().batches()] == [0]
    assert survey().profile().warnings
