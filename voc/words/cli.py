"""Words of voc.cli: code -> (Japanese, English).

help.* are the texts of --help; step.* name the steps of a run, check.* and map.* describe an export and what
its columns mean.
"""

_HELP = {
    "app": (
        "お客様の声(アンケートの自由記述、問い合わせ)を読み、話題別NPSの表を作ります。",
        "Reads what customers write (surveys, support logs) and makes topic-by-NPS tables.",
    ),
    "usage": ("使い方:", "Usage:"),
    "arguments": ("引数:", "Arguments:"),
    "options": ("オプション:", "Options:"),
    "commands": ("コマンド:", "Commands:"),
    "help": ("この説明を表示します", "Show this message and exit."),
    "version": ("版を表示します", "Show the version and exit."),
    "project": (
        "プロジェクトのフォルダー(既定: voc.toml のあるフォルダーを上へ探します)",
        "The project folder (default: the one with voc.toml, searched upwards).",
    ),
    "init": (
        "新しいプロジェクトを作ります。列の意味は中身を見て提案します。",
        "Make a new project; what the columns mean is proposed from their content.",
    ),
    "init.dir": ("作るフォルダー(既定: 今のフォルダー)", "The folder to make (default: this one)."),
    "init.from": (
        "inbox に写すエクスポート(続けていくつでも)",
        "Exports to copy into the inbox; any number may follow.",
    ),
    "init.example": (
        "例:\n  voc init 店舗アンケート --from ダウンロード/*.csv",
        "Example:\n  voc init shop-survey --from downloads/*.csv",
    ),
    "check": (
        "エクスポートを読んで確かめます。何も書き込みません。",
        "Read every export and say what is in it, writing nothing.",
    ),
    "check.example": ("例:\n  voc check", "Example:\n  voc check"),
    "run": (
        "新しいエクスポートを読み、表を公開します。",
        "Read what is new and publish the tables.",
    ),
    "run.example": (
        "例:\n  voc run\n  voc run --project 店舗アンケート",
        "Example:\n  voc run\n  voc run --project shop-survey",
    ),
    "demo": (
        "見本のデータでプロジェクトを作り、最後まで実行します。",
        "Make a project from the bundled sample and run all of it.",
    ),
    "demo.dir": ("作るフォルダー(既定: voc-demo)", "The folder to make (default: voc-demo)."),
    "demo.example": ("例:\n  voc demo", "Example:\n  voc demo"),
    "serve": (
        "ウェブの画面を公開します(概況、要対応、話題、データ)。",
        "Serve the web pages: overview, review queue, topics, data.",
    ),
    "serve.host": (
        "待ち受ける場所(既定はこのコンピューターだけ。ほかにはアカウントが必要です)",
        "Where to listen (default: this machine only; anywhere else needs accounts).",
    ),
    "serve.port": ("ポート番号(0 なら空いている番号)", "The port; 0 is any free one."),
    "serve.example": (
        "例:\n  voc serve\n  voc serve --host 0.0.0.0 --port 8080",
        "Example:\n  voc serve\n  voc serve --host 0.0.0.0 --port 8080",
    ),
    "user": (
        "ウェブの画面を使う人のアカウントを作り、一覧し、変えます。",
        "Make, list and change the accounts of the web pages.",
    ),
    "user.action": (
        "add(作る)、list(一覧)、disable(停止)、enable(再開)、role(権限)、password、token(JSON API用)",
        "add, list, disable, enable, role, password, token (for the JSON API).",
    ),
    "user.name": ("アカウントの名前", "The name of the account."),
    "user.role": ("権限: viewer(表だけ)、reviewer(コメントと対応)、admin(すべて)", "viewer (tables), reviewer (comments and decisions) or admin."),
    "user.segment": (
        "このセグメントだけを見せます(例: 店舗=本店)",
        "Shows this segment only, such as shop=main.",
    ),
    "user.stdin": ("パスワードを標準入力の1行目から読みます", "Read the password from the first line of standard input."),
    "user.no_password": ("パスワードなし(OpenID Connect でサインインする人)", "No password: for who signs in by OpenID Connect."),
    "user.example": (
        "例:\n  voc user add 花子 --role reviewer\n  voc user list",
        "Example:\n  voc user add hanako --role reviewer\n  voc user list",
    ),
    "status": (
        "これまでの実行と失敗を一覧します。",
        "List the runs and what failed.",
    ),
    "status.example": ("例:\n  voc status", "Example:\n  voc status"),
    "query": ("公開した表に SQL で問い合わせます。", "Ask the published tables by SQL."),
    "query.sql": ("SQL(- なら標準入力から読みます)", "The SQL; - reads it from standard input."),
    "query.format": ("出力の形式: table, csv, json, parquet", "Output format: table, csv, json or parquet."),
    "query.output": ("書き出すファイル(形式は拡張子か --format)", "File to write; its form by suffix or --format."),
    "query.example": (
        "例:\n  voc query \"SELECT topic, n_responses, nps_mentioned, impact FROM topic_by_nps\n"
        "             WHERE period = 'all' AND segment_name = 'all' ORDER BY impact\"\n"
        "  voc query \"SELECT * FROM nps\" --format csv -o nps.csv",
        "Example:\n  voc query \"SELECT topic, n_responses, nps_mentioned, impact FROM topic_by_nps\n"
        "             WHERE period = 'all' AND segment_name = 'all' ORDER BY impact\"\n"
        "  voc query \"SELECT * FROM nps\" --format csv -o nps.csv",
    ),
    "export": (
        "公開した表をファイルに書き出します(Excel, CSV など)。",
        "Write a published table to a file (Excel, CSV and others).",
    ),
    "export.table": ("表の名前(例: topic_by_nps)", "The table, for example topic_by_nps."),
    "export.output": (
        "書き出すファイル(.xlsx .csv .json .jsonl .parquet)",
        "The file: .xlsx .csv .json .jsonl .parquet",
    ),
    "export.period": ("期間(2026-04、2026、all)", "The period: 2026-04, 2026 or all."),
    "export.segment": ("属性(年代=20代、all)", "The segment: age=20s, or all."),
    "export.codes": (
        "見出しと値を英語の識別子のままにします",
        "Keep column names and values as they are stored.",
    ),
    "export.example": (
        "例:\n  voc export topic_by_nps -o 話題別NPS.xlsx --period 2026-04 --segment all",
        "Example:\n  voc export topic_by_nps -o topics.xlsx --period 2026-04 --segment all",
    ),
    "compare": (
        "二つの集まりのNPSを比べます(差、区間、p値)。",
        "Compare the NPS of two cells: difference, interval, p.",
    ),
    "compare.cells": (
        "比べる二つ。それぞれ「名前=値」一つ、または vs の前後にいくつでも(period、source、属性の名前)",
        "The two: one NAME=VALUE each, or any number before and after vs (period, source, or a segment).",
    ),
    "compare.period": ("両方に共通の期間(2026-04、2026)", "The period of both: 2026-04 or 2026."),
    "compare.segment": ("両方に共通の属性(年代=20代)", "The segment of both: age=20s."),
    "compare.source": ("両方に共通のデータ元", "The source of both."),
    "compare.example": (
        "例:\n  voc compare period=2026-04 period=2026-05\n  voc compare 年代=20代 年代=60代 --period 2026\n"
        "  voc compare 年代=20代 period=2025 vs 年代=20代 period=2026",
        "Example:\n  voc compare period=2026-04 period=2026-05\n  voc compare age=20s age=60s --period 2026\n"
        "  voc compare age=20s period=2025 vs age=20s period=2026",
    ),
    "show": (
        "表の数字がどのコメントから来たかを、根拠の言葉とともに一覧します。",
        "List the comments behind a number of a table, with the words that say it.",
    ),
    "show.asked": (
        "表の名前(なくても分かれば不要)と、その行のキー(topic=access、年代=20代 など)",
        "The table (where the keys do not tell it) and the keys of its row: topic=access, age=20s and so on.",
    ),
    "show.order": ("先に見せるもの: newest(新しい順)、typical(典型的な順)", "Which come first: newest or typical."),
    "show.limit": ("表示する件数(既定: 画面では20、ファイルでは全件。0 は全件)", "How many (default: 20 on a screen, all in a file; 0 = all)."),
    "show.example": (
        "例:\n  voc show topic=access period=2025-10 group=detractor\n"
        "  voc show 話題=価格・料金 NPS区分=批判者 年代=20代 source=store_survey\n"
        "  voc show keywords topic=price nps_group=detractor term=高い -o 高い.csv\n"
        "  voc show changes topic=waiting period=2025-10 period_before=2025-09\n"
        "  voc show flagged reason=urgent --limit 50",
        "Example:\n  voc show topic=access period=2025-10 group=detractor\n"
        "  voc show topic=price group=detractor age=20s source=store_survey\n"
        "  voc show keywords topic=price nps_group=detractor term=高い -o expensive.csv\n"
        "  voc show changes topic=waiting period=2025-10 period_before=2025-09\n"
        "  voc show flagged reason=urgent --limit 50",
    ),
    "alerts": (
        "いつもと違う動きのあった話題の警告を一覧します。--backtest で、過去に何件出たはずかを設定を変えて試せます。",
        "List the latest alerts; with --backtest, what would have fired in the past with these settings.",
    ),
    "alerts.backtest": ("過去の日ごとに、出たはずの警告を数えます", "Say what would have fired on past days."),
    "alerts.from": ("この日から(2025-04-01、2025-04、2025)", "From this day on (2025-04-01, 2025-04 or 2025)."),
    "alerts.to": ("この日まで(2025-10-31、2025-10、2025)", "Up to this day (2025-10-31, 2025-10 or 2025)."),
    "alerts.topic": ("話題(名前か access などの記号、何度でも)", "A topic; may be given several times."),
    "alerts.source": ("データ元", "The source."),
    "alerts.kind": ("急変(sudden)か緩やかな変化(drift)だけ", "Only this kind."),
    "alerts.ratio": ("何倍(または何分の一)から知らせるか(既定: 急変1.5、緩やか1.25)", "Times the expected share, or that part of it (default: sudden 1.5, drift 1.25)."),
    "alerts.points": ("または何ポイントの差から(既定: 急変10、緩やか5)", "Or so many percentage points off (default: sudden 10, drift 5)."),
    "alerts.comments": ("期待より何件多い(少ない)ときから(既定: 急変5、緩やか10)", "So many comments too many or few (default: sudden 5, drift 10)."),
    "alerts.q": ("偽の警告の割合の上限(既定: 0.01)", "Largest q-value (default: 0.01)."),
    "alerts.cooldown": ("同じ警告を繰り返さない日数(既定: 急変7、緩やか28)", "Days for which an alert silences its like (default: sudden 7, drift 28)."),
    "alerts.acknowledge": (
        "選ばれた警告(--from、--topic などで絞れます)を確認済みにします",
        "Keep that the alerts chosen by --from, --topic and so on have been seen.",
    ),
    "alerts.as": ("確認した人の名前(既定: ログイン名)", "Who has seen them (default: the login name)."),
    "alerts.limit": ("画面に表示する件数(新しい順、既定: 20、0 は全件)", "How many on a screen, newest first (default: 20, 0 = all)."),
    "alerts.example": (
        "例:\n  voc alerts\n  voc alerts --backtest --from 2025-04 --to 2025-10 --topic 待ち時間・混雑\n"
        "  voc alerts --backtest --ratio 2 --cooldown 14 -o 警告.xlsx\n"
        "  voc alerts --from 2025-10 --topic 待ち時間・混雑 --acknowledge --note 臨時休業のため",
        "Example:\n  voc alerts\n  voc alerts --backtest --from 2025-04 --to 2025-10 --topic waiting\n"
        "  voc alerts --backtest --ratio 2 --cooldown 14 -o alerts.xlsx\n"
        "  voc alerts --from 2025-10 --topic waiting --acknowledge --note 'closed for a day'",
    ),
    "diff": (
        "二つの実行のあいだで、話題の数とNPSがなぜ動いたかを示します(新しい回答か、同じ回答の読み直しか)。",
        "Say what moved between two runs: new answers, or the same answers read otherwise.",
    ),
    "diff.asked": (
        "前と後の実行(名前の初めだけでも可。既定: 最後の二つ)と、source=、period=、属性",
        "The runs before and after (the beginning of their ids; default: the last two), source=, period=, a segment.",
    ),
    "diff.example": (
        "例:\n  voc diff\n  voc diff 20261101 20261126 source=survey period=2026-10",
        "Example:\n  voc diff\n  voc diff 20261101 20261126 source=survey period=2026-10",
    ),
    "report": (
        "公開した集計の報告を、1枚のHTML・Excel・図にして書き出します。",
        "Write the report of the published run: one HTML page, Excel, or charts.",
    ),
    "report.output": (
        "書き出すファイル(.html .xlsx)かフォルダー。--chart のときは .svg .png",
        "The file (.html, .xlsx), or a folder for all; with --chart .svg or .png.",
    ),
    "report.period": ("期間(2026-04、2026、既定: all)", "The period: 2026-04, 2026; all if not given."),
    "report.segment": ("属性(例: 年代=20代)", "A segment, such as age=20s."),
    "report.source": ("データ元(既定: NPSのあるものすべて)", "The source; all that have an NPS if not given."),
    "report.chart": (
        "図を一つだけ: scores trend forest portfolio waterfall quadrants network correspondence",
        "One chart only: scores trend forest portfolio waterfall quadrants network correspondence.",
    ),
    "report.comments": (
        "コメントの例も載せます(voc show で開けるものだけ。ファイルの渡し先に注意)",
        "Add example comments, of what voc show opens; mind who gets the file.",
    ),
    "report.example": (
        "例:\n  voc report -o 報告.html\n  voc report --period 2026-04 -o 報告.xlsx\n"
        "  voc report --chart forest --source survey -o 話題.png",
        "Example:\n  voc report -o report.html\n  voc report --period 2026-04 -o report.xlsx\n"
        "  voc report --chart forest --source survey -o topics.png",
    ),
    "classify": (
        "JSON 行を標準入力から読み、読み取り結果を同じ順に返します。",
        "Read JSON lines from standard input and answer each, in order.",
    ),
    "classify.model": ("モデルの名前かフォルダー", "The model's name or folder."),
    "classify.example": (
        "例:\n  echo '{{\"id\": \"1\", \"text\": \"駅から遠くて不便\"}}' | voc classify",
        "Example:\n  echo '{{\"id\": \"1\", \"text\": \"駅から遠くて不便\"}}' | voc classify",
    ),
    "explain": (
        "一つのコメントを読み、どの言葉からそう読んだかを色付きで示します。",
        "Read one comment and show, in colour, which words say what.",
    ),
    "explain.text": ("コメント", "The comment."),
    "explain.question": ("コメントが答えている設問", "The question that it answers."),
    "explain.example": (
        "例:\n  voc explain 親切だが料金が高い",
        "Example:\n  voc explain 親切だが料金が高い",
    ),
    "evaluate": (
        "正解の付いたコメントで、モデルがどれだけ正しく読むかを測ります。",
        "Measure on labelled comments how right a model is.",
    ),
    "evaluate.gold": ("正解付きコメントの JSON 行ファイル", "Labelled comments as JSON lines."),
    "evaluate.format": ("出力の形式: table, json", "Output format: table or json."),
    "evaluate.output": (
        "誤りのコメントまで開けるページを書き出すファイル(.html)",
        "Also write a page that opens the comments behind each cell (.html).",
    ),
    "train": (
        "正解の付いたコメントを追加で学習し、新しいモデルのフォルダーを作ります。",
        "Learn from labelled comments on top of a model and write a new model folder.",
    ),
    "train.gold": ("正解付きコメントの JSON 行ファイル(続けていくつでも)", "Labelled comments; any number of files may follow."),
    "train.output": ("作るモデルのフォルダー", "The folder of the new model."),
    "train.example": (
        "例:\n  voc train --gold 正解.jsonl -o 自社モデル",
        "Example:\n  voc train --gold labelled.jsonl -o our-model",
    ),
    "review": (
        "対応を待つコメントを急ぐ順に示します。または、その判断を記録します。",
        "List the comments that wait for somebody, the most pressing first, or decide on them.",
    ),
    "review.action": (
        "判断: accept(確認)、dismiss(対応不要)、resolve(対応済み)、reopen(戻す)、assign(担当)、note(メモ)、"
        "correct(読み取りの訂正)、undo(直前の取り消し)。なければ一覧",
        "accept, dismiss, resolve, reopen, assign, note, correct or undo; without one, the list.",
    ),
    "review.ids": (
        "一覧の番号(12.3 は、見た時の状態のまま変わっていなければ。12 は今の状態に対して)",
        "Numbers of the list: 12.3 only if it is still as it was seen, 12 as it is now.",
    ),
    "review.as": ("判断した人の名前(既定: ログイン名)", "Who decides (default: the login name)."),
    "review.to": ("assign: 担当者の名前(なければ担当を外します)", "assign: to whom; without it, to nobody."),
    "review.note": ("残すメモ(個人情報は伏せて保存します)", "A note, kept with personal data masked."),
    "review.sentiment": (
        "correct: 正しい感情(negative, neutral, positive, mixed)",
        "correct: negative, neutral, positive or mixed.",
    ),
    "review.topic": (
        "correct: 正しい話題を一つずつ、否定 - 中立 0 肯定 + を付けて(access-、access-=駅から遠い、なければ none)",
        "correct: each topic it has, with - 0 or + (access-, access-=far away; none for no topic).",
    ),
    "review.complaint": ("correct: 苦情かどうか", "correct: whether it is a complaint."),
    "review.urgent": ("correct: 緊急かどうか", "correct: whether it is urgent."),
    "review.status": (
        "一覧に出す状態(open, assigned, accepted, dismissed, resolved。既定: 対応を待つもの)",
        "List those that are open, assigned, accepted, dismissed or resolved (default: those that wait).",
    ),
    "review.source": ("一覧に出すデータ元", "List those of one source."),
    "review.limit": ("一覧に出す件数", "How many to list."),
    "review.example": (
        "例:\n  voc review\n  voc review accept 12.0 15.0 --note 電話済み\n  voc review correct 12.1 --topic access-=駅から遠い",
        "Example:\n  voc review\n  voc review accept 12.0 15.0 --note 'phoned'\n  voc review correct 12.1 --topic access-=far",
    ),
    "gold": (
        "確認・訂正したコメントを、voc train で学べる正解の JSON 行に書き出します。",
        "Write the comments that people accepted or corrected as labels for voc train.",
    ),
    "gold.output": ("書き出すファイル(.jsonl)", "The file to write (.jsonl)."),
    "gold.example": (
        "例:\n  voc gold -o 正解.jsonl\n  voc train --gold 正解.jsonl -o 自社モデル",
        "Example:\n  voc gold -o labelled.jsonl\n  voc train --gold labelled.jsonl -o our-model",
    ),
    "evaluate.example": (
        "例:\n  voc evaluate --gold 正解.jsonl -o 評価.html",
        "Example:\n  voc evaluate --gold labelled.jsonl -o evaluation.html",
    ),
}

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
    "source": ("■ {source}({kind}): {files} ファイル", "■ {source} ({kind}): {files} files"),
    "form": ("{form}、文字コード {encoding}", "{form}, encoding {encoding}"),
    "rows": ("{rows} 行 = 使える行 {accepted} + 除外 {rejected}", "{rows} rows = {accepted} usable + {rejected} rejected"),
    "reason": ("除外 {reason}: {count} 行(最初の行: {lines})", "rejected, {reason}: {count} rows (first lines: {lines})"),
    "dates": ("期間 {earliest} 〜 {latest}", "from {earliest} to {latest}"),
    "scores": ("点数 0 {bars} 10", "scores 0 {bars} 10"),
    "distribution": ("点数の分布(NPS {nps}、回答 {n} 件)", "Scores (NPS {nps}, {n} answers)"),
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
    "bad": (
        "読めないファイルが {count} 件あります。上の説明に従って直してから、もう一度 voc check を実行してください。",
        "{count} files cannot be read. Mend them as told above and run voc check again.",
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
    "bands": ("{column}({count} 段階を数値に)", "{column} ({count} bands as numbers)"),
    "from": ("{field} ← {column}", "{field} ← {column}"),
    "separator": ("、", ", "),
}

WORDS: dict[str, tuple[str, str]] = (
    {f"help.{name}": words for name, words in _HELP.items()}
    | {f"step.{name}": words for name, words in _STEPS.items()}
    | {f"check.{name}": words for name, words in _CHECK.items()}
    | {f"form.{name}": words for name, words in _FORMS.items()}
    | {f"map.{name}": words for name, words in _MAP.items()}
    | {
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
        "init.made": ("プロジェクトを作りました: {root}", "Made a project: {root}"),
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
        "export.done": ("{path} に {rows} 行を書き出しました。", "Wrote {rows} rows to {path}."),
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
            "直すところがありません(--sentiment, --topic, --complaint, --urgent のどれか)",
            "nothing to correct: give --sentiment, --topic, --complaint or --urgent",
        ),
        "review.bad_id": ("番号の書き方が正しくありません: {id}(例: 12.3)", "{id} is no ID such as 12.3"),
        "review.bad_topic": (
            "話題の書き方が正しくありません: {topic}(例: access-、access-=駅から遠い)",
            "{topic} is no topic such as access- or access-=far",
        ),
        "gold.done": ("{path} に {count} 件を書き出しました。", "Wrote {count} comments to {path}."),
        "report.done": ("{path} を書き出しました。", "Wrote {path}."),
        "report.done_folder": ("{path} に {count} 件のファイルを書き出しました。", "Wrote {count} files into {path}."),
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
        "compare.cell": (
            "{number}: {name}  NPS {nps}(回答 {n} 件、回答者 {people} 人)",
            "{number}: {name}  NPS {nps} ({n} answers of {people} people)",
        ),
        "compare.difference": ("差(2 − 1): {difference}、p {p}", "Difference (2 − 1): {difference}, p {p}"),
        "compare.higher": (
            "2 のNPSは 1 より {points} 点高く、偶然だけでは起こりにくい差です([ ] は95%区間)。",
            "The NPS of 2 is {points} points higher than that of 1, more than chance alone would easily give "
            "([ ] is the 95 % interval).",
        ),
        "compare.lower": (
            "2 のNPSは 1 より {points} 点低く、偶然だけでは起こりにくい差です([ ] は95%区間)。",
            "The NPS of 2 is {points} points lower than that of 1, more than chance alone would easily give "
            "([ ] is the 95 % interval).",
        ),
        "compare.undecided": (
            "差の95%区間 [ ] が 0 を含むため、NPSが違うとは言えません(同じだとも言えません)。",
            "The 95 % interval [ ] of the difference holds 0: this does not show that they differ, nor that they are alike.",
        ),
        "compare.both": (
            "両方に答えた人が {people} 人います。同じ人の回答は互いに独立でないものとして計算しています。",
            "{people} people answered in both; answers of one person are not taken as independent.",
        ),
        "compare.reference": (
            "回答が {answers} 件未満の側があるため、参考値です。",
            "For reference only: one of the two has fewer than {answers} answers.",
        ),
        "compare.unweighted": (
            "この比較は重み付けをしていません(voc.toml の [weights] は使いません)。",
            "This comparison is not weighted: it does not use [weights] of voc.toml.",
        ),
        "compare.weighted": (
            "重み付けしたNPSは、1 が {one}、2 が {other} です(この差の検定はしていません)。",
            "The weighted NPS of 1 is {one}, that of 2 {other}; their difference is not tested.",
        ),
        "compare.association": (
            "関連を示すもので、因果関係ではありません。いくつもの組を比べると、偶然の差も見つかります。",
            "This is an association, not a cause. Who compares many pairs also finds differences by chance.",
        ),
        "compare_form": (
            "比べる二つを、period=2026-04 period=2026-05 のように一つずつ、または vs で区切って指定してください"
            "(例: voc compare 年代=20代 period=2025 vs 年代=20代 period=2026)。",
            "Name two cells, as in period=2026-04 period=2026-05, or with vs between them: "
            "voc compare age=20s period=2025 vs age=20s period=2026",
        ),
        "compare_same": ("二つとも {cell} です。違うものを指定してください。", "Both are {cell}. Name two that differ."),
        "compare_source": (
            "どのデータ元か決められません(指定: {value})。--source で一つを指定してください。NPSのあるデータ元: {sources}",
            "Which source? ({value}) Name one by --source. Sources with an NPS: {sources}",
        ),
        "compare_unknown": (
            "{value} に当てはまる回答がありません。ある値: {values}",
            "No answer has {value}. There are: {values}",
        ),
        "compare_nothing": (
            "{cell} のすべてに当てはまる回答がありません。条件を減らしてください。",
            "No answer is in {cell}. Use fewer conditions.",
        ),
        "compare_suppressed": (
            "「{one}」と「{other}」の比較は表示できません。どちらか、または二つの食い違う部分の回答者が {people} 人未満で、"
            "個人が推測されるおそれがあるためです。条件を広げてください。",
            "{one} and {other} cannot be compared: fewer than {people} people stand behind one of them, or behind what "
            "one has beyond the other, and could be recognised. Use wider conditions.",
        ),
        "compare_too_few": (
            "「{one}」か「{other}」の回答が {answers} 件未満のため、NPSを出しません。条件を広げてください。",
            "{one} or {other} has fewer than {answers} answers, too few for an NPS. Use wider conditions.",
        ),
        "selector_form": (
            "「名前=値」の形で指定してください(例: period=2026-04、年代=20代)。指定された値: {value}",
            "Select by NAME=VALUE (for example period=2026-04 or age=20s), not {value}.",
        ),
        "selector_twice": (
            "{name} が二度指定されています。一つにしてください。",
            "{name} is given twice. Give it once.",
        ),
        "selector_period": (
            "period は月(2026-04)、年(2026)、all のどれかです(指定された値: {value})。",
            "period is a month (2026-04), a year (2026) or all, not {value}.",
        ),
        "show.counts": ("回答 {answers} 件、コメント {comments} 件", "{answers} answers, {comments} comments"),
        "show.more": ("…ほか {count} 件(--limit 0 ですべて)", "… {count} more (--limit 0 shows all)"),
        "show.closed": (
            "{periods} の分は、5人未満が分かってしまうため表示していません。",
            "The comments of {periods} are not shown: fewer than five people stand behind them, or behind what they leave.",
        ),
        "show.differs": (
            "表の数は {expected} 件ですが、数え直すと {counted} 件でした。dictionary.csv が最後の voc run より後に"
            "変わったときに起こります。voc run をやり直してください。",
            "The table says {expected}, counted again they are {counted}: dictionary.csv may have changed since the last "
            "voc run. Run it again.",
        ),
        "alerts.summary": (
            "{first} から {last} までの {days} 日間: 警告 {n} 件(週平均 {each} 件、最も多い週 {most} 件、警告のあった日 {days_with} 日)",
            "{first} to {last}, {days} days: {n} alerts ({each} a week, {most} in the busiest, on {days_with} days)",
        ),
        "alerts.more": ("…ほか {count} 件(--limit 0 ですべて)", "… {count} more (--limit 0 shows all)"),
        "alerts.open": ("コメントを見るには(一行目の例):  {command}", "To see the comments (here of the first row):  {command}"),
        "alerts_need_backtest": (
            "設定を変えて試すには --backtest を付けてください。",
            "Settings can be tried with --backtest only.",
        ),
        "alerts.acknowledged": ("警告 {count} 件を確認済みにしました。", "{count} alerts have been acknowledged."),
        "alerts_past_unseen": (
            "--backtest の警告は試しのもので、確認済みにできません。--acknowledge だけを付けてください。",
            "Alerts of a backtest are only tried, not acknowledged. Use --acknowledge alone.",
        ),
        "alerts_day": (
            "日付が読めません: {value}(例: 2025-04-01、2025-04、2025)",
            "No date: {value} (for example 2025-04-01, 2025-04 or 2025).",
        ),
        "diff.runs": ("{source}: 実行 {before} と {after} の違い", "{source}: what differs between runs {before} and {after}"),
        "diff_runs": (
            "比べる実行を二つ指定してください(名前の初めだけでも、一つに決まれば可)。ある実行: {runs}",
            "Name two runs (the beginning of an id is enough where it tells one). There are: {runs}",
        ),
        "diff_source": ("source= でデータ元を一つ指定してください。ある値: {sources}", "Give one source=. There are: {sources}"),
        "diff_nothing": ("どちらかの実行に、当てはまる回答がありません。", "One of the runs has no such answers."),
        "show_one_segment": (
            "属性は一度に一つです({name} は二つ目)。表は属性を一つずつ分けて数えています。",
            "Give one segment ({name} is a second): the tables count by one segment at a time.",
        ),
        "parquet_to_terminal": (
            "parquet は画面に表示できません。-o FILE.parquet を付けるか、ファイルやパイプに出力してください。",
            "Parquet cannot be shown on a screen. Add -o FILE.parquet, or send it to a file or a pipe.",
        ),
        "classify_encoding": (
            "標準入力の {line} 行目が UTF-8 ではありません。UTF-8 の JSON 行にして渡してください。",
            "Line {line} of standard input is not UTF-8. Give JSON lines as UTF-8.",
        ),
    }
)
