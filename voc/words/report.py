"""Words of voc.report: code -> (Japanese, English).

reason.* is why a row was rejected, in a few words for counts; view.* heads the topic table for people;
said.* are the lines of the closing summary.
"""

_REASONS = {
    "row_width": ("セルの数が見出しと違う", "number of cells differs from the header"),
    "quote_unbalanced": ("引用符の対応が取れない", "quotes do not match"),
    "json_unreadable": ("JSONとして読めない", "not a JSON object"),
    "thread_unreadable": ("やり取りの欄を読めない", "turns of the conversation unreadable"),
    "id_missing": ("IDが空", "id is blank"),
    "time_missing": ("日時が空", "time is blank"),
    "time_unreadable": ("日時を読めない", "time cannot be read"),
    "score_missing": ("点数が空", "score is blank"),
    "score_unreadable": ("点数が数ではない", "score is no number"),
    "score_not_integer": ("点数が整数ではない", "score is no whole number"),
    "score_out_of_range": ("点数が0〜10の外", "score is outside 0-10"),
    "score_other_top": ("点数が10点満点ではない", "score is not out of 10"),
    "duplicate_row": ("全く同じ行の重複", "identical row"),
    "duplicate_id_conflict": ("同じIDで内容の違う行", "same id, other content"),
}

_VIEW = {
    "n": ("回答数", "Answers"),
    "share": ("言及率", "Share"),
    "nps": ("言及者のNPS", "NPS where mentioned"),
    "lift": ("言及なしとの差", "Difference"),
    "impact": ("NPSへの影響", "Impact on NPS"),
    "legend": (
        "[ ] は95%区間。言及者のNPS = その話題に触れた回答のNPS。差 = 触れた回答のNPS − 触れていない回答のNPS。\n影響 = コメントのある回答全体のNPS − そこから触れた回答を除いたNPS。言及率も、コメントのある回答に占める割合です。\n"
        "話題とNPSの関連を示すもので、因果関係ではありません。一つの回答が複数の話題に触れるため、行の合計は全体になりません。\n"
        "表にない話題は、触れた人がいないか5人未満か、引き算で分からないように伏せたものです。",
        "[ ] are 95% intervals. Difference = NPS where mentioned − NPS where not. Impact = NPS of the answers with "
        "a comment − their NPS without those that mention the topic; the share is of answers with a comment too.\nThese are associations, not effects proven. An answer may mention several "
        "topics: rows do not add up to the total.\nA topic without a row is one of nobody, of fewer than five people, or left "
        "out so that such a number is not found by subtraction.",
    ),
    "more": ("…ほか {count} 行", "… {count} more {count:row|rows}"),
    "none": ("該当する行はありません。", "No rows."),
}

_SAID = {
    "published": ("公開しました(実行 {run}、{seconds} 秒)。", "Published as run {run} in {seconds} s."),
    "unchanged": (
        "前回の実行({run})から入力もモデルも設定も変わっていないため、何もしませんでした。",
        "Inputs, model and settings are as in the last run ({run}); there was nothing to do.",
    ),
    "read": ("読み込み", "Read"),
    "files": (
        "ファイル {files} 件(うち新規 {new} 件)、{rows} 行 = 使えた行 {accepted} + 除外 {rejected}",
        "{files} {files:file|files} ({new} new), {rows} {rows:row|rows} = {accepted} usable + {rejected} rejected",
    ),
    "holds": (
        "回答 {responses} 件、問い合わせ {contacts} 件、コメント {comments} 件、話題への言及 {mentions} 件",
        "{responses} {responses:answer|answers}, {contacts} {contacts:contact|contacts}, {comments} {comments:comment|comments}, {mentions} {mentions:mention|mentions} of topics",
    ),
    "comments_read": (
        "モデル {model} が今回新しく読んだ文章 {count} 件",
        "{count} {count:text|texts} read for the first time by model {model}",
    ),
    "and": ("、", ", "),
    "unlisted": (
        "{sources} に出てくる人の多くが、顧客名簿に見つかりません。会員番号の書き方が違うと、同じ人だと分かりません。Excel で開いて保存した番号は先頭の 0 がなくなるので、元のエクスポートをそのまま置いてください。",
        "Most people in {sources} are on no customer list. They are not known to be the same where their numbers are written otherwise: a spreadsheet takes leading zeros off, so use the exports as they were made.",
    ),
    "new": ("新しいファイル", "New files"),
    "new_file": ("{file}({source}): {rows} 行、除外 {rejected}", "{file} ({source}): {rows} {rows:row|rows}, {rejected} rejected"),
    "more_files": ("…ほか {count} 件", "… {count} more"),
    "nothing_new": ("新しいファイルはありません。", "No new files."),
    "rejected": ("除外した行とその理由", "Rejected rows and why"),
    "reason": ("{reason}: {count} 行", "{reason}: {count} {count:row|rows}"),
    "mostly_rejected": (
        "{file} は {rows_read} 行のうち {rejected} 行を使えませんでした。voc check で理由と直し方を見られます。",
        "{file}: {rejected} of {rows_read} {rows_read:row|rows} cannot be used; voc check tells why and what to do.",
    ),
    "nothing_rejected": ("除外した行はありません。", "No row was rejected."),
    "unmatched": ("どの設定にも当てはまらず、読まなかったファイル", "Files that no source matches, not read"),
    "unmatched_advice": (
        "voc.toml の [[source]] の path を直すか、inbox から移してください(voc check で確認できます)。",
        "Correct `path` of a [[source]] in voc.toml, or move them out of the inbox (voc check shows more).",
    ),
    "source": ("{source} のNPS: {nps}(回答 {n} 件)", "NPS of {source}: {nps} ({n} {n:answer|answers})"),
    "topics": ("NPSとの関連が大きい話題", "Topics that go with NPS the most"),
    "topics_of": (
        "NPSとの関連が大きい話題(コメントのある回答 {n} 件、NPS {nps} の中で)",
        "Topics that go with NPS the most (of the {n} {n:answer|answers} with a comment, NPS {nps})",
    ),
    "topic": (
        "{topic}: NPSへの影響 {impact}(言及 {n} 件、言及なしとの差 {lift})",
        "{topic}: impact on NPS {impact} (mentioned in {n} {n:answer|answers}, difference {lift})",
    ),
    "no_topics": ("件数が足りず、まだ言えることがありません。", "Too few answers to say anything yet."),
    "none_told": (
        "参考値を除くと、差があると言える話題はありません。",
        "Apart from what is for reference only, no topic can be said to go with a higher or lower NPS.",
    ),
    "association": (
        "[ ] は95%区間。関連を示すもので、因果関係ではありません。",
        "[ ] are 95% intervals. These are associations, not effects proven.",
    ),
    "next": ("次に見るところ", "Where to look next"),
    "see_topics": ("話題別NPSの表をExcelで", "the topic-by-NPS table in Excel"),
    "see_flagged": ("確認の要るコメント {count} 件", "{count} {count:comment|comments} to look at"),
    "see_rejected": ("除外した行の一覧", "the rejected rows"),
    "see_data": ("公開した表(BIツール用): {marts}", "published tables for BI tools: {marts}"),
    "see_project": ("プロジェクトのフォルダー: {project}", "project folder: {project}"),
}

_COLUMNS = {  # of the table `runs`, and run_id in all
    "run_id": ("実行", "Run"),
    "started_at": ("開始", "Started"),
    "finished_at": ("終了", "Finished"),
    "rows_in": ("行数", "Rows"),
    "rows_new": ("新しい行", "New rows"),
    "rows_rejected": ("除外した行", "Rejected rows"),
    "comments_read": ("新しく読んだ文章", "Texts read"),
    "taxonomy": ("話題の体系", "Taxonomy"),
    "code_version": ("voc の版", "Version of voc"),
    "input_fingerprint": ("入力の識別子", "Input fingerprint"),
}

_ERRORS = {
    "file_suffix": (
        "{path} の形式が分かりません(拡張子「{suffix}」)。使えるのは {known} です。",
        "What to write into {path} is not clear from its suffix '{suffix}'. Possible: {known}.",
    ),
    "file_not_written": (
        "{path} に書き込めません({reason})。フォルダーがあるか、Excel などで開いていないかを確認してください。",
        "{path} cannot be written ({reason}). See whether the folder exists and no program holds the file open.",
    ),
    "too_large_for_excel": (
        "{rows} 行 × {columns} 列は Excel の1シート({most_rows} 行 × {most_columns} 列)に入りません。"
        "--period などで絞り込むか、拡張子を .csv か .parquet にしてください。",
        "{rows} rows × {columns} columns do not fit an Excel sheet ({most_rows} × {most_columns}). "
        "Narrow the table (for example by --period), or write .csv or .parquet.",
    ),
}

WORDS: dict[str, tuple[str, str]] = (
    {f"reason.{name}": words for name, words in _REASONS.items()}
    | {f"column.{name}": words for name, words in _COLUMNS.items()}
    | {f"view.{name}": words for name, words in _VIEW.items()}
    | {f"said.{name}": words for name, words in _SAID.items()}
    | _ERRORS
)
