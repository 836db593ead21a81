"""Lines of (text, style) pieces as voc.report makes them, in colour where the terminal has any."""

from collections.abc import Iterable, Sequence

from voc.words.harmless import harmless

_STYLES = {
    "negative": "bold red", "positive": "bold green", "neutral": "bold yellow",
    "reason": "red", "dim": "dim", "": "",
}  # fmt: skip


def say_lines(lines: Iterable[Sequence[tuple[str, str]]]) -> None:
    """Print them on stdout, what a terminal would obey as �; long ones are left to the terminal to fold."""
    from rich.console import Console
    from rich.text import Text

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            raise  # it is voc.cli.edge that ends the program

    console = Screen(highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*((harmless(piece), _STYLES[style]) for piece, style in line)))
