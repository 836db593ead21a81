"""Sources are proposed from content: names help, but cells decide."""

import json
from dataclasses import replace

import pytest

from voc.ingest import ReadOptions, find, propose, read
from voc.ingest.families import shape
from voc.ingest.scales import band, banded, ordered
from voc.records import InputFile

OPTIONS = ReadOptions(timezone="Asia/Tokyo", hash_id=str, mask=str, language="ja")
SHAPES = [
    ("survey-202204.csv", "survey-*.csv"),
    ("アンケート_2024年5月.xlsx", "アンケート_*.xlsx"),
    ("2024-05-01_nps.csv", "*_nps.csv"),
    ("export_20240501-20240531.csv", "export_*.csv"),
    ("report May 2024.csv", "report *.csv"),
    ("回答[1].csv", "回答[[]*].csv"),
    ("market.csv", "market.csv"),
]
BANDS = [
    ("使わない", 0), ("福井県内には宿泊しない", 0), ("初めて", 1), ("2～5回目", 3.5), ("11回目以上", 13.75), ("1,000円未満", 500),
    ("5,000円以上 10,000円未満", 7500), ("100,000円以上", 125_000), ("1万円～3万円", 20_000), ("1～3万円", 20_000), ("4泊以上", 5),
    ("3泊", 3), ("満足", None), ("20代", None),
]
SCALES = [  # answers as they come → from worst to best
    (("満足", "不満", "とても満足", "どちらでもない", "とても不満"), ("とても不満", "不満", "どちらでもない", "満足", "とても満足")),
    (("そう思う", "ややそう思う", "どちらともいえない", "あまりそう思わない", "全くそう思わない"),
     ("全くそう思わない", "あまりそう思わない", "どちらともいえない", "ややそう思う", "そう思う")),
    (("良い", "普通", "悪い"), ("悪い", "普通", "良い")),
    (("男", "女", "その他"), ()),
    (("はい", "いいえ"), ()),
]
SAID = ["駅から遠くて不便でした。", "店員さんの説明が丁寧で安心できました。", "予約の画面が分かりにくいです。", "また家族で来たいと思います。",
        "料理がとても美味しかったです。", "待ち時間が長すぎると感じました。", "駐車場が狭くて停めにくいです。", "値段の割に量が少ないと思います。"]


@pytest.mark.parametrize(("name", "pattern"), SHAPES)
def test_digits_and_dates_of_a_name_become_a_star(tmp_path, name, pattern):
    assert shape(tmp_path / name) == pattern


@pytest.mark.parametrize(("answer", "value"), BANDS)
def test_a_band_has_a_number(answer, value):
    assert band(answer) == value


@pytest.mark.parametrize(("answers", "order"), SCALES)
def test_answers_in_words_are_ordered(answers, order):
    assert ordered({answer: 10 for answer in answers}) == order


def test_plain_numbers_are_no_bands():
    assert banded({"1": 5, "2": 5, "3": 5}) == {}


def test_numbers_below_a_row_that_describes_the_columns_are_no_bands():
    assert banded({"1〜5点": 1, "1": 9, "2": 9, "3": 9}) == {}


def survey(path, header="回答ID,会員番号,回答日時,推奨度,ご意見,年代,満足度"):
    rows = [
        f"{path.stem}-{i:04d},K{i:03d},2024/05/{i % 28 + 1:02d} 10:00,{i % 11},{SAID[i % 8]}{i}回目です,{i % 5 + 2}0代,{['満足', '普通', '不満'][i % 3]}"
        for i in range(60)
    ]
    path.write_text("\n".join([header, *rows]), encoding="cp932")
    return path


def customers(path):
    rows = [f"K{i:03d},a{i}@example.com,{i % 9},{['金', '銀'][i % 2]},{i * 10},{i},{i * 1000}," for i in range(60)]
    path.write_text("\n".join(["会員番号,メールアドレス,利用年数,会員ランク,ポイント,購入回数,購入金額,解約日", *rows[:-1], rows[-1] + "2024/05/01"]))
    return path


def support(path):
    tickets = [
        {"id": i, "created_at": "2024-05-01T00:00:00Z", "subject": "件", "status": "open", "via": {"channel": "web"},
         "requester": {"email": f"a{i}@example.com"},
         "comments": [{"author": {"role": "end-user"}, "body": SAID[i % 8], "public": True, "created_at": "2024-05-01T00:00:00Z"}]}
        for i in range(30)
    ]
    path.write_text("\n".join(json.dumps(ticket, ensure_ascii=False) for ticket in tickets))
    return path


def test_three_exports_become_three_sources_that_read_them(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    files = [survey(inbox / "nps-2024-04.csv"), survey(inbox / "nps-2024-05.csv"), customers(inbox / "会員.csv"),
             support(inbox / "tickets.jsonl")]
    answers, tickets, people = sorted(propose(files), key=lambda source: source.path)
    assert (answers.kind, answers.path, answers.name) == ("survey", "inbox/nps-*.csv", "nps")
    assert (answers.id, answers.respondent, answers.time, answers.nps) == (("回答ID",), "会員番号", "回答日時", "推奨度")
    assert (answers.comments, answers.segments) == (("ご意見",), ("年代",))
    assert answers.scores["csat"].order == ("不満", "普通", "満足")
    assert (people.kind, people.respondent, people.aliases) == ("customers", "会員番号", ("メールアドレス",))
    assert people.facts == {
        "tenure": "利用年数", "tier": "会員ランク", "points": "ポイント", "purchases": "購入回数", "spend": "購入金額",
        "churned_at": "解約日",
    }
    assert (tickets.kind, tickets.preset, tickets.respondent) == ("support", "zendesk", "requester.email")
    for source in (answers, tickets, people):
        for file in find(source, tmp_path):
            batches = list(read(file, OPTIONS))
            assert sum(batch.rejected.num_rows for batch in batches) == 0
            assert sum(batch.rows_read for batch in batches) >= 30


def test_columns_that_some_files_lack_are_optional(tmp_path):
    old = survey(tmp_path / "nps-1.csv")
    new = survey(tmp_path / "nps-2.csv", header="回答ID,会員番号,回答日時,推奨度,ご意見,年代,総合満足度")
    (source,) = propose([old, new])
    assert set(source.optional) == {"満足度", "総合満足度"}


def test_a_pattern_never_matches_another_familys_file(tmp_path):
    files = [survey(tmp_path / "survey.csv"), customers(tmp_path / "survey-customers.csv")]
    sources = propose(files)
    for source in sources:
        assert len(find(replace(source, path=source.path.removeprefix("inbox/")), tmp_path)) == 1
    assert len({source.name for source in sources}) == 2


FEW = [  # heading, five answers that sixty rows repeat, whether they are free text
    ("自由記述", SAID[:5], True),
    ("ご意見・ご要望", ["店員さんが親切で、また来たい", "駐車場が狭くて、停めにくいです", "量が少ない、値段は高い。", "特にありません", "暗かった"], True),
    ("その理由", ["価格が手ごろだと思えたから", "家や職場から近かったから", "知人に勧められたから", "ほかに店がなかったから", "その他の理由による"], False),
    ("コメント", ["A-000000001", "A-000000002", "A-000000003", "A-000000004", "A-000000005"], False),
    ("選んだコース", SAID[:5], False),
]


@pytest.mark.parametrize(("name", "said", "free"), FEW)
def test_a_few_sentences_under_a_name_of_free_text_are_comments(tmp_path, name, said, free):
    path = tmp_path / "a.csv"
    rows = (f"2024/05/01 10:{i:02d},{i % 11},{said[i % 5]}" for i in range(60))
    path.write_text("\n".join([f"回答日時,推奨度,{name}", *rows]))
    (source,) = propose([path])
    assert source.comments == ((name,) if free else ())


def test_sentences_to_choose_from_are_no_comments_in_a_large_file(tmp_path):
    path = tmp_path / "a.csv"
    rows = (f"2024/05/01 10:{i % 60:02d},{i % 11},{SAID[i % 5]}" for i in range(600))
    path.write_text("\n".join(["回答日時,推奨度,近いご意見を選んでください", *rows]))
    (source,) = propose([path])
    assert (source.comments, source.segments) == ((), ("近いご意見を選んでください",))


@pytest.mark.parametrize("step", [1, 2])
def test_a_row_number_is_no_id(tmp_path, step):
    path = tmp_path / "a.csv"
    path.write_text("No,回答日時,NPS\n" + "".join(f"{i},2024/05/01 10:{i:02d},{i % 11}\n" for i in range(1, 50, step)))
    (source,) = propose([path])
    assert (source.id, source.nps) == ((), "NPS")


@pytest.mark.parametrize(("heading", "row", "id"), [
    ("会員ID,回答日,NPS,ご意見", "M{i},2024-05-01,{n},{i}回目の利用です。店員さんが親切でした。", ("会員ID", "回答日")),
    ("会員ID,NPS,ご意見", "M{i},{n},{i}回目の利用です。店員さんが親切でした。", ()),
])
def test_an_id_is_of_person_and_time_where_there_are_both(tmp_path, heading, row, id):
    path = tmp_path / "a.csv"
    path.write_text("\n".join([heading, *(row.format(i=i, n=i % 11) for i in range(40))]))
    (source,) = propose([path])
    assert (source.respondent, source.id) == ("会員ID", id)


def test_guests_of_one_day_are_several_answers(tmp_path):
    path = tmp_path / "a.csv"
    rows = (f"{f'M{i}' if i % 2 else ''},2024-05-01,{i % 11},{i}回目の利用です。店員さんが親切でした。" for i in range(40))
    path.write_text("\n".join(["会員ID,回答日,NPS,ご意見", *rows]))
    (source,) = propose([path])
    file = InputFile(source, path, path.name)
    (batch,) = read(file, OPTIONS)
    assert (source.respondent, batch.responses.num_rows, batch.rejected.num_rows) == ("会員ID", 40, 0)


@pytest.mark.parametrize("number", ["問い合わせ番号", "ticket_id", "id"])
def test_a_contact_is_not_known_by_who_wrote_it(tmp_path, number):
    path = tmp_path / "a.csv"
    rows = (f"M{i % 20:03d},A{i % 7},T{i:03d},2024-05-01 10:{i:02d},件名{i},{SAID[i % 8]}{i}" for i in range(60))
    path.write_text("\n".join([f"会員ID,operator_id,{number},受付日時,件名,内容", *rows]))
    (source,) = propose([path])
    assert (source.kind, source.id, source.respondent) == ("support", (number,), "会員ID")


# -- the real survey --------------------------------------------------------------------------

QUESTIONS = {
    "福井県内での交通手段の満足度の理由", "満足度の理由", "満足度(商品・サービス)の理由", "不便さの内容", "推奨項目", "施設に求めるもの",
    "福井県に求めるもの",
}
ORDER = ("とても不満", "不満", "どちらでもない", "満足", "とても満足")


@pytest.fixture(scope="module")
def proposed(fukui):
    return propose(fukui)


def test_the_real_survey_is_understood_without_help(proposed):
    (source,) = proposed
    assert (source.kind, source.path, source.preset) == ("survey", "inbox/survey-*.csv", "")
    assert (source.id, source.respondent) == (("会員ID", "回答日時"), "会員ID")
    assert (source.time, source.nps, set(source.comments)) == ("回答日時", "NPS", QUESTIONS)
    assert set(source.optional) == {"満足度(商品・サービス)", "満足度(商品・サービス)の理由"}
    assert {"性別", "年代", "都道府県", "市町村", "6分類", "回答エリア"} <= set(source.segments)
    assert not set(source.segments) & {"回答月", "訪問目的ALL", "情報収集ALL", "福井県までの交通手段ALL", "福井県内での交通手段ALL"}
    scores = {score.column: score.order for score in source.scores.values()}
    assert source.scores["csat"].column == "満足度"
    assert {scores[name] for name in ("満足度", "満足度(商品・サービス)", "福井県内での交通手段の満足度")} == {ORDER}
    assert (scores["今後の来訪意向"][0], scores["今後の来訪意向"][-1]) == ("行きたくない", "また行きたい（1年以内）")
    assert source.behaviour["spend"].column == "県内消費額"
    assert source.behaviour["spend"].values["100,000円以上"] == 125_000
    assert source.behaviour["visits"].values["2～5回目"] == 3.5
    assert {"宿泊費", "交通費"} <= {fact.column for fact in source.behaviour.values()}


def test_the_real_survey_is_read_in_full(proposed, fukui):
    """Of 87,953 rows three are exact repetitions and one has neither time nor score."""
    read_, answers, comments, reasons = 0, 0, 0, []
    for path in fukui:
        file = InputFile(proposed[0], path, path.name)
        for batch in read(file, OPTIONS):
            read_ += batch.rows_read
            answers += batch.responses.num_rows
            comments += batch.comments.num_rows
            reasons += batch.rejected["reason"].to_pylist()
    assert (read_, answers, sorted(reasons)) == (87_953, 87_949, ["duplicate_row"] * 3 + ["time_missing"])
    assert comments == 107_356
