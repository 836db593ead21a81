"""Texts of --help: what all commands share, and the commands around a project and its runs."""

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
}

WORDS: dict[str, tuple[str, str]] = {f"help.{name}": words for name, words in _HELP.items()}
