"""Hedging: how much of what an article says is marked as uncertain, and how much as certain.

A hedge tells the reader that something may not be so: a modal ("may"), a verb, adverb, adjective or noun of possibility
("appears to", "probably", "unclear", "likelihood"), a belief ("is expected to"), a condition ("if", "unless") or a
charge given as unproved ("allegedly"). A booster does the opposite ("undoubtedly"). What only makes a number or a
degree vague ("about 20", "somewhat") belongs to the family `vagueness`; readers who were asked to mark uncertainty do
not mark it. "Sources said" is attribution, not hedging.
"""

import numpy as np

from analysis.measures import Measure
from analysis.scorers.base import Evidence, FamilyScores, Mark, Scorer
from analysis.scorers.hedging.detect import Terms, find, word_list
from analysis.scorers.rates import Rate, ratio, word_counts, word_measures, word_values
from analysis.text import Documents

HEDGES = Rate(
    "hedging",
    "Hedging",
    "Hedges (words and phrases that present a statement as uncertain, believed, conditional or unproved)",
    "Hyland 2005; Szarvas et al. 2012",
)
BOOSTERS = Rate(
    "hedging_boosters",
    "Boosters",
    "Boosters (words and phrases that present a statement as certain, evident or without exception)",
    "Hyland 2005",
)

MEASURES = (
    *HEDGES.measures()[:3],
    Measure(
        "hedging_sentence_share",
        "Hedged sentences",
        "share of sentences",
        0,
        1,
        "Share of the body's sentences that contain at least one hedge.",
        "Farkas et al. 2010; Szarvas et al. 2012",
        "the body has no sentence",
        numerator="hedging_sentences",
        denominator="hedging_body_sentences",
        digits=3,
    ),
    *BOOSTERS.measures()[:3],
    *HEDGES.measures()[3:],
    *BOOSTERS.measures()[3:],
    Measure(
        "hedging_sentences",
        "Hedged sentences, count",
        "sentences",
        0,
        None,
        "Sentences of the body that contain at least one hedge.",
        "framescope",
        digits=0,
        count=True,
    ),
    Measure(
        "hedging_body_sentences",
        "Sentences of the body",
        "sentences",
        0,
        None,
        "Sentences of the body that contain at least one word.",
        "framescope",
        digits=0,
        count=True,
    ),
    *word_measures("hedging"),
)


def score(documents: Documents) -> FamilyScores:
    """Return the measures of the family, one number per document, and their evidence."""
    hedges = find(documents, "hedges")
    boosters = _outside(find(documents, "boosters"), hedges, len(documents.words.word))
    words, totals = documents.words, word_counts(documents)
    values = {**HEDGES.values(documents, hedges.first, totals), **BOOSTERS.values(documents, boosters.first, totals)}
    hedged = _sentences(documents, words.sentence[hedges.first])
    all_sentences = _sentences(documents, words.sentence[words.body])
    values |= {
        "hedging_sentences": hedged,
        "hedging_body_sentences": all_sentences,
        "hedging_sentence_share": ratio(hedged, all_sentences),
        **word_values("hedging", totals),
    }
    return FamilyScores(values, _evidence(documents, hedges, boosters))


def _outside(boosters: Terms, hedges: Terms, size: int) -> Terms:
    """Boosters without those inside a hedge: "highly" in "highly unlikely", "certainly" in "almost certainly"."""
    inside = np.zeros(size + 1, np.int32)
    np.add.at(inside, hedges.first, 1)
    np.add.at(inside, hedges.last + 1, -1)
    free = np.cumsum(inside)[boosters.first] == 0
    return Terms(boosters.first[free], boosters.last[free], boosters.term[free])


def _sentences(documents: Documents, sentence: np.ndarray) -> np.ndarray:
    """How many different ones of these sentences each document has."""
    seen = np.zeros(len(documents.first_of_sentence), bool)
    seen[sentence] = True
    owner = documents.document[documents.first_of_sentence[seen]]
    return np.bincount(owner, minlength=len(documents)).astype(np.float64)


def _evidence(documents: Documents, hedges: Terms, boosters: Terms) -> Evidence:
    words = documents.words
    first = np.concatenate([hedges.first, boosters.first])
    last = np.concatenate([hedges.last, boosters.last])
    labels = [word_list("hedges").categories[t] for t in hedges.term.tolist()]
    labels += [word_list("boosters").categories[t] for t in boosters.term.tolist()]
    order = np.argsort(first, kind="stable")
    first, last = first[order], last[order]
    return Evidence(
        document=documents.document[words.token[first]],
        start=words.start[first],
        end=words.end[last],
        label=[labels[k] for k in order.tolist()],
        quoted=words.quoted[first],
    )


SCORER = Scorer(
    "hedging",
    "3",
    MEASURES,
    score,
    description="hedges and boosters per 100 words, and sentences that hedge",
    colour="#A87900",
    legend=(Mark("hedge", "hedge", "double tint"), Mark("booster", "booster", "solid tint")),
)
