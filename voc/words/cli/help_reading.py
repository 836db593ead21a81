"""Texts of --help: the commands around the model, and the review queue."""

_HELP = {
    "classify": (
        "JSON 行を標準入力から読み、読み取り結果を同じ順に返します。",
        "Read JSON lines from standard input and answer each, in order.",
    ),
    "classify.model": (
        "モデルの名前かフォルダー(なければ VOC_MODEL、ここのプロジェクトの設定、voc-ja-fast の順)",
        "The model's name or folder; else VOC_MODEL's, that of the project here, voc-ja-fast.",
    ),
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
    "evaluate.gold": ("正解付きコメントの JSON 行ファイル(続けていくつでも)", "Labelled comments; any number of files may follow."),
    "evaluate.format": ("出力の形式: table, json", "Output format: table or json."),
    "evaluate.output": (
        "誤りのコメントまで開けるページを書き出すファイル(.html)",
        "Also write a page that opens the comments that were read wrongly (.html).",
    ),
    "train": (
        "正解の付いたコメントを追加で学習し、新しいモデルのフォルダーを作ります。voc-ja から始めると、voc-ja-fast と一緒には読まれなくなります。",
        "Learn from labelled comments on top of a model and write a new model folder. On top of voc-ja, the new one is no "
        "longer read together with voc-ja-fast.",
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
        "判断: accept(確認: 読み取りはすべて正しい)、dismiss(対応不要)、resolve(対応済み)、reopen(戻す)、assign(担当)、note(メモ)、"
        "correct(読み取りの訂正)、undo(直前の取り消し)。なければ一覧",
        "accept (all of the reading is right), dismiss, resolve, reopen, assign, note, correct or undo; "
        "without one, the list.",
    ),
    "review.ids": (
        "一覧の番号(12.3 は、見た時の状態のまま変わっていなければ。12 は今の状態に対して)",
        "Numbers of the list: 12.3 only if it is still as it was seen, 12 as it is now.",
    ),
    "review.as": ("判断した人の名前(既定: ログイン名)", "Who decides (default: the login name)."),
    "review.to": (
        "assign: 担当者の名前(アカウントを作ってあれば、対応か管理の人)。指定しなければ担当を外します",
        "assign: to whom (where there are accounts, a reviewer or admin); without it, to nobody.",
    ),
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
    "review.request": ("correct: 要望かどうか", "correct: whether it is a request."),
    "review.churn": ("correct: 離反の意向があるかどうか", "correct: whether the writer means to leave."),
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

WORDS: dict[str, tuple[str, str]] = {f"help.{name}": words for name, words in _HELP.items()}
