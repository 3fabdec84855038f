"""Commands about measuring itself: inspect one article, the codebook, agreement with human labels."""

import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.cli import output
from analysis.errors import InputError


class InspectFormat(StrEnum):
    text = "text"
    json = "json"


class CodebookFormat(StrEnum):
    csv = "csv"
    md = "md"
    json = "json"


def inspect(
    file: Annotated[str, typer.Argument(help="A text file, or - for standard input.", metavar="FILE|-")],
    format: Annotated[InspectFormat, typer.Option("--format", help="How to print the result.")] = InspectFormat.text,
    title: Annotated[str | None, typer.Option("--title", help="The headline, if it is not in the text.")] = None,
) -> None:
    """Measure one article, without a corpus, and show the words behind every number."""
    text = _read(file)
    from analysis.inspection import inspect_text

    found = inspect_text(text, title)
    if format is InspectFormat.json:
        output.emit_json(found)
    else:
        _show(found)


def _read(file: str) -> str:
    from analysis.corpus.readers.encoding import examine, open_text

    if file == "-":
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder, "standard input")
            kept.write_bytes(sys.stdin.buffer.read())
            try:
                return _read(str(kept))
            except InputError as error:
                raise InputError(str(error).replace(str(kept), "standard input")) from None
    path = Path(file)
    if path.is_dir():
        raise InputError(f"{file} is a folder; inspect takes one text file (framescope ingest reads folders).")
    with open_text(path, examine(path)) as text:
        content = text.read()
    if not content.strip():
        raise InputError(f"{file} is empty; inspect needs the text of an article.")
    return content


def _show(found: dict[str, Any]) -> None:
    import pandas as pd

    from analysis.scorers import MEASURES

    rows = [
        (measure.label, found["measures"][name], measure.unit)
        for name, measure in MEASURES.items()
        if not measure.count
    ]
    output.table(pd.DataFrame(rows, columns=["measure", "value", "unit"]).astype({"value": float}))
    evidence = [e for e in found["evidence"] if e["family"] != "readability"]
    frame = pd.DataFrame(
        [
            (
                e["family"],
                e["label"].replace("_", " "),
                e.get("source_name") or "",
                " ".join(e["text"].split())[:100],
                e["voice"].replace("_", " "),
            )
            for e in sorted(evidence, key=lambda e: (e["family"], e["start"]))
        ],
        columns=["family", "label", "source", "words in the article", "voice"],
    )
    output.table(frame)


def codebook(
    format: Annotated[CodebookFormat, typer.Option("--format", help="How to print it.")] = CodebookFormat.md,
) -> None:
    """Every measure: unit, range, definition, citation, version."""
    from analysis.export import codebook as write

    print(write(format.value), end="")
