"""Words of voc.classify: code -> (Japanese, English)."""

WORDS: dict[str, tuple[str, str]] = {
    "model_incomplete": (
        "モデルフォルダー {folder} に {missing} がありません。フォルダーを丸ごとコピーし直してください。",
        "The model folder {folder} lacks {missing}. Copy the whole folder again.",
    ),
    "model_beside": (
        "モデルフォルダー {folder} は {beside} と一緒に読むモデルです。{beside} のフォルダーを同じ場所に置いてください。",
        "The model folder {folder} reads together with {beside}. Put the folder {beside} next to it.",
    ),
    "model_damaged": (
        "モデルフォルダー {folder} が壊れています({reason})。フォルダーを丸ごとコピーし直してください。",
        "The model folder {folder} is damaged ({reason}). Copy the whole folder again.",
    ),
    "model_labels": (
        "モデルフォルダー {folder} のラベルが、この voc のものと違います({reason})。"
        "この版の voc で学習し直したモデルを使ってください。",
        "The labels in {folder} are not those of this voc ({reason}). Use a model trained with this version.",
    ),
    "model_format": (
        "モデル {folder} の形式は {seen} ですが、この voc が読めるのは {expected} です。voc かモデルを更新してください。",
        "Model {folder} has format {seen}; this voc reads {expected}. Update voc or the model.",
    ),
    "model_text_version": (
        "モデル {folder} はテキスト処理の版 {seen} で学習されていますが、この voc の版は {expected} です。"
        "同じ版で学習したモデルを使ってください。",
        "Model {folder} was trained with text processing {seen}; this voc has {expected}. "
        "Use a model trained with the same version.",
    ),
    "model_not_shipped": (
        "付属モデル {model} がこのインストールに入っていません。voc をインストールし直してください。",
        "The bundled model {model} is not in this installation. Install voc again.",
    ),
    "model_unknown": (
        "{model} というモデルはありません。付属モデルは {shipped} です。"
        "モデルフォルダー(voc.json か config.json があるもの)なら、場所を確認してください。",
        "There is no model {model}. Models that come with voc: {shipped}. "
        "If you mean a model folder (with voc.json or config.json), check its path.",
    ),
    "model_foreign": (
        "{model} は voc のモデルではないので、学習の土台にできません。付属モデルは {shipped} です。",
        "{model} is no model of voc, so nothing can be trained on it. Models that come with voc: {shipped}.",
    ),
    "model_not_loaded": (
        "モデル {model} を読み込めません: {reason}",
        "Model {model} cannot be loaded: {reason}",
    ),
    "model_not_fetched": (
        "{model} というフォルダーはここになく、配布元(Hugging Face)からも読み込めません({reason})。"
        "フォルダーなら、場所を確認してください。",
        "There is no folder {model} here, nor can it be loaded from Hugging Face's hub ({reason}). "
        "If you mean a folder, check its path.",
    ),
    "device_unknown": (
        "計算装置 {device} はわかりません。VOC_DEVICE には {devices} のどれかを指定してください。",
        "Unknown device {device}. VOC_DEVICE must be one of {devices}.",
    ),
    "device_missing": (
        "計算装置 {device} はこのコンピューターで使えません。VOC_DEVICE=cpu を指定するか、指定を外してください。",
        "This machine has no {device} device that torch can use. Set VOC_DEVICE=cpu, or leave it unset.",
    ),
    "model_not_sentiment": (
        "モデル {model} のラベル({labels})から、肯定と否定を見分けられません。感情分類のモデルを指定してください。",
        "The labels of model {model} ({labels}) do not tell positive from negative. Name a sentiment classifier.",
    ),
}
