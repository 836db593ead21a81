"""Words of voc.report.charts: code -> (Japanese, English).

chart.NAME is a title, chart.NAME.told the description for those who cannot see the picture, chart.NAME.note
the line below it.
"""

_CHARTS = {
    "association": (
        "関連を示すもので、因果関係ではありません。",
        "These are associations, not effects proven.",
    ),
    "and": ("、", ", "),
    "band": ("95%区間", "95% interval"),
    "reference": ("参考値(回答か人が少ない)", "For reference (few answers or people)"),
    "left_out": (
        "件数不足のため載せていない行: {count}",
        "Rows left out because there are too few answers: {count}",
    ),
    "no_interval": (
        "横線のない点は目安です。話題や属性の数に比べて人数が少なく、区間を求められません。",
        "Points without a horizontal line are hints: too few people for so many topics and segments to have an interval.",
    ),
    "scores": ("推奨度(0〜10)の分布", "Distribution of the scores 0-10"),
    "scores.told": (
        "回答 {n} 件。批判者(0〜6){detractors}、中立者(7〜8){passives}、推奨者(9〜10){promoters}。",
        "{n} {n:answer|answers}: {detractors} {detractors:detractor|detractors} (0-6), {passives} {passives:passive|passives} (7-8), {promoters} {promoters:promoter|promoters} (9-10).",
    ),
    "scores.note": (
        "棒はそれぞれの点数を付けた回答の割合。NPS = 推奨者の割合 − 批判者の割合。",
        "Each column is the share of the answers with that score. NPS = promoters − detractors.",
    ),
    "answers": ("推奨度の移り変わり", "Scores over time"),
    "answers.told": (
        "{first}から{last}までの {count} 回の回答の推奨度: {scores}。",
        "Scores of {count} {count:answer|answers} from {first} to {last}: {scores}.",
    ),
    "trend.nps": ("NPSの推移", "NPS over time"),
    "trend.nps.key": ("NPS", "NPS"),
    "trend.nps.told": (
        "{first}から{last}までの月ごとのNPS。最後の月は {value}(回答 {n} 件)。",
        "NPS by month from {first} to {last}. The last month is {value} ({n} {n:answer|answers}).",
    ),
    "trend.nps.note": (
        "帯は95%区間。帯どうしが大きく重なる月の間には、違いがあるとは言えません。回答が10件未満の月は載せず、線を切っています。",
        "The band is the 95% interval; months whose bands overlap much cannot be told apart. Months with fewer "
        "than 10 answers are left out and interrupt the line.",
    ),
    "trend.share": ("言及率の推移", "Share over time"),
    "trend.share.key": ("言及率", "Share"),
    "trend.share.told": (
        "{first}から{last}までの月ごとの言及率。最後の月は {value}(言及した回答 {n} 件)。",
        "Share by month from {first} to {last}. The last month is {value} ({n} {n:answer mentions|answers mention} it).",
    ),
    "trend.share.note": (
        "コメントのある回答のうち、この話題に触れた割合。5人未満しか触れていない月は載せず、線を切っています。",
        "Of the answers with a comment, those that mention the topic. Months with fewer than five people are left out and interrupt the line.",
    ),
    "trend.lift": ("言及なしとの差の推移", "Difference over time"),
    "trend.lift.key": ("言及なしとの差", "Difference"),
    "trend.lift.told": (
        "{first}から{last}までの月ごとの言及なしとの差。最後の月は {value}(言及した回答 {n} 件)。",
        "Difference by month from {first} to {last}. The last month is {value} ({n} {n:answer mentions|answers mention} it).",
    ),
    "trend.lift.note": (
        "この話題に触れた回答のNPS − 触れていない回答のNPS。帯は95%区間で、0をまたぐ月は差があるとは言えません。件数の足りない月は載せず、線を切っています。",
        "NPS of the answers that mention the topic less that of the others. The band is the 95% interval; where it holds 0 no difference can be told. Months with too few answers are left out.",
    ),
    "trend.impact": ("NPSへの影響の推移", "Impact on NPS over time"),
    "trend.impact.key": ("NPSへの影響", "Impact on NPS"),
    "trend.impact.told": (
        "{first}から{last}までの月ごとのNPSへの影響。最後の月は {value}(言及した回答 {n} 件)。",
        "Impact on NPS by month from {first} to {last}. The last month is {value} ({n} {n:answer mentions|answers mention} it).",
    ),
    "trend.impact.note": (
        "コメントのある回答全体のNPS − そこからこの話題に触れた回答を除いたNPS。帯は95%区間で、0をまたぐ月は影響があるとは言えません。件数の足りない月は載せず、線を切っています。",
        "NPS of the answers with a comment less their NPS without those that mention the topic. The band is the 95% interval; where it holds 0 none can be told. Months with too few answers are left out.",
    ),
    "trend.effect": ("調整済みの差の推移", "Adjusted effect over time"),
    "trend.effect.key": ("調整済みの差", "Adjusted effect"),
    "trend.effect.told": (
        "{first}から{last}までの月ごとの調整済みの差。最後の月は {value}(言及した回答 {n} 件)。",
        "Adjusted effect by month from {first} to {last}. The last month is {value} ({n} {n:answer mentions|answers mention} it).",
    ),
    "trend.effect.note": (
        "ほかの話題・属性の違いをそろえた差(NPSの点)。帯は95%区間で、0をまたぐ月は差があるとは言えません。件数の足りない月は載せず、線を切っています。",
        "Difference in NPS points with other topics and segments held equal. The band is the 95% interval; where it holds 0 none can be told. Months with too few answers are left out.",
    ),
    "month": ("{month}月", "{month}"),
    "year": ("{year}年", "{year}"),
    "forest.impact": ("話題ごとのNPSへの影響", "Impact of topics on NPS"),
    "forest.lift": (
        "話題に触れた人と触れていない人のNPSの差",
        "NPS of those who mention a topic, less the others'",
    ),
    "forest.effect": ("話題ごとの調整済みの差", "Adjusted effects of topics"),
    "forest.told": (
        "{count} の話題。最も低いのは{lowest} {low}、最も高いのは{highest} {high}。",
        "{count} {count:topic|topics}. The lowest is {lowest} {low}, the highest {highest} {high}.",
    ),
    "forest.impact.note": (
        "NPSの点。影響 = コメントのある回答全体のNPS − そこからその話題に触れた回答を除いたNPS。横線は95%区間。色付きは q < .05(偶然とは考えにくい)。",
        "In NPS points: NPS of the answers with a comment less their NPS without those that mention the topic. Lines are 95% intervals; "
        "coloured where q < .05 (hardly chance).",
    ),
    "forest.lift.note": (
        "NPSの点。差 = 触れた回答のNPS − 触れていない回答のNPS(どの自由記述の欄に書く人かの違いも含む)。横線は95%区間。色付きは q < .05(偶然とは考えにくい)。",
        "In NPS points: NPS of the answers that mention the topic less NPS of those that do not, which also tells the boxes "
        "people fill. Lines are 95% intervals; coloured where q < .05 (hardly chance).",
    ),
    "forest.effect.note": (
        "ほかの話題・属性・月の違いをそろえた差(NPSの点)。横線は95%区間。色付きは偶然とは考えにくい差。",
        "Differences in NPS points with other topics, segments and months held equal. Lines are 95% intervals; "
        "coloured where it is hardly chance.",
    ),
    "lower": ("低いNPSと関連", "Goes with lower NPS"),
    "higher": ("高いNPSと関連", "Goes with higher NPS"),
    "unsure": ("差があるとは言えない", "No difference can be told"),
    "portfolio": ("CSポートフォリオ", "Keep or improve: the CS portfolio"),
    "portfolio.told": (
        "調整済みの差の大きさと肯定率による {count} 点。うち {decided} 点は区分が決まり、ほかは判定保留。",
        "{count} {count:point|points} by size of the adjusted effect and share of praise; {decided} are in a quadrant, the others "
        "undecided.",
    ),
    "portfolio.x": ("調整済みの差の大きさ(NPSの点)", "Size of the adjusted effect (NPS points)"),
    "portfolio.y": ("言及のうち肯定の割合", "Praise, of those that mention it"),
    "portfolio.note": (
        "円の面積は言及した回答数、細い線は95%区間、破線は平均。区間が破線をまたぐものなどは判定保留(白抜き)です。維持するのはほめられていることなので、"
        "否定的な回答に維持はありません。中立の言及は表にだけ載せます。",
        "A circle's area is the number of answers, thin lines are 95% intervals, dashed lines the means. Where an "
        "interval crosses a dashed line, the point is undecided (hollow). What is kept is what people praise: complaints "
        "are never to be kept. Neutral mentions are in the table only.",
    ),
    "portfolio.negative": ("否定的に触れた回答", "Answers that complain of it"),
    "portfolio.positive": ("肯定的に触れた回答", "Answers that praise it"),
    "decided": ("区分が決まったもの", "In a quadrant"),
    "unnamed": ("名前を置けなかった点: {names}", "Points without room for their name: {names}"),
    "undecided": ("判定保留", "Undecided"),
    "quadrants": ("ロイヤルティの四区分(心理×行動)", "Loyalty: what people say × what they do"),
    "quadrants.told": (
        "{behaviour} による四区分。人の割合 / 合計に占める割合: {shares}",
        "Quadrants by {behaviour}. Share of people / share of the sum: {shares}",
    ),
    "quadrants.note": (
        "棒の上の線は95%区間。一人につき最新の回答を一つ数えます。",
        "Lines on the bars are 95% intervals. Everybody counts once, with the latest answer.",
    ),
    "people": ("人の割合", "Share of people"),
    "sum": ("{behaviour} の合計に占める割合", "Share of the sum of {behaviour}"),
    "promoters": ("推奨者", "Promoters"),
    "others": ("それ以外", "Others"),
    "behaviour_low": ("{behaviour} が {cut} 未満", "{behaviour} below {cut}"),
    "behaviour_high": ("{behaviour} が {cut} 以上", "{behaviour} {cut} or more"),
    "banded": (
        "金額・回数は選択肢の幅の中央の値から推定しています。",
        "Amounts are estimated from the middles of ticked bands.",
    ),
    "waterfall": (
        "NPSの変化の内訳: {before} → {after}",
        "What the change of NPS is made of: {before} → {after}",
    ),
    "waterfall.told": (
        "コメントのある回答のNPSは {before} から {after} へ。変化は {change}。",
        "The NPS of the answers with a comment went from {before} to {after}, a change of {change}.",
    ),
    "waterfall.note": (
        "右の数字は話題ごとの合計(NPSの点)と95%区間。灰色は、区間が0をまたぐか、多くの話題を比べれば偶然でもありうる(q値が0.05以上)ので、"
        "変わったとは言えないもの。横軸は0から始まりません。",
        "At the right the sum of each topic in NPS points with its 95% interval; grey where no change can be told: it holds "
        "0, or may be chance among so many topics (q of .05 or more). The axis does not begin at 0.",
    ),
    "part.mix": ("言及の増減", "Mentioned more or less"),
    "part.rate": ("評価の変化", "Scored otherwise"),
    "part.interaction": ("両方", "Both together"),
    "nps_of": ("{period}のNPS", "NPS of {period}"),
    "folded": ("ほか {count} 話題と話題なし", "{count} other {count:topic|topics}, and none"),
    "folded_topics": ("ほか {count} 話題", "{count} other {count:topic|topics}"),
    "hidden": ("件数不足で示せない分", "Too rare to be shown"),
    "network": ("一緒に使われる言葉", "Words said together"),
    "network.told": (
        "同じコメントに一緒に出てくることの多い言葉: {terms} 語、{lines} 本の結び付き。最も強いのは {strongest}。",
        "What is often said in one comment: {terms} {terms:term|terms}, {lines} {lines:tie|ties}. The strongest is "
        "{strongest}.",
    ),
    "network.note": (
        "円の面積はその語を含むコメント数、線の太さは結び付きの強さ(Jaccard係数)、破線は参考値、色は一緒に使われる語のまとまり。距離そのものに意味はありません。",
        "A circle's area is the number of comments with the term, a line's width the strength of the tie (Jaccard index), "
        "dashed ones for reference, a colour a group of terms that "
        "go together. Distances as such mean nothing.",
    ),
    "correspondence": ("言葉と{variable}の対応", "Words and {variable}"),
    "correspondence.told": (
        "どの言葉({terms} 語)がどの{variable}({values} 区分)と結び付くかの図(対応分析)。違いの {explained} が二つの軸に表れています。",
        "Which of {terms} terms go with which {variable} ({values} of them): a map by correspondence analysis. Its axes show "
        "{explained} of the differences.",
    ),
    "correspondence.note": (
        "原点から見て同じ方向にある語と区分は、平均より結び付いています。原点に近い語は、どの区分でも同じように使われます。",
        "Terms and groups in the same direction from the origin go together more than on average; terms near the "
        "origin are said alike by all groups.",
    ),
    "dimension": ("第{number}軸({share})", "Dimension {number} ({share})"),
    "term": ("語", "Term"),
}

WORDS: dict[str, tuple[str, str]] = {f"chart.{name}": words for name, words in _CHARTS.items()}
