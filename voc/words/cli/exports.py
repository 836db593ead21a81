"""The steps of a run; what is seen of an export, and what its columns are taken for."""

_STEPS = {
    "evaluate": ("コメントの読み取り", "Reading comments"),
    "learn": ("学習", "Learning"),
    "check": ("エクスポートの確認", "Reading exports"),
    "take_in": ("エクスポートの取り込み", "Taking in exports"),
    "read": ("コメントの読み取り", "Reading comments"),
    "tabulate": ("集計", "Tabulating"),
    "publish": ("公開", "Publishing"),
}

_CHECK = {
    "source": ("■ {source}({kind}): {files} ファイル", "■ {source} ({kind}): {files} {files:file|files}"),
    "form": ("{form}、文字コード {encoding}", "{form}, encoding {encoding}"),
    "rows": ("{rows} 行 = 使える行 {accepted} + 除外 {rejected}", "{rows} {rows:row|rows} = {accepted} usable + {rejected} rejected"),
    "reason": ("除外 {reason}: {count} 行(最初の行: {lines})", "rejected, {reason}: {count} {count:row|rows} (first lines: {lines})"),
    "rejected_example": (
        "半分を超える行を使えません。最も多い理由の例({line} 行目): {said}",
        "More than half of the rows cannot be used. An example of the commonest reason (line {line}): {said}",
    ),
    "time_formats": (
        "この日時は、voc.toml のこのソースに {formats} と書くと読めます(%m は月、%d は日)。",
        "These times are read with {formats} in this source of voc.toml (%m is the month, %d the day).",
    ),
    "or": (" または ", " or "),
    "sheets": (
        "シート {sheets} を続けて読みます(行番号は前のシートからの通し番号)",
        "sheets {sheets} are read one after the other, their rows numbered on",
    ),
    "sheets_left": (
        "シート {left} は読みません(読むのは {read})。読むシートを替えるには、voc.toml のこのソースに sheet = \"シート名\" と書いてください。",
        "sheet {left} is not read ({read} is). To read another, add sheet = \"name\" to this source in voc.toml.",
    ),
    "dates": ("期間 {earliest} 〜 {latest}", "from {earliest} to {latest}"),
    "scores": ("点数 0 {bars} 10", "scores 0 {bars} 10"),
    "distribution": ("点数の分布(NPS {nps}、回答 {n} 件)", "Scores (NPS {nps}, {n} {n:answer|answers})"),
    "comments": ("コメントの件数", "Comments"),
    "messages": ("(本文)", "(message)"),
    "mapping": ("列の対応", "Columns"),
    "margins": ("[weights] の目標の構成比と、回答の構成比", "Targets of [weights], and the answers"),
    "margin": ("{name}={value}: 目標 {target}、回答 {share}", "{name}={value}: target {target}, answers {share}"),
    "margin_absent": (
        "なし(voc.toml の書き方がデータの値と同じか確かめてください)",
        "none (check that voc.toml writes the value as the data do)",
    ),
    "margin_unnamed": (
        "{name}: 目標にない値や未回答 {share}(この割合は変えません)",
        "{name}: no value named in the targets {share} (this share is kept)",
    ),
    "unmapped": ("使わない列: {columns}", "columns not used: {columns}"),
    "unmapped_more": ("、ほか {count} 列", ", and {count} more"),
    "warning": ("注意: {text}", "note: {text}"),
    "unmatched": ("どの設定にも当てはまらないファイル", "Files that no source matches"),
    "unmatched_advice": (
        "読むには、voc.toml の [[source]] の path に合わせるか、新しい [[source]] を書いてください。"
        "読まないファイルは inbox から移してください。",
        "To have them read, let `path` of a [[source]] in voc.toml match them or add a [[source]]; "
        "move what is not to be read out of the inbox.",
    ),
    "errors": ("読めないファイル", "Files that cannot be read"),
    "nothing": (
        "inbox に読むファイルがありません。エクスポートを {inbox} に置いてください。",
        "There is no export to read. Put exports into {inbox}.",
    ),
    "good": ("問題ありません。次は voc run です。", "All is well. Next: voc run"),
    "mostly_rejected": (
        "半分を超える行を使えないファイルが {count} 件あります: {files}。上の説明に従って直してください。このまま voc run を実行すると、使える行だけで集計します。",
        "More than half of the rows of {count} {count:file|files} cannot be used: {files}. Mend {count:it|them} as told above; voc run as it is counts the usable rows only.",
    ),
    "bad": (
        "読めないファイルが {count} 件あります。上の説明に従って直してから、もう一度 voc check を実行してください。",
        "{count} {count:file|files} cannot be read. Mend {count:it|them} as told above and run voc check again.",
    ),
}

_FORMS = {
    "text": ("CSV・TSV", "delimited text"),
    "excel": ("Excel", "Excel"),
    "json": ("JSON", "JSON"),
    "parquet": ("Parquet", "Parquet"),
    "sql": ("データベース", "database"),
}

_MAP = {
    "survey": ("アンケート", "survey"),
    "support": ("問い合わせ", "support"),
    "customers": ("顧客", "customers"),
    "path": ("ファイル", "files"),
    "url": ("データベース", "database"),
    "id": ("一件を見分ける列", "what tells rows apart"),
    "respondent": ("回答者・顧客", "respondent"),
    "time": ("日時", "time"),
    "nps": ("推奨度(0〜10)", "score 0-10"),
    "comments": ("自由記述", "free texts"),
    "segments": ("属性", "segments"),
    "score": ("評価点 {name}", "score {name}"),
    "behaviour": ("行動 {name}", "behaviour {name}"),
    "thread": ("やり取り", "conversation"),
    "body": ("本文", "message"),
    "subject": ("件名", "subject"),
    "speaker": ("話し手", "speaker"),
    "agents": ("担当者とみなす話し手", "speakers who are agents"),
    "channel": ("経路", "channel"),
    "status": ("状態", "status"),
    "aliases": ("同じ人の別のID", "other ids of the same person"),
    "fact": ("顧客の {name}", "customer's {name}"),
    "optional": ("無いファイルがあってもよい列", "columns a file may lack"),
    "bands": ("{column}({count} 段階を数値に)", "{column} ({count} {count:band|bands} as numbers)"),
    "from": ("{field} ← {column}", "{field} ← {column}"),
    "separator": ("、", ", "),
}

WORDS: dict[str, tuple[str, str]] = (
    {f"step.{name}": words for name, words in _STEPS.items()}
    | {f"check.{name}": words for name, words in _CHECK.items()}
    | {f"form.{name}": words for name, words in _FORMS.items()}
    | {f"map.{name}": words for name, words in _MAP.items()}
)
