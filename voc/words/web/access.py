"""Words of signing in, accounts and `voc serve`, `voc user`."""

WORDS: dict[str, tuple[str, str]] = {
    "role.viewer": ("閲覧", "viewer"),
    "role.reviewer": ("対応", "reviewer"),
    "role.admin": ("管理", "admin"),
    "web.sign_in": ("サインイン", "Sign in"),
    "web.sign_out": ("サインアウト", "Sign out"),
    "web.name": ("名前", "Name"),
    "web.password": ("パスワード", "Password"),
    "web.old_password": ("今のパスワード", "Present password"),
    "web.new_password": ("新しいパスワード(10文字以上)", "New password (10 characters or more)"),
    "web.change_password": ("パスワードの変更", "Change password"),
    "web.password_changed": ("パスワードを変えました。", "Your password was changed."),
    "web.wrong_old_password": ("今のパスワードが違います。", "The present password is not right."),
    "web.no_account": (
        "アカウントがないときは、管理者に頼んでください。",
        "No account? Ask an administrator.",
    ),
    "web.wrong_password": (
        "名前かパスワードが違います。",
        "The name or the password is wrong.",
    ),
    "web.too_many_tries": (
        "続けて間違えたため、しばらくサインインできません。{minutes}分後にもう一度試してください。",
        "Too many wrong tries. Try again in {minutes} {minutes:minute|minutes}.",
    ),
    "account_name": (
        "名前は1〜100文字で、改行や幅のない文字など、目に見えない文字を含まないものにしてください。",
        "A name has 1 to 100 characters, and none that nobody can see, such as line breaks or those without width.",
    ),
    "account_segment_name": (
        "公開中のデータに属性「{name}」はありません。ある属性: {names}",
        "The published data has no segment {name}. There are: {names}",
    ),
    "account_segment_value": (
        "公開中のデータに、属性「{name}」の値「{value}」はありません。ある値: {values}",
        "No published answer has {value} as its {name}. There are: {values}",
    ),
    "user.segment_unseen": (
        "まだ何も公開されていないため、「{segment}」がデータにあるかは確かめていません。",
        "Nothing is published yet: whether the data has {segment} was not checked.",
    ),
    "password_short": (
        "パスワードは{shortest}文字以上にしてください。",
        "A password has at least {shortest} characters.",
    ),
    "serve_needs_accounts": (
        "アカウントがないので、このコンピューターの外({host})へは公開できません。"
        "先に voc user add 名前 --role admin でアカウントを作ってください。",
        "Without accounts the pages are not served to other machines ({host}). "
        "First make one: voc user add NAME --role admin.",
    ),
    "web.foreign_host": (
        "アカウントがない間は、この名前では開けません。開ける名前: {names}。"
        "ほかの名前で使うには、先に voc user add 名前 --role admin でアカウントを作ってください。",
        "As long as there are no accounts the pages do not open under this name, but under: {names}. "
        "To use another, first make an account: voc user add NAME --role admin.",
    ),
    "serve_port_taken": (
        "{host} のポート {port} は使われています。--port で別の番号を指定してください。",
        "Port {port} of {host} is in use. Choose another with --port.",
    ),
    "serve_not_here": (
        "{host} のポート {port} では待ち受けられません({reason})。--host と --port を確かめてください。",
        "Cannot listen on port {port} of {host} ({reason}). Check --host and --port.",
    ),
    "serve.at": (
        "{address} で公開しています。止めるには Ctrl-C を押してください。",
        "Serving at {address}. Ctrl-C stops it.",
    ),
    "serve.open_house": (
        "アカウントがないため、このコンピューターからは誰でも管理者として使えます。",
        "There are no accounts: whoever is on this machine is an administrator.",
    ),
    "user.added": ("「{name}」({role})を作りました。", "Made {name} ({role})."),
    "user.changed": ("「{name}」を変えました。", "Changed {name}."),
    "user.none": (
        "アカウントはまだありません。例: voc user add 名前 --role admin",
        "No accounts yet. For example: voc user add NAME --role admin",
    ),
    "user.token": (
        "「{name}」のトークンです。二度と表示されません: {token}",
        "The token of {name}; it is not shown again: {token}",
    ),
    "user.password": ("パスワード", "Password"),
    "user.no_password": (
        "パスワードを読めません。端末から実行するか、標準入力に1行で渡してください(--password-stdin)。",
        "There is no password to read. Run it in a terminal, or give it as a line of standard input (--password-stdin).",
    ),
    "user.line": (
        "{name}  {role}  {segment}  {state}",
        "{name}  {role}  {segment}  {state}",
    ),
    "user.active": ("有効", "active"),
    "user.disabled": ("停止", "disabled"),
    "user.everything": ("すべて", "everything"),
    "user.what_name": (
        "名前を指定してください: voc user {action} 名前",
        "Say which account: voc user {action} NAME",
    ),
    "user.what": (
        "add / list / disable / enable / role / password / token のどれかを指定してください: {action}",
        "One of add, list, disable, enable, role, password, token: {action}",
    ),
}
