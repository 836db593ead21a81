"""Words of asking for data: the SQL page, what the tables are, the JSON API."""

_TABLES = {  # name -> what it is, and what one row stands for
    "responses": (("アンケートの回答", "Survey answers"), ("回答1件", "answer")),
    "contacts": (("問い合わせ", "Support contacts"), ("問い合わせ1件", "contact")),
    "messages": (("問い合わせのやり取り", "Turns of support contacts"), ("発言1つ", "turn of a contact")),
    "customers": (("顧客", "Customers"), ("顧客1人", "customer")),
    "comments": (
        ("コメントと、その読み取り結果", "Comments and how they were read"),
        ("自由回答または問い合わせ1件", "free-text answer or contact"),
    ),
    "mentions": (
        ("コメントが触れた話題と根拠の言葉", "Topics that comments speak of, and the words that say so"),
        ("コメント×話題×評価の向き×箇所", "comment, topic, polarity and place in the text"),
    ),
    "rejected_rows": (("取り込めなかった行", "Rows that were not taken in"), ("入力の1行", "row of an export")),
    "weights": (("構成比に合わせる重み", "Weighting to target shares"), ("データ元×期間", "source and period")),
    "nps": (("NPS", "NPS"), ("期間×属性の値", "period and segment value")),
    "topic_by_nps": (("話題別のNPS", "NPS by topic"), ("話題×期間×属性の値", "topic, period and segment value")),
    "changes": (
        ("前の期間からの変化", "Changes from one period to the next"),
        ("話題×比べる2つの期間×属性の値", "topic, pair of periods and segment value"),
    ),
    "drivers": (
        ("NPSや評価点を動かす話題", "What drives NPS and scores"),
        ("評価指標×側×話題×評価の向き×属性の値", "outcome, side, topic, polarity and segment value"),
    ),
    "loyalty": (
        ("推奨度と行動で分けた4区分", "Attitude by behaviour"),
        ("属性の値×行動×区分", "segment value, behaviour and quadrant"),
    ),
    "retention": (
        ("NPSが上がったときの試算", "What retention may gain"),
        ("属性の値×行動×仮定", "segment value, behaviour and scenario"),
    ),
    "loyalty_topics": (("4区分ごとの話題", "Topics of each quadrant"), ("行動×区分×話題", "behaviour, quadrant and topic")),
    "concentration": (
        ("金額・回数の集中度", "How concentrated behaviour is"),
        ("属性の値×行動×十分位", "segment value, behaviour and decile"),
    ),
    "at_risk": (("離れるおそれのある顧客", "Customers at risk"), ("回答者1人", "respondent")),
    "alerts": (("話題の急増", "Topics that suddenly rise"), ("話題×評価の向き×日×種類", "topic, polarity, day and kind")),
    "keywords": (("特徴語", "Terms that set groups apart"), ("期間×話題×NPS区分×語", "period, topic, NPS group and term")),
    "cooccurrence": (("共起する語", "Terms said together"), ("話題×2つの語", "topic and pair of terms")),
    "correspondence": (("対応分析の座標", "Correspondence map"), ("変数×語または値", "variable, and term or value")),
    "pairs": (
        ("係り受け", "Pairs of words that belong together"),
        ("期間×話題×NPS区分×係り元×係り先×否定", "period, topic, NPS group, head, dependent and negation"),
    ),
    "flagged": (("要対応のコメント", "Comments to look at"), ("コメント1件", "comment")),
    "decisions": (("人が判断したコメント", "Comments that people decided on"), ("コメント1件", "comment")),
    "runs": (("実行の記録", "Runs"), ("実行1回", "run")),
}

WORDS: dict[str, tuple[str, str]] = {
    **{f"ask.table.{name}": title for name, (title, _) in _TABLES.items()},
    **{f"ask.grain.{name}": grain for name, (_, grain) in _TABLES.items()},
    "ask.title": ("データを調べる", "Ask for data"),
    "ask.help": (
        "公開済みの表を SQL で読みます(読み取りだけ、{seconds}秒まで)。Ctrl+Enter でも実行できます。",
        "Reads the published tables in SQL: reading only, {seconds} seconds at most. Ctrl+Enter runs it too.",
    ),
    "ask.run": ("実行", "Run"),
    "ask.download": ("全行をファイルで:", "All rows as a file:"),
    "ask.form.csv": ("CSV", "CSV"),
    "ask.form.xlsx": ("Excel", "Excel"),
    "ask.form.parquet": ("Parquet", "Parquet"),
    "ask.name": ("名前", "Name"),
    "ask.keep": ("名前を付けて保存", "Save"),
    "ask.kept": ("保存した SQL", "Saved queries"),
    "ask.kept_as": ("「{name}」として保存しました。", "Saved as {name}."),
    "ask.name_it": ("保存するには、SQL と名前を入れてください。", "To save it, give the SQL and a name."),
    "ask.drop": ("削除", "Delete"),
    "ask.drop_named": ("「{name}」を削除", "Delete {name}"),
    "ask.dropped": ("保存した SQL を削除しました。", "The saved query was deleted."),
    "ask.answer": ("結果", "Answer"),
    "ask.count": ("{count}行です。", "{count} rows."),
    "ask.first": (
        "最初の{count}行です。続きはファイルにあります。",
        "The first {count} rows; a file has them all.",
    ),
    "ask.share": ("この SQL へのリンク", "Link to this SQL"),
    "ask.tables": ("表と列", "Tables"),
    "ask.tables_note": (
        "「例」を選ぶと SQL が入力欄に入ります。実行するまで何も起きません。",
        "An example goes into the box; nothing happens until you run it.",
    ),
    "ask.only_segment": ("「{segment}」の行だけが見えます。", "You see rows of {segment} only."),
    "ask.no_rows": (
        "コメントや顧客ごとの表は「{role}」以上の権限で見られます。",
        "Tables of single comments and customers need the role “{role}” or more.",
    ),
    "ask.one_row": ("1行 = {grain}", "One row per {grain}"),
    "ask.example": ("例を入力欄に入れる", "Put an example into the box"),
    "ask.column": ("列", "Column"),
    "ask.meaning": ("意味", "Meaning"),
    "ask.type": ("型", "Type"),
    "ask.reading": ("読み方", "How to read them"),
    "ask.about.period": (
        "月(2026-04)、年(2026)、全期間(all)のどれか。混ぜて足さないでください。",
        "A month (2026-04), a year (2026) or all. Do not add them up.",
    ),
    "ask.about.segment": (
        "属性は一度に1つ。全体は segment_name = 'all'。上位50より小さい値は「その他」にまとまります。",
        "One segment at a time; segment_name = 'all' is the total. Values beyond the 50 largest are in その他.",
    ),
    "ask.about.source": (
        "アンケートや窓口の名前。別のデータ元を混ぜた数値はありません。",
        "The survey or desk. No figure mixes two of them.",
    ),
    "ask.about.suppressed": (
        "changes だけにあります。一方の期間で触れた人がいないか少なく、分解は「話題なし・少数の話題」に入っています。"
        "ほかの表では、5人未満の行や引き算で分かる行は載せません。",
        "In changes only: nobody or few mention it in one of the periods, and its parts are in (rest). Other tables have no "
        "row of fewer than five people, nor one from which such a number could be worked out.",
    ),
    "ask.about.too_few": ("回答10件未満のためNPSを出していません。", "Fewer than ten answers: no NPS."),
    "ask.about.reference": ("回答30件未満です。", "Fewer than thirty answers."),
    "api.needs_token": (
        "トークンが要ります: Authorization: Bearer …(管理者がアカウントのページで発行します)",
        "A token is needed: Authorization: Bearer … (an administrator makes one on the accounts page).",
    ),
    "api.wrong_token": (
        "トークンが正しくないか、アカウントが停止されています。",
        "The token is wrong, or its account is disabled.",
    ),
    "api.other_site": (
        "ほかのサイトのページからは使えません。",
        "Pages of other sites may not use this interface.",
    ),
    "api.not_permitted": (
        "「{role}」以上の権限が要ります。",
        "The role “{role}” or more is needed.",
    ),
    "api.no_address": ("このアドレスには何もありません。", "There is nothing at this address."),
    "api.no_method": ("この操作はできません。", "This method is not possible here."),
    "api.invalid": ("依頼の形が正しくありません: {fields}", "The request is not as described: {fields}"),
    "api.broken": ("プログラムの不具合です。何も変わっていません。", "This is a fault of the program; nothing was changed."),
    "api.failed": ("処理できませんでした。", "This could not be done."),
}
