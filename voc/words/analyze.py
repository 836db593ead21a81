"""Words of voc.analyze and voc.review: code -> (Japanese, English).

column.* heads a column, topic.* names a topic of the taxonomy voc-general v1, note.* says how far a
cell can be trusted, flag.* why a comment is flagged; segment.*, period.*, polarity.* and nps_group.*
name values that these columns hold, where they are the program's own words.
"""

_COLUMNS = {
    "aliases": ("別のID", "Aliases"),
    "answered_at": ("回答日時", "Answered at"),
    "behaviour": ("行動", "Behaviour"),
    "channel": ("経路", "Channel"),
    "churn": ("離反の意向", "Churn intent"),
    "churned_at": ("離反日時", "Churned at"),
    "comment_id": ("コメントID", "Comment ID"),
    "complaint": ("苦情", "Complaint"),
    "contact_id": ("問い合わせID", "Contact ID"),
    "decided": ("人が確認済み", "Decided by a person"),
    "dependent": ("係り先", "Dependent"),
    "detractors": ("批判者数", "Detractors"),
    "end": ("終了位置", "End"),
    "evidence": ("根拠の文", "Evidence"),
    "excerpt": ("抜粋", "Excerpt"),
    "file": ("ファイル", "File"),
    "g2": ("G²(対数尤度比)", "G² (log-likelihood)"),
    "head": ("係り元", "Head"),
    "impact": ("NPSへの影響", "Impact on NPS"),
    "impact_high": ("影響の上限", "Impact, upper limit"),
    "impact_low": ("影響の下限", "Impact, lower limit"),
    "jaccard": ("Jaccard係数", "Jaccard"),
    "lift": ("言及なしとのNPS差", "NPS difference from not mentioned"),
    "lift_high": ("NPS差の上限", "NPS difference, upper limit"),
    "lift_low": ("NPS差の下限", "NPS difference, lower limit"),
    "line": ("行", "Line"),
    "log_odds": ("対数オッズ比", "Log odds ratio"),
    "log_odds_high": ("対数オッズ比の上限", "Log odds ratio, upper limit"),
    "log_odds_low": ("対数オッズ比の下限", "Log odds ratio, lower limit"),
    "message": ("説明", "Message"),
    "mixed": ("賛否両方", "Mixed"),
    "model": ("モデル", "Model"),
    "month": ("月", "Month"),
    "n": ("回答数", "Answers"),
    "n_base": ("コメントのある回答数", "Answers with a comment"),
    "n_comments": ("言及したコメント数", "Comments that mention it"),
    "n_responses": ("言及した回答数", "Answers that mention it"),
    "non_answer": ("「特になし」など", "Non-answer"),
    "negated": ("否定", "Negated"),
    "note": ("注記", "Note"),
    "nps": ("NPS", "NPS"),
    "nps_group": ("NPS区分", "NPS group"),
    "nps_high": ("NPSの上限", "NPS, upper limit"),
    "nps_low": ("NPSの下限", "NPS, lower limit"),
    "nps_mentioned": ("言及した回答のNPS", "NPS where mentioned"),
    "nps_score": ("推奨度(0〜10)", "Score (0-10)"),
    "occurred_at": ("日時", "Occurred at"),
    "opened_at": ("受付日時", "Opened at"),
    "p": ("確率", "Probability"),
    "p_negative": ("否定の確率", "P(negative)"),
    "p_neutral": ("中立の確率", "P(neutral)"),
    "p_positive": ("肯定の確率", "P(positive)"),
    "pairs": ("係り受け", "Pairs"),
    "passives": ("中立者数", "Passives"),
    "period": ("期間", "Period"),
    "points": ("ポイント", "Points"),
    "polarity": ("評価の向き", "Polarity"),
    "priority": ("優先度", "Priority"),
    "priority_churn": ("優先度: 離反の意向", "Priority: churn"),
    "priority_nps": ("優先度: NPS区分", "Priority: NPS group"),
    "priority_severity": ("優先度: 苦情の強さ", "Priority: severity"),
    "priority_urgent": ("優先度: 緊急性", "Priority: urgency"),
    "promoters": ("推奨者数", "Promoters"),
    "purchases": ("購入回数", "Purchases"),
    "q_value": ("q値(多重比較補正後)", "q-value"),
    "question": ("設問", "Question"),
    "reason": ("理由", "Reason"),
    "reasons": ("理由", "Reasons"),
    "request": ("要望", "Request"),
    "respondent": ("回答者", "Respondent"),
    "response_id": ("回答ID", "Response ID"),
    "response_source": ("回答のデータ元", "Source of the answer"),
    "scores": ("評価点", "Scores"),
    "segment_name": ("属性", "Segment"),
    "segment_value": ("属性の値", "Segment value"),
    "segments": ("属性", "Segments"),
    "sent_at": ("送信日時", "Sent at"),
    "sentiment": ("感情", "Sentiment"),
    "seq": ("順番", "Turn"),
    "share": ("言及率", "Share that mentions it"),
    "share_negative": ("言及のうち否定の割合", "Negative, of those that mention it"),
    "share_positive": ("言及のうち肯定の割合", "Positive, of those that mention it"),
    "source": ("データ元", "Source"),
    "speaker": ("話し手", "Speaker"),
    "spend": ("購入金額", "Spend"),
    "start": ("開始位置", "Start"),
    "status": ("状態", "Status"),
    "tenure": ("利用年数", "Tenure"),
    "term": ("語", "Term"),
    "text": ("本文", "Text"),
    "text_hash": ("本文の識別子", "Text hash"),
    "tier": ("会員ランク", "Tier"),
    "tokens": ("語", "Tokens"),
    "topic": ("話題", "Topic"),
    "urgent": ("緊急", "Urgent"),
    "z": ("特徴度(z)", "Characteristic (z)"),
}

_TOPICS = {
    "all": ("全話題", "All topics"),
    "price": ("価格・料金", "Price"),
    "quality": ("商品・サービスの品質", "Quality"),
    "assortment": ("品揃え・メニュー", "Assortment"),
    "staff": ("接客・スタッフ", "Staff"),
    "support": ("問い合わせ窓口", "Support"),
    "delivery": ("配送・梱包", "Delivery"),
    "waiting": ("待ち時間・混雑", "Waiting and crowds"),
    "facility": ("施設・設備", "Facilities"),
    "cleanliness": ("清潔さ・衛生", "Cleanliness"),
    "access": ("立地・交通・駐車場", "Access and parking"),
    "atmosphere": ("雰囲気・景色", "Atmosphere"),
    "experience": ("体験・見どころ", "Experience"),
    "usability": ("使いやすさ", "Usability"),
    "outage": ("不具合・障害", "Faults and outages"),
    "information": ("情報・案内", "Information"),
    "procedure": ("手続き・契約", "Procedures"),
    "cancellation": ("解約・返品", "Cancellation and returns"),
    "billing": ("請求・支払い", "Billing and payment"),
    "rewards": ("ポイント・特典", "Rewards"),
    "safety": ("安全・マナー", "Safety"),
    "hours": ("営業時間・定休日", "Opening hours"),
    "general": ("全般", "General"),
    "other": ("その他の話題", "Other topics"),
}

_NOTES = {
    "": ("", ""),
    "reference": ("参考値", "For reference"),
    "too_few": ("件数不足", "Too few answers"),
    "suppressed": ("秘匿", "Suppressed"),
}

_SEGMENTS = {"all": ("全体", "All"), "その他": ("その他", "Other values")}

_PERIODS = {"all": ("全期間", "All time")}

_POLARITIES = {
    "negative": ("否定", "Negative"),
    "neutral": ("中立", "Neutral"),
    "positive": ("肯定", "Positive"),
}

_NPS_GROUPS = {
    "promoter": ("推奨者", "Promoter"),
    "passive": ("中立者", "Passive"),
    "detractor": ("批判者", "Detractor"),
    "all": ("全体", "All"),
}

_FLAGS = {
    "urgent": ("緊急の対応が必要", "Urgent"),
    "churn": ("離反の意向", "Means to leave"),
    "complaint": ("苦情", "Complaint"),
    "detractor": ("批判者の苦情", "Complaint of a detractor"),
    "safety": ("安全への不安", "Safety concern"),
}

WORDS: dict[str, tuple[str, str]] = {
    f"{kind}.{name}": words
    for kind, group in (
        ("column", _COLUMNS),
        ("topic", _TOPICS),
        ("note", _NOTES),
        ("segment", _SEGMENTS),
        ("period", _PERIODS),
        ("polarity", _POLARITIES),
        ("nps_group", _NPS_GROUPS),
        ("flag", _FLAGS),
    )
    for name, words in group.items()
}
