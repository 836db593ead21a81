"""Words of the report (voc.report.document and what it is made of): code -> (Japanese, English).

report.SECTION heads a section, report.SECTION.* are its sentences, report.term.* explain a word with an example.
"""

_SECTIONS = {
    "title": ("お客様の声の報告", "Voice of the customer"),
    "about": ("{finished} に公開した集計({run})", "As published on {finished} ({run})"),
    "contents": ("この報告にあるもの", "In this report"),
    "more_rows": ("ほか {count} 行(Excel にすべてあります)", "{count} more rows (all of them in Excel)"),
    "more_files": ("ほか {count} 件", "{count} more"),
    "sheet.summary": ("要約", "Summary"),
    "sheet.charts": ("図", "Charts"),
    "sheet.reading": ("読み方", "How to read"),
    "sheet.data": ("データ", "Data"),
    "sheet.nps": ("NPS", "NPS"),
    "sheet.topic_by_nps": ("話題別NPS", "Topics"),
    "sheet.drivers": ("調整済みの差とCSポートフォリオ", "Adjusted effects"),
    "sheet.changes": ("変化の内訳", "Changes"),
    "sheet.loyalty": ("ロイヤルティの四区分", "Loyalty"),
    "sheet.concentration": ("上位の集中", "Concentration"),
    "sheet.alerts": ("いつもと違う動き", "Alerts"),
    "sheet.keywords": ("特徴的な語", "Keywords"),
    "sheet.examples": ("コメントの例", "Comments"),
    "reference": (
        "30件未満なので参考値です。傾向の目安にとどめてください。",
        "Fewer than 30 answers: for reference only.",
    ),
    "all_time": ("この節は全期間の値です。", "This section is about all time."),
    "figure": ("95%区間 {interval}、回答 {n} 件", "95% interval {interval}, {n} answers"),
    "headline": ("NPS", "NPS"),
    "headline.says": (
        "NPSは {nps}(回答 {n} 件)。推奨者 {promoters}、中立者 {passives}、批判者 {detractors}です。",
        "The NPS is {nps} ({n} answers): {promoters} promoters, {passives} passives, {detractors} detractors.",
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
    "trend": ("NPSの推移", "NPS over time"),
    "trend.says": (
        "最新の {last_month} は {last}。{count} か月のうち最も高いのは {best_month} の {best}、最も低いのは {worst_month} の {worst} です"
        "(多くの月から選んだ両端なので、差は実際より大きく見えます)。",
        "The newest month, {last_month}, is {last}. Of {count} months {best_month} is the highest with {best} and "
        "{worst_month} the lowest with {worst} (picked as the extremes of many, they look farther apart than they are).",
    ),
    "topics": ("NPSと関連する話題", "Topics that go with NPS"),
    "topics.lower": (
        "低いNPSとの関連が最も大きい話題は {topics} です([ ] は95%区間)。",
        "The topics that go most with lower NPS: {topics} ([ ] are 95% intervals).",
    ),
    "topics.no_lower": (
        "低いNPSと関連があると言える話題はありません。",
        "No topic can be said to go with lower NPS.",
    ),
    "topics.higher": (
        "高いNPSとの関連が最も大きい話題は {topics} です。",
        "The topics that go most with higher NPS: {topics}.",
    ),
    "topics.no_higher": (
        "高いNPSと関連があると言える話題はありません。",
        "No topic can be said to go with higher NPS.",
    ),
    "topics.others": (
        "ほかの {count} 話題は、差があるとは言えません。関連を示すもので、因果関係ではありません。",
        "Of the other {count} topics no difference can be told. These are associations, not effects proven.",
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
        "結び付きが強く評価も高い「重点維持」は {topics} です。",
        "Much to do with NPS and spoken of well (keep first): {topics}.",
    ),
    "portfolio.no_keep_first": (
        "「重点維持」と言い切れるものはありません。",
        "Nothing is clearly to be kept first.",
    ),
    "portfolio.undecided": (
        "{all} のうち {count} は、区間が境界線をまたぐため判定保留です。",
        "{count} of {all} are undecided, because an interval crosses an axis.",
    ),
    "changes": ("前の期間からの変化", "What changed"),
    "changes.says": (
        "コメントのある回答のNPSは、{before} の {nps_before} から {after} の {nps_after} へ動きました(変化 {change})。",
        "The NPS of the answers with a comment went from {nps_before} ({before}) to {nps_after} ({after}), a change of "
        "{change}.",
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
        "変化と結び付いていると言える話題はありません。",
        "No topic can be said to go with the change.",
    ),
    "changes.new": ("新しく出てきた話題: {topics}。", "New topics: {topics}."),
    "changes.vanished": ("見られなくなった話題: {topics}。", "Vanished topics: {topics}."),
    "loyalty": ("ロイヤルティ: 言うことと、すること", "Loyalty: what people say and do"),
    "loyalty.says": (
        "{behaviour}: 推奨者ではないが行動は多い「見せかけのロイヤル」は、人の {share} で、合計の {spend} を占めます。",
        "{behaviour}: those who do much but are no promoters (spurious) are {share} of the people and bring {spend} of "
        "the sum.",
    ),
    "concentration.says": (
        "{behaviour}: 上位20%の人が合計の {share} を占めます。",
        "{behaviour}: the top 20% of the people bring {share} of the sum.",
    ),
    "concentration.banded": (
        "{behaviour}: 上位20%の人が合計の {share} を占めます(選択肢の幅からの推定で、少し低めに出ます)。",
        "{behaviour}: the top 20% of the people bring {share} of the sum (estimated from ticked bands, a little low).",
    ),
    "alerts": ("いつもと違う動き", "Alerts"),
    "alerts.says": (
        "{period} に、話題の割合がいつもと違った日が {count} 件あります(うち深刻度「高」{severe} 件)。",
        "{period}: {count} times a topic's share was unlike before ({severe} of high severity).",
    ),
    "alerts.none": (
        "{period} に、話題の割合がいつもと違うと言える日はありません。",
        "No day of {period} had a topic's share clearly unlike before.",
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
    "examples": ("コメントの例", "Comments"),
    "examples.says": (
        "5人以上が触れた話題から選んだ例です。個人情報は伏せてありますが、取り扱いに注意してください。",
        "Examples of topics that five people or more mention. Personal data is masked; handle with care all the same.",
    ),
    "reading": ("この報告の読み方", "How to read this"),
    "reading.says": (
        "統計の予備知識は要りません。例はすべて、この報告の数字です。",
        "No statistics needed. All examples are numbers of this report.",
    ),
    "data": ("もとになったデータ", "What it was made from"),
    "not_measured": (
        "このモデルの正しさは測られていません。",
        "How right this model is has not been measured.",
    ),
    "both": ("・", ", "),
    "example": ("例: {text}", "Example: {text}"),
}

_DATA = {
    "run": ("実行", "Run"),
    "finished": ("公開日時", "Published"),
    "file": ("ファイル(行数 / 除外)", "File (rows / rejected)"),
    "rows_read": ("読んだ行", "Rows read"),
    "accepted": ("使えた行", "Usable rows"),
    "rejected": ("除外した行", "Rejected rows"),
    "reason": ("除外の理由", "Why rejected"),
    "responses": ("回答", "Answers"),
    "contacts": ("問い合わせ", "Contacts"),
    "comments": ("コメント", "Comments"),
    "mentions": ("話題への言及", "Mentions of topics"),
    "model": ("モデル", "Model"),
    "taxonomy": ("話題の体系", "Taxonomy"),
    "measured": (
        "モデルの正しさ(1が最高、[ ] は95%区間)",
        "How right the model is (1 is best, [ ] 95% intervals)",
    ),
    "code_version": ("voc の版", "Version of voc"),
}

_MEASURES = {
    "measure.sentiment_accuracy": ("感情の正答率", "sentiment, accuracy"),
    "measure.complaint_f1": ("苦情(F1)", "complaint, F1"),
    "measure.topic_f1": ("話題(F1)", "topics, F1"),
    "measure.topic_polarity_f1": ("話題と評価の向き(F1)", "topics with polarity, F1"),
    "held_out.surveys": ("学習に使っていないアンケート", "surveys not learned from"),
    "held_out.industries": ("学習に使っていない業種", "industries not learned from"),
}

_TERMS = {
    "nps": (
        "NPS",
        "NPS",
        "「薦めたい度合い」が9〜10の人(推奨者)の割合から、0〜6の人(批判者)の割合を引いた点数。−100から+100まで。",
        "Share of those who score 9-10 (promoters) less share of those who score 0-6 (detractors), −100 to +100.",
    ),
    "interval": (
        "95%区間 [ ]",
        "95% interval [ ]",
        "同じような人たちにもう一度聞けば、数字は少し変わります。そのぶれを見込んだ幅です。同じ手順を何度も繰り返すと、20回のうち"
        "およそ19回は、この幅に本当の値が入ります。回答が少ないほど広くなります。",
        "Asked again, similar people would give a slightly different number; the interval allows for that. Of 20 "
        "intervals made this way some 19 hold the true value. The fewer answers, the wider it is.",
    ),
    "association": (
        "関連",
        "Association",
        "「一緒に起きている」という意味で、「原因である」という意味ではありません。ある話題に触れた人のNPSが低くても、それを直せばNPSが"
        "上がるとは限りません。",
        "Things that go together, not that one causes the other. Where people who mention a topic score low, mending it "
        "need not raise the NPS.",
    ),
    "impact": (
        "NPSへの影響",
        "Impact on NPS",
        "全体のNPSから、その話題に触れた回答をすべて除いたときのNPSを引いた点数。大きな差でも、触れた人が少なければ小さくなります。",
        "NPS of all answers less the NPS without those that mention the topic. A large difference counts for little where "
        "few mention it.",
    ),
    "not_told": (
        "差があるとは言えない",
        "No difference can be told",
        "区間が0をまたぐ(下の端がマイナス、上の端がプラス)か、偶然と区別できないこと。「差がない」と分かったのではなく、このデータでは"
        "どちらとも言えない、という意味です。",
        "The interval holds 0, or the difference may be chance. It does not mean that there is none: these data do not say.",
    ),
    "q_value": (
        "q値",
        "q-value",
        "話題を20も見比べれば、1つくらいは偶然で目立ちます。それを見込んで厳しくした値です。0.05未満のものだけを「関連がある」としています。",
        "Of twenty topics one may stand out by chance; the q-value allows for that. Only those below .05 are said to go "
        "with NPS.",
    ),
    "effect": (
        "調整済みの差(調整済み効果)",
        "Adjusted effect",
        "ほかの話題・属性・月が同じ回答どうしで比べたときの、NPSの差。いつも別の話題と一緒に出てくるだけの話題は、0に近づきます。",
        "The difference in NPS between answers alike in other topics, segments and month. A topic that only comes "
        "along with another is near 0.",
    ),
    "quadrant": (
        "重点改善・重点維持・改善・維持",
        "Improve first, keep first, improve, keep",
        "NPSとの結び付きの強さ(横)と、肯定的に語られる割合(縦)を、それぞれの平均で区切った四つ。重点改善は、結び付きが強いのに評価が"
        "低いものです。",
        "Four fields, by how much a topic goes with NPS (across) and how often it is praised (up), cut at the means. "
        "Improve first: much to do with NPS and little praised.",
    ),
    "undecided": (
        "判定保留",
        "Undecided",
        "区間が平均の線をまたぐので、どの区分とも言い切れないもの。回答が増えれば決まることがあります。",
        "An interval crosses the line of the mean, so that no field can be named. More answers may decide it.",
    ),
    "reference": (
        "参考値",
        "For reference",
        "比べる一方が10〜29件。数字は大きくぶれるので、傾向の目安にとどめてください。図では白抜きです。",
        "One of the groups compared has 10-29 answers. The number may be far off; hollow in the charts.",
    ),
    "too_few": (
        "件数不足",
        "Too few answers",
        "比べる一方が5〜9件。件数は示しますが、NPSに関する数字は出しません。",
        "One of the groups compared has 5-9 answers: counts are shown, no NPS.",
    ),
    "suppressed": (
        "秘匿",
        "Suppressed",
        "5人未満のため、誰のことか推測されないように、数字をすべて伏せています(「–」と表示)。",
        "Fewer than five people: all numbers are hidden (–), so that nobody can be recognised.",
    ),
}

_EXAMPLES = {
    "term.nps.example": (
        "{source} では回答 {n} 件のうち推奨者が {promoters}、批判者が {detractors} なので、NPSは {nps} です。",
        "in {source} {promoters} of {n} answers are promoters and {detractors} detractors: the NPS is {nps}.",
    ),
    "term.interval.example": (
        "回答 {n} 件では {narrow}、{few} 件しかない {period} では {wide} と、幅が広がります。",
        "{narrow} for {n} answers, but {wide} for the {few} of {period}.",
    ),
    "term.impact.example_lower": (
        "「{topic}」に触れた {n} 件を除くと、NPSは {size} 点高くなる計算です。",
        "without the {n} answers that mention '{topic}' the NPS would be {size} points higher.",
    ),
    "term.impact.example_higher": (
        "「{topic}」に触れた {n} 件を除くと、NPSは {size} 点低くなる計算です。",
        "without the {n} answers that mention '{topic}' the NPS would be {size} points lower.",
    ),
    "term.not_told.example": (
        "「{topic}」の影響は {figures} で、区間が0をまたぎます。",
        "the impact of '{topic}' is {figures}, and the interval holds 0.",
    ),
    "term.effect.example_lower": (
        "「{topic}」({polarity})は {figures}。ほかの話題・属性・月が同じ回答に比べて、NPSが {size} 点低いことを表します。",
        "'{topic}' ({polarity}) is {figures}: {size} points lower than answers alike in all else.",
    ),
    "term.effect.example_higher": (
        "「{topic}」({polarity})は {figures}。ほかの話題・属性・月が同じ回答に比べて、NPSが {size} 点高いことを表します。",
        "'{topic}' ({polarity}) is {figures}: {size} points higher than answers alike in all else.",
    ),
    "term.undecided.example": (
        "「{topic}」({polarity})など、{all} のうち {count} が判定保留です。",
        "'{topic}' ({polarity}) and others, {count} of {all}.",
    ),
    "term.noted.example": (
        "「{topic}」に触れた回答は {n} 件です。",
        "'{topic}' is mentioned in {n} answers.",
    ),
    "term.suppressed.example": (
        "話題別NPSの表では {count} 行が秘匿です。",
        "{count} rows of the topic table.",
    ),
}

WORDS: dict[str, tuple[str, str]] = (
    {f"report.{name}": words for name, words in (_SECTIONS | _MEASURES | _EXAMPLES).items()}
    | {f"report.data.{name}": words for name, words in _DATA.items()}
    | {f"report.term.{name}": (words[0], words[1]) for name, words in _TERMS.items()}
    | {f"report.term.{name}.meaning": (words[2], words[3]) for name, words in _TERMS.items()}
)
