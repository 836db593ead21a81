"""Missing columns, presets, and what `profile` tells."""

import pytest

from voc.errors import InputError
from voc.records import Source
from voc.words import say

ROW = "1,m1,2024-05-01,9,良い,20代\n"


@pytest.mark.parametrize(
    ("header", "code", "missing", "closest"),
    [
        ("id,会員ID,回答日時,推奨度,理由,年代", "ingest_column", "NPS", "-"),
        ("id,会員ID,回答日,NPS,理由,年代", "ingest_column", "回答日時", "回答日"),
        ("番号,会員ID,回答日時,NPS,理由,年代", "ingest_column", "id", "会員ID"),
        ("id,会員ID,回答日時,NPS,推奨の理由,年代", "ingest_column_optional", "理由", "推奨の理由"),
    ],
)
def test_a_missing_column_is_told_with_the_columns_seen_and_the_closest(export, header, code, missing, closest):
    with pytest.raises(InputError) as caught:
        export("a.csv", f"{header}\n{ROW}").tables()
    values = caught.value.values
    assert (caught.value.code, values["missing"], values["closest"]) == (code, missing, closest)
    sentence = say(code, "ja", **values)
    assert all(name in sentence for name in header.split(","))
    assert ("optional" in sentence) == (code == "ingest_column_optional")


def test_an_optional_column_may_be_missing_but_not_the_score(export):
    text = "id,会員ID,回答日時,NPS,年代\n1,m1,2024-05-01,9,20代\n"
    made = export("a.csv", text, optional=("理由", "NPS"))
    assert made.tables().comments == []
    assert any("理由" in warning for warning in made.profile().warnings)
    with pytest.raises(InputError, match="ingest_column"):
        export("a.csv", text.replace("NPS", "x"), optional=("理由", "NPS")).tables()


def test_a_role_without_a_column_is_told(export):
    with pytest.raises(InputError, match="ingest_unmapped"):
        export("a.csv", f"id,会員ID,回答日時,NPS,理由,年代\n{ROW}", nps="").tables()


def test_comments_of_a_survey_without_a_score_are_read_as_a_support_log(export):
    text = "回答日時,会員,ご意見\n2025-10-01,m1,駅から遠くて不便でした。\n"
    source = Source("a", "support", id=("会員",), time="回答日時", comments=("ご意見",), body="ご意見")  # as voc check says to edit it
    assert [row["text"] for row in export("a.csv", text, source).tables().comments] == ["駅から遠くて不便でした。"]


def test_width_in_a_header_does_not_matter(export):
    assert export("a.csv", f"ｉｄ,会員ＩＤ,回答日時,ＮＰＳ,理由,年代\n{ROW}").tables().responses


def test_a_preset_that_does_not_exist_is_told(export):
    with pytest.raises(InputError, match="ingest_preset"):
        export("a.csv", "a\n1\n", preset="typeform").tables()


PRESETS = {  # preset → file, nps column, comment columns
    "google-forms": (
        'タイムスタンプ,メールアドレス,薦めたい度合い,理由\n2024/05/01 10:23:45 午前 GMT+9,a@example.com,9,良い\n',
        "薦めたい度合い", ("理由",),
    ),
    "qualtrics": (
        'ResponseId,RecordedDate,ExternalReference,Q1,Q2\n回答ID,記録日,外部,どの程度\n薦めますか,理由は\n'
        .replace("どの程度\n薦めますか", '"どの程度\n薦めますか"')
        + '"{""ImportId"":""_recordId""}",x,x,x,x\nR_1,2024-05-01 10:23:45,a@example.com,9,良い\n',
        "Q1", ("Q2",),
    ),
    "surveymonkey": (
        "Respondent ID,Collector ID,End Date,Email Address,薦めますか,理由,\n,,,,Response,Open-Ended Response,その他\n"
        "118,5,05/01/2024 10:23:45 AM,a@example.com,9,良い,x\n",
        "薦めますか", ("理由",),
    ),
}


@pytest.mark.parametrize("preset", PRESETS)
def test_a_survey_tools_export_is_read_with_its_preset(export, preset):
    text, nps, comments = PRESETS[preset]
    tables = export("a.csv", text, Source("s", "survey", preset=preset, nps=nps, comments=comments)).tables()
    (answer,) = tables.responses
    assert answer["answered_at"].isoformat() == "2024-05-01T01:23:45+00:00"
    assert answer["respondent"] == "#respondent:a@example.com"
    assert [row["text"] for row in tables.comments] == ["良い"]
    assert tables.rejected == []


def test_a_profile_tells_everything_that_was_seen(export):
    text = "id,会員ID,回答日時,NPS,理由,年代,備考\n" + "".join(
        f"{i},m{i},2024-05-{i:02d},{i},{'良い' if i % 2 else ''},20代,\n" for i in range(1, 13)
    )
    told = export("a.csv", text.encode("cp932")).profile()
    assert (told.form, told.encoding, told.delimiter) == ("text", "cp932", ",")
    assert (told.rows_read, told.accepted) == (12, 10)
    assert told.rejected == {"score_out_of_range": (2, (12, 13))}
    assert told.unmapped == ("備考",)
    assert told.scores == {0: 0} | {score: 1 for score in range(1, 11)}
    assert told.comments == {"理由": 5}
    assert (told.earliest.isoformat(), told.latest.isoformat()) == (
        "2024-04-30T15:00:00+00:00", "2024-05-09T15:00:00+00:00",
    )
    assert told.warnings == ()


CUSTOMERS = Source(
    "c", "customers", path="inbox/*.csv", respondent="会員番号", aliases=("メール",),
    facts={"tenure": "年数", "tier": "ランク", "points": "ポイント", "spend": "購入額", "churned_at": "解約日"},
)


def test_a_customer_list_gives_facts_and_aliases(export):
    text = (
        "会員番号,メール,年数,ランク,ポイント,購入額,解約日\nＫ１,Ａ@example.com,2年6か月,金,\"1,200\",1.5万円,\nK2,,1,,不明,3,2024/05/01\n"
        ",b@example.com,1,,,,\nk1,c@example.com,1,,,,\n"
    )
    made = export("a.csv", text, CUSTOMERS)
    tables = made.tables()
    first, second = tables.customers
    assert (first["respondent"], first["aliases"]) == ("#respondent:k1", ["#respondent:a@example.com"])
    assert (first["tenure"], first["tier"], first["points"], first["spend"]) == (2.5, "金", 1200, 15000)
    assert (first["purchases"], first["churned_at"], second["points"], second["tier"]) == (None, None, None, None)
    assert second["churned_at"].isoformat() == "2024-04-30T15:00:00+00:00"
    assert [row["reason"] for row in tables.rejected] == ["id_missing", "duplicate_id_conflict"]
    assert any("不明" in warning for warning in made.profile().warnings)
