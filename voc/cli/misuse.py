"""What typer, which knows English alone, says of a command line that is written wrongly, in other words."""

import re

from voc.words import say

_FIELDS = {  # the more special sentence first
    "value": ("name",), "no_value": ("name",), "argument": ("name",), "option": ("name",),
    "near_command": ("name", "near"), "command": ("name",), "near_option": ("name", "near"),
    "no_option": ("name",), "extra": ("words",), "whole": ("name",), "number": ("name",),
    "least": ("name", "least"), "most": ("name", "most"), "choice": ("name", "given", "values"),
    "invalid": ("name", "detail"), "wrong": ("detail",),
}  # fmt: skip


def in_words(detail: str, language: str) -> str:
    """The sentence `detail` of typer in `language`; one that is not known stays as it is."""
    for code, fields in _FIELDS.items() if language != "en" else ():
        pattern = re.escape(say(f"misuse.{code}", "en", **{field: f"<{field}>" for field in fields}))
        for field in fields:
            pattern = pattern.replace(f"<{field}>", f"(?P<{field}>.+?)")
        if found := re.fullmatch(pattern, detail, re.DOTALL):
            own = {field: said.replace("'", "") for field, said in found.groupdict().items()}
            return say(f"misuse.{code}", language, **own)
    return detail
