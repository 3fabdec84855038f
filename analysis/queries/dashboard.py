"""Questions that only a screen asks: all measures of all groups at once, and one article sentence by sentence."""

from typing import TYPE_CHECKING

from analysis.queries.corpus import Corpus
from analysis.queries.filters import Filters, quoted
from analysis.queries.numbers import parts

if TYPE_CHECKING:
    import pandas as pd


def profile(corpus: Corpus, by: str = "outlet", filters: Filters | None = None) -> "pd.DataFrame":
    """Every group on every measure, counts left out: group, measure, n, value, all_articles, sd, deviation.

    `value` is the estimate that `compare` gives (ratio of sums for a rate), `all_articles` the same over all filtered
    articles, `sd` that of the single articles' values, and `deviation` (value - all_articles) / sd. By group name,
    measures in registry order; NaN where there is no value.
    """
    import pandas as pd

    condition, bound = (filters or Filters()).predicate(corpus)
    measures = [measure for measure in corpus.measures.values() if not measure.count]
    if not measures:
        return pd.DataFrame(columns="group measure n value all_articles sd deviation".split())
    sums = []
    for i, measure in enumerate(measures):
        y, x = parts(corpus, measure)
        sums.append(f"count({x}) AS n{i}, sum({y}) / nullif(sum({x}), 0) AS v{i}")
        sums.append(f"stddev_samp(CASE WHEN {x} IS NOT NULL THEN {quoted(measure.name)} END) AS s{i}")
    group = f"CAST({quoted(corpus.grouping(by))} AS VARCHAR)"
    wide = corpus.frame(
        f"""SELECT {group} AS "group", grouping({group}) AS whole, {", ".join(sums)} FROM scores
        WHERE {condition} AND {group} IS NOT NULL GROUP BY GROUPING SETS (({group}), ()) ORDER BY 2, 1""",
        bound,
    )
    groups, whole = wide[wide["whole"] == 0], wide[wide["whole"] == 1]
    columns = []
    for i, measure in enumerate(measures):
        part = pd.DataFrame({"group": groups["group"], "measure": measure.name})
        part["n"], part["value"] = groups[f"n{i}"].astype(int), groups[f"v{i}"].astype(float)
        part["all_articles"], part["sd"] = float(whole[f"v{i}"].iloc[0]), float(whole[f"s{i}"].iloc[0])
        columns.append(part.assign(order=i))
    table = pd.concat(columns).sort_values(["group", "order"], kind="stable").drop(columns="order")
    table["deviation"] = (table["value"] - table["all_articles"]) / table["sd"].where(table["sd"] > 0)
    return table.reset_index(drop=True)


def sentence_sentiment(text: str) -> "pd.DataFrame":
    """The body's sentences in order: start, end (characters of `text`), compound (VADER's own, -1 to 1).

    Their mean is sentiment_compound. Boilerplate is left out, as there.
    """
    import numpy as np
    import pandas as pd
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from analysis.text import Documents

    documents, analyzer = Documents([text], [None]), SentimentIntensityAnalyzer()
    body = np.flatnonzero(documents.body)
    starts, ends, sentence = (column[body] for column in (documents.start, documents.end, documents.sentence))
    rows = []
    for tokens in np.split(np.arange(len(body)), np.flatnonzero(np.diff(sentence)) + 1) if len(body) else []:
        forms = " ".join(text[starts[t] : ends[t]] for t in tokens)
        rows.append((int(starts[tokens[0]]), int(ends[tokens[-1]]), analyzer.polarity_scores(forms)["compound"]))
    return pd.DataFrame(rows, columns=["start", "end", "compound"])


def boilerplate(text: str) -> list[tuple[int, int, str]]:
    """What measures of the body leave out: start, end, kind (dateline, byline, caption …), in order."""
    from analysis.text import Documents

    return [(span.start, span.end, span.kind) for span in Documents([text], [None])[0].boilerplate]
