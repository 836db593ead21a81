"""Words of voc.store: code -> (Japanese, English)."""

WORDS: dict[str, tuple[str, str]] = {
    "data_path_is_a_pattern": (
        "データフォルダーの場所に * ? [ のいずれかが入っています: {path}。これらを含まない場所に移してください。",
        "The path of the data folder holds * ? or [: {path}. Move the project to a path without them.",
    ),
    "disk_full": (
        "ディスクに空きがないため書き込めません: {path}。空きを作ってからもう一度実行してください。"
        "公開済みの結果はそのまま残っています。",
        "The disk is full: {path}. Free some space and run again; what was published is still there.",
    ),
    "engine_out_of_memory": (
        "集計に使うメモリー、またはあふれた分を置くディスク({path})が足りません。ディスクに空きを作り、"
        "メモリーに余裕のあるときにもう一度実行してください。公開済みの結果はそのまま残っています。",
        "Memory for counting, or the disk that takes what is too much for it ({path}), ran out. Free some space, "
        "and run again when the machine has memory to spare; what was published is still there.",
    ),
    "data_not_writable": (
        "書き込みが許可されていません: {path}。フォルダーの所有者と権限を確認してください。",
        "Writing is not allowed: {path}. Check who owns the folder and its permissions.",
    ),
    "data_not_read": (
        "{path} を読めません({reason})。フォルダーであること(同じ名前のファイルではないこと)と、読み取りの権限を確認してください。",
        "{path} cannot be read ({reason}). See whether it is a folder, no file of that name, and may be read.",
    ),
    "data_not_written": (
        "書き込めませんでした: {path}({reason})。ディスクの状態を確認して、もう一度実行してください。",
        "Could not write {path} ({reason}). Check the disk and run again.",
    ),
    "key_missing": (
        "公開済みの結果がありますが、鍵ファイルがありません: {path}。バックアップから戻してください。"
        "新しい鍵では、これまでの回答者と結び付かなくなります。",
        "Runs are published, but the key is missing: {path}. Restore it from your backup; "
        "with a new key no respondent would be found again.",
    ),
    "key_damaged": (
        "鍵ファイルの内容が正しくありません(16進64文字のはずです): {path}。バックアップから戻してください。",
        "The key file is damaged (it should hold 64 hex digits): {path}. Restore it from your backup.",
    ),
    "key_not_readable": (
        "鍵ファイルを読む権限がありません: {path}。いつも voc run を実行しているユーザーで実行してください。",
        "You may not read the key: {path}. Run as the user who always runs voc run.",
    ),
    "run_in_progress": (
        "別の実行が進行中です(プロセス {pid}、開始 {since})。終わってからもう一度実行してください。",
        "Another run is in progress (process {pid}, since {since}). Run again when it has finished.",
    ),
    "staged_missing": (
        "取り込み済みのデータがありません: {source} の {file}({path})。"
        "バックアップから戻すか、元のファイルを inbox に置いて実行し直してください。",
        "The staged rows of {file} ({source}) are missing: {path}. Restore them from your backup, or put the "
        "export into the inbox and run again.",
    ),
    "run_damaged": (
        "実行結果 {run} が壊れています: {path}。バックアップから戻すか、もう一度実行してください。",
        "Run {run} is damaged: {path}. Restore it from your backup or run again.",
    ),
    "run_too_new": (
        "実行結果 {run} は、より新しい voc で作られています: {path}。voc を更新してください。",
        "Run {run} was made by a later voc: {path}. Upgrade voc.",
    ),
    "current_run_gone": (
        "{path} が指す実行結果 {run} がありません(残っている最新: {newest})。バックアップから戻すか、"
        "{path} に残っている実行結果の名前を書いてください。",
        "{path} names run {run}, which is not there (newest that is: {newest}). Restore it from your backup, "
        "or write the name of a run that is there into {path}.",
    ),
    "sql_empty": (
        "SQL が空です。例: SELECT * FROM nps",
        "The SQL is empty. Example: SELECT * FROM nps",
    ),
    "sql_only_reads": (
        "{statement} は使えません。読み取りの文だけを実行できます(SELECT, WITH, FROM, DESCRIBE, SHOW, SUMMARIZE, "
        "EXPLAIN)。",
        "{statement} is not possible here: published tables can only be read (SELECT, WITH, FROM, DESCRIBE, SHOW, "
        "SUMMARIZE, EXPLAIN).",
    ),
    "sql_one_statement": (
        "文が {count} つあります。一度に 1 つだけ実行してください。",
        "There are {count} statements. Give one at a time.",
    ),
    "sql_error": (
        "SQL を実行できません: {reason}。使える表: {tables}",
        "The SQL cannot be answered: {reason}. Tables: {tables}",
    ),
    "sql_unknown_name": (
        "SQL を実行できません: {reason}。もしかして: {hint}。使える表: {tables}",
        "The SQL cannot be answered: {reason}. Did you mean {hint}? Tables: {tables}",
    ),
    "sql_out_of_memory": (
        "この SQL にはメモリーが足りません。LIMIT を付けるか、期間や source で絞り込むか、集計してください。",
        "The SQL needs more memory than is allowed. Add a LIMIT, narrow it by period or source, or aggregate.",
    ),
    "sql_too_slow": (
        "{seconds}秒たっても終わらないので止めました。期間や source で絞り込むか、集計してください。",
        "The SQL was stopped after {seconds} seconds. Narrow it by period or source, or aggregate.",
    ),
    "sql_too_long": (
        "SQL が長すぎます({longest}文字まで)。",
        "The SQL is too long: {longest} characters at most.",
    ),
    "sql_answer_too_large": (
        "答えが大きすぎます({megabytes}MB まで)。列や期間を絞り込むか、集計してください。全部が要るときは voc export を使ってください。",
        "The answer is too large: {megabytes} MB at most. Ask for fewer columns or periods, or aggregate; voc export writes whole tables.",
    ),
    "sql_busy": (
        "ほかの SQL を実行中です。終わるのを待って、もう一度実行してください。",
        "Other SQL is being answered. Wait until it is done and try again.",
    ),
    "segment_too_large": (
        "この属性の行が多すぎて表示できません({limit} まで)。管理者に伝えてください。",
        "There are too many rows of this segment to be shown ({limit} at most). Tell an administrator.",
    ),
    "decisions_failed": (
        "判断のデータベース {database} を使えません({reason})。場所と接続を確認して、もう一度実行してください。",
        "The database of decisions, {database}, cannot be used ({reason}). Check where it is and run again.",
    ),
    "decisions_url": (
        "[review] decisions(環境変数 VOC_DECISIONS)には、SQLite のファイル名か postgresql://… を書いてください。",
        "[review] decisions (VOC_DECISIONS) must be the name of an SQLite file or postgresql://….",
    ),
    "decisions_driver": (
        "PostgreSQL のデータベースを使うための部品がありません。次のコマンドで入ります: {command}",
        "The driver of PostgreSQL is missing. Install it: {command}",
    ),
    "decisions_too_new": (
        "判断のデータベース {database} は、より新しい voc で使われています。voc を更新してください。",
        "The database of decisions, {database}, is of a later voc. Upgrade voc.",
    ),
    "item_taken": (
        "{item} は、{who} さんが {at} に先に判断しています({action})。最新の状態を見てから判断してください。何も変えていません。",
        "{who} decided on {item} at {at} ({action}). Look at it again before you decide; nothing was changed.",
    ),
    "item_changed": (
        "{item} は、見ていた間に新しい実行で本文が変わりました。もう一度見てから判断してください。",
        "The text of {item} has changed with a new run. Look at it again before you decide.",
    ),
    "item_unknown": (
        "レビューに {item} はありません。voc review で番号を確認してください。",
        "There is no item {item} in the review queue. See voc review for the numbers.",
    ),
    "nothing_to_undo": (
        "{item} には、取り消せる判断がありません。",
        "There is no decision on {item} that could be undone.",
    ),
    "request_reused": (
        "同じ依頼番号 {request} が、別の判断に使われています。",
        "The request id {request} was used for another decision.",
    ),
    "not_published": (
        "まだ公開された結果がありません。先に voc run を実行してください。",
        "Nothing has been published yet. Run `voc run` first.",
    ),
    "account_taken": (
        "「{name}」というアカウントはもうあります。別の名前にするか、voc user list で確かめてください。",
        "There is an account named {name} already. Choose another name, or look with voc user list.",
    ),
    "account_unknown": (
        "「{name}」というアカウントはありません。voc user list で確かめてください。",
        "There is no account named {name}. Look with voc user list.",
    ),
    "account_last_admin": (
        "「{name}」は最後の管理者です。先に別の管理者を作るか、再開してください。",
        "{name} is the last administrator. First make or enable another.",
    ),
    "account_admin_segment": (
        "管理者の見える範囲は絞れません(「{name}」)。権限を「対応」か「閲覧」にするか、範囲を「すべて」にしてください。",
        "An administrator sees everything ({name}). Choose another role, or everything.",
    ),
    "unknown_table": (
        "表「{table}」はありません。{hint}ある表: {tables}",
        "There is no table '{table}'. {hint}Tables: {tables}",
    ),
    "filter_without_column": (
        "表「{table}」は {option} で絞り込めません。その表の列: {columns}",
        "Table '{table}' cannot be narrowed by {option}. Its columns: {columns}",
    ),
}
