"""Words of voc.analyze where the comments behind a row are asked for: code -> (Japanese, English)."""

WORDS: dict[str, tuple[str, str]] = {
    "show_unknown_key": (
        "表「{table}」の行は {name} では選べません。選べるもの: {names}",
        "Rows of '{table}' are not opened by {name}, but by: {names}",
    ),
    "show_unknown_value": (
        "{name}={value} の行はありません(5人未満の行は載せません)。ある値: {values}",
        "No row has {name}={value} (there are none of fewer than five people). There are: {values}",
    ),
    "show_no_row": (
        "表「{table}」に、すべてに当てはまる行がありません。該当する人がいないか、5人未満か、引き算で分からないように伏せています。"
        "期間を広げるか、属性の指定を外してください。",
        "No row of '{table}' has all of these: nobody is counted there, or fewer than five people, or it is left out so that "
        "such a number is not found by subtraction. Take a longer period, or leave out the segment.",
    ),
    "show_several": (
        "表「{table}」の {count} 行に当てはまります。次のどれかを加えて一つに絞ってください: {values}",
        "{count} rows of '{table}' have these keys. Add one of: {values}",
    ),
    "show_suppressed": (
        "5人未満のため、コメントを表示できません(秘匿)。期間を広げるか、属性やNPS区分の指定を外してください。",
        "Fewer than five people stand behind this (or behind what it leaves): the comments are not shown. Take a longer "
        "period, or leave out the segment or group.",
    ),
    "show_by_subtraction": (
        "これを表示すると、全体との引き算で5人未満のコメントが分かってしまうため、表示できません。"
        "期間を広げるか、属性やNPS区分の指定を外してください。",
        "With these, fewer than five others would be known by subtraction from the whole: the comments are not shown. "
        "Take a longer period, or leave out the segment or group.",
    ),
}
