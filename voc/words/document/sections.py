"""The headings of the report and the sentences under them."""

_SECTIONS = {
    "headline": ("NPS", "NPS"),
    "headline.says": (
        "NPSは {nps}(回答 {n} 件)。推奨者 {promoters}、中立者 {passives}、批判者 {detractors}です。",
        "The NPS is {nps} ({n} {n:answer|answers}): {promoters} {promoters:promoter|promoters}, {passives} {passives:passive|passives}, {detractors} {detractors:detractor|detractors}.",
    ),
    "headline.above": (
        "区間の下の端も0より上なので、推奨者は批判者より多いと言えます。",
        "The whole interval is above 0: there are more promoters than detractors.",
    ),
    "headline.below": (
        "区間の上の端も0より下なので、批判者は推奨者より多いと言えます。",
        "The whole interval is below 0: there are more detractors than promoters.",
    ),
    "headline.unsure": (
        "区間が0をまたぐので、推奨者と批判者のどちらが多いとは言えません。",
        "The interval holds 0: whether promoters or detractors are more cannot be told.",
    ),
    "headline.none": ("{note}のため、NPSは示せません。", "There is no NPS to show: {note}."),
    "headline.repeated": (
        "回答 {n} 件は {people} 人によるものです。区間は、同じ人が何度か答えていることを見込んで計算しています。",
        "The {n} {n:answer|answers} come from {people} {people:person|people}; the interval allows for people who answer repeatedly.",
    ),
    "headline.weighted": (
        "回答者の構成を目標の構成に合わせて重み付けすると、NPSは {nps} です(重み付けなしでは {plain}。重み付けの"
        "ために、回答 {n} 件の確かさは {effective} 件分になります)。",
        "Weighted to the target shares the NPS is {nps} ({plain} unweighted; the weights alone make the {n} answers worth {effective}).",
    ),
    "headline.weights_noted": ("重み付けについて: {note}。", "On the weights: {note}."),
    "trend": ("NPSの推移", "NPS over time"),
    "trend.says": (
        "最新の{last_month}は {last}。{count} か月のうち最も高いのは{best_month}の {best}、最も低いのは{worst_month}の {worst} です"
        "(多くの月から選んだ両端なので、差は実際より大きく見えます)。",
        "The newest month, {last_month}, is {last}. Of {count} {count:month|months} {best_month} is the highest with {best} and "
        "{worst_month} the lowest with {worst} (picked as the extremes of many, they look farther apart than they are).",
    ),
    "topics": ("NPSと関連する話題", "Topics that go with NPS"),
    "topics.base": (
        "この節の言及率・差・影響は、コメントのある回答 {n} 件(NPS {nps})の中での値です。",
        "Shares, differences and impacts here are of the {n} {n:answer|answers} with a comment (NPS {nps}).",
    ),
    "topics.lower": (
        "低いNPSとの関連が最も大きい話題は {topics} です(数字はNPSへの影響、[ ] は95%区間)。",
        "The topics that go most with lower NPS: {topics} (the impact on NPS in points, [ ] its 95% interval).",
    ),
    "topics.no_lower": (
        "低いNPSと関連があると言える話題はありません。",
        "No topic can be said to go with lower NPS.",
    ),
    "topics.higher": (
        "高いNPSとの関連が最も大きい話題は {topics} です(数字はNPSへの影響、[ ] は95%区間)。",
        "The topics that go most with higher NPS: {topics} (the impact on NPS in points, [ ] its 95% interval).",
    ),
    "topics.no_higher": (
        "高いNPSと関連があると言える話題はありません。",
        "No topic can be said to go with higher NPS.",
    ),
    "topics.others": (
        "ほかの {count} 話題は、差があるとは言えません。",
        "Of the other {count} {count:topic|topics} no difference can be told.",
    ),
    "corrected": ("読み取り誤差を補正すると", "With the model's errors corrected"),
    "corrected.says": (
        "話題は機械が読み取るので、触れているのに見落とすことも、触れていないのに触れたと数えることもあります。正解の分かっている"
        "コメントで数えた誤りの割合から、「誤りがなければこうだったはず」という値を推定しました。",
        "Topics are read by a model, which misses some mentions and sees some that are not there. From how often it errs on "
        "comments whose topics are known, these are the figures as they should be without errors.",
    ),
    "corrected.fewer": (
        "例えば「{topic}」の言及率は、そのまま数えると {share}、補正すると {corrected} です。触れたと数えすぎた分を差し引いています。",
        "The share of '{topic}', for one, is {share} as counted and {corrected} corrected: some mentions were seen that are "
        "not there.",
    ),
    "corrected.more": (
        "例えば「{topic}」の言及率は、そのまま数えると {share}、補正すると {corrected} です。見落とした分を足し戻しています。",
        "The share of '{topic}', for one, is {share} as counted and {corrected} corrected: some mentions were missed.",
    ),
    "corrected.lift": (
        "読み違えた回答が混ざると、触れた人と触れていない人の差は実際より小さく見えがちです。「{topic}」では、NPSの差が {lift} から"
        " {corrected} になります。",
        "Misread answers among them tend to make those who mention a topic and those who do not look more alike than they "
        "are. For '{topic}' the difference of NPS goes from {lift} to {corrected}.",
    ),
    "corrected.lost": (
        "補正すると、差があるとは言えなくなる話題: {topics}。",
        "No difference can be told any more, once corrected: {topics}.",
    ),
    "corrected.others": (
        "ほかの {count} 話題は、誤りの割合を知るための例が足りないため補正していません。",
        "The other {count} {count:topic is|topics are} not corrected: too few examples tell how often the model errs.",
    ),
    "portfolio": ("CSポートフォリオ: 何を維持し、何を改善するか", "What to keep and what to improve"),
    "portfolio.improve_first": (
        "NPSとの結び付きが強く評価が低い「重点改善」は {topics} です。",
        "Much to do with NPS and spoken of less well (improve first): {topics}.",
    ),
    "portfolio.no_improve_first": (
        "「重点改善」と言い切れるものはありません。",
        "Nothing is clearly to be improved first.",
    ),
    "portfolio.keep_first": (
        "ほめる回答とNPSとの結び付きが強く評価も高い「重点維持」は {topics} です。",
        "Praise that has much to do with NPS, of what is spoken of well (keep first): {topics}.",
    ),
    "portfolio.no_keep_first": (
        "「重点維持」と言い切れるものはありません。",
        "Nothing is clearly to be kept first.",
    ),
    "portfolio.hints": (
        "{all} のうち {count} は、話題や属性の数に比べて人数が少ないため区間を求められません。差は目安にとどめてください。",
        "{count} of {all} have no interval: too few people for so many topics and segments. Take their effects as hints.",
    ),
    "portfolio.hints_all": (
        "{all} のすべてが、話題や属性の数に比べて人数が少ないため区間を求められません。差は目安にとどめてください。",
        "None of the {all} has an interval: too few people for so many topics and segments. Take their effects as hints.",
    ),
    "portfolio.undecided": (
        "{all} のうち {count} は、区間が境界線をまたぐか区間がないため判定保留です。",
        "{count} of {all} are undecided: an interval crosses an axis, or there is none.",
    ),
    "portfolio.undecided_all": (
        "{all} のすべてが、区間が境界線をまたぐか区間がないため判定保留です。",
        "All {all} are undecided: an interval crosses an axis, or there is none.",
    ),
    "changes": ("前の期間からの変化", "What changed"),
    "changes.says": (
        "コメントのある回答のNPSは、{before}の {nps_before} から{after}の {nps_after} へ動きました(変化 {change})。",
        "The NPS of the answers with a comment went from {nps_before} ({before}) to {nps_after} ({after}), a change of "
        "{change}.",
    ),
    "changes.of_all": (
        "コメントのない回答も含めると、{before}の {nps_before} から{after}の {nps_after} です。",
        "With the answers that have no comment it went from {nps_before} ({before}) to {nps_after} ({after}).",
    ),
    "changes.months": (
        "{before}には{months_before}月、{after}には{months_after}月の回答があります。同じ月どうしの比較ではないので、季節などの違いも含みます。",
        "{before} has answers of the months {months_before}, {after} of {months_after}: not the same months, so the change holds "
        "the season too.",
    ),
    "changes.above": ("区間が0をまたがないので、上がったと言えます。", "The interval is above 0: it rose."),
    "changes.below": ("区間が0をまたがないので、下がったと言えます。", "The interval is below 0: it fell."),
    "changes.unsure": (
        "区間が0をまたぐので、変わったとは言えません。",
        "The interval holds 0: no change can be told.",
    ),
    "changes.topics": (
        "変化と結び付いていると言える話題: {topics}。",
        "Topics that clearly go with the change: {topics}.",
    ),
    "changes.no_topics": (
        "変化と結び付いていると言える話題はありません(どれも、区間が0をまたぐか、q値が0.05以上です)。",
        "No topic can be said to go with the change: each has an interval that holds 0, or a q-value of .05 or more.",
    ),
    "changes.new": ("新しく出てきた話題: {topics}。", "New topics: {topics}."),
    "changes.vanished": ("見られなくなった話題: {topics}。", "Vanished topics: {topics}."),
    "loyalty": ("ロイヤルティ: 言うことと、すること", "Loyalty: what people say and do"),
    "loyalty.says": (
        "{behaviour}で見ると、推奨者ではないが行動は多い「見せかけのロイヤル」は人の {share}、合計の {spend_share} を占めます。",
        "By {behaviour}, those who do much but are no promoters ('spurious') are {share} of the people and bring "
        "{spend_share} of the sum.",
    ),
    "loyalty.others": (
        "ほかの行動({behaviours})は下の図と表にあります。",
        "Charts and tables below have the other behaviours: {behaviours}.",
    ),
    "loyalty_topics.says": (
        "「{quadrant}」がほかの区分より多く触れる話題は {topics} です(かっこ内は、そう言える行動の数)。",
        "'{quadrant}' mention more often than the other quadrants: {topics} (by how many of the behaviours).",
    ),
    "retention.says": (
        "{behaviour}では、「見せかけのロイヤル」のうち離れる人が100人あたり5人減ると仮定すると、合計の {kept} を維持できる計算です"
        "(仮定を置いた目安の試算で、予測ではありません)。",
        "If five of a hundred fewer of the 'spurious' left, {kept} of the sum of {behaviour} would be kept (a rule of thumb "
        "under an assumption, no forecast).",
    ),
    "concentration.says": (
        "{behaviour}の合計の {share} を、上位20%の人が占めます。",
        "The top 20% of the people bring {share} of the sum of {behaviour}.",
    ),
    "concentration.banded": (
        "選択肢の幅から推定した割合は、少し低めに出ます。",
        "Shares estimated from ticked bands are a little low.",
    ),
    "alerts": ("いつもと違う動き", "Alerts"),
    "alerts.says": (
        "{period}に、話題の割合がいつもと違った日が {count} 件あります(うち深刻度「高」{severe} 件)。",
        "{period}: {count} {count:time|times} a topic's share was unlike before ({severe} of high severity).",
    ),
    "alerts.none": (
        "{period}に、話題の割合がいつもと違うと言える日はありません。比べられるのは、8週間以上の履歴があり、"
        "1日に10件以上のコメントがある日だけです。",
        "No day of {period} had a topic's share clearly unlike before. Only days with eight weeks of history and ten "
        "comments can be told.",
    ),
    "keywords": ("言葉", "Words"),
    "keywords.says": (
        "{group}がほかの人より多く使う言葉: {terms}。",
        "Said more by {group}s than by others: {terms}.",
    ),
    "keywords.none": (
        "{group}に特徴的と言える言葉はありません。",
        "No word is clearly characteristic of {group}s.",
    ),
    "pairs.says": (
        "{group}がほかの人より多く使う言葉の組み合わせ: {terms}。",
        "Pairs of words said more by {group}s than by others: {terms}.",
    ),
    "pairs.none": (
        "{group}に特徴的と言える言葉の組み合わせはありません。",
        "No pair of words is clearly characteristic of {group}s.",
    ),
    "pairs.denied": ("{pair}(打ち消し)", "{pair} (not)"),
    "examples": ("コメントの例", "Comments"),
    "examples.says": (
        "NPSへの影響が大きい話題から、典型的なコメントを選びました。5人未満しか触れていない組み合わせなど、個人が分かるおそれのある"
        "ものは載せていません。個人情報は伏せてありますが、取り扱いに注意してください。",
        "Typical comments of the topics with the largest impact. Where fewer than five people say it, or somebody could be "
        "recognised, there are none. Personal data is masked; handle with care all the same.",
    ),
    "reading": ("この報告の読み方", "How to read this"),
    "reading.says": (
        "統計の予備知識は要りません。例はすべて、この報告の数字です。",
        "No statistics needed. All examples are numbers of this report.",
    ),
}

WORDS: dict[str, tuple[str, str]] = {f"report.{name}": words for name, words in _SECTIONS.items()}
