"""Genre: what kind of article it is, so that news reports are compared with news reports.

Outlets differ in what they print before they differ in how they write it: opinion, transcripts and lists read otherwise
than reports whoever prints them. The genre is read from explicit signs first (`signs`): how the text is laid out
(turns of speakers, times of day, numbered headings), what the address says ("/opinion/"), how the headline begins
("Analysis:"). Where no sign decides, a logistic regression over the wording tells opinion from report (`model`).
"""

from analysis.genres import LABELS
from analysis.scorers.base import Assigned, Category, Evidence, FamilyScores, Scorer
from analysis.scorers.genre.detect import detect
from analysis.text import Documents

GENRE = Category(
    "genre",
    "Genre",
    dict(LABELS),
    "What kind of article it is: read from the layout of the text, from its address and its headline, and where these "
    "do not tell, opinion or news report by the wording of the outlet's voice. A column genre of your own data wins.",
    "Wiebe et al. 2004; Alhindi et al. 2020",
)


def score(documents: Documents) -> FamilyScores:
    """The genre of each document, with its reasons; no measure and no evidence span."""
    assigned = [Assigned(found.genre, found.reasons) for found in detect(documents)]
    return FamilyScores({}, Evidence.none(), {GENRE.name: assigned})


SCORER = Scorer(
    "genre",
    "3",
    (),
    score,
    description="news report, analysis, opinion, interview, live blog, list or press release",
    categories=(GENRE,),
)
