"""Words of voc.gold, voc.evaluate and their pages: code -> (Japanese, English).

eval.* are figures and headings, eval.of.* what a figure is of; hard.* names what makes a comment hard.
"""

_FIGURES = {
    "title": (
        "モデル {model} の評価({file}、コメント {count} 件)",
        "Evaluation of model {model} ({file}, {count} {count:comment|comments})",
    ),
    "untold": (
        "正解の話題のうち、モデル {model} が知らないもの(見落としとして数えています): {topics}",
        "Labelled topics that the model {model} does not know, counted as not found: {topics}",
    ),
    "small_groups": (
        "コメントが {least} 件に満たない {count} 業種は、業種別の表に出していません。",
        "{count} {count:industry|industries} with fewer than {least} comments {count:is|are} not in the table by industry.",
    ),
    "topics": ("話題別(向きは問わない)", "By topic, whatever its polarity"),
    "flags": ("苦情・要望など", "Complaints, requests and the like"),
    "labelled": ("正解", "labelled"),
    "found": ("うち見つけた", "found"),
    "missed": ("見落とし", "missed"),
    "made_up": ("余分", "made up"),
    "missed_comments": ("『{label}』を見落としたコメント {count} 件", "{label}, missed: {count} {count:comment|comments}"),
    "made_up_comments": ("『{label}』と余分に読んだコメント {count} 件", "{label}, made up: {count} {count:comment|comments}"),
    "figures": ("全体(区間は95%)", "Overall (95% intervals)"),
    "groups": ("業種別", "By industry"),
    "phenomena": ("難しい言い回し別(感情・苦情・要望がすべて正しい割合)", "Hard cases (sentiment, complaint and request all right)"),
    "confusion": ("感情の混同行列(行が正解、列が読み取り)", "Sentiments: labelled (rows) by read (columns)"),
    "tuned": (
        "学習に使ったコメント {learned} 件。使わなかった {kept_out} 件での正しさ:",
        "Learned from {learned} {learned:comment|comments}. How right on the {kept_out} kept out:",
    ),
    "before": ("学習前", "before"),
    "after": ("学習後", "after"),
    "change": ("差 [95%区間]", "change [95%]"),
    "n": ("n", "n"),
    "better": ("良くなったと言えます: {figures}", "Better: {figures}"),
    "worse": (
        "悪くなったと言えます: {figures}。今のモデルを使い続けるか、正解を見直して学び直してください。",
        "Worse: {figures}. Keep the model you have, or look through the labels and learn again.",
    ),
    "no_difference": (
        "学習に使わなかった {kept_out} 件では、良くなったとも悪くなったとも言えません。正解を増やして学び直すまで、今のモデルのままで構いません。",
        "On the {kept_out} kept out neither better nor worse can be told. Until there are more labels, keep the model "
        "you have.",
    ),
    "no_rates": (
        "正解がすべて要対応の一覧からのため、話題の読み取り誤差を測れません。このモデルでは、表の「読み取り誤差を補正すると」は出ません。"
        "一覧に挙がらなかったコメントの正解も加えると出ます。",
        "All labels come from the review queue, from which the errors of topics cannot be measured: with this model the "
        "tables have no shares corrected for them. Add labels of comments that were not flagged.",
    ),
    "flagged": (
        "うち {count} 件は、モデルが挙げたコメントを人が確かめたものです(flagged)。見落としが数に入らないので、ここでの値は実際より高く出ます。",
        "{count} of them were labelled because a model had flagged them: what it misses is not counted, and these "
        "figures are higher than they would be of all comments.",
    ),
    "value": ("値", "value"),
    "interval": ("区間", "interval"),
    "yes": ("うち該当", "of them yes"),
    "plain": (
        "感情の正解率とF1は、正解が「賛否両方」でないコメントで測り、「賛否両方」と読んだものは勝る側で数えます。",
        "Sentiments are measured on comments not labelled mixed; one read as mixed counts by its stronger side.",
    ),
    "few": (
        "該当が {least} 件に満たない行は参考値です。区間は、実際より狭く出ます。",
        "Rows with fewer than {least} of what is looked for are for reference: their intervals are too narrow.",
    ),
    "passed": ("正解率", "passed"),
    "failed": ("誤り", "failed"),
    "failed_comments": ("『{label}』のうち読み誤ったコメント {count} 件", "{label}, read wrongly: {count} {count:comment|comments}"),
    "all": ("合計", "all"),
    "labelled_read": ("正解 \\ 読み取り", "labelled \\ read"),
    "cell": ("正解「{labelled}」を「{read}」と読んだコメント {count} 件", "Labelled {labelled}, read {read}: {count} {count:comment|comments}"),
    "told": ("正解: {labelled} → 読み取り: {read}", "Labelled: {labelled} → read: {read}"),
    "macro_f1": ("マクロF1", "macro-F1"),
    "f1": ("F1", "F1"),
    "accuracy": ("正解率", "accuracy"),
    "average_precision": ("平均適合率", "average precision"),
    "ece": ("確率のずれ(ECE)", "calibration error (ECE)"),
    "false_alarm": ("誤検知率", "false alarms"),
    "of.sentiment": ("感情", "sentiment"),
    "of.negative": ("否定", "negative"),
    "of.neutral": ("中立", "neutral"),
    "of.positive": ("肯定", "positive"),
    "of.complaint": ("苦情", "complaint"),
    "of.request": ("要望", "request"),
    "of.mixed": ("賛否両方", "mixed"),
    "of.non_answer": ("「特になし」など", "non-answer"),
    "of.churn": ("離反の意向", "churn intent"),
    "of.urgent": ("緊急", "urgent"),
    "of.topic": ("話題", "topic"),
    "of.topic_polarity": ("話題と向き", "topic with polarity"),
    "of.evidence": ("根拠の文", "evidence"),
    "of.reason": ("理由の文", "reasons"),
}

_HARD = {
    "negation": ("否定表現", "negation"),
    "double_negation": ("二重否定", "double negation"),
    "concession": ("譲歩", "concession"),
    "sarcasm": ("皮肉", "sarcasm"),
    "polite_complaint": ("丁寧な苦情", "polite complaint"),
    "implicit_complaint": ("事実だけの苦情", "implicit complaint"),
    "request_only": ("不満のない要望", "request without complaint"),
    "praise_neg_words": ("否定語での称賛", "praise in negative words"),
    "time_contrast": ("以前との対比", "contrast over time"),
    "comparison": ("他との比較", "comparison"),
    "conditional_praise": ("条件付きの称賛", "conditional praise"),
    "question": ("質問・反語", "question"),
    "non_answer": ("回答なし", "non-answer"),
    "churn_denied": ("離反の否定", "churn denied"),
    "urgency": ("緊急", "urgency"),
}

WORDS: dict[str, tuple[str, str]] = (
    {f"eval.{name}": words for name, words in _FIGURES.items()}
    | {f"hard.{name}": words for name, words in _HARD.items()}
    | {
    "train.done": (
        "{folder} に新しいモデルを作りました。使うには voc.toml の model にこのフォルダーを書きます(元に戻すには {base} に戻します)。",
        "Wrote the new model to {folder}. To use it, name that folder as `model` in voc.toml (to go back, {base}).",
    ),
    "too_few_labelled": (
        "正解付きコメントが {count} 件しかありません。学習には {least} 件以上が必要です。",
        "There are only {count} labelled comments; learning needs {least} or more.",
    ),
    "gold_topic": (
        "コメント {id} の話題「{topic}」はモデルの話題にありません。ある話題: {topics}",
        "Comment {id} has the topic '{topic}', which the model does not know. Topics: {topics}",
    ),
    "model_folder_taken": (
        "{folder} は既にあります。別のフォルダーを -o で指定してください。",
        "{folder} is there already; name another folder with -o.",
    ),
    "page_name": (
        "{path} には評価のページを書き出せません。正解のファイルとは別の、.html で終わる名前を指定してください。",
        "The page cannot be written to {path}. Name a file that ends in .html and is none of the labelled ones.",
    ),
    "page_not_written": (
        "{path} に書き出せません({reason})。書き込めるフォルダーを指定してください。",
        "Cannot write {path} ({reason}); name a folder that can be written to.",
    ),
    "evaluate.written": ("{path} に評価のページを書き出しました。", "Wrote the page to {path}."),
    "gold_unreadable": (
        "正解付きコメント {file} を読めません({reason})。UTF-8 の JSON 行のファイルを指定してください。",
        "Labelled comments {file} cannot be read ({reason}). Name a file of JSON lines in UTF-8.",
    ),
    "gold_empty": (
        "{file} に正解付きコメントがありません。",
        "There is no labelled comment in {file}.",
    ),
    "gold_field": (
        "{file} の {line} 行目の {field} に {seen} とあります。書けるのは {allowed} です。",
        "Line {line} of {file} has {seen} in {field}. It may hold {allowed}.",
    ),
    "gold_missing": (
        "{file} の {line} 行目に {field} がありません。1 行に text(コメント)と s(感情)を必ず書いてください。",
        "Line {line} of {file} has no {field}. Each line must hold text (the comment) and s (its sentiment).",
    ),
    "gold_words": (
        "{file} の {line} 行目の {field} で、{mark} の語句が text の中にありません。text にある通りに書いてください。",
        "Line {line} of {file}: the words for {mark} in {field} are not in its text. Write them as they stand there.",
    ),
    "gold_line": (
        "{file} の {line} 行目は正解付きコメントの形になっていません({reason})。"
        '形: {{"text": "…", "s": "neg|neu|pos|mix", "c": 0, "r": 0, "n": 0, "t": ["price-"]}}',
        "Line {line} of {file} is no labelled comment ({reason}). Its form: "
        '{{"text": "…", "s": "neg|neu|pos|mix", "c": 0, "r": 0, "n": 0, "t": ["price-"]}}',
    ),
    }
)
