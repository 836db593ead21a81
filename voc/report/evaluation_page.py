"""How right a model is, as an HTML page: the tables of `evaluation`, whose counts open their comments.

No script, no file beside it. Comments are shown as they were given, escaped and in their order.
"""

import html
from collections.abc import Mapping
from typing import Any

from voc.report.evaluation import Behind, Part, notes, parts, title, told
from voc.words.harmless import forwards


def evaluation_page(document: Mapping[str, Any], language: str) -> str:
    """The page of what `voc.evaluate` gives."""
    said = _escaped(title(document, language))
    body = [f"<h1>{said}</h1>", *(f"<p>{_escaped(one)}</p>" for one in notes(document, language))]
    for number, part in enumerate(parts(document, language)):
        body += [f"<h2>{_escaped(part.head)}</h2>", _table(number, part)]
        body += [_opened(number, one, language) for one in part.behind]
    return _PAGE.format(language=language, title=said, body="\n".join(body))


def _table(number: int, part: Part) -> str:
    places = {(one.row, one.column): _place(number, one) for one in part.behind}

    def shown(at: tuple[int, int], cell: str) -> str:
        said = _escaped(cell).replace(", ", ",&nbsp;")  # an interval stays on one line
        return f'<a href="#{places[at]}">{said}</a>' if at in places else said

    head = "".join(f"<th>{_escaped(cell)}</th>" for cell in part.view.heads)
    lines = (
        "".join(f"<td>{shown((i, j), cell)}</td>" for j, cell in enumerate(row))
        for i, row in enumerate(part.view.rows)
    )
    return f"<table><tr>{head}</tr>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _opened(number: int, behind: Behind, language: str) -> str:
    mark = ' class="wrong"' if behind.wrong else ""
    shown = ((f"{one['id']} {one['question']}", one["text"], told(one, language)) for one in behind.comments)
    items = "".join(
        "<li><small>{}</small> {} <small>{}</small></li>".format(*map(_escaped, one)) for one in shown
    )
    # A browser that is led to something folded unfolds it: the place is within.
    place, head = _place(number, behind), _escaped(behind.head)
    return f'<details{mark}><summary>{head}</summary><ol id="{place}">{items}</ol></details>'


def _escaped(text: str) -> str:
    return html.escape(str(forwards(text)))


def _place(number: int, behind: Behind) -> str:
    return f"cell-{number}-{behind.row}-{behind.column}"


_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light;
  --ink: #222; --muted: #595959; --line: #ddd; --paper: #fff; --link: #0b5394; --bad: #a3260f; }}
@media screen and (prefers-color-scheme: dark) {{
  :root {{ color-scheme: dark;
    --ink: #e6e8eb; --muted: #a9b1bb; --line: #343a41; --paper: #16191d; --link: #6cbcf0; --bad: #f5a07a; }}
}}
body {{ font: 16px/1.6 system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Yu Gothic", sans-serif;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink); background: var(--paper); }}
h1 {{ font-size: 1.4rem; }} h2 {{ font-size: 1.1rem; margin-top: 2rem; }}
table {{ display: block; overflow-x: auto; border-collapse: collapse; font-variant-numeric: tabular-nums; }}
td, th {{ padding: .2rem 1rem .2rem 0; border-bottom: 1px solid var(--line); text-align: right; }}
th {{ color: var(--muted); font-weight: normal; }} td:first-child, th:first-child {{ text-align: left; }}
a {{ color: var(--link); }} ol {{ scroll-margin-top: 3rem; }}
details {{ margin: .3rem 0; }} summary {{ cursor: pointer; }} .wrong > summary {{ color: var(--bad); }}
li {{ margin: .4rem 0; white-space: pre-line; }} small {{ color: var(--muted); display: block; }}
</style>
{body}
</html>
"""
