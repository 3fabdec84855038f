"""The named choices a question offers, and the constants that questions share: each is written down here only."""

from typing import Any, Literal, get_args

from analysis.errors import ArgumentError

Cluster = Literal["day", "author", "outlet", "article"]
"""What articles are resampled by: those of one day report the same events."""
Correction = Literal["holm", "bh", "none"]
"""Correction of p-values for multiple comparisons: Holm, Benjamini-Hochberg, or none."""
Method = Literal["bootstrap", "bca", "t"]
"""Confidence intervals of means: bootstrap-t, BCa bootstrap, or Student's t."""
Period = Literal["week", "month", "quarter", "year"]
Smooth = Literal["none", "loess", "rolling"]
Voice = Literal["whole", "outlet_voice", "quoted"]
"""Words counted for keyness: all, those outside quotations, or those inside."""
Wire = Literal["include", "exclude", "one-per-group"]
"""Wire copy: all of it, none, or one article per text."""

ALL_ARTICLES = "all articles"
"""The name of the one group where articles are not grouped."""
SEED = 20240101
"""The default seed of every random draw."""


def check_choices(*choices: tuple[str, Any], confidence: float = 0.95) -> None:
    """Raise `ArgumentError` for a word that is not among the values of its `Literal`, or an impossible confidence."""
    for given, known in choices:
        if given not in get_args(known):
            raise ArgumentError(f"{given!r} is not a choice here; use one of: {', '.join(get_args(known))}.")
    if not 0.5 <= confidence < 1:
        raise ArgumentError(f"confidence is a share such as 0.95, not {confidence}.")
