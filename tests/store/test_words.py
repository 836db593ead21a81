import re
from pathlib import Path

from voc import store
from voc.words.store import WORDS


def test_every_code_of_the_store_has_words_and_every_word_is_used() -> None:
    sources = [path.read_text() for path in Path(store.__file__).parent.rglob("*.py")]
    codes = {code for text in sources for code in re.findall(r'(?:Error|Busy|Taken|MissingExtra)\(\s*"(\w+)"', text)}
    assert codes == set(WORDS)


def test_both_languages_show_the_same_values() -> None:
    for code, sentences in WORDS.items():
        japanese, english = (set(re.findall(r"{(\w+)}", sentence)) for sentence in sentences)
        assert japanese == english, code


def test_everything_exported_is_there() -> None:
    assert len(store.__all__) == len(set(store.__all__))
    assert all(hasattr(store, name) for name in store.__all__)
