"""What is wrong with a command line. The English are the sentences of typer, by which voc.cli.misuse knows them."""

WORDS: dict[str, tuple[str, str]] = {
    "misuse.value": ("オプション {name} には値が必要です。", "Option '{name}' requires an argument."),
    "misuse.no_value": ("オプション {name} に値は付けられません。", "Option '{name}' does not take a value."),
    "misuse.argument": ("{name} がありません。", "Missing argument '{name}'."),
    "misuse.option": ("オプション {name} を指定してください。", "Missing option '{name}'."),
    "misuse.near_command": (
        "コマンド {name} はありません。もしかして: {near}。",
        "No such command '{name}'. Did you mean '{near}'?",
    ),
    "misuse.command": ("コマンド {name} はありません。", "No such command '{name}'."),
    "misuse.near_option": (
        "オプション {name} はありません。もしかして: {near}。",
        "No such option: {name} (Possible options: {near})",
    ),
    "misuse.no_option": ("オプション {name} はありません。", "No such option: {name}"),
    "misuse.extra": ("余分な語があります: {words}。", "Got unexpected extra argument(s) ({words})"),
    "misuse.whole": (
        "{name} には整数を指定してください。",
        "Invalid value for '{name}': Input should be a valid integer, unable to parse string as an integer",
    ),
    "misuse.number": (
        "{name} には数を指定してください。",
        "Invalid value for '{name}': Input should be a valid number, unable to parse string as a number",
    ),
    "misuse.least": (
        "{name} には {least} 以上の数を指定してください。",
        "Invalid value for '{name}': Input should be greater than or equal to {least}",
    ),
    "misuse.most": (
        "{name} には {most} 以下の数を指定してください。",
        "Invalid value for '{name}': Input should be less than or equal to {most}",
    ),
    "misuse.choice": (
        "{name} に {given} は指定できません。指定できる値: {values}。",
        "Invalid value for '{name}': Value error, '{given}' is not one of {values}.",
    ),
    "misuse.invalid": ("{name} の値が正しくありません: {detail}", "Invalid value for '{name}': {detail}"),
    "misuse.wrong": ("{detail}", "Invalid value: {detail}"),
}
