"""What the commands say of what they did, and of what they were asked and cannot do."""

WORDS: dict[str, tuple[str, str]] = {
    "step.done": ("{step}: {done}/{total}", "{step}: {done}/{total}"),
    "run.waiting": (
        "別の実行が進行中です(プロセス {pid}、開始 {since})。終わるのを待っています…",
        "Another run is in progress (process {pid}, since {since}); waiting for it to end…",
    ),
    "queue_behind": (
        "結果は公開しましたが、レビューの一覧を更新できませんでした。次の実行で更新します。{reason}",
        "The run is published, but the review queue does not show it yet; the next run brings it up. {reason}",
    ),
    "unmatched_file": (
        "{file} はどの設定にも当てはまらないため読みません(voc check で確認できます)。",
        "{file} is matched by no source and not read (voc check says more).",
    ),
    "data_open": (
        "{data} は、このコンピューターのだれでも読めるフォルダーです。自分だけのものにするには: chmod 700 {data}",
        "{data} is a folder that everybody on this machine can read. To keep it to yourself: chmod 700 {data}",
    ),
    "init.made": ("プロジェクトを作りました: {root}", "Made a project: {root}"),
    "no_score": (
        "0〜10 の推奨度の列が無いファイルは、アンケートとしては読めません。kind = \"support\" に変え、id = [\"一件を見分ける列\"] と "
        "body = \"コメントの列\" を書くと、NPS なしでコメントだけを読めます。",
        "A file without a score 0-10 is not read as a survey. Its comments are read without NPS by kind = \"support\", "
        "id = [\"what tells rows apart\"] and body = \"the comment\".",
    ),
    "init.folders": (
        "フォルダーの中のフォルダーは見ていません: {folders}。読むものがあれば、--from でそのフォルダーを指定してください。",
        "Folders inside a folder were not looked into: {folders}. Name them by --from if they hold exports.",
    ),
    "init.proposed": (
        "エクスポートの中身から、次のように読むことを提案します(voc.toml で直せます)。",
        "From the content of the exports, this is how they would be read (voc.toml can be edited).",
    ),
    "init.next": ("次は、中身の確認です:  voc check{option}", "Next, see what is in them:  voc check{option}"),
    "init.empty": (
        "エクスポートを {inbox} に置き、voc.toml に [[source]] を書いてください。"
        "または voc init 新しいフォルダー --from ファイル… で、提案付きで作れます。",
        "Put exports into {inbox} and write a [[source]] into voc.toml, or make a project with a proposal: "
        "voc init NEW_FOLDER --from FILE…",
    ),
    "status.none": ("まだ公開した実行はありません。voc run で作れます。", "No run is published yet; voc run makes one."),
    "status.current": ("公開中: {run}({finished})", "Published: {run} ({finished})"),
    "status.failures": ("最近の失敗", "Recent failures"),
    "status.no_failures": ("記録された失敗はありません。", "No failure on record."),
    "demo.topics": ("話題別NPS({source}、全期間、全体)", "Topic by NPS ({source}, all time, everybody)"),
    "export.done": ("{path} に {rows} 行を書き出しました。", "Wrote {rows} {rows:row|rows} to {path}."),
    "review.assigned": ("{status}({who})", "{status} ({who})"),
    "review.no_text": (
        "公開中の結果に、このコメント(または、判断の対象だった本文)はありません。",
        "The published run does not have this comment, or not with this text.",
    ),
    "review.outdated": (
        "本文が変わったため、前の判断は使っていません。",
        "The text has changed since it was decided on; that decision no longer counts.",
    ),
    "review.count": ("全部で {count} 件", "{count} in all"),
    "review.done": ("{item}: {action}", "{item}: {action}"),
    "review.no_ids": ("{action} する番号がありません", "no ID to {action}"),
    "review.nothing_corrected": (
        "直すところがありません(--sentiment, --topic, --complaint, --request, --churn, --urgent のどれか)",
        "nothing to correct: give --sentiment, --topic, --complaint, --request, --churn or --urgent",
    ),
    "review.bad_id": ("番号の書き方が正しくありません: {id}(例: 12.3)", "{id} is no ID such as 12.3"),
    "review.bad_topic": (
        "話題の書き方が正しくありません: {topic}(例: access-、access-=駅から遠い)",
        "{topic} is no topic such as access- or access-=far",
    ),
    "gold_name": (
        "{path} には正解を書き出せません。.jsonl で終わる名前を指定してください。",
        "Labels cannot be written to {path}. Name a file that ends in .jsonl.",
    ),
    "gold.none": (
        "確認か訂正をしたコメントがまだありません。要対応のページか voc review で判断すると、すぐに書き出せます(学習には {least} 件以上が必要です)。",
        "No comment has been accepted or corrected yet. What you decide on the review page or with voc review can be written "
        "at once; learning needs {least} or more.",
    ),
    "gold.few": (
        "voc train には、ほかの正解と合わせて {least} 件以上が必要です。",
        "voc train needs {least} or more, together with other labels.",
    ),
    "gold.done": ("{path} に {count} 件を書き出しました。", "Wrote {count} {count:comment|comments} to {path}."),
    "report.done": ("{path} を書き出しました。", "Wrote {path}."),
    "report.done_folder": ("{path} に {count} 件のファイルを書き出しました。", "Wrote {count} {count:file|files} into {path}."),
    "chart_unknown": (
        "図「{chart}」はありません。この報告にある図: {charts}",
        "There is no chart '{chart}'. This report has: {charts}",
    ),
    "chart_several": (
        "図「{chart}」は複数あります({charts})。名前か --source で一つに絞るか、-o にフォルダーを指定してください。",
        "There are several charts '{chart}' ({charts}). Name one, narrow by --source, or give a folder to -o.",
    ),
    "classify.waiting": (
        "JSON 行({example})を入力してください。終わりは Ctrl-D です。",
        "Give JSON lines ({example}); Ctrl-D ends.",
    ),
    "interrupted": (
        "中断しました。公開済みの結果はそのまま残っています。",
        "Interrupted; what was published is still there.",
    ),
    "usage": (
        "コマンドの書き方が正しくありません: {detail}\n使い方は {command} --help で見られます。",
        "{detail}\nSee {command} --help.",
    ),
    "did_you_mean": ("もしかして: {name}。", "Did you mean {name}? "),
    "filter_finds_nothing": (
        "{option} {value} に当てはまる行が表「{table}」にありません。ある値: {values}",
        "No row of '{table}' has {option} {value}. There are: {values}",
    ),
    "parquet_to_terminal": (
        "parquet は画面に表示できません。-o FILE.parquet を付けるか、ファイルやパイプに出力してください。",
        "Parquet cannot be shown on a screen. Add -o FILE.parquet, or send it to a file or a pipe.",
    ),
    "not_utf8": (
        "{given} は UTF-8 ではありません。端末の文字コードを UTF-8 にして、もう一度入力してください。",
        "{given} is not UTF-8. Set the terminal to UTF-8 and type it again.",
    ),
    "query_encoding": (
        "SQL が UTF-8 ではありません。UTF-8 で渡してください。",
        "The SQL is not UTF-8. Give it as UTF-8.",
    ),
    "classify_no_input": (
        "標準入力がありません。1 行に 1 件、{example} の形の JSON 行を渡してください。",
        "There is no standard input. Give JSON lines of the form {example}, one a line.",
    ),
    "explain_empty": ("読み取る文章がありません。コメントを指定してください。", "There is no text to read. Give a comment."),
    "output_full": (
        "出力先に書き込めません({reason})。空き容量のある場所に出力してください。",
        "The output cannot be written ({reason}). Write to a place with room.",
    ),
    "classify_encoding": (
        "標準入力の {line} 行目が UTF-8 ではありません。UTF-8 の JSON 行にして渡してください。",
        "Line {line} of standard input is not UTF-8. Give JSON lines as UTF-8.",
    ),
}
