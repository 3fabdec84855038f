"""Attribution: what an article says through others, who they are, and how it presents their words.

An attribution is a source ("Karoline Leavitt"), a cue ("said", "according to", "is expected", "claim that") and a
content. Direct speech, indirect speech, beliefs, intentions and judgements count (as in PolNeAR, Newell et al. 2018,
and PARC, Pareti 2012). Only outermost attributions are given: what a source reports of others is inside the content.
Transparent rules over parts of speech find them (`rules`), a lexicon of cue classes says which words can be cues
(`lexicons/cues`), and sources get their canonical names within the article (`sources`).
"""

from analysis.scorers.attribution.measures import MEASURES
from analysis.scorers.attribution.score import score
from analysis.scorers.base import Part, Scorer

__all__ = ["MEASURES", "SCORER"]

SCORER = Scorer(
    "attribution",
    "8",
    MEASURES,
    score,
    description="who is quoted or paraphrased, how often, and how much rests on one source or on unnamed ones",
    colour="#009E73",
    parts=(
        Part("source", "source", "solid bold", named=True, typed=True),
        Part("cue", "cue", "dotted italic"),
        Part("content", "what is attributed", "faint", quoted=False),
    ),
    details=("kind", "stance", "source_kind", "affiliation", "gender", "canonical", "form"),
    sentence="{kind} statement by {source_name}",
)
