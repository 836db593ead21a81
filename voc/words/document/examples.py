"""Examples that explain the terms with the figures of the report itself; what the data and the model are."""

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
    "held_out.both": ("その両方", "both of these"),
    "held_out.kept_out": ("学習から除いた自分のラベル", "own labels kept out of learning"),
}

_EXAMPLES = {
    "term.nps.example": (
        "{source} では回答 {n} 件のうち推奨者が {promoters}、批判者が {detractors} なので、NPSは {nps} です。",
        "in {source} {promoters} of {n} answers are promoters and {detractors} detractors: the NPS is {nps}.",
    ),
    "term.interval.example": (
        "回答 {n} 件では {narrow}、{few} 件しかない{period}では {wide} と、幅が広がります。",
        "{narrow} for {n} {n:answer|answers}, but {wide} for the {few} of {period}.",
    ),
    "term.repeated.example": (
        "{source} では、回答 {n} 件が {people} 人によるものです。",
        "in {source} {people} {people:person|people} gave {n} {n:answer|answers}.",
    ),
    "term.weighted.example": (
        "{source} では、重み付けのために、回答 {n} 件の確かさが {effective} 件分になります。",
        "in {source} the weights alone make {n} answers worth {effective}.",
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
        "「{topic}」に触れた {n} 件を除くと、コメントのある回答のNPSは {size} 点高くなる計算です。",
        "without the {n} {n:answer that mentions|answers that mention} '{topic}' the NPS of the answers with a comment would be "
        "{size} points higher.",
    ),
    "term.impact.example_higher": (
        "「{topic}」に触れた {n} 件を除くと、コメントのある回答のNPSは {size} 点低くなる計算です。",
        "without the {n} {n:answer that mentions|answers that mention} '{topic}' the NPS of the answers with a comment would be "
        "{size} points lower.",
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
        "'{topic}' is mentioned in {n} {n:answer|answers}.",
    ),
}

WORDS: dict[str, tuple[str, str]] = (
    {f"report.{name}": words for name, words in (_MEASURES | _EXAMPLES).items()}
    | {f"report.data.{name}": words for name, words in _DATA.items()}
)
