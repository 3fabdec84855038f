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
        "Share of the body's sentences that hold content of an attribution.",
        "sentences", "body_sentences", "the body has no sentence", "Newell et al. 2018",
    ),
    _share(
        "unattributed_claim_share", "Unattributed claims", "share of sentences",
        "Share of the body's sentences that hold a word of a closed list (evaluative words, adverbs of certainty or "
        "doubt, modals of possibility or obligation) in the outlet's voice and no part of an attribution that was "
        "found; questions do not count. It counts signs of a claim and does not tell whether the claim is sourced "
        "in another sentence.",
        "unattributed_claims", "body_sentences", "the body has no sentence",
        "Martin & White 2005; Biber 2006; Hyland 2005",
    ),
    _share(
        "quoted_word_share", "Quoted words", "share of words",
        "Share of the body's words that stand inside quotation marks.",
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
        "Share of the attributions with a source in the text whose source is a person or official who speaks and is "
        "not named anywhere in the article (officials said, a spokesman); not bodies, open groups such as critics, "
        "holders of an office, or relatives of somebody named.",
        "anonymous_count", "with_source_count", "the body has no attribution with a source", "Duffy & Williams 2011",
    ),
    _share(
        "doubting_share", "Doubting cues", "share of attributions",
        "Share of attributions whose cue, chosen by the author, casts doubt on the content (claimed, alleged, "
        "insisted, boasted, allegedly); not what the source disputes (denied, accused), nor seemed or appeared.",
        "doubting_count", "count", _NONE, "Hooper 1975; Kiparsky & Kiparsky 1970",
    ),
    _share(
        "endorsing_share", "Endorsing cues", "share of attributions",
        "Share of attributions whose cue, chosen by the author, presents the content as true (revealed, pointed out, "
        "acknowledged, noted, showed that); not praise or support, nor a cue that is negated or only possible.",
        "endorsing_count", "count", _NONE, "Hooper 1975; Kiparsky & Kiparsky 1970",
    ),
    _count("count", "Attributions, count", "attributions", "Attributions in the body."),
    _count("words", "Words of the body", "words", "Words of the body."),
    _count(
        "sentences", "Attributed sentences, count", "sentences",
        "Sentences of the body that hold content of an attribution.",
    ),
    _count(
        "body_sentences", "Sentences of the body", "sentences",
        "Sentences of the body that hold at least one word.",
    ),
    _count(
        "unattributed_claims", "Unattributed claims, count", "sentences",
        "Sentences of the body that claim in the outlet's voice and hold nothing of an attribution.",
    ),
    _count("quoted_words", "Quoted words, count", "words", "Words of the body inside quotation marks."),
    _count(
        "with_source_count", "Attributions with a source", "attributions",
        "Attributions in the body whose source stands in the text.",
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
        "Attributions in the body to a person or official who speaks and is not named in the article.",
    ),
    _count("doubting_count", "Doubting cues, count", "attributions", "Attributions in the body with a doubting cue."),
    _count(
        "endorsing_count", "Endorsing cues, count", "attributions",
        "Attributions in the body with an endorsing cue.",
    ),
)  # fmt: skip
