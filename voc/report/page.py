"""The report as one HTML page: no script, and nothing is loaded from elsewhere. It prints to A4.

Everything that comes from outside the program is escaped by the template.
"""

from functools import partial
from pathlib import Path

from voc.report.charts import DARK, THEME
from voc.report.document import Document
from voc.words import say
from voc.words.harmless import forwards

_TEMPLATE = "page.html"


def page(document: Document) -> str:
    """The whole page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        finalize=forwards,
        undefined=StrictUndefined,
        trim_blocks=True,
    )

    def said(code: str, **values: object) -> str:
        return say(code, document.language, **values)

    template = environment.get_template(_TEMPLATE)
    return template.render(document=document, theme=THEME, dark=DARK, say=partial(said))
