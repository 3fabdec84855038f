"""Figures as image files: the same bytes for the same figure."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from analysis.errors import ExtraMissing

if TYPE_CHECKING:
    import plotly.graph_objects as go

_RANDOM_ID = re.compile(r"\b(?:defs-|trace|cb)([0-9a-f]{6})\b")
_NAMES = re.compile(r'\b(?:id|class|href)="[^"]*"|url\([^)]*\)')
_WRITTEN_AT = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
PNG_SCALE = 2
WIDTH, HEIGHT = 700, 500
"""Size of a figure whose layout has none, in pixels; Plotly's own."""


def picture(figure: "go.Figure", format: str) -> bytes:
    """The figure as svg, pdf or png; see `pictures`."""
    return pictures([figure], format)[0]


def pictures(figures: Sequence["go.Figure"], format: str) -> list[bytes]:
    """The figures as svg, pdf or png, in the sizes of their layouts (png: two pixels for one), all by one browser.

    Plotly's random ids and the time of writing are replaced by constants. Raises `ExtraMissing` where Kaleido or a
    Chromium is missing.
    """
    from plotly.io import write_images

    with TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.{format}") for number in range(len(figures))]
        try:
            # Sizes are given, as `write_images` takes 700 by 500 pixels whatever the layouts say.
            write_images(
                list(figures),
                files,
                format=format,
                scale=PNG_SCALE if format == "png" else 1,
                width=[figure.layout.width or WIDTH for figure in figures],
                height=[figure.layout.height or HEIGHT for figure in figures],
            )
        except (ImportError, ValueError, RuntimeError) as error:
            raise ExtraMissing(
                f"Figures as {format} need Kaleido and a Chrome or Chromium ({error}). "
                "Install them with: pip install 'framescope[figures]'"
            ) from error
        return [_repeatable(file.read_bytes(), format) for file in files]


def _repeatable(image: bytes, format: str) -> bytes:
    if format == "pdf":
        return _WRITTEN_AT.sub(rb"\g<1>19800101000000", image)
    return stable_svg(image.decode()).encode() if format == "svg" else image


def stable_svg(svg: str) -> str:
    """The SVG with Plotly's random ids numbered in their order.

    >>> stable_svg('<defs id="defs-1b1a18"/><g class="trace7c0e02" clip-path="url(#clip1b1a18xy)"/>')
    '<defs id="defs-000000"/><g class="trace000001" clip-path="url(#clip000000xy)"/>'
    """
    ids = {id: f"{number:06x}" for number, id in enumerate(dict.fromkeys(_RANDOM_ID.findall(svg)))}
    if not ids:
        return svg
    any_id = re.compile("|".join(ids))
    return _NAMES.sub(lambda name: any_id.sub(lambda id: ids[id[0]], name[0]), svg)
