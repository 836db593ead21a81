"""What a column's name says: Japanese names their subject last, and few words stand for many columns."""

import pytest

from voc.ingest import headings

RECORDS = ["回答ID", "回答ＩＤ", "回答番号", "アンケート回答ID", "受付番号", "受付No.", "お問い合わせ番号", "伝票番号", "レシートNo", "ID", "id", "No", "番号", "ResponseId",
           "response_id", "Ticket ID", "case number", "_id", "uuid", "申込番号", "注文番号"]
NO_RECORDS = ["電話番号", "携帯番号", "郵便番号", "利用金額", "回答日時", "来店日時", "氏名", "メールアドレス", "店舗コード", "商品番号", "部屋番号", "口座番号", "回答者ID", "store_id",
              "支払い", "回答", "casino", "Valid", "対応者ID", "operator_id"]
PRIVATE = ["氏名", "お名前", "お名前（漢字）", "フリガナ", "お客様名", "お客様氏名", "顧客名", "お客様のお名前", "担当者", "ご担当者様", "担当者名", "担当", "スタッフ", "スタッフ名", "対応者",
           "オペレーター", "電話番号", "お電話", "連絡先電話番号(携帯)", "電話番号2", "ご住所", "住所１", "お届け先", "お届け先住所", "IP Address", "First Name", "name",
           "customer_name", "requester.name", "Phone Number", "お名前を教えてください", "ご住所・電話番号をご記入ください", "姓", "お客様", "店長名", "投稿者名", "ケース所有者",
           "ニックネーム", "ヨミガナ", "RecipientLastName", "IPAddress", "患者名", "営業担当", "author"]
NOT_PRIVATE = ["電話応対についてのご意見・ご感想", "電話のつながりやすさ", "担当者の説明のわかりやすさ(1〜5)", "担当者の対応", "スタッフの接客態度", "店舗名", "商品名", "サービス名", "都道府県", "市区町村",
               "担当部署", "お客様の声", "電話での問い合わせ回数", "連絡先の確認のしやすさ", "お届け先までの日数", "ご意見", "store name", "Email campaign", "hotel", "同行者", "利用者区分", "会社名", "プラン名",
               "イベント名", "担当者は親切でしたか", "電話で問い合わせましたか"]
RECOMMENDS = [  # name, whether it asks to recommend, and surely
    ("推奨度", True, True), ("Q3. 推奨度*", True, True), ("NPS", True, True), ("NPSスコア", True, True), ("当社の推奨度", True, True), ("A店の推奨度", True, False),
    ("今回のご利用を踏まえ、当社をご友人に紹介する可能性（0〜10）", True, True), ("友人や同僚に薦めたいと思いますか", True, False), ("他社と比べて推奨する度合い", True, False),
    ("推奨度の理由（単一選択）", False, False), ("推奨理由", False, False), ("競合A社の推奨度", False, False), ("他社の推奨度（0〜10）", False, False), ("NPS区分", False, False),
    ("NPS_GROUP", False, False), ("友人に勧められて", False, False), ("ご紹介者", False, False), ("紹介件数", False, False), ("推奨項目", False, False), ("総合評価", False, False),
    ("友人に勧める可能性 [当社]", True, True), ("友人に勧める可能性 [競合A社]", False, False), ("競合他社と比べて当社を勧めたい度合い", True, True),
]


@pytest.mark.parametrize(("names", "is_record"), [(RECORDS, True), (NO_RECORDS, False)])
def test_the_number_of_an_answer_or_a_ticket_is_told_by_its_name(names, is_record):
    assert [name for name in names if headings.is_record(name) is not is_record] == []


@pytest.mark.parametrize(("names", "is_private"), [(PRIVATE, True), (NOT_PRIVATE, False)])
def test_a_name_is_private_where_its_subject_is(names, is_private):
    assert [name for name in names if headings.is_private(name) is not is_private] == []


def test_a_day_itself_is_no_name_of_one():
    assert [name for name in ("来店日", "年月日", "記入日（西暦）", "日") if not headings.is_time(name)] == []
    assert [name for name in ("2025年10月1日", "土曜日", "日帰り", "日数") if headings.is_time(name)] == []


@pytest.mark.parametrize(("name", "asks", "surely"), RECOMMENDS)
def test_a_question_asks_to_recommend_this_company(name, asks, surely):
    assert (headings.asks_to_recommend(name), headings.nps_rank(name)) == (asks, 2 - asks - surely)


def test_the_answer_s_own_time_comes_before_any_other():
    names = ["来店日", "日時", "受付日時", "予約日時", "回答日時", "End Date", "date_submitted", "来店アンケート回答日時"]
    assert sorted(names, key=headings.time_rank) == [
        "回答日時", "date_submitted", "来店アンケート回答日時", "受付日時", "End Date", "日時", "来店日", "予約日時",
    ]
    contact = ["回答日時", "来店日", "日時", "問い合わせ受付日時"]
    assert sorted(contact, key=lambda name: headings.time_rank(name, contact=True)) == ["問い合わせ受付日時", "日時", "回答日時", "来店日"]
