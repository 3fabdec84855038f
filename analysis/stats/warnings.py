"""Warnings about a comparison: what a reader must know before believing a number."""

from itertools import combinations

import pandas as pd

from analysis.measures import Measure
from analysis.stats.estimation import FEW_CLUSTERS, SMALL

SHARED_TIME = 0.25
"""Coverage of two groups barely overlaps if they share less than this part of the shorter one's time."""
_LISTED = 4


def comparison_warnings(measure: Measure, summary: pd.DataFrame, groups: pd.DataFrame) -> list[str]:
    """Return sentences about the `groups` compared, the most serious first; `groups` are rows of `summary`.

    `summary` is `queries.groups`: one row per group, and one with a missing name for articles without a group.
    """
    warnings: list[str] = []
    used = groups[groups["n"] > 0]
    ungrouped = summary[summary["group"].isna()]
    without = int((ungrouped["n"] + ungrouped["missing"]).sum())
    if not len(used) and without:
        warnings.append(
            "No matching article has a group, so there is nothing to compare. Compare --by another column, or name the "
            "column at ingest (--map outlet=COLUMN, or --outlet NAME for all)."
        )
    elif not len(used):
        warnings.append(
            "No scored article matches, so there is nothing to compare. Check the filters, and `framescope status` for "
            "articles that are not scored yet."
        )
    elif len(used) < 2:
        warnings.append("Fewer than two groups have values, so there is nothing to compare.")
    for row in used.itertuples(index=False):
        if row.n < SMALL:
            warnings.append(
                f"{row.group}: only {_articles(row.n)}; intervals of fewer than {SMALL} articles are wide and "
                "less exact."
            )
        if row.days == 1 and row.n > 1:
            warnings.append(f"{row.group}: all articles are from one day, so the day's events may explain the numbers.")
        elif row.days < FEW_CLUSTERS and row.n >= SMALL:
            warnings.append(
                f"{row.group}: only {row.days} days, and articles of one day share events; the interval may be "
                "too narrow."
            )
        if row.authors == 1 and row.n > 1 and row.without_author == 0:
            warnings.append(
                f"{row.group}: one author wrote all {_articles(row.n)}; group and author cannot be separated."
            )
        if row.n > 1 and row.sd == 0:
            warnings.append(f"{row.group}: every article has the same value, so its uncertainty cannot be estimated.")
    warnings += _overlap(used)
    missing = int(groups["missing"].sum())
    if missing:
        per_group = ", ".join(
            f"{row.group} {row.missing}" for row in groups[groups["missing"] > 0].itertuples(index=False)
        )
        why = f" (missing where {measure.missing})" if measure.missing else ""
        warnings.append(f"{_articles(missing)} without a value{why} {_are(missing)} left out: {per_group}.")
    if len(ungrouped):
        warnings.append(f"{_articles(without)} without a group {_are(without)} left out.")
    dropped = summary["group"].notna().sum() - len(groups)
    if dropped:
        warnings.append(
            f"Only the {len(groups)} groups with the most articles are compared; {dropped} smaller ones are left out."
        )
    return warnings


GENRES_APART = 0.15
"""Shares of news reports that differ by this much are worth a warning: opinion and transcripts read otherwise."""


def genre_warning(shares: pd.DataFrame, groups: pd.DataFrame) -> list[str]:
    """Return a warning if the groups compared differ in their share of news reports.

    `shares` has a row per group with `n` articles and the share `news`; groups of fewer than `SMALL` articles do not
    count.
    """
    known = shares[shares["group"].isin(groups["group"]) & (shares["n"] >= SMALL)]
    if len(known) < 2 or known["news"].max() - known["news"].min() < GENRES_APART:
        return []
    low, high = known.loc[known["news"].idxmin()], known.loc[known["news"].idxmax()]
    return [
        f"The groups differ in genre: news reports are {100 * low['news']:.0f} % of the articles of {low['group']} and "
        f"{100 * high['news']:.0f} % of those of {high['group']}. Opinion, transcripts and lists are written otherwise "
        "whoever prints them: compare like with like (--genre news)."
    ]


def nested_outlets_warning(outlets: int, by: str) -> list[str]:
    """Return a warning if `by` is a property of the outlet, as of so many `outlets` (0: it is not)."""
    if not outlets:
        return []
    return [
        f"{by} is a property of the outlet: these groups consist of {outlets} outlets, and articles of one outlet are "
        "similar. The intervals are about these outlets' articles; for outlets of each kind in general, use "
        "--cluster outlet."
    ]


def single_outlets_warning(groups: list[str]) -> list[str]:
    """Return a warning about `groups` of a single outlet each, if outlets are the clusters."""
    if not groups:
        return []
    return [
        f"Only one outlet: {', '.join(groups[:_LISTED])}{' …' if len(groups) > _LISTED else ''}. One outlet does not "
        "show how outlets of its group differ, so there is no interval and no test by outlet; use --cluster day for "
        "its articles."
    ]


def opposite_signs_warning(pairs: pd.DataFrame) -> list[str]:
    """Return a warning if a rate's difference and that of the articles' own means have opposite signs.

    `pairs` is `Comparison.pairs`; only significant differences (corrected p below 0.05) are named.
    """
    opposite = pairs[(pairs["p_adjusted"] < 0.05) & (pairs["difference"] * pairs["effect_size"] < 0)]
    if opposite.empty:
        return []
    named = "; ".join(f"{a} − {b}" for a, b in opposite[["a", "b"]].head(_LISTED).itertuples(index=False))
    return [
        f"{named}{' …' if len(opposite) > _LISTED else ''}: the rate over all words differs in one direction, the "
        "average article (effect_size) in the other. Long articles, which weigh more in the rate, differ from short "
        "ones."
    ]


HIDDEN_DIFFERENCE = 1.0
"""Smallest difference of groups, in hidden words per article, that is worth a warning."""


def typography_warning(hidden: pd.DataFrame, groups: pd.DataFrame) -> list[str]:
    """Return a warning about sentiment if typographic marks hide more words from VADER in one group than in another.

    `hidden` is `queries.groups` of the count of hidden words; `groups` names the groups compared.
    """
    seen = hidden[hidden["group"].isin(groups["group"]) & hidden["mean"].notna()]
    if seen.empty or seen["mean"].max() - seen["mean"].min() < HIDDEN_DIFFERENCE:
        return []
    most, least = seen.loc[seen["mean"].idxmax()], seen.loc[seen["mean"].idxmin()]
    return [
        f"Typographic marks hide words from VADER: {most['mean']:.1f} per article in {most['group']} but "
        f"{least['mean']:.1f} in {least['group']} (sentiment_words_hidden). A difference in sentiment may be one of "
        "typography; to find out, compare texts with straight quotation marks and apostrophes."
    ]


def _overlap(groups: pd.DataFrame) -> list[str]:
    dated = groups[groups["first"].notna()]
    apart = []
    for a, b in combinations(dated.itertuples(index=False), 2):
        shorter = min(a.last - a.first, b.last - b.first)
        shared = min(a.last, b.last) - max(a.first, b.first)
        if shared < shorter * SHARED_TIME or shared < pd.Timedelta(0):
            a_time, b_time = (f"{g.first:%Y-%m-%d} to {g.last:%Y-%m-%d}" for g in (a, b))
            apart.append(f"{a.group} ({a_time}) and {b.group} ({b_time})")
    if not apart:
        return []
    more = f", and {len(apart) - _LISTED} more pairs" if len(apart) > _LISTED else ""
    return [f"Coverage periods barely overlap: {'; '.join(apart[:_LISTED])}{more}. Differences may be due to time."]


def _articles(n: int) -> str:
    return f"{n} article" if n == 1 else f"{n} articles"


def _are(n: int) -> str:
    return "is" if n == 1 else "are"
