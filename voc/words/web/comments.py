"""Words of the pages of comments and of customers: code -> (Japanese, English)."""

_COMMENTS = {
    "comments": ("コメント", "Comments"),
    "comments.order": ("並び", "Order"),
    "comments.newest": ("新しい順", "Newest"),
    "comments.typical": ("典型的な順", "Most typical"),
    "comments.undated": (
        "この一覧だけではだれが書いたか分からないように、日付・点数・属性を載せません。書いた人の記録は「顧客」から開けます(開いたことは記録されます)。",
        "So that the list itself does not tell who wrote them, it has no dates, scores or segments. “Customer” opens the "
        "writer's record; that it was opened is logged.",
    ),
    "comments.any": ("すべて", "Any"),
    "comments.narrow": ("並びと絞り込み", "Order and filters"),
    "comments.none": ("表示するコメントはありません。", "No comments to show."),
    "comments.without.with": ("一緒に触れた話題の指定を外す", "Without the other topic"),
    "comments.without.group": ("NPS区分の指定を外す", "Without the NPS group"),
    "comments.without.polarity": ("評価の向きの指定を外す", "Without the polarity"),
    "comments.without.segment_name": ("属性の指定を外す", "Without the segment"),
    "comments.without.period": ("全期間にする", "All time"),
    "no_table_here": (
        "このアカウントで見られる範囲には、この表がありません。",
        "What this account sees does not have this table.",
    ),
    "pages": ("ページの移動", "Pages"),
    "pages.before": ("前へ", "Previous"),
    "pages.next": ("次へ", "Next"),
    "pages.here": ("{page} / {pages} ページ", "Page {page} of {pages}"),
}

_CUSTOMER = {
    "customer": ("顧客", "Customer"),
    "customers": ("離れるおそれのある顧客", "Customers at risk"),
    "customers.what": (
        "低い推奨度、区分の低下、苦情、離反の意向のある人を、金額・回数の大きい順に並べています(全期間)。",
        "People with a low or fallen score, a complaint or the intent to leave, the largest amounts first (all time).",
    ),
    "customers.count": ("{count} 件", "{count} {count:row|rows}"),
    "customers.none": ("当てはまる人はいません。", "Nobody."),
    "customer.hashed": (
        "会員番号などは、元に戻せない記号に置き換えてあります。本文の個人情報は伏せてあります。",
        "Ids are replaced by codes that lead back to nobody; personal data in texts is masked.",
    ),
    "customer.at_risk": ("離れるおそれ", "At risk"),
    "customer.scores": ("回答", "Answers"),
    "customer.no_answers": ("アンケートの回答はありません。", "No answers to a survey."),
    "customer.behaviour": ("行動とロイヤルティの区分", "Behaviour and loyalty"),
    "customer.no_behaviour": ("行動は分かっていません。", "Nothing is known of what they do."),
    "customer.quadrant_why": (
        "区分は、最新の回答が推奨者かどうかと、行動の値が「高」の下限以上かどうかで決まります。",
        "The quadrant is by the latest answer (promoter or not) and whether the value is high.",
    ),
    "customer.comments": ("コメント", "Comments"),
    "customer.no_comments": ("コメントはありません。", "No comments."),
    "customer.contacts": ("問い合わせ", "Support contacts"),
    "customer.no_contacts": ("問い合わせはありません。", "No contacts."),
    "unknown_customer": (
        "この顧客は今の集計にいません。削除されたか、鍵が変わったか、このアカウントの範囲の外かもしれません。",
        "The tables do not have this customer: removed, under a new key, or outside of what this account sees.",
    ),
    "speaker.customer": ("お客様", "Customer"),
    "speaker.agent": ("担当者", "Agent"),
    "channel.web": ("ウェブ", "Web"),  # as support tools write them; others are shown as they are
    "channel.email": ("メール", "E-mail"),
    "channel.chat": ("チャット", "Chat"),
    "channel.phone": ("電話", "Phone"),
    "channel.voice": ("電話", "Phone"),
    "status.new": ("新規", "New"),
    "status.open": ("対応中", "Open"),
    "status.pending": ("お客様の返事待ち", "Pending"),
    "status.hold": ("保留", "On hold"),
    "status.solved": ("解決済み", "Solved"),
    "status.closed": ("終了", "Closed"),
}

WORDS: dict[str, tuple[str, str]] = {f"web.{code}": words for code, words in (_COMMENTS | _CUSTOMER).items()}
