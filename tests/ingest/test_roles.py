"""Which column means what, where names and cells might mislead: one small survey a row of the table."""

import json
import random
import time

import pytest

from voc.ingest import doubts, look, propose
from voc.records import Source

SAID = ["駅から遠くて不便でした。", "店員さんの説明が丁寧で安心できました。", "予約の画面が分かりにくいです。", "また家族で来たいと思います。"]
NAMES = ["山田 太郎", "佐藤 花子", "鈴木 一郎"]
REASONS = ["味", "価格", "接客", "立地", "量", "雰囲気", "清潔", "速さ", "品揃え", "その他"]
CELLS = {  # heading → its cell in row i; whatever is not here is a score 0-10
    "回答日時": lambda i: f"2025/10/{i % 28 + 1:02d} 10:{i % 60:02d}",
    "受付日時": lambda i: f"2025/10/{i % 28 + 1:02d} 12:{i % 60:02d}",
    "来店日": lambda i: f"2025/09/{i % 28 + 1:02d}",
    "来店日時": lambda i: f"2025-09-{i % 28 + 1:02d}T18:{i % 60:02d}:00",
    "電話番号": lambda i: f"090-1234-{i * 37:04d}",
    "携帯": lambda i: f"0901234{i * 37:04d}",
    "利用金額": lambda i: f"{1000 + i * 37}",
    "受付番号": lambda i: f"R{2025 + i}",
    "注文番号": lambda i: f"{88_000 + i * 3}",
    "回答ID": lambda i: f"{70_000 + i * 3}",
    "メールアドレス": lambda i: f"a{i}@example.com",
    "推奨意向": lambda i: i % 5 + 1,
    "推奨度の理由（単一選択）": lambda i: f"{i % 10 + 1}. {REASONS[i % 10]}",
    "知人に勧められて": lambda i: i % 2,
    "ご意見": lambda i: f"{SAID[i % 4]}{i}回目です。",
    "電話応対についてのご意見・ご感想": lambda i: f"{SAID[i % 4]}{i}回目です。",
    "担当者": lambda i: f"担当の方について、{SAID[i % 4]}{i}回目です。",
    "電話のつながりやすさ": lambda i: i % 5 + 1,
    "担当者の説明のわかりやすさ(1〜5)": lambda i: i % 5 + 1,
    "スタッフの対応": lambda i: ["満足", "普通", "不満"][i % 3],
    "お客様名": lambda i: NAMES[i % 3], "顧客名": lambda i: NAMES[i % 2], "スタッフ": lambda i: NAMES[i % 3][:2], "対応者": lambda i: NAMES[i % 2],
    "お届け先": lambda i: f"東京都千代田区丸の内{i}丁目2番{i}号",
    "発送": lambda i: f"大阪府大阪市北区梅田{i}-{i * 3} 梅田第{i}ビル",
    "年代": lambda i: f"{i % 5 + 2}0代",
}


def proposed(path, *names: str, rows: int = 40, above: str = "") -> Source:
    lines = [",".join(str(CELLS.get(name, lambda i, at=at: (i * (at + 1)) % 11)(i)) for at, name in enumerate(names)) for i in range(rows)]
    path.write_text("\n".join([",".join(names), *([above] if above else []), *lines]), encoding="utf-8")
    (source,) = propose([path])
    return source


@pytest.mark.parametrize("names", [
    ("電話番号",), ("携帯",), ("利用金額",), ("来店日時",), ("お客様名",), ("電話番号", "利用金額", "来店日時"),
])
def test_what_only_happens_to_differ_is_no_record_s_id(tmp_path, names):
    assert proposed(tmp_path / "電話-202510.csv", "回答日時", *names, "推奨度", "ご意見").id == ()


@pytest.mark.parametrize(("names", "id"), [
    (("受付番号",), ("受付番号",)), (("電話番号", "受付番号"), ("受付番号",)), (("注文番号", "回答ID"), ("回答ID",)),
    (("メールアドレス",), ("メールアドレス", "回答日時")),
])
def test_an_id_is_an_answer_s_number(tmp_path, names, id):
    assert proposed(tmp_path / "a.csv", "回答日時", *names, "推奨度", "ご意見").id == id


@pytest.mark.parametrize(("names", "nps"), [
    (("店舗の清潔さ（0〜10）", "今回のご利用を踏まえた当社をご友人に紹介する可能性（0〜10）"), 1),
    (("推奨度", "推奨度の理由（単一選択）"), 0),
    (("推奨度の理由（単一選択）", "推奨度"), 1),
    (("競合A社の推奨度", "当社の推奨度"), 1),
    (("A店の推奨度", "推奨度"), 1),
    (("A店の推奨度", "B店の推奨度"), 0),
    (("知人に勧められて", "推奨度"), 1),
    (("推奨意向", "総合評価"), 1),
])
def test_the_score_is_what_asks_to_recommend_this_company_on_0_to_10(tmp_path, names, nps):
    assert proposed(tmp_path / "a.csv", "回答日時", *names, "ご意見", rows=25).nps == names[nps]


@pytest.mark.parametrize("name", ["競合A社の推奨度", "推奨度の理由（単一選択）"])
def test_a_competitor_s_score_or_a_reason_is_never_ours(tmp_path, name):
    source = proposed(tmp_path / "a.csv", "回答日時", name, "ご意見")
    assert (source.nps, source.scores) == ("", {})


@pytest.mark.parametrize(("names", "time"), [
    (("来店日", "回答日時"), "回答日時"), (("来店日時", "受付日時", "回答日時"), "回答日時"), (("来店日", "受付日時"), "受付日時"), (("来店日",), "来店日"),
])
def test_the_time_is_when_it_was_said(tmp_path, names, time):
    assert proposed(tmp_path / "a.csv", *names, "推奨度").time == time


@pytest.mark.parametrize(("name", "cell"), [("回答日", "25/10/{:02d}"), ("来店月", "2025年{}月"), ("回答日時", "令和七年十月{}日")])
def test_a_time_that_cannot_be_read_is_proposed_by_its_name(tmp_path, name, cell):
    path = tmp_path / "a.csv"
    rows = (f"{cell.format(i % 12 + 1)},{i % 12}月{i % 5}日生まれ,{i % 11},{SAID[i % 4]}" for i in range(40))
    path.write_text("\n".join([f"{name},誕生日,推奨度,ご意見", *rows]), encoding="utf-8")
    (source,) = propose([path])
    assert (source.time, source.segments) == (name, ())


def test_what_people_think_of_the_telephone_or_of_staff_is_read(tmp_path):
    names = ("電話応対についてのご意見・ご感想", "担当者", "電話のつながりやすさ", "担当者の説明のわかりやすさ(1〜5)", "スタッフの対応")
    source = proposed(tmp_path / "a.csv", "回答日時", "推奨度", *names)
    assert source.comments == names[:2]
    assert [score.column for score in source.scores.values()] == list(names[2:])


def test_names_and_addresses_are_neither_segments_nor_comments(tmp_path):
    source = proposed(tmp_path / "a.csv", "回答日時", "推奨度", "お客様名", "顧客名", "スタッフ", "対応者", "お届け先", "発送", "年代", "ご意見")
    assert (source.segments, source.comments) == (("年代",), ("ご意見",))


def test_a_row_that_describes_the_columns_does_not_change_what_they_are(tmp_path):
    source = proposed(tmp_path / "a.csv", "回答日時", "推奨度", "満足度", above="回答した日時,0〜10,1〜5点")
    assert (list(source.scores), source.behaviour, source.nps) == (["csat"], {}, "推奨度")


@pytest.mark.parametrize(("person", "day", "said"), [
    ("会員ＩＤ", "来店日", "お客様の声"), ("会員№", "ご利用日(YYYYMMDD)", "ｺﾒﾝﾄ"), ("顧客ｺｰﾄﾞ", "ﾀｲﾑｽﾀﾝﾌﾟ", "ｺﾞ意見"), ("回答者ID", "ＤＡＴＥ", "Ｃｏｍｍｅｎｔ"),
])
def test_a_name_says_the_same_in_full_and_half_width_and_a_day_may_be_written_in_digits_alone(tmp_path, person, day, said):
    path = tmp_path / "a.csv"
    rows = (f"{i % 9:06d},202510{i % 28 + 1:02d},{i % 11},{SAID[i % 4]}" for i in range(40))
    path.write_text("\n".join([f"{person},{day},ＮＰＳ,{said}", *rows]), encoding="utf-8")
    (source,) = propose([path])
    assert (source.respondent, source.time, source.nps, source.comments) == (person, day, "ＮＰＳ", (said,))


def test_a_customer_inside_a_json_object_is_the_respondent(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = ({"answered_at": CELLS["回答日時"](i), "nps": i % 11, "customer": {"id": f"C{i % 9:04d}"}, "comment": SAID[i % 4]} for i in range(40))
    path.write_text("\n".join(json.dumps(row) for row in rows))
    (source,) = propose([path])
    assert (source.respondent, source.id) == ("customer.id", ("customer.id", "answered_at"))


def test_of_thousands_of_yes_no_questions_thirty_are_segments_after_those_with_more_values(tmp_path):
    path = tmp_path / "a.csv"
    asked, draw = [f"Q{at}" for at in range(3_000)], random.Random(1)
    rows = (
        ",".join([f"2025-10-{i % 28 + 1:02d} 10:{i:02d}", f"{i % 11}", *(("はい", "いいえ")[draw.getrandbits(1)] for _ in asked), f"{i % 4 + 2}0代"])
        for i in range(40)
    )
    path.write_text("\n".join([",".join(["回答日時", "推奨度", *asked, "年代"]), *rows]), encoding="utf-8")
    began = time.monotonic()
    (source,) = propose([path])
    assert source.segments == (*asked[:29], "年代") and time.monotonic() - began < 15
    (told,) = doubts(source, look([path], source, 100)[0], "ja")
    assert "2,971 列" in told


def test_two_questions_that_few_say_yes_to_are_two_segments_and_a_numbered_copy_is_none(tmp_path):
    path = tmp_path / "a.csv"
    kinds_of = ("東京", "大阪", "福井")
    rows = (
        f"2025-10-{i % 28 + 1:02d} 10:{i % 60:02d},{i % 11},{'はい' if i % 25 == 0 else 'いいえ'},{'はい' if i % 25 == 1 else 'いいえ'},{kinds_of[i % 3]},{i % 3:02d}.{kinds_of[i % 3]}"
        for i in range(200)
    )
    path.write_text("\n".join(["回答日時,推奨度,駐車場を使った,割引を使った,地域,地域コード", *rows]), encoding="utf-8")
    (source,) = propose([path])
    assert source.segments == ("駐車場を使った", "割引を使った", "地域")


SURVEY_MONKEY = [
    ("Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1", "Start Date", "End Date"),
    ("回答者 ID,コレクター ID,開始日,終了日,IP アドレス,メールアドレス,名,姓,カスタムデータ1", "開始日", "終了日"),
]


@pytest.mark.parametrize(("header", "start", "end"), SURVEY_MONKEY)
def test_the_standard_columns_of_survey_monkey_are_no_questions(tmp_path, header, start, end):
    path = tmp_path / "a.csv"
    rows = (
        f"{118_000_000 + i * 77},4567,10/{i % 28 + 1:02d}/2025 09:{i:02d}:00 AM,10/{i % 28 + 1:02d}/2025 09:{i:02d}:30 AM,10.2.3.{i},,,,,{i % 11},{SAID[i % 4]}{i}"
        for i in range(40)
    )
    path.write_text("\n".join([f"{header},当店を勧める可能性,ご意見", ",,,,,,,,,Response,Open-Ended Response", *rows]))
    (source,) = propose([path])
    assert (source.preset, source.time, source.comments, source.segments) == ("surveymonkey", end, ("ご意見",), ())
    assert start not in source.scores and source.nps == "当店を勧める可能性"


def test_dates_of_another_country_are_no_comments(tmp_path):
    path = tmp_path / "a.csv"
    rows = (f"2025-10-01 10:{i:02d},{i % 11},10/{i % 28 + 1:02d}/2025 09:{i:02d}:00 AM" for i in range(40))
    path.write_text("\n".join(["回答日時,推奨度,seen", *rows]))
    (source,) = propose([path])
    assert source.comments == ()


def test_a_contact_without_a_number_is_not_known_by_who_answered_it_and_is_of_when_it_came_in(tmp_path):
    path = tmp_path / "a.csv"
    rows = (f"A{i % 7},2025/10/30 10:{i:02d},2025/10/{i % 28 + 1:02d} 10:{i:02d},件名{i},{SAID[i % 4]}{i}" for i in range(40))
    path.write_text("\n".join(["operator_id,回答日時,受付日時,件名,内容", *rows]))
    (source,) = propose([path])
    assert (source.kind, source.id, source.time, source.body) == ("support", (), "受付日時", "内容")
