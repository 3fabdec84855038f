"""The cue lexicon: verbs, nouns and adjectives of reporting, with the complements each can take.

`lexicons/cues/verbs.csv`, `nouns.csv` and `adjectives.csv` hold base forms; inflected forms are recognised by undoing
their endings. A **frame** is what the rules need to know of an entry: category, stance, complements (letters, below)
and prepositions. Forms carry frame numbers, so that a word is looked up once per distinct form.

Complements of verbs: `T` a clause (that, whether, how, or bare), `Q` a quotation, `I` a to-infinitive, `N` an object
that is the content, `G` a gerund, `A` an addressee before the content ("told X that"), `L` an object and what it is
called ("called X a fraud"), `P` a preposition and its object, `S` a subject that is content itself ("seems to"), `R`
the light verb of a reporting noun ("made a promise to"). Of nouns: `T`, `I`, `O` (of, for, about, … and an object).
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.text.pos_tagger import base_forms
from analysis.text.vocabulary import Feature

FOLDER = Path(__file__).parent.parent / "lexicons" / "cues"
LETTERS = "TQINGALPSRO"
CLAUSE, QUOTED, INFINITIVE, OBJECT, GERUND, ADDRESSEE, PREDICATE, PREPOSITION, RAISING, LIGHT, OF = (
    1 << i for i in range(11)
)

SAYING = frozenset(("say", "tell", "claim", "concede", "manner"))
"""Categories of verbs after which a bare clause may begin with anything."""

_IRREGULAR = {
    "say": "said", "tell": "told", "think": "thought", "know": "knew known", "feel": "felt", "write": "wrote written",
    "make": "made", "give": "gave given", "find": "found", "see": "saw seen", "hear": "heard", "mean": "meant",
    "speak": "spoke spoken", "seek": "sought", "swear": "swore sworn", "understand": "understood", "foresee": "foresaw",
    "take": "took taken", "read": "read", "choose": "chose chosen", "lay": "laid", "paint": "painted",
    "have": "has had having", "forget": "forgot forgotten", "cast": "cast", "show": "showed shown", "prove": "proven",
    "beseech": "besought", "relay": "relayed", "retell": "retold", "forewarn": "forewarned",
    "foretell": "foretold", "overhear": "overheard", "withhold": "withheld", "bring": "brought", "put": "put",
}  # fmt: skip
_BASE = {form: base for base, forms in _IRREGULAR.items() for form in forms.split()}

PREPOSITIONS = ("about", "of", "on", "against", "over", "for", "to", "out", "with", "at", "in", "up", "back", "that")


@dataclass(frozen=True)
class Frame:
    """How a cue is used: its category and stance, and as bits its complements and prepositions."""

    category: str
    stance: str
    complements: int
    prepositions: int


@dataclass(frozen=True)
class Lexicon:
    """Frame numbers by base form; number 0 is no frame."""

    frames: tuple[Frame, ...]
    verbs: dict[str, int]
    nouns: dict[str, int]
    adjectives: dict[str, int]


def _bits(letters: str) -> int:
    return sum(1 << LETTERS.index(letter) for letter in letters)


@cache
def lexicon() -> Lexicon:
    """The three tables, read once."""
    frames: list[Frame] = [Frame("", "neutral", 0, 0)]
    tables: list[dict[str, int]] = []
    for name in ("verbs", "nouns", "adjectives"):
        table: dict[str, int] = {}
        with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                prepositions = (row.get("prepositions") or "").split()
                bits = sum(1 << PREPOSITIONS.index(p) for p in prepositions)
                frame = Frame(row["category"], row["stance"], _bits(row["complements"]), bits)
                if frame not in frames:
                    frames.append(frame)
                table[row["term"]] = frames.index(frame)
        tables.append(table)
    if len(frames) > 255:
        raise AssertionError("more than 255 distinct frames: forms carry their number in a byte")
    return Lexicon(tuple(frames), *tables)


def _verb_frame(word: str) -> int:
    lower, verbs = word.lower(), lexicon().verbs
    if lower in _BASE:
        return verbs.get(_BASE[lower], 0)
    if lower in verbs:
        return verbs[lower]
    return next((verbs[base] for base in base_forms(lower) if base in verbs), 0)


def _noun_frame(word: str) -> int:
    lower, nouns = word.lower(), lexicon().nouns
    if lower in nouns:
        return nouns[lower]
    return next((nouns[base] for base in base_forms(lower) if lower[-1] == "s" and base in nouns), 0)


def _feature(name: str, frame_of: Callable[[str], int]) -> Feature:
    return Feature(name, "uint8", lambda words: [frame_of(word) for word in words])


VERB_FRAME = _feature("verb_frame", _verb_frame)
NOUN_FRAME = _feature("noun_frame", _noun_frame)
ADJECTIVE_FRAME = _feature("adjective_frame", lambda word: lexicon().adjectives.get(word.lower(), 0))
