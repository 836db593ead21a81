"""How right a model is, as an HTML page: the tables of `evaluation`, whose counts open their comments.

No script, no file beside it. Comments are shown as they were given, escaped.
"""

import html
from collections.abc import Mapping
from typing import Any

from voc.report.evaluation import Behind, Part, notes, parts, title, told


def evaluation_page(document: Mapping[str, Any], language: str) -> str:
    """The page of what `voc.evaluate` gives."""
    said = html.escape(title(document, language))
    body = [f"<h1>{said}</h1>", *(f"<p>{html.escape(one)}</p>" for one in notes(document, language))]
    for number, part in enumerate(parts(document, language)):
        body += [f"<h2>{html.escape(part.head)}</h2>", _table(number, part)]
        body += [_opened(number, one, language) for one in part.behind]
    return _PAGE.format(language=language, title=said, body="\n".join(body))


def _table(number: int, part: Part) -> str:
    places = {(one.row, one.column): _place(number, one) for one in part.behind}

    def shown(at: tuple[int, int], cell: str) -> str:
        said = html.escape(cell).replace(", ", ",&nbsp;")  # an interval stays on one line
        return f'<a href="#{places[at]}">{said}</a>' if at in places else said

    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in part.view.heads)
    lines = (
        "".join(f"<td>{shown((i, j), cell)}</td>" for j, cell in enumerate(row))
        for i, row in enumerate(part.view.rows)
    )
    return f"<table><tr>{head}</tr>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _opened(number: int, behind: Behind, language: str) -> str:
    mark = ' class="wrong"' if behind.wrong else ""
    shown = ((f"{one['id']} {one['question']}", one["text"], told(one, language)) for one in behind.comments)
    items = "".join(
        "<li><small>{}</small> {} <small>{}</small></li>".format(*map(html.escape, one)) for one in shown
    )
    # A browser that is led to something folded unfolds it: the place is within.
    place, head = _place(number, behind), html.escape(behind.head)
    return f'<details{mark}><summary>{head}</summary><ol id="{place}">{items}</ol></details>'


def _place(number: int, behind: Behind) -> str:
    return f"cell-{number}-{behind.row}-{behind.column}"


_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.6 system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Yu Gothic", sans-serif;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }}
h1 {{ font-size: 1.4rem; }} h2 {{ font-size: 1.1rem; margin-top: 2rem; }}
table {{ display: block; overflow-x: auto; border-collapse: collapse; font-variant-numeric: tabular-nums; }}
td, th {{ padding: .2rem 1rem .2rem 0; border-bottom: 1px solid #ddd; text-align: right; }}
th {{ color: #595959; font-weight: normal; }} td:first-child, th:first-child {{ text-align: left; }}
a {{ color: #0b5394; }} ol {{ scroll-margin-top: 3rem; }}
details {{ margin: .3rem 0; }} summary {{ cursor: pointer; }} .wrong > summary {{ color: #a3260f; }}
li {{ margin: .4rem 0; white-space: pre-line; }} small {{ color: #595959; display: block; }}
</style>
{body}
</html>
"""
