"""What pages and the JSON API say in place of a sentence that names a command: code -> (Japanese, English).

The terminal keeps the sentence of the code itself.
"""

_INSTEAD = {
    "not_published": (
        "まだ公開された結果がありません。管理者が設定ページから実行すると、見られるようになります。",
        "Nothing has been published yet. An administrator starts a run on the setup page.",
    ),
    "item_unknown": (
        "{item} は要対応の一覧にないか、このアカウントでは見られません。一覧から選び直してください。",
        "Item {item} is not in the review queue, or not for this account. Choose from the queue.",
    ),
    "account_taken": (
        "「{name}」というアカウントはもうあります。別の名前にするか、アカウントの一覧で確かめてください。",
        "There is an account named {name} already. Choose another name, or look at the list of accounts.",
    ),
    "account_unknown": (
        "「{name}」というアカウントはありません。アカウントの一覧から選び直してください。",
        "There is no account named {name}. Choose from the list of accounts.",
    ),
    "sql_answer_too_large": (
        "答えが大きすぎます({megabytes}MB まで)。列や期間を絞り込むか、集計してください。表の全部が要るときは、管理者に頼んでください。",
        "The answer is too large: {megabytes} MB at most. Ask for fewer columns or periods, or aggregate; "
        "for a whole table ask an administrator.",
    ),
}

WORDS: dict[str, tuple[str, str]] = {f"in_browser.{code}": words for code, words in _INSTEAD.items()}
