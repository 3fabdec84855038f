"""The measures of attribution: rates with the counts they are made of."""

from analysis.measures import Measure

_NONE = "the body has no attribution"


def _share(
    name: str,
    label: str,
    unit: str,
    definition: str,
    numerator: str,
    denominator: str,
    missing: str,
    citation: str = "framescope",
) -> Measure:
    return Measure(
        f"attribution_{name}", label, unit, 0, 1, definition, citation, missing,
        numerator=f"attribution_{numerator}", denominator=f"attribution_{denominator}", digits=3,
    )  # fmt: skip


def _count(name: str, label: str, unit: str, definition: str) -> Measure:
    return Measure(f"attribution_{name}", label, unit, 0, None, definition, "framescope", digits=0, count=True)


MEASURES = (
    Measure(
        "attribution_per_100_words",
        "Attributions",
        "per 100 words",
        0,
        100,
        "Attributions (a source's words, beliefs, intentions or judgements, with or without a named source) per 100 "
        "words of the body.",
        "Newell et al. 2018",
        "the body has no word",
        numerator="attribution_count",
        denominator="attribution_words",
        scale=100.0,
    ),
    _share(
        "sentence_share", "Attributed sentences", "share of sentences",
        "Share of the body's sentences that contain content of an attribution.",
        "sentences", "body_sentences", "the body has no sentence", "Newell et al. 2018",
    ),
    _share(
        "unattributed_claim_share", "Unattributed claims", "share of sentences",
        "Share of the body's sentences with an evaluative word, an adverb of certainty or doubt, or a modal of "
        "possibility or obligation in the outlet's voice and no attribution in them; questions do not count.",
        "unattributed_claims", "body_sentences", "the body has no sentence",
        "Martin & White 2005; Biber 2006; Hyland 2005",
    ),
    _share(
        "quoted_word_share", "Quoted words", "share of words",
        "Share of the body's words in a quoted voice: quotations, block quotations, speakers' turns.",
        "quoted_words", "words", "the body has no word",
    ),
    Measure(
        "attribution_sources",
        "Sources",
        "sources",
        0,
        None,
        "Distinct sources of the body's attributions, pronouns, surnames and descriptions counted with the name they "
        "stand for.",
        "framescope",
        digits=0,
    ),
    _share(
        "top_source_share", "Top source", "share of attributions",
        "Share of the attributions with a known source that go to the most frequent source.",
        "top_source_count", "sourced_count", "the body has no attribution with a known source",
    ),
    _share(
        "anonymous_share", "Anonymous sources", "share of attributions",
        "Share of the attributions with a source in the text whose source is a person or official who is not named.",
        "anonymous_count", "with_source_count", "the body has no attribution with a source", "Duffy & Williams 2011",
    ),
    _share(
        "doubting_share", "Doubting cues", "share of attributions",
        "Share of attributions whose cue casts doubt on the content (claimed, alleged, denied).",
        "doubting_count", "count", _NONE, "Hooper 1975; Kiparsky & Kiparsky 1970",
    ),
    _share(
        "endorsing_share", "Endorsing cues", "share of attributions",
        "Share of attributions whose cue presents the content as true (revealed, pointed out, acknowledged, showed).",
        "endorsing_count", "count", _NONE, "Hooper 1975; Kiparsky & Kiparsky 1970",
    ),
    _count("count", "Attributions, count", "attributions", "Attributions in the body."),
    _count("words", "Words of the body", "words", "Words of the body."),
    _count(
        "sentences", "Attributed sentences, count", "sentences",
        "Sentences of the body that contain content of an attribution.",
    ),
    _count(
        "body_sentences", "Sentences of the body", "sentences",
        "Sentences of the body that contain at least one word.",
    ),
    _count(
        "unattributed_claims", "Unattributed claims, count", "sentences",
        "Sentences of the body that make a claim in the outlet's voice and contain no part of an attribution.",
    ),
    _count("quoted_words", "Quoted words, count", "words", "Words of the body in a quoted voice."),
    _count(
        "with_source_count", "Attributions with a source", "attributions",
        "Attributions in the body whose source is in the text.",
    ),
    _count(
        "sourced_count", "Attributions with a known source", "attributions",
        "Attributions in the body whose source has a name within the article.",
    ),
    _count(
        "top_source_count", "Attributions of the top source", "attributions",
        "Attributions in the body of the most frequent source.",
    ),
    _count(
        "anonymous_count", "Anonymous attributions", "attributions",
        "Attributions in the body to a person or official who is not named.",
    ),
    _count("doubting_count", "Doubting cues, count", "attributions", "Attributions in the body with a doubting cue."),
    _count(
        "endorsing_count", "Endorsing cues, count", "attributions",
        "Attributions in the body with an endorsing cue.",
    ),
)  # fmt: skip
