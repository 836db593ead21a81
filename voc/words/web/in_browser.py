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
    "no_sources": (
        "読むデータの設定がまだありません。設定ページでエクスポートをアップロードすると、読み方が提案されます。",
        "No source is set up yet. Upload an export on the setup page: how to read it is proposed there.",
    ),
    "key_not_readable": (
        "鍵ファイルを読む権限がありません: {path}。管理者に、いつも実行しているユーザーで読めるようにしてもらってください。",
        "The key may not be read: {path}. Ask an administrator to let the user read it who always runs voc.",
    ),
    "show.differs": (
        "表の数は {expected} 件ですが、数え直すと {counted} 件でした。辞書(dictionary.csv)が最後の実行より後に変わったときに起こります。もう一度実行すると合います。",
        "The table says {expected}, counted again they are {counted}: the dictionary (dictionary.csv) may have changed "
        "since the last run. Another run sets it right.",
    ),
    "ingest_excel_sheet": (
        "{file} にシート「{sheet}」がありません。あるのは: {sheets}。設定ページの「列の意味を見る・直す」でシートを選び直してください。",
        "{file} has no sheet {sheet}; there are {sheets}. Choose another on the setup page.",
    ),
    "ingest_excel_columns": (
        "{file} には複数のシートがあり、設定にある列はどのシートにもありません(シート: {sheets})。別のアンケートのファイルでなければ、"
        "設定ページの「列の意味を見る・直す」でシートと列を選び直してください。",
        "{file} has several sheets, and none has any of the known columns (sheets: {sheets}). Unless the file is from "
        "another survey, choose the sheet and its columns on the setup page.",
    ),
    "inputs_refused": (
        "{count} 件のファイルを読めないため、何も公開していません(前の結果はそのままです)。すべて直してから、もう一度実行してください。\n{errors}",
        "{count} files cannot be read, so nothing is published (what was, still is). Mend them all and run again.\n{errors}",
    ),
    "ingest_unmapped": (
        "{file} のどの列が「{field}」か決まっていません。設定ページで列を選んでください。列: {columns}",
        "Which column of {file} is “{field}” is not set. Choose it on the setup page. Columns: {columns}",
    ),
    "ingest_column": (
        "{file} に必要な列「{missing}」がありません。列: {columns}。近い名前: {closest}。"
        "設定ページで列を選び直すか、この列を含めて書き出し直してください。",
        "{file} lacks the column {missing}. Columns: {columns}; closest: {closest}. Choose another on the setup page, "
        "or export it with this column.",
    ),
    "account_taken": (
        "「{name}」というアカウントはもうあります。別の名前にするか、アカウントの一覧で確かめてください。",
        "There is an account named {name} already. Choose another name, or look at the list of accounts.",
    ),
    "account_unknown": (
        "「{name}」というアカウントはありません。アカウントの一覧から選び直してください。",
        "There is no account named {name}. Choose from the list of accounts.",
    ),
    "decisions_failed": (
        "判断のデータベースを使えません。しばらくしてからもう一度試し、続くときは管理者に伝えてください。",
        "The database of decisions cannot be used. Try again later, and tell an administrator if it stays so.",
    ),
    "sql_answer_too_large": (
        "答えが大きすぎます({megabytes}MB まで)。列や期間を絞り込むか、集計してください。表の全部が要るときは、管理者に頼んでください。",
        "The answer is too large: {megabytes} MB at most. Ask for fewer columns or periods, or aggregate; "
        "for a whole table ask an administrator.",
    ),
}

WORDS: dict[str, tuple[str, str]] = {f"in_browser.{code}": words for code, words in _INSTEAD.items()}
