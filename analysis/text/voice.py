"""Quoted voice: what a batch's articles let others say, in quotation marks, in block quotations and in turns.

Quotation marks are most of it (`analysis.text.quotes`), but not all, and not all marks quote: a term in marks of irony
or distance ("the so-called “experts”") is the outlet's word, and nobody is said to have said it.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.text import quotes
from analysis.text.vocabulary import Feature

if TYPE_CHECKING:
    from analysis.text.document import Documents


VOICES = (
    "The **quoted voice** is what others say: words in quotation marks, block quotations (the paragraph behind a colon "
    "and a word of saying, and those that go on with it) and speakers' turns of interviews and transcripts. Terms in "
    "marks of distance (“experts”) and titles of works, which nobody is said to say, are in the **outlet's own "
    "voice**, as everything else is."
)
"""For codebooks and the Methods page."""


class Speech(NamedTuple):
    """A stretch of a text that somebody else than the outlet says."""

    start: int
    end: int
    kind: str
    """`quotation` in marks, `block`, a paragraph announced by a colon, or `turn`, in an interview or transcript."""
    speaker_start: int
    """Where the label of a turn begins and ends; both -1 elsewhere."""
    speaker_end: int


SCARE_TOKENS = 3
"""A quotation of so few tokens, in a sentence in which nobody says anything, is a term and not a quotation."""

_SAYING = frozenset(
    "according accuse accused accuses accusing acknowledge acknowledged add added adding adds admit admitted "
    "announce announced announcing answer answered argue argued argues arguing ask asked asking asks began begin "
    "believe believed believes blast blasted blasting boast boasted brand branded call called calling calls cast "
    "chant chanted chanting characterize characterized claim claimed claiming claims complain complained concede "
    "conceded conclude concluded concludes condemn condemned condemning contend contended contends continue "
    "continued continues criticise criticised criticize criticized criticizing declare declared declares "
    "declaring decried decry deem deemed demand demanded demanding denied denies denounce denounced denounces "
    "denouncing deny deride derided describe described describes describing dismiss dismissed dismisses "
    "dismissing dub dubbed dubs email emphasize emphasized explain explained explaining explains express "
    "expressed hail hailed insist insisted insisting insists interrupted interview joke joked joking label "
    "labeled labeling labelled labelling labels lambaste lambasted letter maintain maintained maintains memo mock "
    "mocked mocking note noted notes noting pledge pledged portray portrayed post posted posts praise praised "
    "praising predict predicted promise promised quip quipped quote quoted quotes read reads recall recalled "
    "recalls refer referred referring refers reiterate reiterated reject rejected rejecting remark remarked "
    "replied replies reply replying respond responded responding responds ridicule ridiculed ruled said say "
    "saying says shout shouted slam slammed snapped state stated statement states stating stress stressed suggest "
    "suggested suggests tell telling tells term termed terms testified testify testimony texted think thinks "
    "thought told tout touted tweet tweeted tweeting tweets urge urged urging vow vowed vowing warn warned "
    "warning warns write writes writing written wrote yell yelled".split()
)


def _word(form: str) -> str:
    return form.strip("\"'“”‘’„«».,;:!?()[]—–-").lower()


_OPENING = "\"'“”‘’„«(["
_IN_TITLES = frozenset("a an the of in on at to for from and or but nor by with as vs is it its be into over".split())
LONGEST_TITLE = 12
"""Tokens of a title of a work."""


def _is_small(form: str) -> bool:
    """Whether the form begins with a small letter and is none of the words that titles leave small."""
    return form.lstrip(_OPENING)[:1].islower() and _word(form) not in _IN_TITLES


SAYS = Feature("says", bool, lambda forms: [_word(form) in _SAYING for form in forms])
EXCLAIMS = Feature("exclaims", bool, lambda forms: [bool(re.search(r"[!?]\W*$", form)) for form in forms])
ENDS_WITH_COMMA = Feature(
    "ends_with_comma",
    bool,
    lambda forms: [form.rstrip("\"'”’").endswith(",") and not form[-1:].isalnum() for form in forms],
)
SMALL_LETTER = Feature("small_letter", bool, lambda forms: list(map(_is_small, forms)))
CAPITAL = Feature("capital", bool, lambda forms: [form.lstrip(_OPENING)[:1].isupper() for form in forms])
FIRST_LETTER = Feature(
    "first_letter",
    np.int16,
    lambda forms: [next((k for k, character in enumerate(form) if character.isalnum()), 0) for form in forms],
)


def unspoken_marks(documents: "Documents", rows: np.ndarray) -> np.ndarray:
    """Bool per row of `quotes.find`: a term in marks of distance, or the title of a work, that nobody says.

    A term is short and inside a sentence in which nobody says anything; a title has nothing but capitalised words.
    """
    forms = documents.vocabulary.forms
    first, last = rows[:, 3], rows[:, 4]
    short = (last - first < SCARE_TOKENS) & (rows[:, 6] > 0) & ~forms[EXCLAIMS][documents.form[last]]
    said = np.bincount(documents.sentence[forms[SAYS][documents.form]], minlength=len(documents.first_of_sentence)) > 0
    number = documents.sentence[first]
    inside = (documents.first_of_sentence[number] < first) | (
        documents.last_of_sentence[documents.sentence[last]] > last
    )
    term = short & ~said[number] & ~said[documents.sentence[last]] & inside
    small = np.append(0, np.cumsum(forms[SMALL_LETTER][documents.form]))
    capitals = np.append(0, np.cumsum(forms[CAPITAL][documents.form]))
    length = last - first + 1
    title = (small[last + 1] == small[first]) & (capitals[last + 1] - capitals[first] >= 2) & (length <= LONGEST_TITLE)
    term &= ~((documents.first_of_sentence[number] == first) & forms[ENDS_WITH_COMMA][documents.form[last]])
    unspoken: np.ndarray = term | (title & (rows[:, 6] > 0) & inside)
    return unspoken


# --- block quotations -----------------------------------------------------------------------------------------------

_ANNOUNCES = re.compile(
    r"\b(?:sa(?:id|ys|ying)|wr(?:ote|ites|iting)|tweet(?:ed|s|ing)|post(?:ed|s)|add(?:ed|s|ing)|explain(?:ed|s|ing)|"
    r"argue[ds]?|continue[ds]?|conclude[ds]?|repl(?:ied|ies)|respond(?:ed|s)|state[ds]|note[ds]|observe[ds]|"
    r"report(?:ed|s|ing)|"
    r"declare[ds]|testif(?:ied|ies)|recall(?:ed|s)|told|tells|put it|puts it|reads?|quot(?:ed|es|ing)|"
    r"conjectures?|asked|asks|"
    r"warn(?:ed|s|ing)|elaborate[ds]|went on|goes on|remark(?:ed|s)|announced|answered|began|begins|summarize[ds]|"
    r"relates|points? out|pointed out|laid out|lays out|described|describes|offers this|had this to say)\b|"
    r"\b(?:statement|letter|e-?mail|memo|excerpt|passage|testimony|transcript|full text|speech|remarks|address|op-ed|"
    r"editorial|interview|press release|exchange|column|essay)\b(?: \w+){0,4}:$|"
    r"^(?:(?:And |Here.s )?(?:[Mm]ore |[Tt]his )?[Ff]rom|[Vv]ia|[Pp]er|[Aa]s) (?:the |The )?[A-Z][^.]{0,70}:$|"
    r"\bin full:$|\b(?:issued|released|put out) (?:a|an|the|this|his|her|its|their)"
    r"(?: \w+){0,2} (?:statement|letter|memo)\b|^Here['’]s [A-Z]\w+:$|^Back to [^.]{2,40}:$|"
    r"\b(?:rest of the quote|excerpts?|"
    r"full text of [^.]{2,80}):$"
)
_SENTENCE_START = re.compile(r"(?<=[.!?])[\"”’)]* (?=[A-Z“\"])")
_SOURCE_NAMED = re.compile(r"[(\[](?:via [^)\]]{2,40}|[^)\]]{0,30}\bemphas[^)\]]{2,20})[)\]]:$")
_CUT_OUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]) ?\w|\[[A-Z]\]\w")
_LISTS = re.compile(
    r"\b(?:[Hh]ere(?:['’]s|['’]re| is| are)(?! (?:how|what) (?:he|she|they|[A-Z]\w+) )(?! (?:his|her|their|"
    r"the (?:full|statement|letter|text|"
    r"transcript|relevant|key|exchange|rest)|an excerpt|part of|a (?:portion|part|bit|snippet|passage|taste)|more|"
    r"(?:[A-Z]\w+ )?[A-Z]\w+['’]s))|"
    r"(?:following|these|several|two|three|four|five|six|seven|eight|nine|ten|some|other|key|main|big|"
    r"\d+) (?:\w+ )?(?:steps|"
    r"things|questions|reasons|ways|points|takeaways|issues|factors|options|examples|problems|facts|themes|"
    r"solutions|categories|"
    r"groups|lessons|tips|changes|candidates|countries|states|areas|contests|races)\b|stages:$|by:$|including:$|"
    r"such as:$|\b(?:below|here|include|includes):$|[Uu]pdate\b|UPDATE)"
)
_NO_BLOCK = re.compile(r"\W*(?:\d{1,2}[.)]|[•►▪●*]|--|—|–|- |\(\d+\)|[\"“‘'«„])")
_I = re.compile(r"\b(?:I|I['’]m|I['’]ve|my|My|me)\b")
_WE = re.compile(r"\b(?:we|We|our|Our|us)\b")
_SPOKEN = re.compile(r"\b(?:statement|letter|address|speech|remarks|memo|testimony|transcript|full|text|e-?mail)\b")
_GOES_ON = re.compile(r"(?:\.\.\.|…|\[\.\.\.\]|\[…\])\W*$")
MOST_PARAGRAPHS = 12
"""Paragraphs that a block quotation has at most."""


def announces(paragraph: str, following: str = "") -> bool:
    """Whether a paragraph ends with a colon behind which another's words are to stand: `following` may show it.

    >>> announces("Krugman continues:"), announces("The bill does two things:")
    (True, False)
    """
    sentence = _SENTENCE_START.split(paragraph[-400:])[-1]
    if not sentence.endswith(":"):
        return False
    if _SOURCE_NAMED.search(sentence) or _CUT_OUT.match(following):
        return True
    return bool(_ANNOUNCES.search(sentence) and not _LISTS.search(sentence))


def may_be_block(paragraph: str) -> bool:
    """Whether a paragraph can be a block quotation: prose without marks at its beginning, no list and no heading."""
    return (
        len(paragraph) >= 40
        and not _NO_BLOCK.match(paragraph)
        and paragraph[-1] not in ":"
        and (paragraph[-1] in '.!?…”"’)]' or len(paragraph) > 150)
    )


def block_length(announcement: str, following: list[str], rest: str) -> int:
    """How many of the `following` paragraphs are the block quotation that `announcement` announces.

    The first is. Another is if the one before breaks off with an ellipsis, or if it is in the first person as the
    first is, while the `rest` of the article says no "I"; paragraphs with quotation marks are the outlet's again.
    """
    if not following or not may_be_block(following[0]):
        return 0
    length = 1
    first_person = bool(_I.search(following[0])) and not _I.search(rest)
    plural = bool(_WE.search(following[0])) and bool(_SPOKEN.search(announcement)) and not _WE.search(rest)
    for paragraph in following[1:MOST_PARAGRAPHS]:
        if not may_be_block(paragraph) or re.search(r"[“”\"]", paragraph):
            break
        goes_on = _GOES_ON.search(following[length - 1]) or paragraph.startswith(("…", "...", "[…]", "[...]"))
        if not (goes_on or (first_person and _I.search(paragraph)) or (plural and _WE.search(paragraph))):
            break
        length += 1
    return length


def block_quotations(documents: "Documents") -> list[list[Speech]]:
    """The block quotations of each document."""
    result: list[list[Speech]] = [[] for _ in documents.texts]
    first = documents.first_of_paragraph
    if len(first) < 2:
        return result
    begin, last = first[:-1], first[1:] - 1
    whose = documents.document[begin]
    starts, ends = documents.start[begin], documents.end[last]
    body = documents.body[last]
    colon = documents.vocabulary.forms[ENDS_WITH_COLON][documents.form[last]]
    taken = -1
    for p in np.flatnonzero(colon & body).tolist():
        document = int(whose[p])
        text = documents.texts[document]
        paragraph = text[starts[p] : ends[p]]
        if p <= taken:
            continue
        following = []
        for q in range(p + 1, min(p + 1 + MOST_PARAGRAPHS, len(begin))):
            if whose[q] != document or not documents.body[begin[q]]:
                break
            following.append(q)
        paragraphs = [text[starts[q] : ends[q]] for q in following]
        if not paragraphs or not announces(paragraph, paragraphs[0]):
            continue
        length = block_length(paragraph, paragraphs, _outside_marks(text[: starts[p]]))
        if length:
            taken = following[length - 1]
            result[document].append(Speech(int(starts[following[0]]), int(ends[taken]), "block", -1, -1))
    return result


def _outside_marks(text: str) -> str:
    return re.sub(r"[“\"][^“”\"\n]{0,2000}[”\"]", " ", text[-6000:])


ENDS_WITH_COLON = Feature("ends_with_colon", bool, lambda forms: [form.rstrip('”"’)]').endswith(":") for form in forms])


# --- all of it ------------------------------------------------------------------------------------------------------


def speeches(documents: "Documents") -> list[list[Speech]]:
    """Block quotations and turns of each document, in order; there are no blocks inside turns."""
    result = block_quotations(documents)
    for number, found in enumerate(documents.turns):
        if found.turns:
            turns = [Speech(turn.start, turn.end, "turn", turn.label, turn.label_end) for turn in found.turns]
            inside = [
                block for block in result[number] if not any(t.start < block.end and block.start < t.end for t in turns)
            ]
            result[number] = sorted(turns + inside)
    return result


def voice_rows(documents: "Documents", rows: np.ndarray) -> np.ndarray:
    """Outermost stretches of quoted voice as rows of document, start, end: what is said in marks, and speeches."""
    outer = rows[:, 5] == 0
    kept = rows[outer & ~unspoken_marks(documents, rows)][:, :3] if len(rows) else np.zeros((0, 3), np.int64)
    more = [(d, s.start, s.end) for d, found in enumerate(documents.speeches) for s in found]
    return np.concatenate([kept, np.array(more, np.int64).reshape(-1, 3)])


def voices(documents: "Documents", rows: np.ndarray) -> list[list[Speech]]:
    """The stretches of quoted voice of each document, in order; `rows` are those of `quotes.find`."""
    result = [list(found) for found in documents.speeches]
    outer = rows[rows[:, 5] == 0]
    for document, start, end in outer[~unspoken_marks(documents, outer)][:, :3].tolist() if len(outer) else []:
        result[document].append(Speech(start, end, "quotation", -1, -1))
    return [sorted(found) for found in result]


def quoted_tokens(documents: "Documents", rows: np.ndarray) -> np.ndarray:
    """Bool per token: its first letter is inside one of the stretches of `rows`."""
    offset = documents.vocabulary.forms[FIRST_LETTER][documents.form]
    return quotes.inside(rows, documents.document, documents.start + offset)
