"""Words of the report (voc.report.document and what it is made of): code -> (Japanese, English).

report.SECTION heads a section, report.SECTION.* are its sentences, report.term.* explain a word with an example.
"""

_SECTIONS = {
    "title": ("お客様の声の報告", "Voice of the customer"),
    "about": ("{finished} に公開した集計({run})", "As published on {finished} ({run})"),
    "contents": ("この報告にあるもの", "In this report"),
    "more_rows": ("ほか {count} 行(Excel にすべてあります)", "{count} more rows (all of them in Excel)"),
    "more_files": ("ほか {count} 件", "{count} more"),
    "opened_by": (
        "各行のコメントを開くコマンド(人数が少なく、個人が分かるおそれのある行は開けません)",
        "Commands that open the comments of each row (not where so few people could be recognised)",
    ),
    "people": ("人数", "People"),
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
    "headline.repeated": (
        "回答 {n} 件は {people} 人によるものです。区間は、同じ人が何度か答えていることを見込んで計算しています。",
        "The {n} answers come from {people} people; the interval allows for people who answer repeatedly.",
    ),
    "headline.weighted": (
        "回答者の構成を目標の構成に合わせて重み付けすると、NPSは {nps} です(重み付けなしでは {plain}。回答 {n} 件は、"
        "重み付けなしの回答 {effective} 件分の確かさに当たります)。",
        "Weighted to the target shares the NPS is {nps} ({plain} unweighted; the {n} answers are then worth {effective}).",
    ),
    "headline.weights_noted": ("重み付けについて: {note}。", "On the weights: {note}."),
    "trend": ("NPSの推移", "NPS over time"),
    "trend.says": (
        "最新の{last_month}は {last}。{count} か月のうち最も高いのは{best_month}の {best}、最も低いのは{worst_month}の {worst} です"
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
        "ほかの {count} 話題は、差があるとは言えません。",
        "Of the other {count} topics no difference can be told.",
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
        "The other {count} topics are not corrected: too few examples tell how often the model errs.",
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
        "推奨者ではないが行動は多い「見せかけのロイヤル」が占める割合(人 / 金額・回数の合計)は {shares} です。",
        "Those who do much but are no promoters ('spurious'), of the people / of the sum: {shares}.",
    ),
    "loyalty_topics.says": (
        "「{quadrant}」がほかの区分より多く触れる話題は {topics} です(かっこ内は、そう言える行動の数)。",
        "'{quadrant}' mention more often than the other quadrants: {topics} (by how many of the behaviours).",
    ),
    "retention.says": (
        "「見せかけのロイヤル」のうち離れる人が100人あたり5人減ると仮定すると、維持できる合計の割合は {kept} という計算です"
        "(仮定を置いた目安の試算で、予測ではありません)。",
        "If five of a hundred fewer of the 'spurious' left, this much of the sum would be kept: {kept} (a rule of thumb under "
        "an assumption, no forecast).",
    ),
    "concentration.says": (
        "上位20%の人が合計に占める割合は {shares} です。",
        "The top 20% of the people bring of the sum: {shares}.",
    ),
    "concentration.banded": (
        "選択肢の幅から推定した割合は、少し低めに出ます。",
        "Shares estimated from ticked bands are a little low.",
    ),
    "alerts": ("いつもと違う動き", "Alerts"),
    "alerts.says": (
        "{period}に、話題の割合がいつもと違った日が {count} 件あります(うち深刻度「高」{severe} 件)。",
        "{period}: {count} times a topic's share was unlike before ({severe} of high severity).",
    ),
    "alerts.none": (
        "{period}に、話題の割合がいつもと違うと言える日はありません。",
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
    "repeated": (
        "何度も答えた人",
        "People who answer repeatedly",
        "同じ人の回答は互いに似やすく、別々の人の回答ほど新しい情報になりません。NPSの区間は、それを見込んで計算しています。",
        "Answers of one person are alike, and tell less than those of several people. The intervals of NPS allow for that.",
    ),
    "weighted": (
        "重み付けしたNPS・有効回答数",
        "Weighted NPS, effective answers",
        "回答者の構成(年代など)が目標の構成と違うとき、少なすぎる人たちの回答を重く、多すぎる人たちの回答を軽く数えたNPS。重みの差が"
        "大きいほど数字はぶれやすくなります。有効回答数は、重み付けなしの回答なら何件分の確かさかを表します。",
        "Where the people who answer are not the mix that was asked for, those who are too few count more and the others less. "
        "The more weights differ, the less sure the number; effective answers say how many unweighted ones it is worth.",
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
    "corrected": (
        "読み取り誤差を補正",
        "Model errors corrected",
        "機械が話題を見落とす割合と、触れていないのに触れたと数える割合を、正解の分かっているコメントで数え、その分を差し引いた推定値。"
        "誤りの割合そのもののぶれも区間に入るので、区間は広くなりがちです。人が確認したコメントは、そのまま数えます。",
        "An estimate that takes out the mentions which the model sees wrongly and puts in those that it misses, as often as it "
        "does so on comments whose topics are known. How unsure that is widens the interval. What a person has decided is "
        "counted as it is.",
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
        "低いもの。維持と重点維持は、ほめる回答だけを対象にします。評価の高い話題への否定的な回答は、改善です。",
        "Four fields, by how much a topic goes with NPS (across) and how often it is praised (up), cut at the means. "
        "Improve first: much to do with NPS and little praised. Keep and keep first are for praise only; criticism of what "
        "is spoken of well is to be improved.",
    ),
    "undecided": (
        "判定保留",
        "Undecided",
        "区間が平均の線をまたぐか、人数が足りず区間を求められないので、どの区分とも言い切れないもの。回答が増えれば決まることがあります。",
        "An interval crosses the line of the mean, or too few people allow none, so that no field can be named. More answers "
        "may decide it.",
    ),
    "changes": (
        "言及の増減・評価の変化・両方",
        "Mix, rate and interaction part",
        "NPSの変化を話題ごとに分けたもの。「言及の増減」は触れる人が増えた(減った)分、「評価の変化」は触れた人の点数が変わった分、"
        "「両方」はその二つが重なった分で、三つの合計がその話題の寄与です。",
        "The change of NPS by topic: the mix part because more or fewer mention it, the rate part because those who mention it "
        "score otherwise, the interaction where both meet. The three add up to the topic's part.",
    ),
    "loyalty": (
        "真のロイヤル・潜在ロイヤル・見せかけのロイヤル・低ロイヤル",
        "True loyal, latent, spurious, low",
        "推奨者かどうか(言うこと)と、行動が多いかどうか(すること)で、人を四つに分けたもの。真のロイヤルは推奨者で行動も多い人、潜在は"
        "推奨者だが行動は少ない人、見せかけは推奨者ではないが行動は多い人、低はどちらでもない人です。",
        "People by what they say (promoters or not) and do (much or little): true loyals are promoters who do much, latent ones "
        "promoters who do little, spurious ones do much but are no promoters, low ones are neither.",
    ),
    "concentration": (
        "ジニ係数",
        "Gini",
        "合計が一部の人にどれだけ偏っているか。全員が同じなら0、一部の人に集中するほど1に近づきます。",
        "How far the sum is brought by the few: 0 where all bring the same, near 1 where a few bring everything.",
    ),
    "retention": (
        "試算",
        "What-if",
        "「離れる人がこれだけ減ったら」という仮定を置いた掛け算。規模をつかむための目安で、予測ではありません。",
        "A multiplication under the assumption that so many fewer leave. It shows the size of things and is no forecast.",
    ),
    "alerts": (
        "期待値・深刻度・急変・緩やかな変化",
        "Expected, severity, sudden, slow drift",
        "期待値は、これまでの日々から見込まれる割合で、[ ] はふだんのぶれの幅。急変は一日だけ大きく外れたこと、緩やかな変化は少しずつ"
        "外れてきたこと。"
        "深刻度は、割合が2倍以上か半分以下になったかと、q値が0.001以下かで決まります(両方なら「高」)。",
        "Expected is the share that the days before would suggest, [ ] its usual spread. Sudden is one day far off, a slow drift "
        "has moved off by and by. Severity is high "
        "where the share is twice or half and q is .001 or less, medium where one of the two holds.",
    ),
    "keywords": (
        "特徴度(z)",
        "Characteristic (z)",
        "その人たちがほかの人よりどれだけ多くその言葉を使うかを、偶然のぶれの何倍かで表したもの。プラスなら多く、マイナスなら少なく"
        "使います。多くの言葉を比べるので、q値と合わせて見ます。",
        "How much more these people say it than others, in multiples of what chance would do; below zero they say it less. "
        "As many words are compared, look at the q-value too.",
    ),
    "pairs": (
        "係り受け(A→B)",
        "Pairs (A→B)",
        "一つの文の中で結び付いて使われた二つの言葉。「(打ち消し)」は「〜ない」の形です。",
        "Two words that belong together in a sentence; (not) where they are denied.",
    ),
    "cooccurrence": (
        "結び付きの強さ(Jaccard係数)",
        "Strength of a tie (Jaccard index)",
        "二つの言葉の少なくとも一方を含むコメントのうち、両方を含むものの割合。0から1までで、大きいほど一緒に使われます。",
        "Of the comments that hold at least one of two words, the part that holds both: 0 to 1.",
    ),
    "correspondence": (
        "第1軸・第2軸",
        "Dimensions",
        "多くの言葉と区分の違いを、二つの方向にまとめたもの。%はその方向で表せる違いの割合です。軸に決まった意味はなく、どの言葉がどの"
        "区分と同じ方向にあるかを見ます。",
        "The differences between many words and groups, drawn in two directions; % is the part of them that each shows. A "
        "dimension means nothing by itself: see which words lie in the direction of which group.",
    ),
    "reference": (
        "参考値",
        "For reference",
        "もとになる回答(比べるときは少ない方)が10〜29件。数字は大きくぶれるので、傾向の目安にとどめてください。図では白抜きや破線です。",
        "Made from 10-29 answers (the smaller side, where two are compared). The number may be far off; hollow or dashed in "
        "the charts.",
    ),
    "too_few": (
        "件数不足",
        "Too few answers",
        "もとになる回答(比べるときは少ない方)が5〜9件。件数は示しますが、NPSに関する数字は出しません。",
        "Made from 5-9 answers (the smaller side, where two are compared): counts are shown, no NPS.",
    ),
    "suppressed": (
        "表にない行(秘匿)",
        "Rows that are not there",
        "話題や属性の行がないときは、誰もいないか、5人未満か、合計からの引き算で5人未満の人数が分からないように伏せたものです。"
        "どれかは分からないようにしています。グラフや変化の表では「秘匿」「–」と示します。",
        "Where a topic or segment has no row, nobody is there, or fewer than five people, or the row would give such a number "
        "away by subtraction. Which of them is not told. In charts and tables of changes it reads “suppressed” or –.",
    ),
}

_EXAMPLES = {
    "term.nps.example": (
        "{source} では回答 {n} 件のうち推奨者が {promoters}、批判者が {detractors} なので、NPSは {nps} です。",
        "in {source} {promoters} of {n} answers are promoters and {detractors} detractors: the NPS is {nps}.",
    ),
    "term.interval.example": (
        "回答 {n} 件では {narrow}、{few} 件しかない{period}では {wide} と、幅が広がります。",
        "{narrow} for {n} answers, but {wide} for the {few} of {period}.",
    ),
    "term.repeated.example": (
        "{source} では、回答 {n} 件が {people} 人によるものです。",
        "in {source} {people} people gave {n} answers.",
    ),
    "term.weighted.example": (
        "{source} では、回答 {n} 件が {effective} 件分の確かさになります。",
        "in {source} {n} answers are worth {effective}.",
    ),
    "term.q_value.example": (
        "「{sure}」のq値は {low} なので0.05を下回り、「{unsure}」は {high} で、下回りません。",
        "the q-value of '{sure}' is {low}, below .05; that of '{unsure}' is {high}, which is not.",
    ),
    "term.corrected.example": (
        "「{topic}」の言及率は、そのまま数えると {share}、補正すると {corrected} です。",
        "the share of '{topic}' is {share} as counted and {corrected} corrected.",
    ),
    "term.changes.example": (
        "「{topic}」は、言及の増減 {mix}、評価の変化 {rate}、両方 {interaction} で、合わせて {total} 点です。",
        "'{topic}': mix {mix}, rate {rate}, interaction {interaction}, together {total} points.",
    ),
    "term.cooccurrence.example": (
        "「{term}」と「{other}」は {jaccard}。どちらかを含むコメントの {share} に、両方が出てきます。",
        "'{term}' and '{other}': {jaccard}. {share} of the comments with either hold both.",
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
    "term.undecided.example_all": (
        "「{topic}」({polarity})をはじめ、{all} のすべてが判定保留です。",
        "'{topic}' ({polarity}) and all others, {all} in all.",
    ),
    "term.noted.example": (
        "「{topic}」に触れた回答は {n} 件です。",
        "'{topic}' is mentioned in {n} answers.",
    ),
}

WORDS: dict[str, tuple[str, str]] = (
    {f"report.{name}": words for name, words in (_SECTIONS | _MEASURES | _EXAMPLES).items()}
    | {f"report.data.{name}": words for name, words in _DATA.items()}
    | {f"report.term.{name}": (words[0], words[1]) for name, words in _TERMS.items()}
    | {f"report.term.{name}.meaning": (words[2], words[3]) for name, words in _TERMS.items()}
)
