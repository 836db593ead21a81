"""Words of voc.config and voc.pipeline: code -> (Japanese, English)."""

WORDS: dict[str, tuple[str, str]] = {
    "setting.timezone": ("時刻の地域(IANA 名)", "time zone (IANA name)"),
    "setting.language": ("表示の言語: ja または en", "language of messages and labels: ja or en"),
    "setting.model": (
        "コメントを読むモデル: 付属モデルの名前、フォルダー、または Hugging Face の ID",
        "the model that reads comments: a bundled name, a folder or a hub id",
    ),
    "setting.support_window_days": (
        "問い合わせを、その後何日以内の回答に結び付けるか",
        "a contact counts for the respondent's next answer within so many days",
    ),
    "setting.decisions": (
        "レビューの判断を置くデータベース: SQLite のファイル名、または postgresql://…",
        "the database of what people decide: the name of an SQLite file, or postgresql://…",
    ),
    "setting.daily_capacity": (
        "1日に対応できる件数(要対応のページに、1日分の区切りを出します)",
        "how many items of the review queue a day's work is: the page draws a line there",
    ),
    "setting.nightly_at": (
        "`voc serve` が毎日の実行を始める時刻(例: 02:00)。空なら自動では実行しない",
        "the time of day at which `voc serve` begins the nightly run, such as 02:00; empty: none",
    ),
    "setting.oidc_issuer": (
        "OpenID Connect でサインインするときの発行者のアドレス(https://…)。空なら使わない",
        "the address of the issuer for signing in by OpenID Connect (https://…); empty: not used",
    ),
    "setting.oidc_client_id": ("発行者に登録したクライアントの ID", "the client id that the issuer knows voc by"),
    "setting_issuer": (
        "{where} は発行者のアドレス https://… で書いてください(今の値: {value})。",
        "{where} must be the issuer's address, https://… (it is {value}).",
    ),
    "setting_decisions": (
        "{where} には、SQLite のファイル名か postgresql://… を書いてください(: の後に // が要ります)。",
        "{where} must be the name of an SQLite file or postgresql://… (with // after the colon).",
    ),
    "setting_time_of_day": (
        "{where} は 02:00 のような時刻(00:00〜23:59)で書いてください(今の値: {value})。",
        "{where} must be a time of day such as 02:00 (it is {value}).",
    ),
    "toml_not_written": (
        "{file} に書き込めません({reason})。設定は変わっていません。",
        "{file} cannot be written ({reason}). The settings are as they were.",
    ),
    "no_project": (
        "voc.toml が見つかりません({start} とその上のフォルダーを探しました)。"
        "プロジェクトのフォルダーで実行するか、--project で指定してください。新しく始めるには: voc init フォルダー --from ファイル",
        "No voc.toml in {start} or above. Run inside a project folder or name one with --project. "
        "To start a new one: voc init DIR --from FILE",
    ),
    "project_exists": (
        "{file} はすでにあります。上書きはしません。別のフォルダーを指定するか、このファイルを編集してください。",
        "{file} is there already and is not overwritten. Name another folder, or edit that file.",
    ),
    "file_missing": ("ファイルがありません: {file}", "No such file: {file}"),
    "file_name_taken": (
        "{file} と同じ名前で中身の違うファイルがあります: {other}。どちらかの名前を変えてください。",
        "{other} has the same name as {file} and other content. Rename one of them.",
    ),
    "same_export": (
        "{file} は、ほかの名前のファイルと中身が同じです。一度だけ数えます。",
        "{file} holds the same as a file of another name and is counted once.",
    ),
    "toml_unreadable": (
        "{file} の {line} 行目に UTF-8 ではない文字があります。メモ帳などで開き、文字コードに UTF-8 を選んで保存し直してください。",
        "Line {line} of {file} is not UTF-8. Open it in an editor and save it as UTF-8.",
    ),
    "toml_not_read": (
        "{file} を読めません({reason})。ファイルであること(フォルダーではないこと)と、読み取りの権限を確認してください。",
        "{file} cannot be read ({reason}). See whether it is a file, no folder, and may be read.",
    ),
    "toml_syntax": (
        "{file} の {line} 行目({column} 文字目)の書き方に誤りがあります。項目は 名前 = \"値\"、複数の値は 名前 = [\"値\", \"値\"] と書き、"
        "引用符 \" と括弧を閉じ、同じ名前は一度だけ書きます。",
        "{file} is not valid TOML at line {line}, column {column}. Write name = \"value\", or name = [\"value\", \"value\"] for several; "
        "close every quote and bracket, and give a name once.",
    ),
    "toml_not_a_section": (
        "{file} の {name} は [{name}] という見出しで書いてください。",
        "In {file}, {name} must be a section: [{name}].",
    ),
    "setting_unknown": (
        "{where} に知らない項目 {name} があります。近い項目: {closest}",
        "{where} has an unknown key {name}. Closest known: {closest}",
    ),
    "setting_not_a_number": (
        "{where} は 0 以上の整数で書いてください(今の値: {value})。",
        "{where} must be a whole number of 0 or more (it is {value}).",
    ),
    "setting_not_text": (
        "{where} は \"…\" で囲んだ文字で書いてください(今の値: {value})。",
        "{where} must be text in quotes (it is {value}).",
    ),
    "setting_language": (
        "{where} は ja か en です(今の値: {value})。",
        "{where} must be ja or en (it is {value}).",
    ),
    "setting_timezone": (
        "{where} は Asia/Tokyo のような地域名で書いてください(今の値: {value})。",
        "{where} must be a time zone such as Asia/Tokyo (it is {value}).",
    ),
    "source_without_name": (
        "{file} の [[source]] には name が必要です(例: name = \"survey\")。",
        "Every [[source]] in {file} needs a name, e.g. name = \"survey\".",
    ),
    "source_not_a_list": (
        "{file} の source は [[source]] と二重の角括弧で書いてください。",
        "In {file}, every source begins with [[source]] in double brackets.",
    ),
    "source_twice": (
        "{file} に name = \"{name}\" の [[source]] が二つあります。名前を変えてください。",
        "{file} has two [[source]] entries named \"{name}\". Rename one.",
    ),
    "source_kind": (
        "{where} の kind は survey、support、customers のどれかです(今の値: {value})。",
        "kind of {where} must be survey, support or customers (it is {value}).",
    ),
    "source_place": (
        "{where} には path か、url と query の組のどちらか一方を書いてください。",
        "{where} needs either path, or url together with query.",
    ),
    "source_value": (
        "{where} の書き方が正しくありません(今の値: {value})。列名は \"…\" で、複数の列は [\"…\", \"…\"] で書きます。",
        "{where} is not written rightly (it is {value}). A column is \"…\", several are [\"…\", \"…\"].",
    ),
    "weights_form": (
        "{where} は、値ごとの構成比の表で書いてください(例: [weights.survey.\"年代\"] の下に \"20代\" = 0.13)。今の値: {value}",
        "{where} must be a table of targets by value, such as \"20s\" = 0.13 below [weights.survey.age] (it is {value}).",
    ),
    "weights_segment": (
        "{where} の「{name}」は、この [[source]] の segments にありません。ある属性: {segments}",
        "{where} names {name}, which is not among the segments of that [[source]]: {segments}",
    ),
    "weights_too_few": (
        "{where} には値を二つ以上書いてください。一つでは重みを決められません。",
        "{where} needs two values or more: with one there is nothing to weigh.",
    ),
    "weights_number": (
        "{where} は 0 より大きい数(割合か人数)で書いてください(今の値: {value})。",
        "{where} must be a number above 0, a share or a head count (it is {value}).",
    ),
    "dictionary_columns": (
        "{file} の 1 行目には term,synonym_of,action の 3 列の見出しが必要です(今の見出し: {seen})。",
        "The first line of {file} must name the columns term,synonym_of,action (it names: {seen}).",
    ),
    "dictionary_csv": (
        "{file} の {line} 行目を CSV として読めません({reason})。引用符を確かめてください。",
        "Line {line} of {file} is not valid CSV ({reason}). Check its quotes.",
    ),
    "dictionary_cells": (
        "{file} の {line} 行目は {expected} 列のはずが {seen} 列あります。空の列にもコンマが必要です。",
        "Line {line} of {file} has {seen} cells, not {expected}. An empty cell needs its comma too.",
    ),
    "dictionary_no_term": (
        "{file} の {line} 行目の term が空です。語を書くか、行を消してください。",
        "Line {line} of {file} has no term. Write one, or delete the line.",
    ),
    "dictionary_action": (
        "{file} の {line} 行目の action は keep、stop、空のどれかです(今の値: {value})。",
        "Line {line} of {file}: action must be keep, stop or empty (it is {value}).",
    ),
    "dictionary_says_nothing": (
        "{file} の {line} 行目の「{term}」をどう扱うか決められません。synonym_of に別の語を書くか、"
        "action に keep か stop を書いてください(stop と synonym_of は一緒に使えません)。",
        "Line {line} of {file} does not say what to do with {term}. Give another term as synonym_of, "
        "or keep or stop as action (stop and synonym_of exclude each other).",
    ),
    "dictionary_twice": (
        "{file} の {line} 行目の「{term}」は {first} 行目にもあります。どちらかを消してください。",
        "Line {line} of {file}: {term} is in line {first} too. Delete one of them.",
    ),
    "dictionary_chain": (
        "{file} の {line} 行目の synonym_of「{term}」は、{first} 行目で別の語の同義語です。まとめ先の語を直接書いてください。",
        "Line {line} of {file}: its synonym_of, {term}, is itself a synonym in line {first}. Name the final term.",
    ),
    "no_sources": (
        "{file} に [[source]] がありません。inbox にファイルを置き、voc init を新しいフォルダーで "
        "--from ファイル を付けて実行すると、設定が自動で作られます。",
        "{file} has no [[source]]. `voc init DIR --from FILE` in a new folder proposes one.",
    ),
    "no_inbox": (
        "エクスポートを置くフォルダー {inbox} がありません(または、フォルダーではなくファイルです)。名前を変えたり移したりしていないかを確かめ、このフォルダーを作ってエクスポートを置いてください。",
        "The folder of exports, {inbox}, is not there (or is a file). See whether it was renamed or moved; make it and put exports into it.",
    ),
    "no_inputs": (
        "読み込むファイルがありません。{inbox} にファイルを置いてください(探した名前: {patterns})。",
        "There is nothing to read. Put an export into {inbox} (names looked for: {patterns}).",
    ),
    "inputs_refused": (
        "{count} 件のファイルを読めないため、何も公開していません(前の結果はそのままです)。すべて直すか inbox から移して、もう一度実行してください。"
        "直した後は voc check で確かめられます。\n{errors}",
        "{count} files cannot be read, so nothing is published (what was, still is). Mend them all or move them out of the inbox, "
        "and run again; voc check tells whether they are right.\n{errors}",
    ),
    "exports_refused": (
        "{count} 件のファイルを読めないため、プロジェクトを作っていません。すべて直すか、--from から外してください。\n{errors}",
        "{count} files cannot be read, so no project is made. Mend them all, or leave them out of --from.\n{errors}",
    ),
    "project_in_the_way": (
        "{file} は同じ名前のファイルで、フォルダーにできません。別の名前のフォルダーを指定してください。",
        "{file} is a file, so it can be no folder. Name another folder.",
    ),
    "project_not_made": (
        "{root} にプロジェクトを作れません({reason})。書き込める場所のフォルダーを指定してください。",
        "No project can be made in {root} ({reason}). Name a folder that can be written to.",
    ),
    "bad_line_field": (
        "標準入力の {line} 行目の {field} が文字列ではありません。1 行に 1 件、{{\"id\": …, \"text\": …}} の形で書いてください。",
        "In line {line} of the input {field} is no text. Write one {{\"id\": …, \"text\": …}} a line.",
    ),
    "bad_line": (
        "標準入力の {line} 行目が読めません({reason})。1 行に 1 件、{{\"id\": …, \"text\": …}} の形で書いてください。",
        "Line {line} of the input cannot be read ({reason}). Write one {{\"id\": …, \"text\": …}} a line.",
    ),
}
