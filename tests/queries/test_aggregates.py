"""The questions, against numbers worked out by hand or by NumPy."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from analysis.errors import ArgumentError
from analysis.queries import (
    article,
    articles,
    coverage,
    evidence,
    facet,
    groups,
    histogram,
    kinds_of_sources,
    overview,
    percentiles,
    quantiles,
    sources,
    top_sources,
    totals,
)
from tests.synthetic import corpus_of, scores_table, synthetic_corpus


def with_column(table: pa.Table, name: str, values: list) -> pa.Table:
    index = table.schema.get_field_index(name)
    return table.set_column(index, name, pa.array(values, table.schema.field(name).type))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return synthetic_corpus(tmp_path_factory.mktemp("corpus"), 500, missing=0.1)


@pytest.fixture
def four(tmp_path):
    """Reuters .5, missing, NaN and -.1, two attributions by a spokesman and one by an unnamed official."""
    scores = with_column(scores_table(4, outlets=1), "sentiment_compound", [0.5, None, float("nan"), -0.1])
    rows = [
        ("article-00000000", "attribution", "said", "Karoline Leavitt", "named_person"),
        ("article-00000000", "attribution", "told", "Karoline Leavitt", "named_person"),
        ("article-00000003", "attribution", "said", "a U.S. official", "anonymous"),
        ("article-00000003", "hedging", "may", None, None),
    ]
    spans = pa.table(
        {
            **{name: [row[i] for row in rows] for i, name in enumerate(("id", "family", "label"))},
            "field": ["text"] * 4,
            "start": pa.array([40, 10, 3, 9], pa.int32()),
            "end": pa.array([44, 14, 7, 12], pa.int32()),
            "name": [row[3] for row in rows],
            "type": [row[4] for row in rows],
        }
    )
    return corpus_of(tmp_path, scores, spans)


def test_missing_and_nan_never_count_as_zero(four):
    row = groups(four, "sentiment_compound").iloc[0]
    assert (row["n"], row["missing"], row["mean"], row["median"]) == (2, 2, pytest.approx(0.2), pytest.approx(0.2))
    assert article(four, "article-00000002")["measures"]["sentiment_compound"] is None


def test_moments_equal_numpy(corpus):
    frame = corpus.frame("SELECT outlet, sentiment_compound AS v FROM scores").dropna()
    expected = frame.groupby("outlet")["v"].agg(["mean", "median", "std", "count"])
    found = groups(corpus, "sentiment_compound").set_index("group")
    for mine, theirs in (("mean", "mean"), ("median", "median"), ("sd", "std"), ("n", "count")):
        np.testing.assert_allclose(found[mine], expected[theirs], rtol=1e-12)


def test_sums_do_not_depend_on_the_order_in_which_articles_lie(tmp_path):
    scores = scores_table(500)
    for name in "ab":
        (tmp_path / name).mkdir()
    ordered = corpus_of(tmp_path / "a", scores)
    mixed = corpus_of(tmp_path / "b", scores.take(np.random.default_rng(1).permutation(len(scores))))
    for measure in ("sentiment_compound", "hedging_per_100_words", "readability_flesch_kincaid_grade"):
        pd.testing.assert_frame_equal(groups(ordered, measure), groups(mixed, measure), check_exact=True)
        pd.testing.assert_frame_equal(
            totals(ordered, measure, cluster="day", every="month"),
            totals(mixed, measure, cluster="day", every="month"),
            check_exact=True,
        )


def test_percentile_counts_ties_half(four):
    assert percentiles(four, "article-00000000")["sentiment_compound"] == 0.75  # above one, tied with itself
    assert percentiles(four, "article-00000001")["sentiment_compound"] is None


def test_quantiles_equal_numpy_and_histogram_holds_every_article(corpus):
    frame = corpus.frame("SELECT sentiment_compound AS v FROM scores").dropna()
    found = quantiles(corpus, "sentiment_compound", None).iloc[0]
    assert found["q25"] == pytest.approx(np.quantile(frame["v"], 0.25))
    bins = histogram(corpus, "sentiment_compound", bins=10)
    assert bins["n"].sum() == len(frame)
    np.testing.assert_allclose(bins.groupby("group")["share"].sum(), 1.0)
    assert (bins["high"] - bins["low"]).max() == pytest.approx((bins["high"] - bins["low"]).min())


def test_sources_are_counted_by_type_and_by_name(four):
    found = sources(four).set_index("source_type")
    assert found["statements"].to_dict() == {"named_person": 2, "anonymous": 1}
    assert found.loc["named_person", "share"] == pytest.approx(2 / 3)
    assert top_sources(four, limit=1)["source_name"].to_list() == ["Karoline Leavitt"]


def test_kinds_of_sources_are_shares_of_all_statements_not_means_of_groups():
    shares = pd.DataFrame(
        [("Fox News", "named_person", 9, 0.9), ("Fox News", "anonymous", 1, 0.1), ("NPR", "anonymous", 2, 1.0)],
        columns=["group", "source_type", "statements", "share"],
    )
    kinds = kinds_of_sources(shares)
    assert kinds.to_dict("list") == {
        "source_type": ["named_person", "anonymous"],
        "statements": [9, 3],
        "share": [0.75, 0.25],
    }


def test_evidence_comes_in_reading_order(four):
    assert evidence(four, "article-00000000")["start"].to_list() == [10, 40]
    assert evidence(four, "article-00000003", "hedging")["label"].to_list() == ["may"]


def test_overview_counts_what_is_there_and_what_is_stale(tmp_path):
    scores = scores_table(10, outlets=2)
    changed = scores.slice(0, 9).set_column(
        5, "content_hash", pa.array(["older", *scores["content_hash"].to_pylist()[1:9]])
    )
    texts = {
        "title": ["Senate passes bill"] * 10,
        "text": ["The Senate passed it."] * 10,
        "url": pa.nulls(10, pa.string()),
    }
    stored = pa.table(
        {n: scores[n] for n in ("id", "outlet", "published", "author", "language", "content_hash")} | texts
    )
    found = overview(corpus_of(tmp_path, changed, articles=stored), current="2")
    assert (found["articles"], found["selected"]["scored"], found["snapshot"]) == (10, 9, 7)
    assert found["staleness"] == {"never_scored": 1, "changed": 1, "outdated": 8}
    assert found["languages"] == {"en": 9}
    assert found["rejects"] == 0
    assert found["last_run"] is None


def test_coverage_and_facets_add_up(corpus):
    assert coverage(corpus)["n"].sum() == 500 == facet(corpus, "bias")["n"].sum()
    with pytest.raises(ArgumentError, match="cannot be grouped by 'sentiment_compound'"):
        facet(corpus, "sentiment_compound")


def test_articles_are_found_by_title_and_ordered_with_the_missing_last(corpus):
    page, total = articles(corpus, title="PASSES BILL", order="sentiment_compound", limit=500)
    assert total == len(page) == 500
    numbers = page["sentiment_compound"].to_numpy()
    assert np.isnan(numbers).sum()
    assert np.all(np.isnan(numbers[-np.isnan(numbers).sum() :]))
    known = numbers[~np.isnan(numbers)]
    assert np.all(np.diff(known) <= 0)
    second, _ = articles(corpus, order="sentiment_compound", limit=10, offset=10)
    assert second["id"].to_list() == page["id"].to_list()[10:20]
    assert articles(corpus, title="100%' OR '1")[1] == 0


def test_unknown_names_get_the_nearest(corpus):
    with pytest.raises(ArgumentError, match="Did you mean 'sentiment_compound'"):
        groups(corpus, "sentiment_compond")
    with pytest.raises(ArgumentError, match="no article 'x'"):
        article(corpus, "x")


def test_an_empty_corpus_answers_with_nothing(tmp_path):
    empty = corpus_of(tmp_path, scores_table(1).slice(0, 0))
    assert groups(empty, "sentiment_compound").empty
    assert histogram(empty, "sentiment_compound").empty
    assert overview(empty)["articles"] == 0


def test_many_threads_ask_at_once(corpus):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: groups(corpus, "sentiment_compound")["n"].to_list(), range(40)))
    assert all(answer == answers[0] for answer in answers)
