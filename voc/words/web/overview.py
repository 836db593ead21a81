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
    "more_rows": ("ほか {count} 行", "{count} more rows"),
}

_UNPUBLISHED = {
    "unpublished": ("まだ何も公開されていません", "Nothing is published yet"),
    "unpublished.what": (
        "アンケートや問い合わせの書き出しファイルを読み込むと、ここに数字が出ます。",
        "Numbers appear here once exports of surveys or support logs have been read.",
    ),
    "unpublished.put": (
        "書き出しファイルをこのフォルダーに入れます:",
        "Put the exports into this folder:",
    ),
    "unpublished.run": (
        "夜間の処理を待つか、今すぐ実行します:",
        "Wait for the nightly run, or start one now:",
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
    "headline.n": ("回答 {n} 件", "{n} answers"),
    "headline.nobody": (
        "この期間と属性の回答はないか、少なすぎて示せません。",
        "There are no answers of this period and segment, or too few to show.",
    ),
    "headline.change": ("前の期間からの変化", "Change from the period before"),
    "headline.change.good": ("上がったと言えます", "It rose"),
    "headline.change.bad": ("下がったと言えます", "It fell"),
    "headline.change.unsure": ("変わったとは言えません", "No change can be told"),
    "headline.waiting": ("件が対応を待っています", "comments wait for somebody"),
    "headline.at_risk": ("離れるおそれのある顧客 {count} 人", "{count} customers at risk"),
}

_TOPICS = {
    "topic.groups": ("推奨 / 中立 / 批判", "Promoters / passives / detractors"),
    "topic.polarities": ("肯定 / 否定", "Praise / complaint"),
    "topic.legend": (
        "[ ] は95%区間。色の付いた数字は、差があると言えるもの(区間が0をまたがず、q < .05)。数字を押すと、数えたコメントが開きます"
        "(「対応」以上の権限)。関連を示すもので、因果関係ではありません。一つの回答が複数の話題に触れるため、行の合計は全体になりません。",
        "[ ] are 95% intervals. Coloured numbers can be told from 0 (interval and q < .05). A number opens the comments that "
        "it counts (role reviewer). These are associations, not effects proven. An answer may mention several topics: rows do "
        "not add up to the total.",
    ),
    "topics.none": ("この期間と属性で、示せる話題はありません。", "No topic can be shown for this period and segment."),
    "topics.none_why": (
        "5人未満しか触れていない話題は秘匿します。期間を広げるか、属性を外してください。",
        "Topics of fewer than five people are hidden. Take a longer period, or leave out the segment.",
    ),
    "portfolio.none": ("ポートフォリオを描けるだけの回答がありません。", "Too few answers for a portfolio."),
    "portfolio.none_why": (
        "調整済みの差は、属性ごとに全期間の回答から推定します。属性を外すと見られることがあります。",
        "Adjusted effects are estimated from all time, by segment. There may be one without the segment.",
    ),
}

_ALERTS = {
    "alerts.unseen": ("件が未確認(全 {all} 件)", "not seen by anybody (of {all})"),
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
    "alerts.none_ticked": ("どれも選ばれていません。", "None was chosen."),
    "alerts.none": ("この期間に、いつもと違うと言える動きはありません。", "Nothing was clearly unlike before in this period."),
    "alerts.none_why": (
        "比べるには、8週間以上の履歴と、1日に10件以上のコメントが要ります。",
        "It takes eight weeks of history and ten comments a day to tell.",
    ),
    "alerts.not_here": ("いつもと違う動きは、属性ごとには調べていません。", "Alerts are not told by segment."),
    "alerts.not_here_why": (
        "属性を「全体」にすると見られます。一つの属性だけを見るアカウントでは出ません。",
        "They show for all segments together; accounts of a single segment do not see them.",
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
    for part in (_CHOICE, _UNPUBLISHED, _HEADLINE, _TOPICS, _ALERTS, _HEALTH)
    for code, words in part.items()
}
