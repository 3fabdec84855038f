"""The comparison of outlets (or other groups of a corpus) on a measure."""

from analysis.errors import ArgumentError
from analysis.measures import HIDDEN_WORDS
from analysis.queries import CorpusSnapshot, Filters, groups, totals, values
from analysis.queries.aggregates import estimator, genre_shares, outlets_of_one_group
from analysis.queries.choices import SEED, Cluster, Correction, Method, check_choices
from analysis.stats.comparison import Comparison, group_table, largest_groups, pair_table
from analysis.stats.corrections import LABELS
from analysis.stats.effect_sizes import MANY_ARTICLES, cliffs_deltas, omnibus
from analysis.stats.estimation import Settings, estimate_groups, groups_by_article
from analysis.stats.warnings import (
    comparison_warnings,
    genre_warning,
    nested_outlets_warning,
    opposite_signs_warning,
    single_outlets_warning,
    typography_warning,
)


def compare(
    corpus: CorpusSnapshot,
    measure: str,
    by: str = "outlet",
    filters: Filters | None = None,
    confidence: float = 0.95,
    method: Method = "bootstrap",
    cluster: Cluster = "day",
    correction: Correction = "holm",
    replicates: int = 1999,
    seed: int = SEED,
    most: int = 40,
) -> Comparison:
    """Return the comparison of the groups of the column `by` on `measure`.

    Articles of one day report the same events, so uncertainty is by `cluster` (day, author, outlet or article). A rate
    with known counts is estimated as the ratio of sums. `most` keeps the groups with the most articles. Raises
    `ArgumentError` for an unknown measure, column or choice.
    """
    check_choices((method, Method), (cluster, Cluster), (correction, Correction), confidence=confidence)
    if replicates < 199:
        raise ArgumentError(f"A bootstrap needs at least 199 replicates, not {replicates}.")
    filters = filters or Filters()
    declared = corpus.measure(measure)
    summary = groups(corpus, measure, by, filters)
    kept = largest_groups(summary, most)
    counts = dict(zip(kept["group"], kept["n"].astype(int), strict=True))
    settings = Settings(confidence, method, cluster, replicates, seed)
    sums = totals(corpus, measure, by, filters, cluster) if cluster != "article" else None
    single = values(corpus, measure, by, filters, groups_by_article(counts, sums, settings))
    estimates = estimate_groups(counts, sums, single, settings)
    pairs = pair_table(kept, estimates, correction)
    if kept["n"].sum() <= MANY_ARTICLES and len(pairs):
        articles = values(corpus, measure, by, filters)
        pairs["cliffs_delta"] = cliffs_deltas(articles, list(zip(pairs["a"], pairs["b"], strict=True)))
    choices = {
        "by": by,
        "filters": filters.to_dict(),
        "wire": filters.wire,
        "snapshot": corpus.snapshot,
        "estimator": estimator(corpus, declared),
        "confidence": confidence,
        "method": method,
        "cluster": cluster,
        "replicates": replicates if method != "t" else None,
        "seed": seed if method != "t" else None,
        "test": f"t test, leave-one-out (CR3) standard errors by {cluster}, Welch's degrees of freedom at most",
        "effect_size": "Hedges' g: difference of the articles' means / pooled standard deviation, of their own values",
        "correction": LABELS[correction],
        "comparisons": int(pairs["p"].notna().sum()),
        "omnibus": omnibus(estimates.value, estimates.covariance, estimates.clusters, estimates.unit),
    }
    nested = outlets_of_one_group(corpus, by, filters) if cluster != "outlet" else 0
    single = [name for name, outlets in zip(counts, estimates.clusters, strict=True) if outlets == 1]
    warnings = nested_outlets_warning(nested, by) + (single_outlets_warning(single) if cluster == "outlet" else [])
    if by != "genre":
        warnings += genre_warning(genre_shares(corpus, by, filters), kept)
    warnings += opposite_signs_warning(pairs) + comparison_warnings(declared, summary, kept)
    if declared.family == "sentiment" and HIDDEN_WORDS in corpus.measures:
        warnings += typography_warning(groups(corpus, HIDDEN_WORDS, by, filters), kept)
    return Comparison(declared.name, group_table(declared, kept, estimates), pairs, tuple(warnings), choices)
