"""Words of voc.ingest: code -> (Japanese, English)."""

WORDS: dict[str, tuple[str, str]] = {
    # a file as a whole
    "ingest_unreadable": (
        "{file} を開けません ({detail})。ファイルの場所と読み取り権限を確認してください。",
        "{file} cannot be opened ({detail}). Check where it is and that it may be read.",
    ),
    "ingest_empty": (
        "{file} は空です。エクスポートをやり直してください。",
        "{file} is empty. Export it again.",
    ),
    "ingest_encoding": (
        "{file} の文字コードが分かりません (試したもの: {tried})。転送中に壊れた可能性があります。UTF-8 で書き出し直してください。",
        "The encoding of {file} cannot be told (tried: {tried}). It may have been damaged on the way; export it again as UTF-8.",
    ),
    "ingest_header": (
        "{file} の見出し行の引用符 (\") が閉じていません。エクスポートをやり直してください。",
        "A quote (\") in the header of {file} is not closed. Export it again.",
    ),
    "ingest_open_quote": (
        "{file} の {line} 行目から始まる行で引用符 (\") が閉じておらず、後の行まで一つのセルに飲み込まれています。その行の \" を直すか、エクスポートをやり直してください。",
        "A quote (\") that opens in the row at line {line} of {file} is not closed and swallows the rows after it. Mend the quote there or export the file again.",
    ),
    "ingest_damaged": (
        "{file} は {form} として読めません ({detail})。エクスポートをやり直してください。",
        "{file} cannot be read as {form} ({detail}). Export it again.",
    ),
    "ingest_archive": (
        "{file} は圧縮ファイルです(中身: {inside})。解凍(展開)して、中のファイルを置いてください。",
        "{file} is a packed folder (inside: {inside}). Unpack it and put the files that are in it here.",
    ),
    "ingest_html": (
        "{file} の中身は、名前とは違い HTML か XML のページです。Excel で開き、「名前を付けて保存」で .xlsx を選んで保存し、そのファイルを置いてください。",
        "{file} holds a page of HTML or XML, whatever its name. Open it in Excel, save it as .xlsx and put that file here.",
    ),
    "ingest_not_excel": (
        "{file} は名前の終わりが {suffix} ですが、中身は Excel ではありません。CSV やタブ区切りの文字なら名前の終わりを .csv に変え、"
        "そうでなければ Excel で開いて .xlsx で保存し直してください。",
        "{file} ends with {suffix} but is no Excel workbook. If it is CSV or text with tabs, let its name end with .csv; otherwise open it in Excel and save it as .xlsx.",
    ),
    "ingest_excel_password": (
        "{file} はパスワードで保護されています。Excel でパスワードを外して保存し直してください。",
        "{file} is protected by a password. Remove it in Excel and save the file again.",
    ),
    "ingest_excel_sheet": (
        "{file} にシート「{sheet}」がありません。あるのは: {sheets}。voc.toml の sheet を直してください。",
        "{file} has no sheet '{sheet}'. There are: {sheets}. Correct `sheet` in voc.toml.",
    ),
    "ingest_excel_columns": (
        "{file} には複数のシートがあり、設定にある列はどのシートにもありません(シート: {sheets})。別のアンケートのファイルでなければ、voc.toml のこのソースに sheet = \"シート名\" と、その列名を書いてください。",
        "{file} has several sheets, and none has any of the known columns (sheets: {sheets}). Unless the file is from another survey, add sheet = \"name\" to this source in voc.toml, with the columns of that sheet.",
    ),
    "ingest_excel_memory": (
        "{file} は {limit} のメモリでは開けません。表から遠く離れたセルに何か入っていないか確認し、必要な表だけを新しいファイルか CSV に保存してください。",
        "{file} does not open within {limit} of memory. Look for cells far away from the table, and save the table alone to a new file or as CSV.",
    ),
    "ingest_sql_url": (
        "ソース {file} の url を読めません。postgresql://ユーザー@ホスト/データベース の形で書いてください。",
        "The url of {file} cannot be read. Write it like postgresql://user@host/database.",
    ),
    "ingest_sql_variable": (
        "{file}: 環境変数 {variable} に接続先がありません。voc を始める前に、postgresql://利用者:パスワード@ホスト/データベース のような接続先を入れてください。",
        "{file}: the environment variable {variable} holds no address. Before voc starts, set it to one like postgresql://user:password@host/database.",
    ),
    "ingest_sql": (
        "{file} をデータベースで実行できません: {detail}。接続先(url)と問い合わせ(query)を確認してください。",
        "The database does not answer {file}: {detail}. Check its address (url) and its query.",
    ),
    "ingest_driver": (
        "{file}: {database} に接続するドライバーが入っていません。次を実行してください: {command}",
        "{file}: the driver for {database} is not installed. Run: {command}",
    ),
    "ingest_preset": (
        "preset「{preset}」はありません。使えるのは: {presets}。",
        "There is no preset '{preset}'. There are: {presets}.",
    ),
    "ingest_unmapped": (
        "{file} のどの列が {field} か決まっていません。voc.toml のこのソースに {field} = \"列名\" を書いてください。列: {columns}。"
        "これが列名でないとき(見出しの上に表題などがあるとき)は、見出しより上の行を消して保存し直してください。見出しが 2 行以上あるなら header_rows = 行数、ほかのシートにあるなら sheet = \"シート名\" も書けます。",
        "Nothing says which column of {file} is {field}. Add {field} = \"column\" to this source in voc.toml. Columns: {columns}. "
        "If these are no names of columns (a title above the header), delete the rows above the header and save the file again; header_rows = N tells of a header of several rows, sheet = \"name\" of another sheet.",
    ),
    "ingest_no_header": (
        "{file} の 1 行目に、知っている列名が一つもありません(列は {count} 個、必要な列: {missing})。1 行目が見出しになっているか(上に表題などがあれば、その行を消してください)、別のアンケートのファイルではないかを確認してください。",
        "The first row of {file} holds none of the known columns ({count} {count:cell|cells}; needed: {missing}). Check that it is a header (delete a title above it), and that the file is not from another survey.",
    ),
    "ingest_data_header": (
        "{file} の 1 行目は列名ではなく、回答のデータのようです(例: {seen}。文字と数字は伏せています)。1 行目に列名(回答日時、推奨度、ご意見 など)を入れてから置き直してください。",
        "The first row of {file} seems to hold an answer, not column names ({seen}; letters and digits are hidden). Put names of the columns (date, score, comment …) into the first row and try again.",
    ),
    "ingest_column": (
        "{file} に必要な列「{missing}」がありません。列: {columns}。近い名前: {closest}。voc.toml の列名を直すか、この列を含めて書き出し直してください。",
        "{file} lacks the column '{missing}', which no row can do without. Columns: {columns}. Closest: {closest}. Correct the name in voc.toml, or export the file again with it.",
    ),
    "ingest_column_optional": (
        "{file} に列「{missing}」がありません。列: {columns}。近い名前: {closest}。列名を直すか、無いファイルがあってよければ voc.toml のこのソースの optional に加えてください。",
        "{file} lacks the column '{missing}'. Columns: {columns}. Closest: {closest}. Correct the name, or if some files may lack it, add it to `optional` of this source in voc.toml.",
    ),
    "ingest_scale": (
        "{file} の「{column}」は 0〜10 ではなく 1〜{top} で答えられているようです (件数 {seen})。そのまま読むと NPS が誤るため、このファイルは読みません。0〜10 の質問なら列名に「0〜10」と入れ、そうでなければ 0〜10 の列を voc.toml の nps に指定してください (1〜{top} の列は scores に書けます)。",
        "'{column}' in {file} seems to be answered on 1-{top}, not 0-10 (counts {seen}). Read as it is, NPS would be wrong, so this file is not read. If it is a 0-10 question, put '0-10' into the column's name; otherwise name the 0-10 column as `nps` in voc.toml (a 1-{top} column may go under scores).",
    ),
    # a row
    "row_width": (
        "セルの数が見出しと違います (見出し {width}、この行 {found})。区切り文字や改行の崩れ、途中で切れたファイルが考えられます。",
        "The number of cells differs from the header's ({width} in the header, {found} here): a stray delimiter or line break, or a file cut off.",
    ),
    "quote_unbalanced": (
        "引用符 (\") の対応が取れず、この行は読めません。セルの中の \" は \"\" と書く必要があります。",
        "The quotes (\") of this row do not match. A \" inside a cell must be written \"\".",
    ),
    "json_unreadable": (
        "JSON のオブジェクトとして読めない行です。途中で切れていないか確認してください。",
        "This line is no JSON object. See whether it was cut off.",
    ),
    "thread_unreadable": (
        "やり取りの欄が JSON の配列として読めません。",
        "The column with the turns of the conversation is no JSON array.",
    ),
    "id_missing": (
        "ID が空です。",
        "The id is blank.",
    ),
    "time_missing": (
        "日時が空です。",
        "The time is blank.",
    ),
    "time_unreadable": (
        "日時「{value}」を読めません。voc.toml の time_format で形を指定できます (例: %d.%m.%Y %H:%M)。",
        "The time '{value}' cannot be read. `time_format` in voc.toml can state its form (for example %d.%m.%Y %H:%M).",
    ),
    "score_missing": (
        "点数が空です。",
        "The score is blank.",
    ),
    "score_unreadable": (
        "点数「{value}」は数ではありません。",
        "The score '{value}' is no number.",
    ),
    "score_not_integer": (
        "点数「{value}」は整数ではありません。",
        "The score '{value}' is no whole number.",
    ),
    "score_out_of_range": (
        "点数「{value}」は 0〜10 の外です。",
        "The score '{value}' is outside 0-10.",
    ),
    "score_other_top": (
        "点数「{value}」は 10 点満点ではありません。NPS は 0〜10 の点数で計算します。",
        "The score '{value}' is not out of 10. NPS is computed from scores of 0-10.",
    ),
    "duplicate_row": (
        "同じファイルに全く同じ行があります。最初の行だけを使います。",
        "The same file has an identical row. The first one is used.",
    ),
    "duplicate_id_conflict": (
        "同じファイルに同じ ID で内容の違う行があります。最初の行を使います。id の列が足りないか確認してください。",
        "The same file has another row with this id and different content. The first one is used. See whether `id` needs one more column.",
    ),
    # what to look at twice in a mapping
    "ingest_doubt_unnamed": (
        "「{column}」は、人に薦めたいかを聞く質問だと列名からは分かりません。NPS はこの列で計算します。違う場合は voc.toml の nps に推奨度(0〜10)の列を書いてください。",
        "The name '{column}' does not say that it asks whether people would recommend. NPS is computed from it; if that is wrong, name the 0-10 column as `nps` in voc.toml.",
    ),
    "ingest_doubt_several": (
        "NPS は「{column}」で計算しますが、「{others}」も推奨度かもしれません。違う場合は voc.toml の nps を直してください。どちらも使うときは、もう一方を scores に書けます。",
        "NPS is computed from '{column}', but '{others}' may be the score too. If that is wrong, correct `nps` in voc.toml; the other one may go under scores.",
    ),
    "ingest_doubt_segments": (
        "属性にできる列がほかに {left} 列あります。属性の値ごとに集計するので、値が 3 種類以上の列を先に {kept} 列だけ選びました。分けて見たい列は voc.toml の segments に書いてください(列が多いほど集計に時間がかかります)。",
        "{left} more {left:column|columns} may be segments. Every value of a segment is tabulated, so {kept} were chosen, those with three values and more first. Name the ones you want under segments in voc.toml (the more, the longer a run takes).",
    ),
    # warnings of voc check
    "ingest_warn_unknown": (
        "{field}: 決められた値にないセルが {count} 件あり、空として扱います: {seen}",
        "{field}: {count} {count:cell is|cells are} not among the declared values and {count:counts|count} as blank: {seen}",
    ),
    "ingest_warn_damaged": (
        "外字 (私用領域の文字) があります (文字コード {encoding})。壊れた文字か、社内だけの外字です。",
        "There are private-use characters (encoding {encoding}): damage, or characters only your company has.",
    ),
    "ingest_warn_absent": (
        "このファイルにない列: {columns}",
        "Columns that this file lacks: {columns}",
    ),
    "ingest_warn_nothing": (
        "使える行が一つもありません。",
        "There is no usable row.",
    ),
    "ingest_warn_silent": (
        "コメントが一件もない質問: {questions}",
        "Questions without a single comment: {questions}",
    ),
}
