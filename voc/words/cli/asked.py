"""What commands answer of figures: their comments, two of them, two runs, alerts; and how they are asked for."""

WORDS: dict[str, tuple[str, str]] = {
    "compare.cell": (
        "{number}: {name}  NPS {nps}(回答 {n} 件、回答者 {people} 人)",
        "{number}: {name}  NPS {nps} ({n} {n:answer|answers} of {people} {people:person|people})",
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
        "{people} {people:person|people} answered in both; answers of one person are not taken as independent.",
    ),
    "compare.reference": (
        "回答が {answers} 件未満か、少数の人の回答が多くを占める側があるため、参考値です。",
        "For reference only: one of the two has fewer than {answers} answers, or most of them of a few people.",
    ),
    "compare.weighted": (
        "[weights] の構成比に合わせて重み付けした比較(重みは {of} のもので、区間は重みを既知として計算しています):",
        "Weighted to the targets of [weights] (with the weights of {of}, which the intervals take as known):",
    ),
    "compare.cell_weighted": ("{number}: {name}  NPS(重み付け) {nps}", "{number}: {name}  weighted NPS {nps}"),
    "compare.unweighted": ("この比較は重み付けをしていません。", "This comparison is not weighted."),
    "compare.weights.trimmed": (
        "{of} では重みを平均の5倍までに抑えたため、目標の構成比とのずれが残ります。",
        "Weights of {of} are held at five times the average, so that targets are missed.",
    ),
    "compare.weights.none": ("{of} には [weights] の設定がありません。", "There are no [weights] for {of}."),
    "compare.weights.not_converged": (
        "{of} の回答は [weights] の構成比に合わせられません。",
        "No weights give the answers of {of} the targets of [weights].",
    ),
    "compare.weights.hidden": (
        "{of} の重み付けした数値は、回答が少ないか、少人数のセルを割り出せないように伏せています。",
        "Weighted figures of {of} are not told: there are too few answers, or a cell of few people could be worked out.",
    ),
    "compare.weights.changed": (
        "{of} の公開済みの数値は、今の voc.toml の [weights] によるものではありません。voc run で公開し直してください。",
        "What is published of {of} does not follow [weights] as voc.toml has it now: publish again with voc run.",
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
    "compare_withheld": (
        "「{one}」と「{other}」の比較は表示できません。どちらかが、表 nps で伏せているセルか、公開している数値との引き算で"
        "少人数のセルが分かってしまうセルのためです。条件を広げるか、減らしてください。",
        "{one} and {other} cannot be compared: one of them is left out of the table nps, or a cell of few people could be found "
        "by subtracting it from what is told. Widen a condition, or leave one out.",
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
    "show.counts": ("回答 {answers} 件、コメント {comments} 件", "{answers} {answers:answer|answers}, {comments} {comments:comment|comments}"),
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
        "{first} to {last}, {days} {days:day|days}: {n} {n:alert|alerts} ({each} a week, {most} in the busiest, on {days_with} {days_with:day|days})",
    ),
    "alerts.more": ("…ほか {count} 件(--limit 0 ですべて)", "… {count} more (--limit 0 shows all)"),
    "alerts.open": ("コメントを見るには(一行目の例):  {command}", "To see the comments (here of the first row):  {command}"),
    "alerts_need_backtest": (
        "設定を変えて試すには --backtest を付けてください。",
        "Settings can be tried with --backtest only.",
    ),
    "alerts.acknowledged": ("警告 {count} 件を確認済みにしました。", "{count} {count:alert has|alerts have} been acknowledged."),
    "alerts.seen_before": (
        "{count} 件は {who} が先に確認していて、そのままです(メモも残していません)。",
        "{count} left as {count:it was|they were}, without the note: {who} had seen {count:it|them} first.",
    ),
    "alerts_past_unseen": (
        "--backtest の警告は試しのもので、確認済みにできません。--acknowledge だけを付けてください。",
        "Alerts of a backtest are only tried, not acknowledged. Use --acknowledge alone.",
    ),
    "alerts_day": (
        "日付が読めません: {value}(例: 2025-04-01、2025-04、2025)",
        "No date: {value} (for example 2025-04-01, 2025-04 or 2025).",
    ),
    "diff.runs": ("{source}: 実行 {before} と {after} の違い", "{source}: what differs between runs {before} and {after}"),
    "diff.open": (
        "動いた回答のコメントを見るには(最も多い動きの例):  {command}",
        "To see the comments that moved (here of the largest move):  {command}",
    ),
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
}
