"""Colours: legible on both backgrounds, stable, and told apart by mark where hues come again."""

import pytest

from analysis.figures.style import PALETTE, colour, symbol
from analysis.scorers import SCORERS

LIGHT, DARK = "#ffffff", "#12161b"


def _luminance(hex_colour: str) -> float:
    parts = [int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    "paint", [*PALETTE, *(mark.colour or scorer.colour for scorer in SCORERS for mark in scorer.marks)]
)
@pytest.mark.parametrize("background", [LIGHT, DARK])
def test_every_colour_has_a_contrast_of_three_to_one(paint: str, background: str):
    lighter, darker = sorted((_luminance(paint), _luminance(background)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3


def test_colour_and_mark_together_are_unique_for_sixty_four_outlets():
    outlets = sorted(f"Outlet {number:02d}" for number in range(64))
    assert len({(colour(name, outlets), symbol(name, outlets)) for name in outlets}) == 64


def test_an_outlet_keeps_its_colour_when_others_are_filtered_out():
    palette_order = ["BBC News", "CNN", "Reuters"]
    assert colour("Reuters", palette_order) == PALETTE[2]
    assert colour("Unknown", palette_order) == PALETTE[3]
