"""Templates with values → HTML. Everything that comes from outside the program is escaped."""

import functools
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import jinja2
from markupsafe import Markup

from voc import __version__
from voc.report import cells, charts
from voc.words.harmless import forwards

_TEMPLATES = Path(__file__).parent / "templates"


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=forwards,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {"version": __version__, "address": address, "drawn": drawn}
    return environment


def rendered(template: str, language: str, values: Mapping[str, object]) -> str:
    """The template with its values; beside them it knows version, address, drawn and worded.

    worded(column, value) is a value of a published table in words.
    """

    def worded(column: str, value: object) -> object:
        return cells.in_words(column, value, language)

    return _environment().get_template(template).render({"worded": worded, **values})


def address(path: str, given: Mapping[str, object] | None = None, **changed: object) -> str:
    """An address with a query: `given`, then what is changed; "" and None are left out."""
    query = {name: value for name, value in (dict(given or {}) | changed).items() if value not in (None, "")}
    return f"{path}?{urlencode(query)}" if query else path


def drawn(figure: charts.Figure) -> Markup:
    """A chart as inline SVG."""
    return Markup(figure.svg(alone=False))
