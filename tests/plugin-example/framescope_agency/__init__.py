"""Agency: who acts in an article's sentences, and how often the agent is left out ("was beaten", by nobody)."""

import re

import numpy as np

from framescope import Documents, Evidence, FamilyScores, Mark, Measure, Scorer

CITATION = "Fowler 1991, Language in the News"
MEASURES = (
    Measure(
        "agency_passive_share",
        "Passive sentences",
        "share of sentences",
        0,
        1,
        "Share of the body's sentences with a passive: a form of be or get and a past participle.",
        CITATION,
        "the body has no sentence",
        numerator="agency_passive_sentences",
        denominator="agency_sentences",
        digits=3,
    ),
    Measure("agency_passive_sentences", "Passive sentences, count", "sentences", 0, None,
            "Sentences of the body with a passive.", CITATION, digits=0, count=True),
    Measure("agency_sentences", "Sentences of the body", "sentences", 0, None,
            "Sentences of the body.", "framescope", digits=0, count=True),
)  # fmt: skip

PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+|not\s+)?"
    r"(?:\w+ed|beaten|shot|hit|hurt|killed|taken|held|made|found|given|said|seen|told|known|driven|left)\b"
    r"(?P<agent>\s+by\s+\w+)?",
    re.IGNORECASE,
)


def score(documents: Documents) -> FamilyScores:
    passives, sentences = np.zeros(len(documents)), np.zeros(len(documents))
    spans: list[tuple[int, int, int, str, bool]] = []
    for k in range(len(documents)):
        document, text = documents[k], documents.texts[k]
        for sentence in document.body_sentences:
            sentences[k] += 1
            found = list(PASSIVE.finditer(text, sentence.start, sentence.end))
            passives[k] += bool(found)
            for passive in found:
                quoted = any(quote.start <= passive.start() < quote.end for quote in document.quotes)
                label = "agent_named" if passive["agent"] else "agentless"
                spans.append((k, passive.start(), passive.end(), label, quoted))
    share = np.divide(passives, sentences, out=np.full(len(documents), np.nan), where=sentences > 0)
    values = {
        "agency_passive_share": share,
        "agency_passive_sentences": passives,
        "agency_sentences": sentences,
    }
    document, start, end, label, quoted = zip(*spans, strict=True) if spans else ((), (), (), (), ())
    evidence = Evidence(
        np.array(document, int), np.array(start, int), np.array(end, int), list(label), np.array(quoted, bool)
    )
    return FamilyScores(values, evidence)


SCORER = Scorer(
    "agency",
    "1",
    MEASURES,
    score,
    description="how often who acts is left out",
    colour="#B5533C",
    legend=(
        Mark("agentless", "passive without an agent", "solid tint"),
        Mark("agent", "passive with an agent", "dotted"),
    ),
)
