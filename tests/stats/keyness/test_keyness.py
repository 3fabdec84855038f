"""Words: the scores against ConvoKit's own code, the counts against counting by hand, sides, priors and contexts."""

import json
from collections import Counter

import numpy as np
import pyarrow as pa
import pytest

from analysis.errors import ArgumentError
from analysis.queries import Filters
from analysis.stats import context, log_odds, words
from analysis.stats.keyness.context import examples
from analysis.stats.keyness.ngram_counts import WordStream, count_terms
from tests.synthetic import corpus_of, scores_table

REUTERS = 'The Senate passed the bill on Tuesday. "We are thrilled," Mr. Smith said. The U.S. economy grew 2.5 percent.'
FOX = 'The radical left blocked the bill. "This is a disgrace," Mr. Smith said. The radical mob cheered on Tuesday.'


def fighting_words(count_a: np.ndarray, count_b: np.ndarray, priors: np.ndarray) -> np.ndarray:
    """z-scores as ConvoKit's `FightingWords._bayes_compare_language` computes them (MIT), term by term."""
    a0, n1, n2 = np.sum(priors), 1.0 * np.sum(count_a), 1.0 * np.sum(count_b)
    z_scores = np.empty(len(priors))
    for i in range(len(priors)):
        term1 = np.log((count_a[i] + priors[i]) / (n1 + a0 - count_a[i] - priors[i]))
        term2 = np.log((count_b[i] + priors[i]) / (n2 + a0 - count_b[i] - priors[i]))
        variance = 1.0 / (count_a[i] + priors[i]) + 1.0 / (count_b[i] + priors[i])
        z_scores[i] = (term1 - term2) / np.sqrt(variance)
    return z_scores


def with_texts(tmp_path, texts: list[str], outlets: list[str]):
    scores = scores_table(len(texts), outlets=1, days=1)
    scores = scores.set_column(scores.schema.get_field_index("outlet"), "outlet", pa.array(outlets))
    columns = {name: scores[name] for name in ("id", "outlet", "published", "author", "language", "content_hash")}
    empty = pa.nulls(len(texts), pa.string())
    return corpus_of(tmp_path, scores, articles=pa.table({**columns, "title": empty, "text": texts, "url": empty}))


@pytest.fixture
def corpus(tmp_path):
    return with_texts(tmp_path, [REUTERS] * 12 + [FOX] * 12, ["Reuters"] * 12 + ["Fox News"] * 12)


FOX_SIDE = Filters(equals={"outlet": "Fox News"})


@pytest.mark.parametrize("uniform", [True, False])
def test_z_scores_equal_convokits_fighting_words(uniform):
    rng = np.random.default_rng(1)
    a, b = rng.poisson(rng.gamma(0.3, 60, 2000)), rng.poisson(rng.gamma(0.3, 60, 2000))
    priors = np.full(2000, 0.1) if uniform else 0.1 * (a + b) + 0.01
    difference, z = log_odds(a, b, 0.1 if uniform else priors)
    np.testing.assert_allclose(z, fighting_words(a, b, priors), rtol=0, atol=1e-9)
    assert np.array_equal(np.sign(difference), np.sign(z))


def test_counts_are_those_of_counting_by_hand(sample_articles):
    texts = [article["text"] for article in sample_articles[:40]]
    stream = WordStream()
    stream.add(texts[:15], [0] * 15, "whole")
    stream.add(texts[15:], [1] * 20 + [2] * 5, "whole")
    counted = count_terms(stream, 1, 3, min_count=4, min_articles=2)
    by_hand = [Counter() for _ in range(3)]
    articles: dict[tuple[str, ...], set[int]] = {}
    names = list(stream.vocabulary)
    at = 0
    for number, (group, runs) in enumerate(zip(stream.group, _runs(stream), strict=True)):
        for run in runs:
            spelled = [names[w] for w in run]
            for n in (1, 2, 3):
                for i in range(len(spelled) - n + 1):
                    by_hand[group][tuple(spelled[i : i + n])] += 1
                    articles.setdefault(tuple(spelled[i : i + n]), set()).add(number)
        at += 1
    stream.close()
    assert at == 40
    wanted = {
        term
        for term in by_hand[0] | by_hand[1]
        if by_hand[0][term] + by_hand[1][term] >= 4 and sum(stream.group[d] < 2 for d in articles[term]) >= 2
    }
    found = [tuple(term.split(" ")) for term in counted.terms["term"]]
    assert set(found) == wanted
    assert len(found) == len(wanted) > 200
    for group in range(3):
        assert counted.count[:, group].tolist() == [by_hand[group][term] for term in found]
    for n in (1, 2, 3):
        row = counted.totals[(counted.terms["n"] == n).to_numpy()][0]
        assert row.tolist() == [sum(c for t, c in by_hand[g].items() if len(t) == n) for g in range(3)]


def _runs(stream: WordStream) -> list[list[list[int]]]:
    numbers = np.concatenate([words for words, _ in stream.chunks()])
    documents = np.split(numbers, np.cumsum(stream.length)[:-1])
    return [[part[1:].tolist() for part in np.split(d, np.flatnonzero(d == -1))[1:]] for d in documents]


@pytest.mark.parametrize(("chunk", "a_pass"), [(50, 40_000_000), (300, 500)])
def test_counts_do_not_depend_on_how_much_is_held_at_once(sample_articles, monkeypatch, chunk, a_pass):
    texts, groups = [article["text"] for article in sample_articles[:30]], [0, 1, 2] * 10
    tables = []
    for small in (False, True):
        if small:
            monkeypatch.setattr("analysis.stats.keyness.ngram_counts._CHUNK", chunk)
            monkeypatch.setattr("analysis.stats.keyness.ngram_counts._A_PASS", a_pass)
        stream = WordStream()
        stream.add(texts, groups, "whole")
        tables.append(count_terms(stream, 1, 3, 5, 1))
        stream.close()
    assert tables[0].terms.equals(tables[1].terms)
    for name in ("count", "articles", "squares", "products", "totals", "size_squares"):
        assert np.array_equal(getattr(tables[0], name), getattr(tables[1], name))


def test_words_of_one_side_come_first_and_of_the_other_last(corpus):
    found = words(corpus, FOX_SIDE, min_count=5)
    terms = found.terms.set_index("term")
    assert found.terms.loc[found.terms["n"] == 1, "term"].iloc[0] == "radical"
    assert terms.loc["radical", ["count_a", "count_b", "articles_a", "articles_b"]].to_list() == [24, 0, 12, 0]
    assert terms.loc["economy", "z"] < 0 < terms.loc["radical left", "z"]
    assert (found.a, found.b) == ("Fox News", "rest")
    assert terms.loc["radical", "per_10000_a"] == pytest.approx(10_000 * 24 / (12 * 19))


def test_phrases_stay_inside_sentences_voices_and_clauses_but_cross_the_point_of_an_abbreviation(corpus):
    terms = set(words(corpus, FOX_SIDE, min_count=5, limit=None).terms["term"])
    assert {"mr smith said", "the u.s economy", "radical left blocked"} <= terms
    assert not terms & {"tuesday we", "thrilled mr", "bill this", "disgrace mr smith"}


def test_web_addresses_are_no_words_and_end_a_phrase(tmp_path):
    tweet = 'She wrote of the border https://t.co/AcB1 pic.twitter.com/x7 on Tuesday. "And/or the U.S./Mexico line," she said.'
    corpus = with_texts(tmp_path, [tweet] * 12 + [REUTERS] * 12, ["NPR"] * 12 + ["Reuters"] * 12)
    found = words(corpus, Filters(equals={"outlet": "NPR"}), ngrams=(1, 2), min_count=1, min_articles=1, limit=None)
    terms = set(found.terms["term"])
    assert not terms & {"https", "t", "co", "acb1", "pic", "twitter", "com", "x7", "border on"}
    assert {"the border", "on tuesday", "and", "or", "mexico"} <= terms


def test_the_voice_decides_which_words_count(corpus):
    quoted = set(words(corpus, FOX_SIDE, voice="quoted", min_count=5, limit=None).terms["term"])
    outlet = set(words(corpus, FOX_SIDE, voice="outlet_voice", min_count=5, limit=None).terms["term"])
    assert "disgrace" in quoted - outlet
    assert "radical" in outlet - quoted


def test_swapping_the_sides_turns_the_sign_and_nothing_else(corpus):
    reuters = Filters(outlets=("Reuters",))
    one = words(corpus, FOX_SIDE, reuters, min_count=5, limit=None).terms.set_index("term")
    other = words(corpus, reuters, FOX_SIDE, min_count=5, limit=None).terms.set_index("term").loc[one.index]
    np.testing.assert_allclose(one[["z", "z_by_article"]], -other[["z", "z_by_article"]])


def test_one_article_that_repeats_a_word_is_not_evidence_about_an_outlet(tmp_path):
    plain = "The committee met on Monday and heard several witnesses about the budget. " * 5
    texts = [plain + "Khashoggi was there. " * 60, *[plain] * 39]
    corpus = with_texts(tmp_path, texts, ["CNN"] * 20 + ["NPR"] * 20)
    row = words(corpus, Filters(outlets=("CNN",)), min_articles=1, limit=None).terms.set_index("term").loc["khashoggi"]
    assert row["z"] > 2 * row["z_by_article"]
    assert row["p_adjusted"] > 0.05


def test_two_halves_of_one_outlet_hardly_differ(tmp_path):
    rng = np.random.default_rng(4)
    vocabulary = np.array([f"word{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(400)])
    weights = 1 / np.arange(1, 401)
    texts = []
    for _ in range(400):
        own = weights * rng.gamma(0.1, 10, 400)  # articles have topics of their own
        texts.append(" ".join(rng.choice(vocabulary, 200, p=own / own.sum())) + ".")
    corpus = with_texts(tmp_path, texts, ["CNN", "NPR"] * 200)
    terms = words(corpus, Filters(outlets=("CNN",)), ngrams=(1, 1), limit=None).terms
    assert (terms["z"].abs() > 1.96).mean() > 0.15  # words drawn one by one would be far too sure
    assert (terms["z_by_article"].abs() > 1.96).mean() < 0.08


def test_a_given_prior_replaces_the_selection(corpus):
    given = words(corpus, FOX_SIDE, min_count=5, ngrams=(1, 1), prior={"radical": 1e6, "the": 1e6}, prior_words=1e9)
    assert given.choices["prior"] == "counts given"
    assert abs(given.terms.set_index("term")["z"].get("radical", 0.0)) < 0.1


def test_articles_in_both_groups_count_in_neither(corpus):
    found = words(corpus, FOX_SIDE, Filters(where="id < 'article-00000014'"))
    assert "2 articles are in both groups" in found.warnings[0]
    assert (found.choices["articles_a"], found.choices["articles_b"]) == (10, 12)


@pytest.mark.parametrize(
    "wrong",
    [{"ngrams": (2, 1)}, {"ngrams": (1, 9)}, {"voice": "loud"}, {"prior_words": 0}, {"a": Filters(outlets=("Onion",))}],
)
def test_wrong_choices_are_argument_errors(corpus, wrong):
    with pytest.raises(ArgumentError):
        words(corpus, **({"a": FOX_SIDE} | wrong))


def test_the_json_has_the_contracts_keys_and_no_nan(corpus):
    found = words(corpus, FOX_SIDE, min_count=5).to_dict()
    assert {"a", "b", "terms", "choices", "warnings"} <= set(found)
    assert {"term", "n", "z", "log_odds", "count_a", "count_b"} <= set(found["terms"][0])
    json.dumps(found, allow_nan=False)


def test_a_keyword_stands_in_its_context_and_its_offsets_index_the_text(corpus):
    found = context(corpus, "mr smith", FOX_SIDE, limit=3, width=12)
    assert len(found.lines) == 3
    row = found.lines.iloc[0]
    assert (row["before"], row["match"], row["after"]) == (' disgrace," ', "Mr. Smith", " said. The r")
    assert FOX[row["start"] : row["end"]] == "Mr. Smith"
    assert row["voice"] == "outlet_voice"


def test_a_keyword_is_found_as_words_and_in_the_voice_asked_for(corpus):
    assert context(corpus, "disgrace", voice="outlet_voice").lines.empty
    assert context(corpus, "DISGRACE", voice="quoted").lines["voice"].unique().tolist() == ["quoted"]
    assert context(corpus, "grace").lines.empty
    assert context(corpus, "thrilled Mr").lines.empty  # another voice begins between them
    with pytest.raises(ArgumentError, match="no word"):
        context(corpus, "?!")


def test_examples_come_from_the_side_that_uses_the_term_more_whatever_its_filters_are(tmp_path):
    outlets = ["Reuters", "Fox News", "Newsmax"] * 8
    corpus = with_texts(tmp_path, [FOX if outlet != "Reuters" else REUTERS for outlet in outlets], outlets)
    newsmax, reuters = Filters(outlets=("Newsmax",)), Filters(outlets=("Reuters",))
    found = words(corpus, newsmax, reuters, min_count=5)
    lines = examples(corpus, found, newsmax, reuters, Filters(), "whole", 3)
    sides = {"a": set(), "b": set()}
    for term, z in zip(found.terms["term"], found.terms["z"], strict=True):
        sides["a" if z > 0 else "b"] |= {line["outlet"] for line in lines[term]}
    assert sides == {"a": {"Newsmax"}, "b": {"Reuters"}}
    short = examples(corpus, found, Filters(outlets=("Newsmax",), min_words=10**6), reuters, Filters(), "whole", 3)
    assert not any(short[term] for term in found.terms.loc[found.terms["z"] > 0, "term"])
