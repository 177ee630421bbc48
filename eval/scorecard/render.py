"""A card as a page and as Markdown."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.metrics.calibration import Bin
from eval.metrics.figure import Figure
from eval.scorecard import words
from eval.scorecard.contents import Card
from eval.scorecard.timeline import LANE, ROW_MS, WIDTH

_HERE = Path(__file__).parent


def to_html(card: Card) -> str:
    """One page that needs nothing beside itself."""
    page = _templates(is_html=True).get_template("page.html")
    return page.render(card=card, css=_asset("page.css"), js=_asset("page.js"))


def to_markdown(card: Card) -> str:
    """The same without drawings and sounds, for a mail or a merge request."""
    return _templates(is_html=False).get_template("page.md.txt").render(card=card)


def _asset(name: str) -> Markup:
    """Our own style or script, put into the page as it is."""
    return Markup((_HERE / name).read_text("utf-8"))


@lru_cache(maxsize=2)
def _templates(is_html: bool) -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "clock": clock,
        "cell": _cell,
        "word": lambda name, kind: words.word(kind, name),
    }
    made.globals |= {
        "figure_name": words.figure_name,
        "figure_meaning": words.figure_meaning,
        "amount": words.amount,
        "goal": words.goal,
        "span": _span,
        "curve_points": _curve_points,
        "ROW_MS": ROW_MS,
        "WIDTH": WIDTH,
        "LANE": LANE,
    }
    return made


def clock(ms: int) -> str:
    """1:05 for 65 000 ms."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"


def _cell(text: str) -> str:
    """Text that does not break out of a Markdown table."""
    return " ".join(str(text).split()).replace("|", "\\|")


def _span(figure: Figure) -> str:
    """The interval: 85.0%〜97.5%."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{words.amount(figure, figure.low)}〜{words.amount(figure, figure.high)}"


def _curve_points(bins: tuple[Bin, ...], side: int) -> list[tuple[float, float, Bin]]:
    """Where each bin lies in a square of that side, the origin below on the left."""
    return [
        (round(one.confidence * side, 1), round((1 - one.right) * side, 1), one) for one in bins
    ]
