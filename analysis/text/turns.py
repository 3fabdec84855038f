"""Speakers' turns: paragraphs of interviews and transcripts that begin with who speaks ("JANE DOE: …", "Q: …")."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from analysis.text.lines import at_line_starts, line_starts


class Turn(NamedTuple):
    """What one speaker says, as characters of the text: the name from `label` to `label_end`, the words after it."""

    label: int
    label_end: int
    start: int
    end: int


class Turns(NamedTuple):
    """The turns of a text, and of which layout they are."""

    turns: tuple[Turn, ...]
    paragraphs: int
    transcript: bool
    """Whether turns make the text, rather than a passage of it."""


_LABEL = re.compile(
    r"[ \t]*(?P<who>(?:[A-Z][A-Za-z.’'\-]+|[A-Z]\.)(?: (?:[A-Z(][A-Za-z.’'()\-]*|de|van|von|bin|al)){0,4}"
    r"(?:, [A-Z][A-Z ]{2,25})?|Q|A|QUESTION|ANSWER|[a-z][a-z.’'\-]+ [a-z’'\-]+(?: [a-z’'\-]+)?):[ \t]*(?:\S|$)",
    re.M,
)
_LONE_LABEL = re.compile(
    r"[ \t]*(?P<who>(?:[a-z][a-z.’'\-]*|[A-Z][A-Z.’'\-]+)(?: [a-z.’'\-]+|"
    r" [A-Z.’'\-]+){0,3})[ \t]*\n\n(?=\S)"
)
_PODCAST = re.compile(
    r"(?:I’m|I'm) [A-Z]\w+ [A-Z]\w+\. This is “|NPR transcripts are|HOST:\s|, HOST:|\(SOUNDBITE OF|"
    r"transcript (?:has been|was) (?:lightly )?edited|(?:interview|conversation) has been (?:lightly )?(?:edited|"
    r"condensed)|edited (?:and condensed )?for (?:length|clarity)",
    re.I,
)
_NO_SPEAKER = re.compile(
    r"(?:the )?(?:facts?|claims?|question|context|truth|verdict|rating|bottom line|issue|analysis|update|"
    r"correction|note|"
    r"read|more|watch|related|see|urgent|breaking|photos?|videos?|advertisement|online|source|summary|background|"
    r"name|"
    r"age|date|location|stage|type|company|companies|timeline|editor's note|opinion|report|poll|story|new|exclusive|"
    r"need|avoid|pros?|cons?|tip|why|what|how|who|where|when)s?(?: .*)?$",
    re.I,
)
_QUESTION_OR_ANSWER = frozenset("q a question answer".split())


def find_turns(text: str) -> Turns:
    """The speakers' turns of a text; those of a passage only if its labels are capitals, "Q" and "A", or names.

    A label counts if its speaker has two turns at least and so has another. In a transcript a turn lasts to the next
    label, elsewhere no further than its paragraph.
    """
    paragraphs = max(1, text.count("\n\n") + 1)
    if ":" not in text and "\n\n" not in text:
        return Turns((), paragraphs, False)
    labels = [
        (match.start("who"), match.end("who") + 1, match["who"])
        for match in at_line_starts(_LABEL, text, line_starts(text))
    ]
    labels += [(match.start("who"), match.end("who"), match["who"]) for match in _lone_labels(text)]
    if len(labels) < 4:
        return Turns((), paragraphs, False)
    labels = sorted(labels)
    counts = Counter(who.lower() for _, _, who in labels if not _NO_SPEAKER.match(who))
    regular = {who for who, number in counts.items() if number >= 2}
    labels = [label for label in labels if label[2].lower() in regular]
    if len(regular) < 2 or not _are_speakers(labels, text):
        return Turns((), paragraphs, False)
    share = len(labels) / paragraphs
    transcript = (len(labels) >= 6 and share >= 0.3) or (
        len(labels) >= 4 and share >= 0.15 and bool(_PODCAST.search(text))
    )
    if not transcript:
        labels = _passages(labels, text)
    turns = []
    for k, (start, stop, _) in enumerate(labels):
        following = labels[k + 1][0] if k + 1 < len(labels) else len(text)
        end = following if transcript else min(following, _paragraph_end(text, stop))
        body = text[stop:end]
        if body.strip():
            turns.append(Turn(start, stop, stop + len(body) - len(body.lstrip()), stop + len(body.rstrip())))
    return Turns(tuple(turns), paragraphs, transcript)


def _lone_labels(text: str) -> Iterator[re.Match[str]]:
    """Yield the labels that are paragraphs of their own."""
    at = 0
    while at >= 0:
        match = _LONE_LABEL.match(text, at)
        if match is not None:
            yield match
        # A blank line ends one paragraph: of two labels in a row the second is none.
        at = text.find("\n\n", match.end() if match is not None else max(0, at - 1))
        at = at + 2 if at >= 0 else -1


def _are_speakers(labels: list[tuple[int, int, str]], text: str) -> bool:
    """Whether one label is a name: in capitals or small letters as a script has it, of two words, or a surname."""
    for who in {who for _, _, who in labels}:
        if who.lower() in _QUESTION_OR_ANSWER or who.isupper() or who.islower() or " " in who:
            return True
        if re.search(rf"[A-Z][\w.’'\-]{{1,40}} {re.escape(who)}\b", text):
            return True
    return False


def _passages(labels: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """The labels that stand in runs of four or more, no further than two paragraphs from one to the next."""
    kept, run = [], labels[:1]
    for label in [*labels[1:], None]:
        if label is not None and text.count("\n\n", run[-1][1], label[0]) <= 2:
            run.append(label)
            continue
        if len(run) >= 4 and len({who.lower() for _, _, who in run}) >= 2:
            kept += run
        run = [label] if label is not None else []
    return kept


def _paragraph_end(text: str, start: int) -> int:
    """The end of the first paragraph with words at or after `start`."""
    begin = start
    while begin < len(text) and text[begin].isspace():
        begin += 1
    end = text.find("\n", begin)
    return len(text) if end < 0 else end
