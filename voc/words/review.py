"""Words of voc.review and voc.decide: code -> (Japanese, English).

flag.* says why a comment is flagged or a customer at risk, label.* how it was read, standing.* what became of
it, action.* what somebody did.
"""

_FLAGS = {
    "urgent": ("緊急の対応が必要", "Urgent"),
    "churn": ("離反の意向", "Means to leave"),
    "complaint": ("苦情", "Complaint"),
    "detractor": ("批判者の苦情", "Complaint of a detractor"),
    "safety": ("安全への不安", "Safety concern"),
    "low_score": ("推奨度が低い(0〜6)", "Low score (0-6)"),
    "score_fell": ("前回よりNPS区分が下がった", "NPS group fell"),
}

_LABELS = {
    "complaint": ("苦情", "Complaint"),
    "request": ("要望", "Request"),
    "churn": ("離反の意向", "Means to leave"),
    "urgent": ("緊急", "Urgent"),
    "mixed": ("賛否両方", "Mixed"),
    "none": ("該当しない: ", "Not so: "),
}

_STANDINGS = {
    "open": ("未対応", "Open"),
    "assigned": ("担当あり", "Assigned"),
    "accepted": ("確認済み", "Accepted"),
    "dismissed": ("対応不要", "Dismissed"),
    "resolved": ("対応済み", "Resolved"),
}

_ACTIONS = {
    "accept": ("確認済みにしました", "accepted"),
    "dismiss": ("対応不要にしました", "dismissed"),
    "resolve": ("対応済みにしました", "resolved"),
    "reopen": ("未対応に戻しました", "reopened"),
    "assign": ("担当を変えました", "assigned"),
    "note": ("メモを残しました", "noted"),
    "correct": ("読み取りを直しました", "corrected"),
    "undo": ("直前の判断を取り消しました", "last decision undone"),
}

_ERRORS = {
    "words_not_in_text": (
        "「{words}」という言葉は、このコメントの本文にありません。本文の言葉をそのまま書いてください。",
        "The comment does not say '{words}'. Give words as they stand in it.",
    ),
    "note_empty": ("メモに何も書かれていません。何も変わっていません。", "The note is empty. Nothing was changed."),
    "topic_unknown": (
        "「{topic}」という話題はありません。選べる話題: {topics}",
        "There is no topic '{topic}'. Topics: {topics}",
    ),
    "assignee_unknown": (
        "「{assignee}」さんは担当にできません。これを扱えるアカウントの名前にしてください: {people}",
        "Items cannot be given to '{assignee}'. Name an account that may work on them: {people}",
    ),
}

WORDS: dict[str, tuple[str, str]] = {
    f"{kind}.{name}": words
    for kind, group in (("flag", _FLAGS), ("label", _LABELS), ("standing", _STANDINGS), ("action", _ACTIONS))
    for name, words in group.items()
} | _ERRORS
