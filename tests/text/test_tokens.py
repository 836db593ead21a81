"""tokenise: words with offsets, whatever the text does to MeCab."""

import os
import subprocess
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.text import tokenise
from voc.text.tokens import kinds

HOSTILE = {
    "one letter": "あ" * 200_000,
    "one digit": "1" * 200_000,
    "dots": "。" * 100_000,
    "dashes": "-" * 200_000,
    "url": "https://example.com/" + "a/b" * 60_000,
    "blanks": "駅" + " " * 100_000 + "近い",
    "no break": "駅から近い店" * 20_000,
}


def test_token_knows_lemma_part_of_speech_and_place() -> None:
    last = tokenise("景色が 美しかった")[2]
    assert (last.surface, last.lemma, last.pos, last.start, last.end) == (
        "美しかっ",
        "美しい",
        "形容詞-一般",
        4,
        8,
    )
    assert last.form.startswith("連用形")


KINDS = [
    ("福井", {"名詞-固有名詞-人名-姓", "名詞-固有名詞-地名-一般"}),
    ("佐藤", {"名詞-固有名詞-人名-姓"}),
    ("福井です", set()),
    ("", set()),
    ("\x00", set()),
]


@pytest.mark.parametrize(("word", "all_that_it_is"), KINDS)
def test_the_dictionary_tells_all_that_a_word_can_be(word: str, all_that_it_is: set[str]) -> None:
    assert kinds(word) == all_that_it_is


def test_what_a_word_can_be_is_asked_without_harm_to_what_is_read_next() -> None:
    before = tokenise("担当の福井が来た")
    kinds("福井")
    assert tokenise("担当の福井が来た") == before


def test_unknown_word_is_its_own_lemma() -> None:
    assert [t.lemma for t in tokenise("iPhone")] == ["iPhone"]


@given(
    st.text(
        st.one_of(st.sampled_from("駅から近い。\n \x00\ud800あああーー「」、　a1"), st.characters()),
        max_size=80,
    )
)
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for token in tokenise(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end


@given(st.text("駅から近い。美味しくない、", max_size=60))
def test_tokens_are_the_text_without_blanks(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[t.start : t.end] == t.surface for t in tokens if len(t.surface) == t.end - t.start)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_read_to_the_end(kind: str) -> None:
    tokens = tokenise(HOSTILE[kind])
    assert tokens
    assert tokens[-1].end <= len(HOSTILE[kind])


def test_nothing_is_lost_after_a_nul_a_surrogate_or_many_blanks() -> None:
    text = "駅\x00近い\ud800店" + " " * 70_000 + "安い"
    assert [t.surface for t in tokenise(text)] == ["駅", "近い", "店", "安い"]
    assert tokenise(text)[-1].end == len(text)


def test_a_long_text_has_the_tokens_of_its_sentences() -> None:
    sentence = "駅から近くて、とても便利でした。"
    once = [t.surface for t in tokenise(sentence)]
    assert [t.surface for t in tokenise(sentence * 400)] == once * 400


def test_threads_agree() -> None:
    texts = [f"{i}番の店の料理が美味しくなかった。" for i in range(200)]
    expected = [tokenise(text) for text in texts]
    results: list[bool] = []

    def work() -> None:
        results.append([tokenise(text) for text in texts] == expected)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this platform")
def test_a_forked_child_reads_as_its_parent() -> None:
    script = (
        "import os\nfrom voc.text import tokenise\nseen = tokenise('駅から近い')\npid = os.fork()\n"
        "if pid == 0:\n    os._exit(0 if tokenise('駅から近い') == seen else 1)\n"
        "raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_importing_the_stage_loads_no_dictionary_and_no_model_library() -> None:
    heavy = "{'fugashi', 'unidic_lite', 'torch', 'transformers'}"
    script = f"import sys, voc.text; raise SystemExit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
