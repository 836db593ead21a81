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
        "図を一つだけ: trend forest portfolio waterfall quadrants network correspondence",
        "One chart only: trend forest portfolio waterfall quadrants network correspondence.",
    ),
    "report.comments": (
        "コメントの例も載せます(5人以上が触れた話題から。ファイルの渡し先に注意)",
        "Add example comments of topics that five people or more mention; mind who gets the file.",
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
        "unknown_table": (
            "表「{table}」はありません。{hint}ある表: {tables}",
            "There is no table '{table}'. {hint}Tables: {tables}",
        ),
        "did_you_mean": ("もしかして: {name}。", "Did you mean {name}? "),
        "filter_without_column": (
            "表「{table}」は {option} で絞り込めません。その表の列: {columns}",
            "Table '{table}' cannot be narrowed by {option}. Its columns: {columns}",
        ),
        "filter_finds_nothing": (
            "{option} {value} に当てはまる行が表「{table}」にありません。ある値: {values}",
            "No row of '{table}' has {option} {value}. There are: {values}",
        ),
        "segment_form": (
            "--segment は「名前=値」か all で指定してください(例: --segment 年代=20代)。指定された値: {value}",
            "--segment is NAME=VALUE or all (for example --segment age=20s), not {value}.",
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
