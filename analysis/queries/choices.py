"""The named choices a question offers, and the constants that questions share: each is written down here only."""

from typing import Literal

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
