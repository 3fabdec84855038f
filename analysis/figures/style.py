"""Colours and marks: safe for the colour-blind, legible on light and dark, and the same for an outlet on every page."""

from collections.abc import Sequence

# Okabe and Ito's hues, shifted until each has a contrast of 3:1 on both backgrounds, so that a figure need not know
# which theme it is shown in.
PALETTE = ("#0078BE", "#D55E00", "#009E73", "#C4689C", "#A87900", "#7B6BD0", "#4C97B8", "#B5533C")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon", "triangle-down")
NEUTRAL = "#7A8794"
INK = {"light": "#1b2430", "dark": "#e8ecf0"}
"""Text on a coloured cell, by the page's theme."""
POSITIVE = "#0078BE"
NEGATIVE = "#D55E00"

DIVERGING = (
    (0.0, "rgba(213, 94, 0, 0.95)"),
    (0.25, "rgba(213, 94, 0, 0.5)"),
    (0.5, "rgba(128, 128, 128, 0.06)"),
    (0.75, "rgba(0, 120, 190, 0.5)"),
    (1.0, "rgba(0, 120, 190, 0.95)"),
)
SEQUENTIAL = ((0.0, "rgba(0, 120, 190, 0.1)"), (1.0, "rgba(0, 120, 190, 0.62)"))  # text on it stays legible


def colour(group: str, palette_order: Sequence[str]) -> str:
    """The colour of a group by its rank in `palette_order`, the sorted names of all groups of the corpus."""
    return PALETTE[_rank(group, palette_order) % len(PALETTE)]


def symbol(group: str, palette_order: Sequence[str]) -> str:
    """The mark that goes with the colour: colours come again after eight groups, colour and mark together do not."""
    rank = _rank(group, palette_order)
    return SYMBOLS[(rank + rank // len(PALETTE)) % len(SYMBOLS)]


def fade(colour: str, opacity: float) -> str:
    """A hex colour, made transparent."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity:g})"


def _rank(group: str, palette_order: Sequence[str]) -> int:
    try:
        return palette_order.index(group)
    except ValueError:
        return len(palette_order)
