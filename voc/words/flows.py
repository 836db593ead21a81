"""Words of the flows: code -> (Japanese, English)."""

WORDS: dict[str, tuple[str, str]] = {
    "nightly.published": ("公開しました（実行 {run}）。", "Published as run {run}."),
    "nightly.unchanged": (
        "前回の実行から何も変わっていないため、何もしませんでした。",
        "Nothing has changed since the last run, so nothing was done.",
    ),
    "nightly.no_server": (
        "--serve には Prefect サーバーが必要です。`prefect server start` で起動し、環境変数 PREFECT_API_URL"
        "（例: http://127.0.0.1:4200/api）で指定してください。",
        "--serve needs a Prefect server: start one with `prefect server start` and name it in PREFECT_API_URL "
        "(for example http://127.0.0.1:4200/api).",
    ),
}
