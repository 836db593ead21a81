"""Texts of --help: the commands that show what a run published."""

_HELP = {
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
        "二つの集まりのNPSを比べます(差、区間、p値)。[weights] があれば、重み付けしたNPSも比べます。",
        "Compare the NPS of two cells: difference, interval, p; with [weights] the weighted NPS too.",
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
}

WORDS: dict[str, tuple[str, str]] = {f"help.{name}": words for name, words in _HELP.items()}
