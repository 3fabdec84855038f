"""Commands about measuring itself: inspect one article, and the agreement with human labels."""

import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from analysis.cli import options, output
from analysis.errors import ArgumentError, InputError


def inspect(
    file: Annotated[str, typer.Argument(help="A text file, or - for standard input.", metavar="FILE|-")],
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="Form in which the result is printed.")
    ] = "text",
    title: Annotated[str | None, typer.Option("--title", help="The headline, if it is not in the text.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="The article's address, which may tell its genre.")] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", help='Its day of publication, which tells who "the president" is.', metavar="DAY"),
    ] = None,
) -> None:
    """Measure one article, without a corpus, and show the words behind every number."""
    day = options.day(date, "--date")
    text = _read(file)
    from analysis.inspection import inspect_text

    found = inspect_text(text, title, url, day)
    if format == "json":
        output.emit_json(found)
    else:
        _show(found)
        for warning in found["warnings"]:
            output.say(f"note: {warning}")


def _read(file: str) -> str:
    from analysis.corpus.ingest.readers.encoding import examine, open_text

    if file == "-" and sys.stdin is None:
        raise InputError("standard input is closed; give a file, or pipe a text into inspect.")
    if file == "-":
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder, "standard input")
            kept.write_bytes(sys.stdin.buffer.read())
            try:
                return _read(str(kept))
            except InputError as error:
                raise InputError(str(error).replace(str(kept), "standard input")) from None
    if not file.strip() or "://" in file:
        raise InputError(
            f"inspect takes a text file, or - for standard input, not {file!r} (framescope ingest reads addresses)."
        )
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

    from analysis.scorers import MEASURES, SCORERS

    rows = [
        (measure.label, found["measures"][name], measure.unit)
        for name, measure in MEASURES.items()
        if not measure.count
    ]
    print(f"genre: {found['genre']['value']} ({'; '.join(found['genre']['reasons'])})\n")
    output.table(pd.DataFrame(rows, columns=["measure", "value", "unit"]).astype({"value": float}))
    listed = {scorer.family for scorer in SCORERS if not scorer.marks_many}
    evidence = [e for e in found["evidence"] if e["family"] in listed]
    frame = pd.DataFrame(
        [
            (
                e["family"],
                e["label"].replace("_", " "),
                "" if e["value"] is None else f"{e['value']:.2f}".removesuffix(".00"),
                e.get("source_name") or "",
                " ".join(e["text"].split())[:100],
                e["voice"].replace("_", " "),
            )
            for e in sorted(evidence, key=lambda e: (e["family"], e["start"]))
        ],
        columns=["family", "label", "value", "source", "words in the article", "voice"],
    )
    output.table(frame)


def validate(
    data: Annotated[
        Path | None,
        typer.Option("--data", help="Folder of labelled data; without it the stored table is shown.", metavar="DIR"),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(
            "--split", help="With --data, the half to use: the name of its .jsonl files (default: dev).", metavar="NAME"
        ),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option("--only", help="Only these kinds of labels, separated by commas.", metavar="hedging,bias"),
    ] = None,
    format: Annotated[
        Literal["table", "md", "json"], typer.Option("--format", help="Form in which it is printed.")
    ] = "table",
) -> None:
    """Measured agreement with human labels, per scorer: precision, recall, F1 or correlation, with 95 % intervals."""
    import json

    import pandas as pd

    from analysis.validation import table

    options.needs(split, data, "--split", "--data DIR")
    kinds = _kinds(only)
    stored = [row for row in table.stored() if FRAMING.get(row["family"], row["family"]) in kinds]
    rows = stored if data is None else json.loads(_validated(data, split or "dev", kinds))
    if not rows:
        raise InputError("No validity table is stored with this installation. Measure one with --data DIR.")
    if format == "json":
        output.emit_json(rows)
    elif format == "md":
        print(table.markdown(rows), end="")
    else:
        columns = ["family", "data", "figure", "value", "low", "high", "precision", "recall", "spread", "n", "unit"]
        output.table(pd.DataFrame(rows)[columns].astype({"precision": float, "recall": float, "spread": float}), 3)


FRAMING = {"framing": "bias"}
"""The family that is measured with labels of another name."""


def _kinds(only: str | None) -> tuple[str, ...]:
    """The kinds of labels that `only` names, all of them if None; a family means the labels it is measured with."""
    from analysis.validation.scorers import KINDS

    if only is None:
        return KINDS
    named = [word.strip() for word in only.split(",") if word.strip()]
    kinds = {FRAMING.get(word, word) for word in named}
    if not kinds or kinds - set(KINDS):
        unknown = ", ".join(repr(word) for word in sorted(kinds - set(KINDS))) or repr(only)
        raise ArgumentError(f"--only takes {', '.join(KINDS)}, separated by commas, not {unknown}.")
    return tuple(kind for kind in KINDS if kind in kinds)


def _validated(data: Path, split: str, kinds: tuple[str, ...]) -> str:
    from analysis.validation.labels import labelled_sets
    from analysis.validation.scorers import agreement
    from analysis.validation.table import to_json

    figures = []
    for labelled in labelled_sets(data, kinds, split):
        with output.progress(f"{labelled.kind}: {labelled.name}", "texts") as progress:
            figures += agreement(labelled, progress)
    return to_json(figures, split)
