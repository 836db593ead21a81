"""How people write a lemma of unidic: 綺麗 for 奇麗, ほとんど for 殆ど, 帰る where 返る stands for both.

Enters: a lemma and the word as it was written, in its base form. Leaves: the lemma that tables show.
Spellings of one word stay one lemma (きれい, キレイ and 綺麗); what unidic takes for one word and is two
goes apart.
"""

_USUAL = dict(
    pair.split(":")
    for pair in (
        "奇麗:綺麗 遣る:やる 侭:まま 塵:ゴミ 塵箱:ゴミ箱 御洒落:おしゃれ 確り:しっかり 殆ど:ほとんど "
        "可成:かなり 兎に角:とにかく 折角:せっかく 態々:わざわざ 偶々:たまたま 丁度:ちょうど "
        "勿論:もちろん 其々:それぞれ 猶:なお 略:ほぼ 目茶苦茶:めちゃくちゃ 長閑:のどか 今一:いまいち "
        "割り引き:割引 受け付け:受付 入り口:入口 刺し身:刺身 総菜:惣菜 空揚げ:唐揚げ 天麩羅:天ぷら "
        "漬け物:漬物 下ろし蕎麦:おろしそば 御握り:おにぎり 御襁褓:おむつ 見付ける:見つける "
        "見付かる:見つかる 見掛ける:見かける 出掛ける:出かける 纏まる:まとまる 仕方無い:仕方ない "
        "持て成し:もてなし 手摺:手すり 田圃:田んぼ 烏賊:イカ 河豚:フグ 蝦:エビ 蛸:タコ 躑躅:ツツジ "
        "薔薇:バラ 待ち合い:待合 貸し切り:貸切 乗り換え:乗換 人込み:人混み 町並み:街並み "
        "町歩き:街歩き"
    ).split()
)
_APART = {
    "返る": "帰", "取る": "撮採", "締まる": "閉", "締める": "閉", "上る": "登", "下りる": "降",
    "止める": "停", "温かい": "暖", "利く": "効", "立てる": "建", "沸く": "湧", "吊る": "釣",
}  # fmt: skip
_AS_WRITTEN = frozenset((("側", "そば"), ("側", "ソバ"), ("散らし", "チラシ"), ("子", "コ")))


def spelt(lemma: str, written: str) -> str:
    """The lemma as people write it; `written` is the word's base form in the spelling of the text.

    >>> spelt("奇麗", "きれい"), spelt("返る", "帰れる"), spelt("側", "そば"), spelt("側", "側")
    ('綺麗', '帰る', 'そば', '側')
    """
    if written[:1] and written[0] in _APART.get(lemma, ""):
        return written[0] + lemma[1:]
    return written if (lemma, written) in _AS_WRITTEN else _USUAL.get(lemma, lemma)
