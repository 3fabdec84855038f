"""Readability equals textstat on the body text, whatever text comes; its 0 for nothing is a missing value here."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.scorers import readability
from analysis.text import Documents, Vocabulary

FORMULAS = {
    "readability_flesch_reading_ease": "flesch_reading_ease",
    "readability_flesch_kincaid_grade": "flesch_kincaid_grade",
    "readability_gunning_fog": "gunning_fog",
    "readability_smog": "smog_index",
    "readability_ari": "automated_readability_index",
    "readability_coleman_liau": "coleman_liau_index",
    "readability_dale_chall": "dale_chall_readability_score",
}
COUNTS = {
    "readability_words": "lexicon_count",
    "readability_syllables": "syllable_count",
    "readability_polysyllables": "polysyllabcount",
}

_WORDS = st.sampled_from(
    "the a cat talks president negotiations unprecedented international responsibility Kyiv ceasefire don't won't "
    "they've he'd it's workers' 'twas rock'n'roll 30-day state-of-the-art 1,000 3.14 $1.5bn U.S. p.m. J. K. Mr. "
    "said. said.” (said.) war! war? ... …well 'quoted' “quoted” — - ' '' 's 't . .. ?! _ __x__ a.b.c ~.x x.~ .. x.y! "
    "İstanbul İSTANBUL ǅungla ΟΔΟΣ ΟΔΟΣ' straße naïve café Åland 😀 ½ x² ١٢ ﬁne n̈ e\u0301 \u0307 don’t ’90s "
    "AT&T http://t.co/a?b=c @realDonaldTrump #MAGA".split()
)
_SPACES = st.sampled_from([" ", " ", " ", "\n", "\n\n", "\t", "\x1c", "\u2028", "\u00a0", "\u3000", "\u200b", "\x85"])
_ANY = st.text(st.characters(exclude_categories=()), max_size=8)
_TEXTS = st.lists(st.tuples(st.one_of(_WORDS, _WORDS, _WORDS, _ANY), _SPACES), max_size=30).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)


def check(documents: Documents, textstat) -> None:
    """Every measure of every document equals textstat's on the body text."""
    values = readability.score(documents).values
    for k in range(len(documents)):
        body = documents.body_text(k)
        words, syllables, letters = (
            count(body) for count in (textstat.lexicon_count, textstat.syllable_count, textstat.letter_count)
        )
        for name, function in COUNTS.items():
            assert values[name][k] == getattr(textstat, function)(body), (name, body)
        if not words:
            assert all(np.isnan(values[name][k]) for name in FORMULAS), body
            continue
        assert values["readability_sentences"][k] == textstat.sentence_count(body), body
        for name, function in FORMULAS.items():
            nothing = (
                (name == "readability_smog" and textstat.sentence_count(body) < 3)
                or (function.startswith("flesch") and not syllables)
                or (function == "coleman_liau_index" and not letters)
            )
            if nothing:
                assert np.isnan(values[name][k]), (name, body)
            else:
                expected = getattr(textstat, function)(body)
                assert values[name][k] == pytest.approx(expected, rel=1e-12, abs=1e-9), (name, body)


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
@example("")
@example("Yes")
@example("İİİ!")
@example("The ΟΔΟΣ' of ΟΔΟΣ. İstanbul's ǅ")
@example("' 't 's.")
@example("One two three.x four five. Six.")
@example("a ~.b c d. - e f g")
def test_every_measure_equals_textstat_on_arbitrary_text(textstat_offline, text: str) -> None:
    check(Documents([text]), textstat_offline)


@settings(max_examples=50, deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=5))
def test_exactness_holds_where_boilerplate_is_cut_out(textstat_offline, texts: list[str]) -> None:
    dressed = [
        f"Advertisement Continue reading the main story\n\nWASHINGTON (Reuters) - {text}\n\n(Editing by Jane Doe)"
        for text in texts
    ]
    check(Documents(dressed), textstat_offline)


def test_a_dateline_without_a_stop_does_not_join_the_sentences_around_it(textstat_offline) -> None:
    text = "It ended well\n\nLONDON (Reuters) - Talks in the capital ended. Nobody signed the final document."
    documents = Documents([text])
    assert "LONDON" not in documents.body_text(0)
    check(documents, textstat_offline)


def test_smog_is_missing_below_three_sentences() -> None:
    two = "The talks ended on a Friday. The parties signed nothing at all."
    values = readability.score(Documents([two, two + " Nobody was surprised by this."])).values["readability_smog"]
    assert np.isnan(values[0])
    assert not np.isnan(values[1])


def test_nothing_to_read_is_missing_not_zero() -> None:
    values = readability.score(Documents(["", " \n ", "— …", "Fine."])).values
    for name in FORMULAS:
        assert np.isnan(values[name][:3]).all(), name
    assert not np.isnan(values["readability_ari"][3])
    assert values["readability_words"].tolist() == [0, 0, 0, 1]


def test_evidence_is_the_difficult_words_and_the_long_ones_with_their_syllables() -> None:
    text = "“Unprecedented negotiations,” the beautiful president of Qatar said."
    found = readability.score(Documents([text]))
    evidence, words = found.evidence, ["Unprecedented", "negotiations", "beautiful", "president", "Qatar"]
    assert [text[a:b] for a, b in zip(evidence.start, evidence.end, strict=True)] == words
    assert evidence.label == ["difficult", "difficult", "long", "difficult", "difficult"]
    assert evidence.value is not None
    assert evidence.value.tolist() == [5, 5, 3, 3, 2]


def test_the_counts_of_readability_are_counts_of_its_evidence(sample_articles) -> None:
    texts = [article["text"] for article in sample_articles[:60]]
    found = readability.score(Documents(texts))
    document, values = found.evidence.document, found.values
    difficult, long = np.array(found.evidence.label) == "difficult", found.evidence.value >= 3

    def count(chosen: np.ndarray) -> list[int]:
        return np.bincount(document[chosen], minlength=len(texts)).tolist()

    assert count(difficult) == values["readability_difficult_words"].tolist()
    assert count(long) == values["readability_polysyllables"].tolist()
    fog = 0.4 * (
        values["readability_words"] / values["readability_sentences"]
        + 100 * np.array(count(difficult & long)) / values["readability_words"]
    )
    np.testing.assert_allclose(fog, values["readability_gunning_fog"])


@settings(max_examples=30, deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=6))
def test_a_batch_gives_what_its_articles_give_alone(texts: list[str]) -> None:
    together = readability.score(Documents(texts)).values
    alone = [readability.score(Documents([text], vocabulary=Vocabulary())).values for text in reversed(texts)]
    for name, values in together.items():
        assert np.array_equal(values, [one[name][0] for one in reversed(alone)], equal_nan=True), name


def test_real_articles_equal_textstat(textstat_offline, sample_articles: list[dict]) -> None:
    check(Documents([a["text"] for a in sample_articles[::20]]), textstat_offline)


@pytest.mark.slow
def test_all_bundled_articles_equal_textstat(textstat_offline, sample_articles: list[dict]) -> None:
    check(Documents([a["text"] for a in sample_articles]), textstat_offline)
