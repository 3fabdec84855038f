"""Framing, a first family: loaded words, which take a side while they describe, and subjective words.

A loaded word could be exchanged for a neutral one and the fact would stay: "slammed" for "criticised", "regime" for
"government", "illegal aliens" for "immigrants without papers". The list holds words of both sides of politics and is
our own, grouped by what the word does (verbs of conflict, evaluation, praise, labels for groups, alarm, emphasis).
Subjective words are adjectives and adverbs that people judge to express opinion; they are taken from a general
dictionary, so they say more about tone than about politics. Neither list knows what is true: a count is a reason to
read the passage, which is what the evidence is for.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.scorers.base import Evidence, FamilyScores, Mark, Scorer
from analysis.scorers.rates import Rate, word_counts, word_measures, word_values
from analysis.text import Documents
from analysis.text.phrases import PhraseMatcher, read_lexicon
from analysis.text.pos_tagger import CODE

NEUTRAL = "not_loaded"
"""Category of the list's exceptions ("hate crime", "natural disaster"): found like the rest, never counted."""

LOADED = Rate(
    "framing_loaded",
    "Loaded words",
    "Loaded words and phrases (emotive, evaluative or partisan where a neutral word is available)",
    "framescope; after Recasens et al. 2013",
)
SUBJECTIVE = Rate(
    "framing_subjective",
    "Subjective words",
    "Subjective words (rated as opinion rather than fact, with a positive or negative tone, in the list of the "
    "Pattern library)",
    "De Smedt & Daelemans 2012",
)

MEASURES = (
    *LOADED.measures()[:3],
    *SUBJECTIVE.measures()[:3],
    *LOADED.measures()[3:],
    *SUBJECTIVE.measures()[3:],
    *word_measures("framing"),
)


@dataclass(frozen=True)
class WordList:
    """A lexicon ready for matching; the arrays have one entry per term."""

    matcher: PhraseMatcher
    labels: tuple[str, ...]
    weights: np.ndarray
    counted: np.ndarray
    """Bool per term: False for the exceptions."""
    even_as_name: np.ndarray
    """Bool per term: counts as a name too. "Trumpism" does; "Stonewall" and "Heroes Act" do not."""


@cache
def word_list(name: str) -> WordList:
    """Return the lexicon of that name ("loaded" or "subjective")."""
    entries = read_lexicon(name)
    labels = tuple(e.category if e.category.startswith(name) else f"{name}_{e.category}" for e in entries)
    return WordList(
        PhraseMatcher([entry.term for entry in entries]),
        labels,
        np.array([entry.weight for entry in entries]),
        np.array([entry.category != NEUTRAL for entry in entries]),
        np.array([entry.category == "label" or " " in entry.term for entry in entries]),
    )


@dataclass(frozen=True)
class Terms:
    """Terms in a batch: first and last place in `documents.words`, label and weight."""

    first: np.ndarray
    last: np.ndarray
    labels: list[str]
    weights: np.ndarray


def find(documents: Documents, name: str) -> Terms:
    """The terms of the list `name` ("loaded" or "subjective") in the bodies of the batch, names left out."""
    words, lexicon = documents.words, word_list(name)
    hits = lexicon.matcher.find(documents)
    keep = words.body[hits.at] & lexicon.counted[hits.term]
    opens_sentence = np.append(True, words.sentence[1:] != words.sentence[:-1])[hits.at]
    keep &= lexicon.even_as_name[hits.term] | (documents.tags[hits.at] != CODE["NNP"]) | opens_sentence
    at, length, term = hits.at[keep], hits.length[keep], hits.term[keep]
    return Terms(at, at + length - 1, [lexicon.labels[t] for t in term.tolist()], lexicon.weights[term])


def score(documents: Documents) -> FamilyScores:
    """Return the measures of the family, one number per document, and their evidence."""
    words, totals = documents.words, word_counts(documents)
    loaded, subjective = find(documents, "loaded"), find(documents, "subjective")
    values = {
        **LOADED.values(documents, loaded.first, totals),
        **SUBJECTIVE.values(documents, subjective.first, totals),
        **word_values("framing", totals),
    }
    first = np.concatenate([loaded.first, subjective.first])
    last = np.concatenate([loaded.last, subjective.last])
    labels = loaded.labels + subjective.labels
    order = np.argsort(first, kind="stable")
    first, last = first[order], last[order]
    evidence = Evidence(
        document=documents.document[words.token[first]],
        start=words.start[first],
        end=words.end[last],
        label=[labels[k] for k in order.tolist()],
        quoted=words.quoted[first],
        value=np.concatenate([loaded.weights, subjective.weights])[order],
    )
    return FamilyScores(values, evidence)


SCORER = Scorer(
    "framing",
    "3",
    MEASURES,
    score,
    description="loaded and subjective words",
    colour="#C4689C",
    legend=(Mark("loaded", "loaded or subjective word", "dashed tint"),),
)
