"""The article the project was started from, end to end: what a careful reader finds in it, framescope finds.

The expectations were written by reading the article, not by running the program.
"""

from typing import Any

import pytest

from analysis.inspection import inspect_text

# Every quotation of the body, in order, with who is quoted.
QUOTATIONS = [
    ('"very good and productive"', "Trump"),
    ('"We had very good and productive discussions', "Trump"),
    ('"but that could obviously change."', "Leavitt"),
    ('"numerous"', "Trump"),
    ('"thousands"', "Trump"),
    ('"completely surrounded by the Russian military, and in a very bad and vulnerable position."', "Trump"),
    ('"I have strongly requested to President Putin', "Trump"),
    ('"additional"', "Russia"),
    ('"cautiously optimistic"', "Russia"),
    ('"conversation is needed"', "Kremlin"),
]
# Statements attributed without quotation marks: a piece of what is said, and who says it.
STATEMENTS = [
    ("Trump himself had not spoken to Putin on Thursday night", "Leavitt"),
    ("no call was scheduled on Friday", "Leavitt"),
    ("he had spoken to Putin", "Trump"),
    ("denied Trump's claim", "Kyiv"),
    ("that Putin had sent", "Russia"),
    ("both sides agreed", "Kremlin"),
    ("the timing was yet to be determined", "Kremlin"),
]
# What the outlet tells in its own name.
OWN_WORDS = [
    "Moscow has in the past week been driving much of Ukraine's forces",
    "Kursk was one of Kyiv's few bargaining chips",
    "US envoy Steve Witkoff met Putin late Thursday",
]


@pytest.fixture(scope="module")
def found(seed_text: str) -> dict[str, Any]:
    return inspect_text(seed_text)


def of_family(found: dict[str, Any], family: str) -> list[dict[str, Any]]:
    return [span for span in found["evidence"] if span["family"] == family]


def sources_of(found: dict[str, Any], text: str, phrase: str) -> list[str]:
    """Who the attributions over `phrase` name, narrowest first."""
    start = text.index(phrase)
    over = [
        span for span in of_family(found, "attribution") if span["start"] < start + len(phrase) and start < span["end"]
    ]
    over.sort(key=lambda span: span["end"] - span["start"])
    return [f"{span['source_name'] or ''} {span['source_text']}" for span in over]


def test_what_is_not_prose(found: dict[str, Any], seed_text: str) -> None:
    spans = [(b["kind"], seed_text[b["start"] : b["end"]]) for b in found["structure"]["boilerplate"]]
    assert [kind for kind, _ in spans] == ["headline", "byline", "caption", "dateline"]
    headline, byline, caption, dateline = (text for _, text in spans)
    assert headline == "Trump asks Putin to spare Ukraine troops, hails 'productive' talks"
    assert byline == "by"
    assert caption.startswith("Russia's President Vladimir Putin and US President Donald Trump talk")
    assert caption.endswith("June 28, 2019. — Reuters")
    assert dateline == "WASHINGTON:"


def test_every_sentence_of_the_body(found: dict[str, Any], seed_text: str) -> None:
    sentences = [seed_text[a:b] for a, b in found["structure"]["body_sentences"]]
    assert len(sentences) == 16
    assert sentences[0].startswith("US President Donald Trump pleaded on Friday")
    assert sentences[7] == "Kyiv quickly denied Trump's claim."
    assert sentences[8:11] == [
        '"I have strongly requested to President Putin that their lives be spared.',
        "This would be a horrible massacre, one not seen since World War II.",
        'God bless them all!!!" Trump wrote.',
    ]
    assert sentences[-1].endswith("the timing was yet to be determined.")


def test_every_quotation(found: dict[str, Any], seed_text: str) -> None:
    quotes = [seed_text[q["start"] : q["end"]] for q in found["structure"]["quotes"]]
    assert quotes[0] == "'productive'"  # in the headline
    assert len(quotes) == 1 + len(QUOTATIONS)
    for quote, (beginning, _) in zip(quotes[1:], QUOTATIONS, strict=True):
        assert quote.startswith(beginning)
    assert all(q["closed"] and q["depth"] == 0 for q in found["structure"]["quotes"])


@pytest.mark.parametrize(("phrase", "source"), QUOTATIONS)
def test_quotations_have_their_source(found: dict[str, Any], seed_text: str, phrase: str, source: str) -> None:
    sources = sources_of(found, seed_text, phrase)
    assert sources, "no attribution found"
    assert source in sources[0]


@pytest.mark.parametrize(("phrase", "source"), STATEMENTS)
def test_statements_without_quotation_marks_have_their_source(
    found: dict[str, Any], seed_text: str, phrase: str, source: str
) -> None:
    sources = sources_of(found, seed_text, phrase)
    assert sources, "no attribution found"
    assert source in sources[0]


@pytest.mark.parametrize("phrase", OWN_WORDS)
def test_what_the_outlet_says_itself_is_not_attributed(found: dict[str, Any], seed_text: str, phrase: str) -> None:
    assert sources_of(found, seed_text, phrase) == []


def test_the_dateline_speaks_to_nobody(found: dict[str, Any]) -> None:
    assert not [span for span in of_family(found, "attribution") if "WASHINGTON" in span["source_text"]]


def test_the_sources_are_five(found: dict[str, Any]) -> None:
    names = {span["source_name"] for span in of_family(found, "attribution") if span["source_name"]}
    assert {name.split()[-1] for name in names} == {"Trump", "Leavitt", "Kyiv", "Russia", "Kremlin"}


def test_denying_is_no_doubt_of_the_authors(found: dict[str, Any]) -> None:
    kyiv = [span for span in of_family(found, "attribution") if span["source_text"] == "Kyiv"]
    assert [span["stance"] for span in kyiv] == ["neutral"]


def test_hedges(found: dict[str, Any], seed_text: str) -> None:
    hedges = [span for span in of_family(found, "hedging") if not span["label"].startswith("booster")]
    texts = [span["text"] for span in hedges]
    assert "cautiously optimistic" in texts
    assert "could" in texts  # "but that could obviously change"
    assert "chance" in " ".join(texts)  # "there is a very good chance that"
    # Moscow speaks of its hope, Leavitt and Trump of theirs: all of these are quoted.
    assert {span["voice"] for span in hedges if span["text"] in ("cautiously optimistic", "could")} == {"quoted"}
    # No hedge: a request, a fact, a name of a month, a plan.
    for phrase in ("Trump pleaded", "met Putin late Thursday", "announced call in February", "quickly denied"):
        start = seed_text.index(phrase)
        assert not [s for s in hedges if s["start"] < start + len(phrase) and start < s["end"]], phrase


def test_boosters(found: dict[str, Any]) -> None:
    boosters = [s["text"] for s in of_family(found, "hedging") if s["label"].startswith("booster")]
    assert {"very", "completely", "obviously"} <= set(boosters)


def test_the_words_that_make_the_sentiment(found: dict[str, Any]) -> None:
    words = {(span["text"], span["label"]) for span in of_family(found, "sentiment")}
    assert {
        ("horrible", "negative"),
        ("denied", "negative"),
        ("optimistic", "positive"),
    } <= words
    assert not {word for word, _ in words} & {"talks"}


def test_the_measures_are_those_of_the_body(found: dict[str, Any]) -> None:
    measures = found["measures"]
    assert measures["sentiment_sentences"] == 16
    assert measures["sentiment_headline_compound"] is None  # no title was given
    assert measures["attribution_quoted_word_share"] == pytest.approx(92 / 372)
    assert 8 < measures["readability_flesch_kincaid_grade"] < 16
