"""What stands around the sections of the report: its title, the names of its sheets, what is said anywhere."""

_FRAME = {
    "title": ("お客様の声の報告", "Voice of the customer"),
    "about": ("{finished} に公開した集計({run})", "As published on {finished} ({run})"),
    "contents": ("この報告にあるもの", "In this report"),
    "more_rows": ("ほか {count} 行(Excel にすべてあります)", "{count} more {count:row|rows} (all of them in Excel)"),
    "more_files": ("ほか {count} 件", "{count} more"),
    "opened_by": (
        "各行のコメントを開くコマンド(人数が少なく、個人が分かるおそれのある行は開けません)",
        "Commands that open the comments of each row (not where so few people could be recognised)",
    ),
    "below": ("{value}未満", "below {value}"),
    "topic_with": ("{topic}({more})", "{topic} ({more})"),
    "sheet.summary": ("要約", "Summary"),
    "sheet.charts": ("図", "Charts"),
    "sheet.reading": ("読み方", "How to read"),
    "sheet.data": ("データ", "Data"),
    "sheet.nps": ("NPS", "NPS"),
    "sheet.topic_by_nps": ("話題別NPS", "Topics"),
    "sheet.corrected": ("読み取り誤差の補正", "Model errors corrected"),
    "sheet.drivers": ("調整済みの差とCSポートフォリオ", "Adjusted effects"),
    "sheet.changes": ("変化の内訳", "Changes"),
    "sheet.loyalty": ("ロイヤルティの四区分", "Loyalty"),
    "sheet.concentration": ("上位の集中", "Concentration"),
    "sheet.loyalty_topics": ("区分ごとに目立つ話題", "Topics of each quadrant"),
    "sheet.retention": ("引き留めの試算(予測ではありません)", "Retention what-if (no forecast)"),
    "sheet.alerts": ("いつもと違う動き", "Alerts"),
    "sheet.keywords": ("特徴的な語", "Keywords"),
    "sheet.pairs": ("特徴的な係り受け", "Pairs of words"),
    "sheet.cooccurrence": ("一緒に使われる言葉", "Terms said together"),
    "sheet.correspondence": ("言葉と区分の対応", "Map of words"),
    "sheet.examples": ("コメントの例", "Comments"),
    "reference": (
        "30件未満か、少数の人の回答が多くを占めるので、参考値です。傾向の目安にとどめてください。",
        "Fewer than 30 answers, or most of them of a few people: for reference only.",
    ),
    "all_time": ("この節は全期間の値です。", "This section is about all time."),
    "figure": ("95%区間 {interval}、回答 {n} 件", "95% interval {interval}, {n} {n:answer|answers}"),
    "data": ("もとになったデータ", "What it was made from"),
    "not_measured": (
        "このモデルの正しさは測られていません。",
        "How right this model is has not been measured.",
    ),
    "both": ("・", ", "),
    "example": ("例: {text}", "Example: {text}"),
}

WORDS: dict[str, tuple[str, str]] = {f"report.{name}": words for name, words in _FRAME.items()}
