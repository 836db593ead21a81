"""Words of the audit log: what people saw and did, code -> (Japanese, English)."""

_AUDIT = {
    "sign_in": ("サインイン", "signed in"),
    "sign_in_failed": ("サインインの失敗", "failed to sign in"),
    "sign_out": ("サインアウト", "signed out"),
    "password_changed": ("パスワードの変更", "changed the own password"),
    "account_add": ("アカウントの作成", "made an account"),
    "account_role": ("権限の変更", "changed a role"),
    "account_segment": ("見える範囲の変更", "changed what an account sees"),
    "account_disable": ("アカウントの停止", "disabled an account"),
    "account_enable": ("アカウントの再開", "enabled an account"),
    "account_password": ("パスワードの再設定", "set a password"),
    "account_token": ("トークンの発行", "made a token"),
    "account_token_drop": ("トークンの取り消し", "took a token away"),
    "upload": ("ファイルのアップロード", "uploaded a file"),
    "upload_replace": ("ファイルの置き換え", "replaced a file"),
    "upload_both": ("ファイルの保存(別名)", "kept a file under another name"),
    "upload_drop": ("アップロードの取り消し", "dropped an upload"),
    "upload_join": ("ファイル名の変更", "renamed a file"),
    "samples": ("列の意味と見本の閲覧", "saw samples of columns"),
    "mapping": ("列の意味の変更", "changed a mapping"),
    "run_started": ("実行の開始", "started a run"),
    "schedule": ("実行時刻の変更", "changed the schedule"),
    "rejected_rows": ("除いた行の閲覧", "saw rejected rows"),
    "audit": ("操作の記録の閲覧", "saw the audit log"),
    "query": ("SQL の問い合わせ", "asked by SQL"),
    "query_file": ("SQL の答えのダウンロード", "downloaded an answer to SQL"),
    "api_query": ("API: SQL の問い合わせ", "API: asked by SQL"),
    "comments": ("数字の元のコメントの閲覧", "saw the comments behind a number"),
    "customers": ("顧客の一覧の閲覧", "saw the list of customers"),
    "customer": ("顧客の閲覧", "saw a customer"),
    "alert_acknowledged": ("いつもと違う動きの確認", "acknowledged an alert"),
    "review_list": ("要対応の一覧の閲覧", "saw the review queue"),
    "review_item": ("要対応の1件の閲覧", "saw an item of the queue"),
    "api_rows": ("API: 表の取得", "API: rows of a table"),
    "api_items": ("API: 要対応の一覧の取得", "API: the review queue"),
    "api_item": ("API: 要対応の1件の取得", "API: an item of the queue"),
    "api_decide": ("API: 判断", "API: a decision"),
}
_DECISIONS = {
    "accept": ("判断: 確認", "decided: accept"),
    "dismiss": ("判断: 対応不要", "decided: dismiss"),
    "resolve": ("判断: 対応済み", "decided: resolve"),
    "reopen": ("判断: 再開", "decided: reopen"),
    "assign": ("判断: 担当者", "decided: assign"),
    "note": ("判断: メモ", "decided: note"),
    "correct": ("判断: 訂正", "decided: correct"),
    "undo": ("判断: 取り消し", "decided: undo"),
}

WORDS: dict[str, tuple[str, str]] = {f"audit.{name}": words for name, words in _AUDIT.items()} | {
    f"audit.review_{name}": words for name, words in _DECISIONS.items()
}
