"""What is wrong with a command line is said in the language of whoever wrote it."""

import pytest

from voc.cli.misuse import in_words

WRONG = [
    (["chek"], "コマンド chek はありません。もしかして: check。", "No such command 'chek'. Did you mean 'check'?"),
    (["zzz"], "コマンド zzz はありません。", "No such command 'zzz'."),
    (["query"], "SQL がありません。", "Missing argument 'SQL'."),
    (["train", "--gold", "x"], "オプション --output / -o を指定してください。", None),
    (["evaluate", "--gold"], "オプション --gold には値が必要です。", "Option '--gold' requires an argument."),
    (["run", "--fast"], "オプション --fast はありません。", "No such option: --fast"),
    (["evaluate", "--gol", "x"], "オプション --gol はありません。もしかして: --gold", "No such option: --gol ("),
    (["check", "--help=3"], "オプション --help に値は付けられません。", "Option '--help' does not take a value."),
    (["status", "a", "b"], "余分な語があります: a b。", "Got unexpected extra argument(s) (a b)"),
    (["serve", "--port", "abc"], "--port には整数を指定してください。", "Input should be a valid integer"),
    (["serve", "--port", "99999"], "--port には 65535 以下の数を指定してください。", "less than or equal to 65535"),
    (["review", "--limit", "0"], "--limit / -n には 1 以上の数を指定してください。", "greater than or equal to 1"),
    (["evaluate", "--gold", "x", "--format", "yaml"], "--format に yaml は指定できません。指定できる値: table, json。", "'yaml' is not one of 'table', 'json'"),
    (["query", "SELECT 1", "--format", "yaml"], "--format: yaml; table", "Invalid value: --format: yaml; table"),
]


@pytest.mark.parametrize(("line", "japanese", "english"), WRONG)
def test_a_wrong_command_line_is_told_in_both_languages(voc, monkeypatch, line, japanese, english) -> None:
    for language, said in (("ja", japanese), ("en", english)):
        monkeypatch.setenv("VOC_LANG", language)
        done = voc(*line)
        told, hint = done.stderr.splitlines()
        assert done.exit_code == 2 and done.stdout == "" and (said or "") in told
        assert ("root --help" if "コマンド" in japanese else f"root {line[0]} --help") in hint


def test_a_sentence_that_is_not_known_stays_as_it_is() -> None:
    assert in_words("Something else is wrong", "ja") == "Something else is wrong"
