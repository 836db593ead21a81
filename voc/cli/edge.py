"""Where codes become words and failures become exit codes; what all commands share.

    0    done                          2    the command line is wrong
    1    a failure a person can mend   130  interrupted        141  nobody reads the output any more

Words are in the language of VOC_LANG, else of the project around the current folder, until a command opens
its project, and in that one's from then on. --help knows VOC_LANG alone.
"""

import errno
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from typer.core import TyperCommand, TyperGroup

from voc.cli import misuse
from voc.cli.screen import tell
from voc.errors import SettingsError, VocError
from voc.words import codes, language_asked, say

if TYPE_CHECKING:
    from voc.config import Project, Settings

FAILED, USAGE, INTERRUPTED, UNREAD = 1, 2, 130, 141
_HALF = re.compile("[\ud800-\udfff]")  # what Python makes of bytes that are no UTF-8

_HEADINGS = {
    "Usage:": "help.usage",
    "Arguments:": "help.arguments",
    "Options:": "help.options",
    "Commands:": "help.commands",
    "Show this message and exit.": "help.help",
}


HELP_LANGUAGE = language_asked()
_language: ContextVar[str | None] = ContextVar("language", default=None)
_timezone: ContextVar[str] = ContextVar("timezone", default="UTC")


def help_text(code: str) -> str:
    """A text of --help, in the language of the environment."""
    return say(f"help.{code}", HELP_LANGUAGE)


ProjectOption = Annotated[Path | None, typer.Option("--project", metavar="DIR", help=help_text("project"))]


def language() -> str:
    """The language to speak now; before a command has opened its project, that of the one around it."""
    spoken = _language.get()
    if spoken is None:
        _language.set(spoken := _spoken_here())
    return spoken


def _spoken_here() -> str:
    if "VOC_LANG" not in os.environ:
        with suppress(VocError):
            if settings := settings_here():
                return settings.language
    return language_asked()


def settings_here() -> "Settings | None":
    """The settings of the project around the current folder; None where there is none.

    Raises SettingsError where they are wrong.
    """
    here = Path.cwd()
    if not any((folder / "voc.toml").is_file() for folder in (here, *here.parents)):
        return None
    from voc import config  # a command that answers one text starts at once where there is no project

    return config.load(config.find_root(here)).settings


def words(code: str, **values: object) -> str:
    """The sentence for `code` in the language to speak now."""
    return say(code, language(), **values)


def told(error: VocError) -> str:
    """What an error says, its times in the project's zone and what somebody did in words.

    Of a survey without a score also how its comments can be read.
    """
    values = dict(error.values)
    for name in ("at", "since"):
        with suppress(ValueError):  # "?" where nobody knows
            moment = datetime.fromisoformat(str(values.get(name, "?")))
            values[name] = f"{moment.astimezone(ZoneInfo(_timezone.get())):%Y-%m-%d %H:%M:%S}"
    if f"action.{values.get('action')}" in codes():
        values["action"] = words(f"action.{values['action']}")
    said = words(error.code, **values)
    return f"{said}\n{words('no_score')}" if values.get("field") == "nps" else said


def open_project(folder: Path | None) -> "Project":
    """The project in `folder`, or the one around the current folder; its language is spoken from now on.

    The project's voc.toml stands for its folder.

    Raises SettingsError when there is none or its settings are wrong.
    """
    from voc import config

    root = folder.expanduser() if folder else config.find_root(Path.cwd())
    project = config.load(root.parent if root.name == config.FILE and root.is_file() else root)
    _language.set(project.settings.language)
    _timezone.set(project.settings.timezone)
    return project


def from_here(root: Path) -> str:
    """The project in `root` as the current folder would name it; "" where a command finds it by itself."""
    root, here = root.resolve(), Path.cwd()
    if root == here or (root in here.parents and not (here / "voc.toml").exists()):
        return ""
    return str(root.relative_to(here) if here in root.parents else root)


class Command(TyperCommand):
    """A command whose --help is in the language of the environment."""

    def get_help(self, ctx: Any) -> str:
        """The text of --help."""
        return _translated(super().get_help(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Say which command was written wrongly, which an option without its value does not by itself.

        Raises SettingsError for words in another encoding than UTF-8; names of files may be in any.
        """
        try:
            rest = super().parse_args(ctx, args)
            for value in ctx.params.values():
                for said in value if isinstance(value, list | tuple) else [value]:
                    if isinstance(said, str) and _HALF.search(said):
                        raise SettingsError("not_utf8", given=_HALF.sub("\ufffd", said))
            return rest
        except typer.TyperException as error:
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise


class Spread(Command):
    """A command whose file option takes every file that follows, as a shell's pattern gives them."""

    options = ("--from", "--gold")

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Repeat the option before each of its files, which is how it is declared."""
        spread: list[str] = []
        option = ""
        for arg in args:
            if arg.startswith("-"):
                option = arg if arg in self.options else ""
            if option and spread and spread[-1] != option and arg != option:
                spread.append(option)
            spread.append(arg)
        return super().parse_args(ctx, spread)


class Group(TyperGroup):
    """The commands; turns their failures into a sentence on stderr and an exit code."""

    def get_help(self, ctx: Any) -> str:
        """The text of --help."""
        return _translated(super().get_help(ctx))

    def invoke(self, ctx: Any) -> Any:
        """Run the command. When the reader of its output has gone, stop without a word."""
        if sys.stdout is None:  # closed
            raise typer.Exit(UNREAD)
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except OSError as error:
            if error.errno not in (errno.EPIPE, errno.ENOSPC):
                raise
            if error.errno == errno.ENOSPC:
                tell(words("output_full", reason=error.strerror))
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush when Python ends
            raise typer.Exit(UNREAD if error.errno == errno.EPIPE else FAILED) from None
        return result

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line; exits, or returns the exit code when not `standalone_mode`."""
        _language.set(None)
        _timezone.set("UTC")
        try:
            code = int(super().main(args, prog_name, complete_var, False, windows_expand_args, **extra) or 0)
        except VocError as error:
            code = FAILED
            tell(told(error))
        except typer.TyperException as error:
            code = USAGE
            context = getattr(error, "ctx", None)
            command = context.command_path if context else "voc"
            detail = misuse.in_words(error.format_message(), language())
            tell(words("usage", detail=detail, command=command))
        except (KeyboardInterrupt, typer.Abort):
            code = INTERRUPTED
        if code == INTERRUPTED:
            tell(words("interrupted"))
        if standalone_mode:
            sys.exit(code)
        return code


def _translated(text: str) -> str:
    for english, code in _HEADINGS.items():
        text = text.replace(english, say(code, HELP_LANGUAGE))
    return text
