"""What the name of a column says: a recommendation score, a moment, a person, a record's number.

Only names are looked at here, cells by `kinds`, which has the last word. Japanese names their subject
last (電話番号 is a number, 電話のつながりやすさ is none), so that most patterns ask how a name ends.
"""

import re

from voc.ingest.scale import FROM_ZERO
from voc.ingest.values import plain

# -- the recommendation score ---------------------------------------------------------------

_NPS = re.compile(
    r"nps|net promoter|推奨(度|意向|する|点|スコア|評価|$)|(薦|勧|奨|すす)め(?!られ)"
    r"|紹介(したい|する|して|したく|しよう|可能|意向|度|いただ)|recommend|likelihood",
    re.IGNORECASE,
)
_NO_SCORE = re.compile(r"理由|なぜ|reason|why|区分|分類|カテゴリ|group|category|[人回件]数$", re.IGNORECASE)
_ANOTHERS = re.compile(
    r"(競合(他社|店)?+|ライバル社?+|他店|他社|competitors?+)(?!と?(の比較|より|に?(比べ|くらべ)))", re.I
)
_EXACT = re.compile(
    r"推奨(度|意向|スコア|点)|お?(すすめ|勧め|薦め)度|nps([ _]?score|スコア)?|net promoter score", re.I
)
_OURS = re.compile(r"[当弊自本](社|店|館|院|園|校|行|ホテル|サービス)|our(?![a-z])", re.IGNORECASE)


def asks_to_recommend(name: str) -> bool:
    """Whether it is a question that NPS may be computed from; never a reason, a group or a competitor's."""
    return bool(_NPS.search(plain(name))) and not is_no_score(name)


def nps_rank(name: str) -> int:
    """How surely it does so: 0 for 推奨度 alone, the own company's or one that says 0 to 10; 1; 2 for no."""
    if not asks_to_recommend(name):
        return 2
    said = plain(name)
    return 0 if _EXACT.fullmatch(_bare(name)) or _OURS.search(said) or FROM_ZERO.search(said) else 1


def is_no_score(name: str) -> bool:
    """Whether its numbers are no score of this company: 推奨度の理由 (1. 味 …), 競合A社の推奨度, NPS区分."""
    return bool(_NO_SCORE.search(_bare(name)) or _ANOTHERS.search(plain(name)))


# -- moments --------------------------------------------------------------------------------

_TIME = re.compile(
    r"日時|日付|(?<![\d曜])[日月]($|[(\[])|(回答|受付|登録|作成|解約|退会)日|タイムスタンプ"
    r"|timestamp|created|opened|recorded|submitted|date|time",
    re.IGNORECASE,
)
_NOT_THE_TIME = re.compile(
    r"開始|start|更新|updated|modified|生年|誕生|birth|入会|会員登録|解約|退会", re.IGNORECASE
)
_ANSWERED = re.compile(
    r"回答|送信|記入|投稿|タイムスタンプ|timestamp|submit|complet|answer|respon", re.IGNORECASE
)
_CAME_IN = re.compile(
    r"受付|受信|受領|受電|着信|問い?合わ?せ|発生|登録|作成|created|opened|recorded|received|end", re.I
)
_VISIT = re.compile(
    r"来店|来館|来場|来訪|訪問|利用|購入|購買|注文|予約|宿泊|乗車|搭乗|チェック|発送|配送|配達|納品|visit|purchase|order|booking"
    r"|reserv|check.?(in|out)|ship|deliver",
    re.IGNORECASE,
)


def is_time(name: str) -> bool:
    """Whether it is a moment by name: 回答日時, 来店日, 回答月, ﾀｲﾑｽﾀﾝﾌﾟ; never a day or a weekday itself."""
    return bool(_TIME.search(plain(name)))


def is_another_time(name: str) -> bool:
    """Whether it is a moment of the customer's life or of the record's, not of what was said."""
    return bool(_NOT_THE_TIME.search(plain(name)))


def time_rank(name: str, contact: bool = False) -> int:
    """How near a moment is to when something was said, 0 first: 回答日時, 受付日時, 日時, 来店日.

    Of a `contact` the customer spoke first and was answered later: 受付日時, 日時, 回答日時, 来店日.
    """
    said = plain(name)
    if _ANSWERED.search(said):
        return 2 if contact else 0
    if _VISIT.search(said):
        return 3
    return (0 if contact else 1) if _CAME_IN.search(said) else (1 if contact else 2)


# -- people and records ---------------------------------------------------------------------

_PERSON = re.compile(
    r"(会員|顧客|お客様|ユーザー?|利用者|契約者?|回答者|モニター|パネル)(?!の?(お?電話|携帯|郵便|tel|fax)).{0,2}(id|番号|no|コード)"
    r"|(member|customer|user|client|account|respondent|panel)[ ._-]?(id|no|number|code|key)"
    r"|externalreference|requester",
    re.IGNORECASE,
)
_MAIL = re.compile(r"メール|e-?mail", re.IGNORECASE)
_NUMBER = r"(id|番号|ナンバー|no\.?|number|コード|code|キー|key|uuid|guid|token)"
_RECORD = re.compile(
    r"(回答|応答|回収|アンケート|調査|受付|受理|問い?合わ?せ|チケット|ケース|案件|伝票|レシート|領収書?|注文|オーダー|予約|取引"
    r"|管理|整理|対応|会話|通話|受電|履歴|記録|応募|申し?込み?|投稿|レビュー|口コミ|シリアル|通し|データ"
    r"|(?<![a-z])(response|survey|submission|answer|record|entry|form|feedback|review|ticket|case|receipt|order"
    r"|booking|reservation|transaction|inquiry|conversation|interaction|session|serial|reference|request"
    rf"|call|chat|log|thread|mail|message|post|event|data|unique))[ ._-]*{_NUMBER}$"
    rf"|^[ _#]*({_NUMBER}|識別子|#)$",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"回答|応答|response|submission|answer", re.IGNORECASE)
_PRIVATE = re.compile(
    r"(氏名|姓名|(^|お|ご)名前|[フふヨよ][リりミみ][ガが][ナな]|ネーム|^(姓|名|氏|セイ|メイ|カナ|お?客様|お客さま|顧客)"
    r"|(ご?本人|お?客|お客さ|顧客|会員|ユーザー?|.者|担当|スタッフ|従業員|社員|店員|販売員|店長|患者|生徒"
    r"|オペレーター?|宛|世帯主)(様|さま|ま)?の?お?名前?"
    r"|担当者?|スタッフ|対応者|オペレーター?|販売員|店員|店長|レビュアー?"
    r"|(接客|受付|記入|紹介|作成|更新|登録|記録|入力|起票|所有|投稿|応対|責任)者"
    r"|住所|番地|建物名|マンション名|届け?先|配送先|送付先|お送り先|連絡先|(郵便|電話|携帯|口座|カード|fax|tel)番号"
    r"|電話|携帯|(?<![a-z])(tel|fax|phone|mobile)([ _]number)?"
    r"|^((family|given|customer|client|contact|staff|agent|guest|nick)[ _-]?)?name|\.name"
    r"|(first|last|full|user)[ _]?name|author|reviewer"
    r"|ip ?address|(?<![a-z])(address|zip([ _]?code)?|postal[ _]?code|assignee|operator|agent|staff))$",
    re.IGNORECASE,
)
_PRIVATE_ASKED = re.compile(
    r"(氏名|名前|住所|番号|連絡先|フリガナ)(と|を|の)?.{0,8}(記入|入力|教え|お?書き|お聞かせ)", re.IGNORECASE
)
_FREE = re.compile(
    r"自由(記述|回答|意見|記入)|フリー(コメント|アンサー|記述)|意見|要望|コメント|感想|理由|の声$"
    r"|comment|feedback|free.?text|verbatim",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[【「].*?[)\]】」]|^(q|問|設問|質問)?\s*\d+[.:、\s_-]+|[\s*:?]+$", re.IGNORECASE)


def is_person(name: str) -> bool:
    """Whether it is the number of a person: 会員番号, 回答者ＩＤ, 顧客ｺｰﾄﾞ, customer_id."""
    return bool(_PERSON.search(plain(name)))


def is_mail(name: str) -> bool:
    """Whether it is an e-mail address by name."""
    return bool(_MAIL.search(plain(name)))


def is_free(name: str) -> bool:
    """Whether it asks for free text: 自由記述, ご意見, ｺﾒﾝﾄ, 理由, お客様の声."""
    return bool(_FREE.search(plain(name)))


def is_record(name: str) -> bool:
    """Whether it is the number of an answer, a ticket or a receipt: 回答ID, 受付番号, ticket_id, No."""
    return bool(_RECORD.search(_bare(name)))


def is_answers_own(name: str) -> bool:
    """Whether it is the number of the answer itself, and not of the order or the visit behind it."""
    return bool(_ANSWER.search(plain(name)))


def is_private(name: str) -> bool:
    """Whether its subject is a name, an address or a telephone number: 担当者, お客様名, ご住所(番地)."""
    said = re.sub(r"(?<=[^お客])様$|[\d_ ]+$", "", _bare(name))
    return bool(_PRIVATE.search(said) or _PRIVATE_ASKED.search(plain(name)))


def _bare(name: str) -> str:
    """A name without its number, brackets and marks: Q3.推奨度(0〜10)* → 推奨度."""
    said = plain(name)
    return _BRACKETS.sub("", said).strip() or said
