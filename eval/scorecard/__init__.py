"""The scorecard: one page that shows a person whether these calls may be let go live.

`card` gathers what is to be said, `to_html` and `to_markdown` say it. The page stands for itself:
styles, drawings and sounds lie inside it, and nothing is fetched.
"""

from __future__ import annotations

from eval.scorecard.contents import Audio, Card, Run, card
from eval.scorecard.render import to_html, to_markdown

__all__ = ["Audio", "Card", "Run", "card", "to_html", "to_markdown"]
