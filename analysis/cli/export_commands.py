"""Commands that write files for a paper: export, and the codebook."""

from typing import Annotated, Literal

import typer

from analysis.cli import options
from analysis.cli.options import DEFAULT_CORPUS, CorpusOption, SnapshotOption
from analysis.queries.requests import ExportRequest


@options.of_request(ExportRequest)
def export(
    request: ExportRequest,
    directory: Annotated[str, typer.Argument(help="Folder to write into.", metavar="DIR")],
    corpus: CorpusOption = DEFAULT_CORPUS,
    snapshot: SnapshotOption = None,
) -> None:
    """Write CSV files with a codebook and their provenance.

    p-values in pairs.csv and slopes.csv are corrected (Holm) over all rows of the file, so over all measures of the
    export: with several, they are larger than those of `framescope compare`, which corrects over one measure's pairs.
    """
    options.needs(request.events, request.figures, "--event", "--figures")
    opened = options.ask(corpus, snapshot, request.filters)
    from analysis.export import export as write

    for path in write(opened, request, directory):
        print(path)


def codebook(
    format: Annotated[
        Literal["csv", "md", "json"], typer.Option("--format", help="Form in which it is printed.")
    ] = "md",
) -> None:
    """Every measure: unit, range, definition, citation, version."""
    from analysis.export import codebook as write

    print(write(format), end="")
