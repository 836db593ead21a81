"""A picture made of marks, as SVG and as PNG. There is one drawing: the PNG is the SVG, rasterised.

Letters are outlines (`voc.report.charts.letters`); `labels` says which texts are in the picture. Nothing has
a style attribute, a script or a reference to another file, so a strict content-security policy lets it pass.
Every mark names its ink twice: as a plain attribute, which holds where the picture stands alone, and as a
class (`f-bad`, `s-grid`), by which the stylesheet of a page gives it the colours of its theme: `THEME`.
"""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape

from voc.report.charts import letters

Point = tuple[float, float]

# Distinct for the common colour blindnesses and in grey (after Okabe and Ito 2008).
INKS = {
    "ink": ("#1f2328", "#e6e8eb"),  # light, dark
    "muted": ("#5d646d", "#a3abb5"),
    "faint": ("#9aa1a9", "#737b85"),
    "grid": ("#e3e6e9", "#343a41"),
    "wash": ("#f3f5f7", "#22272d"),
    "paper": ("#ffffff", "#16191d"),
    "good": ("#0067a5", "#56b4e9"),
    "bad": ("#c0440e", "#f28c50"),
    "third": ("#00795a", "#3fc79c"),
    "fourth": ("#8f4a86", "#d79acb"),
    "fifth": ("#8a6d00", "#e3c44f"),
}
THEME = "".join(
    f".chart .f-{name} {{ fill: var(--chart-{name}, {light}); }}"
    f" .chart .s-{name} {{ stroke: var(--chart-{name}, {light}); }}\n"
    for name, (light, _) in INKS.items()
)
DARK = "".join(f"--chart-{name}: {dark}; " for name, (_, dark) in INKS.items()).rstrip()

TEXT, SMALL, TITLE = 12.5, 11.0, 15.0  # sizes of letters in pixels


class Figure:
    """A picture of `width` × `height` pixels with a name and a description for those who cannot see it.

    Coordinates are pixels from the top left. A browser shows the `title` of a mark under the pointer.
    """

    def __init__(self, width: float, height: float, name: str, description: str) -> None:
        self.width, self.height = round(width), round(height)
        self.name, self.description = name, description
        self.labels: list[str] = []
        self._marks: list[str] = []

    def line(self, points: Sequence[Point], ink: str, weight: float = 1.0, dash: str = "") -> None:
        """A line through the points."""
        data = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        stroke = f'stroke-width="{_n(weight)}" stroke-linejoin="round"{dashed}'
        self._marks.append(f'<path class="s-{ink}" d="{data}" fill="none" stroke="{INKS[ink][0]}" {stroke}/>')

    def area(self, points: Sequence[Point], ink: str, opacity: float) -> None:
        """A filled shape."""
        data = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + "Z"
        self._marks.append(f'<path class="f-{ink}" d="{data}" fill="{INKS[ink][0]}"{_opacity(opacity)}/>')

    def box(
        self, x: float, y: float, width: float, height: float, ink: str, *, edge: str = "", title: str = "",
        opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """A rectangle, with a thin edge where one is named."""
        border = f' stroke="{INKS[edge][0]}"' if edge else ""
        classes = f"f-{ink} s-{edge}" if edge else f"f-{ink}"
        place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(max(height, 0))}"'
        fill = f'fill="{INKS[ink][0]}"{border}{_opacity(opacity)}'
        self._marks.append(_titled(f'<rect class="{classes}" {place} {fill}', "rect", title))

    def dot(
        self, x: float, y: float, radius: float, ink: str, *, hollow: bool = False, square: bool = False,
        title: str = "", opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """A point: a disc or a square, filled with its ink or, when hollow, with the paper."""
        fill = "paper" if hollow else ink
        paint = f'fill="{INKS[fill][0]}" stroke="{INKS[ink][0]}" stroke-width="1.6"{_opacity(opacity)}'
        if square:
            side = f'width="{_n(2 * radius)}" height="{_n(2 * radius)}"'
            place = f'x="{_n(x - radius)}" y="{_n(y - radius)}" {side}'
            self._marks.append(_titled(f'<rect class="f-{fill} s-{ink}" {place} {paint}', "rect", title))
        else:
            place = f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"'
            self._marks.append(_titled(f'<circle class="f-{fill} s-{ink}" {place} {paint}', "circle", title))

    def text(
        self, x: float, y: float, text: str, *, size: float = TEXT, ink: str = "ink", anchor: str = "start",
        heavy: bool = False, halo: bool = False, turned: bool = False,
    ) -> None:  # fmt: skip
        """A text whose baseline is at `y`; `x` is its start, middle or end. `turned` reads upwards.

        `halo` keeps it legible over lines; `heavy` thickens it.
        """
        text = letters.written(text)
        if not text.strip():
            return
        self.labels.append(text)
        back = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * letters.width(text, size)
        scale = f"scale({_n(size / letters.EM, 5)} {_n(-size / letters.EM, 5)})"
        at, uses = 0, []
        for c in text:
            if letters.outline(c):
                uses.append(f'<use href="#{_MARK}{ord(c):x}"' + (f' x="{at}"/>' if at else "/>"))
            at += letters.advance(c)
        place = (
            f"translate({_n(x)} {_n(y)})" + (" rotate(-90)" if turned else "") + f" translate({_n(-back)} 0)"
        )
        shapes = "".join(uses)
        if halo:
            stroke = f'stroke="{INKS["paper"][0]}" stroke-width="{round(3 * letters.EM / size)}"'
            self._marks.append(
                f'<g class="f-paper s-paper" fill="{INKS["paper"][0]}" {stroke} stroke-linejoin="round"'
                f' transform="{place} {scale}">{shapes}</g>'
            )
        thick = f' stroke="{INKS[ink][0]}" stroke-width="32"' if heavy else ""
        classes = f"f-{ink} s-{ink}" if heavy else f"f-{ink}"
        self._marks.append(
            f'<g class="{classes}" fill="{INKS[ink][0]}"{thick} transform="{place} {scale}"'
            f' data-text="{escape(text)}">{shapes}</g>'
        )

    @contextmanager
    def inside(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """What is drawn meanwhile is cut off at the edges of the rectangle."""
        name = f"{_MARK}k{len(self._marks)}"
        place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
        self._marks.append(f'<clipPath id="{name}"><rect {place}/></clipPath><g clip-path="url(#{name})">')
        yield
        self._marks.append("</g>")

    def svg(self, *, alone: bool = True) -> str:
        """The picture as an SVG element: a file, or when not `alone` a part of a page."""
        shapes = sorted({c for label in self.labels for c in label if letters.outline(c)})
        defs = "".join(f'<path id="{_MARK}{ord(c):x}" d="{letters.outline(c)}"/>' for c in shapes)
        body = f"<defs>{defs}</defs>\n" + "\n".join(self._marks)
        own = (
            f"v{zlib.crc32((self.name + self.description + body).encode()):08x}"  # many may stand in one page
        )
        space = f' xmlns="{_SVG}"' if alone else ""
        return (
            f'<svg{space} class="chart" role="img" aria-labelledby="{own}t {own}d"'
            f' width="{self.width}" height="{self.height}" viewBox="0 0 {self.width} {self.height}">\n'
            f'<title id="{own}t">{escape(self.name)}</title>\n'
            f'<desc id="{own}d">{escape(self.description)}</desc>\n'
            f'<rect class="f-paper" width="{self.width}" height="{self.height}" fill="{INKS["paper"][0]}"/>\n'
            f"{body.replace(_MARK, own)}\n</svg>\n"
        )

    def png(self, scale: float = 2.0) -> bytes:
        """The picture as a PNG, `scale` pixels to one of its own."""
        from resvg_py import svg_to_bytes

        return bytes(svg_to_bytes(svg_string=self.svg(), zoom=scale, skip_system_fonts=True))


_SVG = "http://www.w3.org/2000/svg"
_MARK = "\x00"  # stands in ids for the name of the picture, which is known when it is whole


def _n(value: float, digits: int = 1) -> str:
    shown = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown


def _opacity(value: float) -> str:
    return "" if value == 1 else f' opacity="{_n(value, 2)}"'


def _titled(start: str, element: str, title: str) -> str:
    return f"{start}><title>{escape(title)}</title></{element}>" if title else f"{start}/>"
