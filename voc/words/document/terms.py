"""Words of statistics, as a reader who knows none learns them: a word and what it means."""

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
        "同じ人の回答は互いに似やすく、別々の人の回答ほど新しい情報になりません。NPS・話題・効果・変化の区間は、それを見込んで計算して"
        "います。比べる2つの期間の両方で似た答えをした人がいれば、変化はその分だけ確かになります。",
        "Answers of one person are alike, and tell less than those of several people. The intervals of NPS, topics, effects and "
        "changes allow for that. Where the same people answer alike in both of two periods that are compared, a change is the surer "
        "for it.",
    ),
    "weighted": (
        "重み付けしたNPS・有効回答数",
        "Weighted NPS, effective answers",
        "回答者の構成(年代など)が目標の構成と違うとき、少なすぎる人たちの回答を重く、多すぎる人たちの回答を軽く数えたNPS。重みの差が"
        "大きいほど数字はぶれやすくなります。有効回答数は、重み付けのために確かさが何件分に減るかだけを表します(同じ人が何度も答えている"
        "ことは、区間には入っていますが、この数には入っていません)。",
        "Where the people who answer are not the mix that was asked for, those who are too few count more and the others less. "
        "The more weights differ, the less sure the number; effective answers say what the weights alone cost (that people answer "
        "repeatedly is in the interval, not in this number).",
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
        "コメントのある回答全体のNPSから、その話題に触れた回答をすべて除いたときのNPSを引いた点数。大きな差でも、触れた人が少なければ"
        "小さくなります。コメントのない回答を含むNPSは、これより小さくしか動きません。自由記述の欄が"
        "複数あるアンケートでは、何を書いたかだけでなく、どの欄に書く人かの違いも含みます(調整済みの差も同じです)。",
        "NPS of the answers with a comment less their NPS without those that mention the topic. A large difference counts for "
        "little where few mention it. The NPS of all answers, with those that have no comment, would move by less. "
        "Where there are several free-text boxes, it also tells which of them people fill; so does the adjusted effect.",
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
        "もとになる回答(比べるときは少ない方)が10〜29件か、何度も答えた少数の人の回答が多くを占めるもの。数字は大きくぶれるので、傾向の目安にとどめてください。図では白抜きや破線です。",
        "Made from 10-29 answers (the smaller side, where two are compared), or from more of which a few people gave most. The number may be far off; hollow or dashed in "
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

WORDS: dict[str, tuple[str, str]] = (
    {f"report.term.{name}": (words[0], words[1]) for name, words in _TERMS.items()}
    | {f"report.term.{name}.meaning": (words[2], words[3]) for name, words in _TERMS.items()}
)
