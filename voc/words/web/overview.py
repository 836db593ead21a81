"""Words of the dashboard, the topic pages, the comments behind a number and the customer page."""

_CHOICE = {
    "choose": ("表示", "Show"),
    "choose.source": ("データ元", "Source"),
    "choose.period": ("期間", "Period"),
    "choose.segment": ("属性", "Segment"),
    "choose.reset": ("絞り込みを外す", "Show everything"),
    "unknown_choice": (
        "{name}「{value}」はありません。ある値: {values}",
        "There is no {name} “{value}”. There are: {values}",
    ),
    "other_segment": (
        "このアカウントで見られるのは「{segment}」だけです。概況を開くと、その範囲の数字が出ます。",
        "This account sees “{segment}” only. The overview shows its figures.",
    ),
    "as_table": ("表で見る", "As a table"),
    "more_rows": ("ほか {count} 行", "{count} more {count:row|rows}"),
}

_UNPUBLISHED = {
    "unpublished": ("まだ何も公開されていません", "Nothing is published yet"),
    "unpublished.what": (
        "アンケートや問い合わせの書き出しファイルを読み込むと、ここに数字が出ます。",
        "Numbers appear here once exports of surveys or support logs have been read.",
    ),
    "unpublished.how": (
        "設定ページでファイルを入れ、列の意味を確かめてから「今すぐ実行」を押してください。",
        "Add files on the setup page, check what their columns mean, and run.",
    ),
    "unpublished.setup": ("設定ページで読み込む", "Set up in the browser"),
    "unpublished.ask": (
        "設定は管理者ができます。しばらく出ないときは管理者に聞いてください。",
        "An administrator sets this up; ask one if nothing appears.",
    ),
    "no_nps": ("NPSのある回答がありません。", "There are no answers with an NPS."),
    "no_nps_why": (
        "アンケートの推奨度の列が設定されているか、設定ページで確かめてください。要対応のコメントは「要対応」で見られます。",
        "See on the setup page whether a survey names its NPS column. Flagged comments are under Review.",
    ),
    "no_nps_for_you": (
        "このアカウントの属性に当てはまる回答がありません。属性の値がデータと同じか、管理者に確かめてください。",
        "No answer has this account's segment. Ask an administrator whether it is written as in the data.",
    ),
}

_HEADLINE = {
    "headline.n": ("回答 {n} 件", "{n} {n:answer|answers}"),
    "headline.nobody": (
        "この期間と属性の回答はないか、少なすぎて示せません。",
        "There are no answers of this period and segment, or too few to show.",
    ),
    "headline.newest": ("最新の {period}:", "Newest, {period}:"),
    "headline.how": ("推奨度の分布と数え方", "How the scores are distributed and counted"),
    "headline.change": ("前の期間からの変化", "Change from the period before"),
    "headline.change.good": ("上がったと言えます", "It rose"),
    "headline.change.bad": ("下がったと言えます", "It fell"),
    "headline.change.unsure": ("変わったとは言えません", "No change can be told"),
    "headline.waiting": ("{count:件|件}が対応を待っています", "{count:comment waits|comments wait} for somebody"),
    "headline.at_risk": ("離れるおそれのある顧客 {count} 人", "{count} {count:customer|customers} at risk"),
}

_TOPICS = {
    "topic.groups": ("推奨 / 中立 / 批判", "Promoters / passives / detractors"),
    "topic.polarities": ("肯定 / 否定", "Praise / complaint"),
    "topic.legend": (
        "[ ] は95%区間。色の付いた数字は、差があると言えるもの(区間が0をまたがず、q < .05)。数字を押すと、数えたコメントが開きます"
        "(「対応」以上の権限)。関連を示すもので、因果関係ではありません。一つの回答が複数の話題に触れるため、行の合計は全体になりません。"
        "表にない話題は、触れた人がいないか5人未満か、引き算で分からないように伏せたものです。",
        "[ ] are 95% intervals. Coloured numbers can be told from 0 (interval and q < .05). A number opens the comments that "
        "it counts (role reviewer). These are associations, not effects proven. An answer may mention several topics: rows do "
        "not add up to the total.",
    ),
    "topics.none": ("この期間と属性で、示せる話題はありません。", "No topic can be shown for this period and segment."),
    "topics.none_why": (
        "5人未満しか触れていない話題は載せません。期間を広げるか、属性を外してください。",
        "Topics of fewer than five people are left out. Take a longer period, or leave out the segment.",
    ),
    "portfolio.none": ("ポートフォリオを描けるだけの回答がありません。", "Too few answers for a portfolio."),
    "portfolio.none_why": (
        "調整済みの差は、属性ごとに全期間の回答から推定します。属性を外すと見られることがあります。",
        "Adjusted effects are estimated from all time, by segment. There may be one without the segment.",
    ),
}

_TOPIC = {
    "topic.split_why": (
        "この話題に触れた回答のうち、ほめているもの・不満を述べているものの割合。両方を述べた回答はどちらにも数えます。",
        "Of the answers that mention the topic, those that praise and those that complain; one that does both counts for both.",
    ),
    "topic.not_here": (
        "この期間と属性では、この話題に触れた回答がありません。",
        "No answer of this period and segment mentions the topic.",
    ),
    "topic.over_time": ("月ごとの推移", "Over time"),
    "topic.no_months": (
        "推移を描けるだけの月がありません(2か月以上が要ります)。",
        "Too few months to draw a line (it takes two).",
    ),
    "topic.by_polarity": ("評価の向きごとの差", "By polarity"),
    "topic.by_polarity_why": (
        "ほかの話題・属性・月をそろえた差。全期間の値です。",
        "With other topics, segments and months held equal; of all time.",
    ),
    "topic.typical": ("典型的なコメント", "Typical comments"),
    "topic.typical_closed": (
        "コメントは表示できません。人数が少ないか、この権限では見られません。",
        "No comments can be shown: too few people, or not for this account.",
    ),
    "topic.typical_role": (
        "コメントを読むには「対応」以上の権限が要ります。必要なら管理者に頼んでください。",
        "Reading comments takes the role “reviewer”. Ask an administrator if you need it.",
    ),
    "topic.group_closed": (
        "5人未満のため、または引き算で個人が分かるおそれがあるため、表示しません。",
        "Not shown: fewer than five people, or somebody could be recognised by subtraction.",
    ),
    "topic.group_nobody": ("触れた人はいません。", "Nobody mentions it."),
    "topic.words_of": ("{group}がほかの人より多く使う言葉", "Said more by {group}s than by others"),
    "topic.no_words_of": ("{group}に特徴的と言える言葉はありません。", "No word is clearly characteristic of {group}s."),
    "topic.words_why": (
        "全期間、全体の値。数字はその言葉を使った回答数、→ は係り受け。q < .05 のものだけを載せています。",
        "Of all time and all segments. Numbers are answers with the word, → ties words that go together; only where q < .05.",
    ),
    "topic.no_words": (
        "この話題に、推奨者や批判者に特徴的と言える言葉はありません。",
        "No word of this topic is clearly characteristic of promoters or detractors.",
    ),
    "topic.no_words_here": (
        "言葉の表は属性ごとには作っていません。属性を「全体」にすると見られます。",
        "Words are not told by segment. They show for all segments together.",
    ),
    "topic.no_words_own": (
        "言葉の表は全体についてだけ作っています。このアカウントが見るのは一つの属性だけなので、ほかの属性の回答を数えた表は出しません。",
        "Words are told of everybody only. This account sees one segment, so no table that counts answers of others is shown to it.",
    ),
    "topic.related": ("一緒に触れられる話題", "Mentioned together"),
    "topic.related_role": (
        "少人数の数を秘匿した表にはなく、コメントを一件ずつ数えて求めるため、「対応」以上の権限で見られます。必要なら管理者に頼んでください。",
        "It stands in no table whose small counts are hidden and is counted comment by comment, so it takes the role “reviewer”. Ask an administrator if you need it.",
    ),
    "topic.related_none": (
        "10件以上の回答で一緒に触れられた話題はありません。",
        "No other topic is mentioned in ten of these answers.",
    ),
    "topic.both": ("両方に触れた回答", "Answers with both"),
    "topic.of_these": ("この話題に触れた回答のうち", "Of these answers"),
    "topic.more_than_others": ("ほかの回答との差(ポイント)", "More than in others (points)"),
}

_ALERTS = {
    "alerts.unseen": ("件が未確認(全 {all} 件)", "not seen by anybody (of {all})"),
    "alerts.quiet": ("この期間にはありません", "None in this period"),
    "alerts.what": (
        "話題の割合が、それまでの動きから見て普通でない日です。",
        "Days on which a topic's share was not as before.",
    ),
    "alerts.tick": ("選ぶ", "Choose"),
    "alerts.expected": ("期待される割合", "Expected"),
    "alerts.nobody": ("未確認", "Nobody yet"),
    "alerts.note": ("メモ", "Note"),
    "alerts.acknowledge": ("選んだものを確認済みにする", "Mark as seen"),
    "alerts.acknowledged": ("{count} 件を確認済みにしました。", "{count} marked as seen."),
    "alerts.seen_before": (
        "{count} 件は {who} さんが先に確認していて、そのままです。",
        "{count} left as {count:it was|they were}: {who} had seen {count:it|them} first.",
    ),
    "alerts.note_not_kept": (
        "それらにメモは残していません。書いたメモは下の欄に残してあります。",
        "Your note was not kept for these; it is still in the form below.",
    ),
    "alerts.none_ticked": ("どれも選ばれていません。", "None was chosen."),
    "alerts.none": ("この期間に、いつもと違うと言える動きはありません。", "Nothing was clearly unlike before in this period."),
    "alerts.none_why": (
        "比べるには、8週間以上の履歴と、1日に10件以上のコメントが要ります。",
        "It takes eight weeks of history and ten comments a day to tell.",
    ),
    "alerts.not_here": ("いつもと違う動きは、属性ごとには調べていません。", "Alerts are not told by segment."),
    "alerts.not_here_why": (
        "属性を「全体」にすると見られます。",
        "They show for all segments together.",
    ),
    "alerts.not_here_own": (
        "全体の言及の日々の動きから見つけるためです。このアカウントが見るのは一つの属性だけなので、ほかの属性を含む数は出しません。",
        "They come from how often everybody mentions a topic, day by day. This account sees one segment, so no count that includes others is shown to it.",
    ),
    "no_alerts_here": (
        "このアカウントでは、いつもと違う動きを扱えません。何も変わっていません。",
        "This account does not see alerts. Nothing was changed.",
    ),
    "alert_gone": (
        "選んだ動きの一部が、今の集計にありません。概況を開き直して選んでください。何も変わっていません。",
        "Some of these are not in the tables any more. Load the overview again; nothing was changed.",
    ),
}

_HEALTH = {
    "health": ("集計の実行", "Runs"),
    "health.state": ("状態", "State"),
    "health.well": ("正常", "Well"),
    "health.look": ("要確認", "To look at"),
    "health.failed": ("失敗", "Failed"),
    "health.minutes": ("分", "Minutes"),
    "health.unmatched": ("どの設定にも合わないファイル: {files}", "Files that no source matches: {files}"),
    "health.last_failed": (
        "最後の実行は失敗しました。下の数字はその前の集計です。",
        "The last run failed; these numbers are of the one before.",
    ),
}

WORDS: dict[str, tuple[str, str]] = {
    f"web.{code}": words
    for part in (
        _CHOICE, _UNPUBLISHED, _HEADLINE, _TOPICS, _TOPIC, _ALERTS, _HEALTH,
    )
    for code, words in part.items()
}
