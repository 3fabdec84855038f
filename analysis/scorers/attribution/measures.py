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


_NO_SOURCE = "the body has no attribution with a source"
AFFILIATION_MEASURES = {
    "government": (
        "government",
        "Government sources",
        "the government, its staff and agencies, or foreign governments",
    ),
    "party_or_opposition": ("party", "Party sources", "a legislator, candidate, party or campaign"),
    "military_police": ("military_police", "Military and police", "armed forces, police or intelligence services"),
    "judiciary": ("judiciary", "Judiciary", "a court, prosecutor or lawyer"),
    "business": ("business", "Business sources", "a company, its people or a trade association"),
    "expert_academic": ("expert", "Experts and academics", "a researcher, doctor, think tank or pollster"),
    "civil_society": ("civil_society", "Civil society", "an activist, church, union or other non-governmental group"),
    "media": ("media", "Media as sources", "a journalist or an outlet"),
    "celebrity": ("celebrity", "Celebrities", "an artist, athlete or somebody mainly famous"),
    "ordinary_person": ("ordinary_person", "Ordinary persons", "a voter, resident, worker or other ordinary person"),
    "witness_victim": ("witness_victim", "Witnesses and victims", "a witness, victim, accuser or relative of one"),
    "unknown": ("unknown_affiliation", "Unknown affiliation", "somebody whose affiliation nothing tells"),
}
"""Affiliation → its part of measure names, its label, who that is."""
OFFICIAL = ("government", "party_or_opposition", "military_police", "judiciary")
ORDINARY = ("ordinary_person", "witness_victim")
_AFFILIATION_SHARES = tuple(
    _share(
        f"{name}_share", label, "share of attributions",
        f"Share of the attributions with a source in the text whose source is {who}.",
        f"{name}_count", "with_source_count", _NO_SOURCE, "Spangher et al. 2023",
    )
    for name, label, who in AFFILIATION_MEASURES.values()
)  # fmt: skip
_AFFILIATION_COUNTS = tuple(
    _count(f"{name}_count", f"{label}, count", "attributions", f"Attributions in the body whose source is {who}.")
    for name, label, who in AFFILIATION_MEASURES.values()
)

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
        "Share of the body's sentences in which a word of a closed list (evaluative words, words of certainty or "
        "doubt, modals of possibility or obligation) stands in the outlet's voice, in no part of an attribution that "
        "was found; questions and what is left open (whether he should) do not count. It counts signs of a claim: "
        "claims in other words and bare assertions are not seen, nor whether another sentence names the source.",
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
    *_AFFILIATION_SHARES,
    _share(
        "official_share", "Official sources", "share of attributions",
        "Share of the attributions with a source in the text whose source speaks for the state: government, elected "
        "politicians and parties, military and police, judiciary.",
        "official_count", "with_source_count", _NO_SOURCE, "Sigal 1973; Tiffen et al. 2014",
    ),
    _share(
        "ordinary_people_share", "Ordinary people", "share of attributions",
        "Share of the attributions with a source in the text whose source is an ordinary person, witness or victim.",
        "ordinary_people_count", "with_source_count", _NO_SOURCE, "De Keersmaecker & Van Leuven 2020",
    ),
    Measure(
        "attribution_source_entropy",
        "Source diversity",
        "bits",
        0,
        None,
        "Shannon entropy of the attributions with a named source over these sources: 0 where one source has them all.",
        "Shannon 1948",
        "the body has no attribution with a known source",
        digits=3,
    ),
    Measure(
        "attribution_sources_per_1000_words",
        "Sources by length",
        "per 1,000 words",
        0,
        1000,
        "Distinct sources of the body's attributions per 1,000 words of the body.",
        "framescope",
        "the body has no word",
        numerator="attribution_sources",
        denominator="attribution_words",
        scale=1000.0,
    ),
    _share(
        "women_share", "Women among named sources", "share of attributions",
        "Share of the attributions to named people of known gender that go to women; gender by public figures, titles, "
        "first names and pronouns.",
        "women_count", "gendered_count", "the body has no attribution to a named person of known gender",
        "Asr et al. 2021",
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
        "Sentences of the body with a word of evaluation, certainty, doubt, possibility or obligation in the outlet's "
        "voice and in no part of an attribution.",
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
        "Attributions in the body to a person or official who speaks and is not named in the article.",
    ),
    _count("doubting_count", "Doubting cues, count", "attributions", "Attributions in the body with a doubting cue."),
    _count(
        "endorsing_count", "Endorsing cues, count", "attributions",
        "Attributions in the body with an endorsing cue.",
    ),
    *_AFFILIATION_COUNTS,
    _count(
        "official_count", "Official sources, count", "attributions",
        "Attributions in the body whose source is government, politician or party, military, police or judiciary.",
    ),
    _count(
        "ordinary_people_count", "Ordinary people, count", "attributions",
        "Attributions in the body whose source is an ordinary person, a witness or a victim.",
    ),
    _count("women_count", "Women as named sources, count", "attributions", "Attributions in the body to named women."),
    _count(
        "gendered_count", "Named sources of known gender", "attributions",
        "Attributions in the body to named people of known gender.",
    ),
)  # fmt: skip
