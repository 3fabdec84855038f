"""Options that say how sure is computed: compare, trend and robustness share them."""

from enum import StrEnum
from typing import Annotated

import typer


class Method(StrEnum):
    bootstrap = "bootstrap"
    bca = "bca"
    t = "t"


class Cluster(StrEnum):
    day = "day"
    author = "author"
    outlet = "outlet"
    article = "article"


class Correction(StrEnum):
    holm = "holm"
    bh = "bh"
    none = "none"


class Smooth(StrEnum):
    none = "none"
    loess = "loess"
    rolling = "rolling"


SEED = 20240101
MethodOption = Annotated[
    Method, typer.Option("--method", help="Intervals of means: bootstrap-t, BCa bootstrap, or Student's t.")
]
ClusterOption = Annotated[
    Cluster, typer.Option("--cluster", help="What is resampled: days (whose articles share events), authors, articles.")
]
CorrectionOption = Annotated[
    Correction,
    typer.Option(
        "--correction",
        help="Of p-values, over all rows of one table (so of one measure): Holm, or Benjamini-Hochberg. An export "
        "corrects over all measures in it.",
    ),
]
ConfidenceOption = Annotated[
    float, typer.Option("--confidence", help="Of the intervals, as a share.", metavar="0.95", min=0.5, max=0.999)
]
SeedOption = Annotated[
    int, typer.Option("--seed", help="Of the random numbers, so that they repeat.", metavar="N", min=0)
]
