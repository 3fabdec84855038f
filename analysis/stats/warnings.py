"""What a careful colleague would say about a comparison before believing it."""

from itertools import combinations

import pandas as pd

from analysis.measures import Measure
from analysis.stats.estimation import FEW_CLUSTERS, SMALL

SHARED_TIME = 0.25
"""Coverage of two groups barely overlaps where they share less than this part of the shorter one's time."""
_LISTED = 4


def cautions(measure: Measure, everything: pd.DataFrame, groups: pd.DataFrame) -> list[str]:
    """Sentences, most serious first; `everything` is `queries.groups` before `groups` were chosen from it."""
    found: list[str] = []
    used = groups[groups["n"] > 0]
    ungrouped = everything[everything["group"].isna()]
    without = int((ungrouped["n"] + ungrouped["missing"]).sum())
    if not len(used) and without:
        found.append(
            "No article that matches has a group, so there is nothing to compare: compare --by another column, or say at "
            "ingest which column it is (--map outlet=COLUMN, or --outlet NAME for all)."
        )
    elif not len(used):
        found.append(
            "No scored article matches, so there is nothing to compare: look at the filters, and at `framescope status` for "
            "articles not scored yet."
        )
    elif len(used) < 2:
        found.append("Fewer than two groups have values, so there is nothing to compare.")
    for row in used.itertuples(index=False):
        if row.n < SMALL:
            found.append(f"{row.group}: only {_articles(row.n)}; the interval is wide and less exact below {SMALL}.")
        if row.days == 1 and row.n > 1:
            found.append(f"{row.group}: all articles are of one day, so its events may explain the numbers.")
        elif row.days < FEW_CLUSTERS and row.n >= SMALL:
            found.append(
                f"{row.group}: only {row.days} days, whose articles share events; the interval may be too short."
            )
        if row.authors == 1 and row.n > 1 and row.without_author == 0:
            found.append(
                f"{row.group}: one author wrote all {_articles(row.n)}; group and author cannot be told apart."
            )
        if row.n > 1 and row.sd == 0:
            found.append(f"{row.group}: every article has the same value, so its uncertainty cannot be estimated.")
    found += _overlap(used)
    missing = int(groups["missing"].sum())
    if missing:
        which = ", ".join(f"{row.group} {row.missing}" for row in groups[groups["missing"] > 0].itertuples(index=False))
        why = f" (missing where {measure.missing})" if measure.missing else ""
        found.append(f"{_articles(missing)} without a value{why} left out: {which}.")
    if len(ungrouped):
        found.append(f"{_articles(without)} without a group left out.")
    dropped = everything["group"].notna().sum() - len(groups)
    if dropped:
        found.append(
            f"Only the {len(groups)} groups with the most articles are compared; {dropped} smaller ones are left out."
        )
    return found


def outlets_caution(outlets: int, by: str) -> list[str]:
    """What to say where `by` is a property of each of so many outlets (0: it is not)."""
    if not outlets:
        return []
    return [
        f"{by} is a property of the outlet: {outlets} outlets stand behind these groups, and articles of one outlet are "
        "alike. The intervals speak of these outlets' articles; to speak of outlets of each kind, use --cluster outlet."
    ]


def single_outlets_caution(groups: list[str]) -> list[str]:
    """What to say where outlets are the clusters and these groups have but one."""
    if not groups:
        return []
    return [
        f"One outlet alone: {', '.join(groups[:_LISTED])}{' …' if len(groups) > _LISTED else ''}. How outlets of such a "
        "group differ cannot be seen in it, so it has no interval and no test by outlet; use --cluster day to speak of its "
        "articles."
    ]


def opposite_caution(pairs: pd.DataFrame) -> list[str]:
    """What to say where a rate's difference and that of the articles' own means have opposite signs.

    `pairs` is `Comparison.pairs`; only differences told from zero (corrected p below 0.05) are named.
    """
    found = pairs[(pairs["p_adjusted"] < 0.05) & (pairs["difference"] * pairs["effect_size"] < 0)]
    if found.empty:
        return []
    named = "; ".join(f"{a} − {b}" for a, b in found[["a", "b"]].head(_LISTED).itertuples(index=False))
    return [
        f"{named}{' …' if len(found) > _LISTED else ''}: the rate over all words differs one way, the average article the "
        "other (effect_size): long articles, which count more in the rate, differ from short ones."
    ]


HIDDEN_APART = 1.0
"""Hidden words an article by which groups must differ to be told."""


def typography_caution(hidden: pd.DataFrame, groups: pd.DataFrame) -> list[str]:
    """What to say of sentiment where typographic marks hide more words in some of the groups than in others.

    `hidden` is `queries.groups` of the count of hidden words.
    """
    seen = hidden[hidden["group"].isin(groups["group"]) & hidden["mean"].notna()]
    if seen.empty or seen["mean"].max() - seen["mean"].min() < HIDDEN_APART:
        return []
    most, least = seen.loc[seen["mean"].idxmax()], seen.loc[seen["mean"].idxmin()]
    return [
        f"Typographic marks hide words from VADER, {most['mean']:.1f} an article in {most['group']} but "
        f"{least['mean']:.1f} in {least['group']} (sentiment_words_hidden): a difference of sentiment may be one of "
        "typography. Compare texts with straight quotation marks and apostrophes to tell."
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
    return [
        f"Coverage periods barely overlap: {'; '.join(apart[:_LISTED])}{more}. Differences may be differences of time."
    ]


def _articles(n: int) -> str:
    return f"{n} article" if n == 1 else f"{n} articles"
