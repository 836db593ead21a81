"""Words of the pages of accounts and of the audit log: code -> (Japanese, English)."""

_PEOPLE = {
    "title": ("アカウント", "Accounts"),
    "log": ("操作の記録", "Audit log"),
    "add": ("アカウントを作る", "Make an account"),
    "change": ("変更", "Change"),
    "name": ("名前", "Name"),
    "role": ("権限", "Role"),
    "role_note": (
        "閲覧: 話題と NPS の表だけ。対応: コメントと顧客も見て、要対応の一覧を処理する。管理: 設定とアカウントも。",
        "viewer: tables of topics and NPS only. reviewer: comments and customers too, works the queue. admin: setup and accounts too.",
    ),
    "segment": ("見える範囲", "Sees"),
    "everything": ("すべて", "everything"),
    "state": ("状態", "State"),
    "password": ("パスワード(10文字以上)", "Password (10 characters or more)"),
    "new_password": ("新しいパスワード(10文字以上)", "New password (10 characters or more)"),
    "elsewhere": ("パスワードなし(OpenID Connect でサインイン)", "no password: signs in by OpenID Connect"),
    "signs_in": ("サインイン", "Signs in"),
    "by_password": ("パスワード", "by password"),
    "by_openid": ("OpenID Connect", "by OpenID Connect"),
    "has_token": ("トークンあり", "has a token"),
    "made_at": ("作成", "Made"),
    "none": ("アカウントはまだありません。", "There is no account yet."),
    "none_advice": (
        "今はこのコンピューターを使う人が誰でも管理者です。最初のアカウントは「管理」で作ってください。作ると、全員にサインインが必要になります。",
        "Whoever uses this machine is an administrator now. Make the first account an admin; from then on everybody must sign in.",
    ),
    "first_is_admin": (
        "最初のアカウントは「管理」にして、パスワードを付けてください。そうしないと、設定のページに誰も入れなくなります。",
        "Make the first account an admin with a password; else nobody could set anything up.",
    ),
    "added": ("「{name}」を作りました。", "Made {name}."),
    "changed": ("「{name}」を変えました。そのアカウントの今のサインインは切れます。", "Changed {name}; its sessions have ended."),
    "save": ("保存", "Save"),
    "disable": ("停止する", "Disable"),
    "enable": ("再開する", "Enable"),
    "reset": ("パスワードを決め直す", "Set a new password"),
    "token": ("JSON インターフェースのトークン", "Token of the JSON interface"),
    "token_make": ("新しいトークンを作る(前のものは使えなくなる)", "Make a new token (ends the one before)"),
    "token_drop": ("トークンをなくす", "Take the token away"),
    "token_made": (
        "「{name}」のトークンです。このページを離れると二度と表示されません。",
        "The token of {name}. It is not shown again.",
    ),
    "who": ("人", "Who"),
    "everybody": ("全員", "everybody"),
    "show": ("表示", "Show"),
    "at": ("日時", "When"),
    "action": ("操作", "What"),
    "target": ("対象", "On what"),
    "older": ("前の記録", "Older"),
    "newest": ("最新へ", "Newest"),
    "no_entries": ("記録がありません。", "Nothing on record."),
    "log_note": (
        "誰が何を見て、何を変えたかの記録です。コメントの本文は含みません。",
        "Who saw and changed what. No text of a comment is in it.",
    ),
}

WORDS: dict[str, tuple[str, str]] = (
    {f"people.{name}": words for name, words in _PEOPLE.items()}
    | {
        "web.sign_in_elsewhere": ("OpenID Connect でサインイン", "Sign in by OpenID Connect"),
        "openid_extra": (
            "OpenID Connect を使うには追加のパッケージが要ります。次を実行してください: {command}",
            "OpenID Connect needs more packages. Run: {command}",
        ),
        "openid_off": (
            "OpenID Connect は設定されていません(voc.toml の [web] oidc_issuer と oidc_client_id)。",
            "OpenID Connect is not set up ([web] oidc_issuer and oidc_client_id in voc.toml).",
        ),
        "openid_unreachable": (
            "サインインの発行者 {issuer} に問い合わせられません({reason})。設定とネットワークを確認してください。",
            "The issuer {issuer} does not answer as it should ({reason}). Check the settings and the network.",
        ),
        "openid_refused": (
            "発行者がサインインを断りました({reason})。もう一度試すか、管理者に連絡してください。",
            "The issuer refused the sign-in ({reason}). Try again, or ask an administrator.",
        ),
        "openid_stale": (
            "このサインインは途中で切れたか、この画面から始めたものではありません。もう一度サインインしてください。",
            "This sign-in is too old, or did not begin in this browser. Sign in again.",
        ),
        "openid_untrusted": (
            "発行者の返事を確かめられないため、サインインしていません({reason})。管理者に連絡してください。",
            "The issuer's answer could not be verified, so nobody was signed in ({reason}). Ask an administrator.",
        ),
        "openid_no_account": (
            "{name} のアカウントがありません。管理者に、アカウントのページで作ってもらってください。",
            "There is no account for {name}. Ask an administrator to make one on the accounts page.",
        ),
        "openid_no_name": (
            "発行者が、確認済みのメールアドレスも利用者名も知らせてきません。発行者の設定(email、email_verified、preferred_username)を確認してください。",
            "The issuer names neither a verified e-mail address nor a user name. Check what it tells (email, email_verified, preferred_username).",
        ),
        "account_choice": (
            "送られた内容を読めません。ページを読み直してから選び直してください。",
            "This choice cannot be read. Load the page again.",
        ),
    }
)
