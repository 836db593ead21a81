"""Words of the values that published tables hold: code -> (Japanese, English).

topic.* names a topic of the taxonomy voc-general v1, note.* says how far a cell can be trusted; the others
name values that columns hold, where they are the program's own words.
"""

_TOPICS = {
    "all": ("全話題", "All topics"),
    "price": ("価格・料金", "Price"),
    "quality": ("商品・サービスの品質", "Quality"),
    "assortment": ("品揃え・メニュー", "Assortment"),
    "staff": ("接客・スタッフ", "Staff"),
    "support": ("問い合わせ窓口", "Support"),
    "delivery": ("配送・梱包", "Delivery"),
    "waiting": ("待ち時間・混雑", "Waiting and crowds"),
    "facility": ("施設・設備", "Facilities"),
    "cleanliness": ("清潔さ・衛生", "Cleanliness"),
    "access": ("立地・交通・駐車場", "Access and parking"),
    "atmosphere": ("雰囲気・景色", "Atmosphere"),
    "experience": ("体験・見どころ", "Experience"),
    "usability": ("使いやすさ", "Usability"),
    "outage": ("不具合・障害", "Faults and outages"),
    "information": ("情報・案内", "Information"),
    "procedure": ("手続き・契約", "Procedures"),
    "cancellation": ("解約・返品", "Cancellation and returns"),
    "billing": ("請求・支払い", "Billing and payment"),
    "rewards": ("ポイント・特典", "Rewards"),
    "safety": ("安全・マナー", "Safety"),
    "hours": ("営業時間・定休日", "Opening hours"),
    "general": ("全般", "General"),
    "other": ("その他の話題", "Other topics"),
    "(all)": ("全体", "All answers"),
    "(rest)": ("話題なし・少数の話題", "No topic, or a rare one"),
}

_NOTES = {
    "": ("", ""),
    "reference": ("参考値", "For reference"),
    "too_few": ("件数不足", "Too few answers"),
    "suppressed": ("秘匿", "Suppressed"),
    "absent": ("回答のない値あり", "A value has no answer"),
    "trimmed": ("重みを5倍までに制限", "Weights held at 5"),
    "not_converged": ("構成比を合わせられない", "Margins cannot hold"),
}

_KINDS = {
    "": ("", ""),
    "new": ("新出", "New"),
    "vanished": ("消滅", "Vanished"),
    "sudden": ("急変", "Sudden"),
    "drift": ("緩やかな変化", "Slow drift"),
    "term": ("語", "Term"),
    "value": ("属性などの値", "Value"),
}

_SEVERITIES = {"low": ("低", "Low"), "medium": ("中", "Medium"), "high": ("高", "High")}

_SEGMENTS = {"all": ("全体", "All"), "(others)": ("ほかの値の合計", "Other values together")}

_PERIODS = {"all": ("全期間", "All time")}

_PERIODS_OF = {"year": ("{year}年", "{year}"), "month": ("{year}年{month}", "{month} {year}")}

_MONTHS = {
    "01": ("1月", "January"),
    "02": ("2月", "February"),
    "03": ("3月", "March"),
    "04": ("4月", "April"),
    "05": ("5月", "May"),
    "06": ("6月", "June"),
    "07": ("7月", "July"),
    "08": ("8月", "August"),
    "09": ("9月", "September"),
    "10": ("10月", "October"),
    "11": ("11月", "November"),
    "12": ("12月", "December"),
}

_POLARITIES = {
    "negative": ("否定", "Negative"),
    "neutral": ("中立", "Neutral"),
    "positive": ("肯定", "Positive"),
}

_NPS_GROUPS = {
    "promoter": ("推奨者", "Promoter"),
    "passive": ("中立者", "Passive"),
    "detractor": ("批判者", "Detractor"),
    "all": ("全体", "All"),
}

_QUADRANTS = {
    "true_loyal": ("真のロイヤル", "True loyal"),
    "latent": ("潜在ロイヤル", "Latent"),
    "spurious": ("見せかけのロイヤル", "Spurious"),
    "low": ("低ロイヤル", "Low"),
    "keep_first": ("重点維持", "Keep first"),
    "keep": ("維持", "Keep"),
    "improve": ("改善", "Improve"),
    "improve_first": ("重点改善", "Improve first"),
    "undecided": ("判定保留", "Undecided"),
}

_SCENARIOS = {
    "assumed_5": ("離れるはずの人が100人中5人少なくなる(仮定)", "Five of a hundred fewer leave (assumed)"),
    "as_loyal": ("離反率が真のロイヤルと同じになる", "They leave as rarely as the true loyals"),
}

_BASES = {"heuristic": ("目安の試算(予測ではありません)", "Heuristic, not a forecast")}

_MOVES = {
    "gone": ("なくなった回答", "Answer gone"),
    "new": ("新しい回答", "New answer"),
    "lost": ("読まれなくなった", "No longer read so"),
    "found": ("新たにそう読まれた", "Now read so"),
}

_VARIABLES = {"nps_group": ("NPS区分", "NPS group")}

_OUTCOMES = {
    "nps": ("NPS", "NPS"),
    "csat": ("満足度", "Satisfaction"),
    "intent": ("今後の利用意向", "Intent to return"),
    "churned": ("解約・離反", "Churned"),
}

_BEHAVIOURS = {
    "spend": ("利用額", "Spend"),
    "purchases": ("購入回数", "Purchases"),
    "visits": ("利用回数", "Visits"),
}

_BEHAVIOUR_OF = {"list": ("{fact}({source})", "{fact} ({source})")}

_NEGATED = {"true": ("あり", "Yes"), "false": ("なし", "No")}

_SIDES = {
    "all": ("全体", "Both"),
    "promoter": ("推奨者", "Promoters"),
    "detractor": ("批判者", "Detractors"),
}

_METHODS = {"ols": ("最小二乗法", "Least squares"), "ridge": ("リッジ回帰(目安、区間なし)", "Ridge (a hint, no interval)")}

_WARNINGS = {
    "": ("", ""),
    "signs_disagree": ("順序ロジットと符号が逆", "Sign differs from the ordered logit"),
}

_WEIGHTS = {
    "absent": (
        "{source} の [weights] にある {values} の回答がありません。残りの値の間で構成比を合わせます。"
        "voc.toml の書き方がデータの値と同じか確かめてください。",
        "No answer of {source} has {values} of [weights]; the targets of the other values are kept among them. "
        "Check that voc.toml writes the values as the data do.",
    ),
    "unnamed": (
        "{source} の回答の {share} は、[weights] にある値を持ちません(未回答など)。その割合は変えず、残りの回答の間で構成比を合わせます。",
        "{share} of the answers of {source} lack a value named in [weights]. They keep that share, and the targets hold "
        "among the others.",
    ),
    "not_converged": (
        "{source} の {periods} では [weights] の構成比を合わせられないため(ずれ {missed} ポイント)、重み付けした数値を出しません。"
        "目標どうしが両立するか、値が足りているか確かめてください。",
        "No weights give {source} the margins of [weights] in {periods} (missed by {missed} points), so there are no "
        "weighted figures. Check that the margins agree with each other and that every value has answers.",
    ),
    "trimmed": (
        "{source} の {periods} では重みを平均の 5 倍までに抑えたため、構成比が目標から最大 {missed} ポイントずれています。",
        "Weights of {source} were held at five times the average in {periods}; margins are missed by up to {missed} points.",
    ),
}

WORDS: dict[str, tuple[str, str]] = {
    f"{kind}.{name}": words
    for kind, group in (
        ("topic", _TOPICS),
        ("note", _NOTES),
        ("kind", _KINDS),
        ("severity", _SEVERITIES),
        ("of", {"every": ("その間の声のすべて", "all comments of these days")}),
        ("segment", _SEGMENTS),
        ("period", _PERIODS),
        ("period_of", _PERIODS_OF),
        ("month", _MONTHS),
        ("polarity", _POLARITIES),
        ("nps_group", _NPS_GROUPS),
        ("quadrant", _QUADRANTS),
        ("scenario", _SCENARIOS),
        ("basis", _BASES),
        ("variable", _VARIABLES),
        ("move", _MOVES),
        ("outcome", _OUTCOMES),
        ("behaviour", _BEHAVIOURS),
        ("behaviour_of", _BEHAVIOUR_OF),
        ("negated", _NEGATED),
        ("side", _SIDES),
        ("method", _METHODS),
        ("warning", _WARNINGS),
        ("weights", _WEIGHTS),
    )
    for name, words in group.items()
}
