"""Words of every page: the frame around it and what it says when it cannot be shown."""

WORDS: dict[str, tuple[str, str]] = {
    "web.nav": ("ページ", "Pages"),
    "web.nav.dashboard": ("概況", "Overview"),
    "web.nav.review": ("要対応", "Review"),
    "web.nav.topics": ("話題", "Topics"),
    "web.nav.ask": ("データ", "Data"),
    "web.nav.setup": ("設定", "Setup"),
    "web.skip": ("本文へ進む", "Skip to the content"),
    "web.to_start": ("概況へ戻る", "Back to the overview"),
    "web.more_told": ("ほか {count} 件", "{count} more"),
    "web.failed.403": ("表示できません", "Not for this account"),
    "web.failed.404": ("ページがありません", "No such page"),
    "web.failed.409": ("ほかの人が先に操作しました", "Somebody else was first"),
    "web.failed.other": ("表示できませんでした", "This could not be shown"),
    "web.no_page": (
        "このアドレスのページはありません。リンクが古いか、打ち間違いかもしれません。",
        "There is no page at this address. The link may be old or mistyped.",
    ),
    "web.no_method": (
        "このアドレスはフォームを送るためのものです。もとのページを開いて、そこからもう一度操作してください。",
        "This address only takes forms. Open the page that it belongs to and try again from there.",
    ),
    "web.not_understood": (
        "送られた内容を読み取れませんでした。ページを読み直してから、もう一度送ってください。何も変わっていません。",
        "What was sent could not be read. Load the page again and send it once more; nothing was changed.",
    ),
    "web.too_many_files": (
        "一度に送れるファイルは{most}個までです。分けて送るか、inbox フォルダーに直接置いてください。何も取り込んでいません。",
        "At most {most} files can be sent at once. Send fewer at a time, or put them into the folder inbox; "
        "nothing was taken in.",
    ),
    "web.broken": (
        "プログラムの不具合です。操作は行われていません。サーバーの記録に詳しい内容があります。",
        "This is a fault of the program; nothing was changed. The server's log has the details.",
    ),
    "web.not_permitted": (
        "このページは「{role}」以上の権限の人だけが見られます。必要なら管理者に頼んでください。",
        "Only accounts with the role “{role}” or more see this page. Ask an administrator if you need it.",
    ),
    "web.form_too_old": (
        "このフォームは期限切れです。ページを読み直してから、もう一度送ってください。何も変わっていません。",
        "This form is too old. Load the page again and send it once more; nothing was changed.",
    ),
    "web.too_large": (
        "送られたファイルが大きすぎます(一度に 512 MB まで)。分けて送るか、inbox フォルダーに直接置いてください。",
        "This is too large (512 MB at once). Send less at a time, or put the files into the folder inbox.",
    ),
    "web.sign_in_first": (
        "サインインの期限が切れました。サインインしてから、もう一度操作してください。",
        "Your session has ended. Sign in and try again.",
    ),
}
