"""A family made of a word list: one rate per category, with its counts and the words found, and no code but a call."""

import csv
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from analysis.errors import InputError
from analysis.scorers.base import Evidence, FamilyScores, Mark, Scorer
from analysis.scorers.rates import Rate, word_counts, word_measures, word_values
from analysis.text import Documents
from analysis.text.phrases import PhraseMatcher, words_of
from analysis.text.vocabulary import Feature

_STYLES = ("dashed tint", "solid tint", "dotted", "double", "thin")


def lexicon_scorer(
    name: str,
    path: str | Path,
    *,
    version: str = "1",
    label: str = "",
    citation: str = "",
    licence: str = "",
    description: str = "",
    colour: str = "#B5533C",
) -> Scorer:
    """The family `name` from a CSV of `term, category, weight`.

    Terms are words or phrases, matched without regard to case; an asterisk at the end of a single word stands for any
    ending (`abus*`). Each category is a rate per 100 words (`<name>_<category>_per_100_words`) of the whole body, the
    outlet voice and the quoted voice, with counts and words as denominators; weights become the values of evidence
    (empty is 1). `citation` and `licence` are those of the list. Raise `version` whenever the list changes.

    Raises `InputError` for a file that cannot be read as such a list, naming the line.
    """
    lexicon = _Lexicon(name, Path(path))
    source = f"{citation or 'own word list'}{f' (licence: {licence})' if licence else ''}"
    what = label or name.capitalize()
    rates = {
        category: Rate(
            f"{name}_{category}", f"{what}: {category.replace('_', ' ')}", _definition(what, category), source
        )
        for category in lexicon.categories
    }
    parts = [rate.measures() for rate in rates.values()]
    measures = (
        *(m for part in parts for m in part[:3]),
        *(m for part in parts for m in part[3:]),
        *word_measures(name),
    )

    def score(documents: Documents) -> FamilyScores:
        at, length, term = lexicon.find(documents)
        totals = word_counts(documents)
        values = word_values(name, totals)
        category = lexicon.category[term]
        for number, rate in enumerate(rates.values()):
            values |= rate.values(documents, at[category == number], totals)
        words = documents.words
        evidence = Evidence(
            document=documents.document[words.token[at]],
            start=words.start[at],
            end=words.end[at + length - 1],
            label=[lexicon.categories[c] for c in category.tolist()],
            quoted=words.quoted[at],
            value=lexicon.weight[term],
        )
        return FamilyScores(values, evidence)

    legend = tuple(
        Mark(key, key.replace("_", " "), _STYLES[k % len(_STYLES)])
        for k, key in enumerate(dict.fromkeys(category.split("_")[0] for category in lexicon.categories))
    )
    said = description or f"words of the list {what} ({', '.join(lexicon.categories)})"
    return Scorer(name, version, measures, score, said, colour, legend)


def _definition(what: str, category: str) -> str:
    return f"Words and phrases of the list {what} in the category {category.replace('_', ' ')}"


class _Lexicon:
    """The terms of a word list and where they are in a batch."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.terms: list[str] = []
        weights: list[float] = []
        categories: list[str] = []
        for number, row in _rows(path):
            try:
                term, category, weight = row[0].strip(), row[1].strip(), float(row[2]) if row[2].strip() else 1.0
            except ValueError:
                raise InputError(f"{path.name}, line {number}: the weight {row[2]!r} is not a number.") from None
            if not re.fullmatch(r"[a-z][a-z0-9_]*", category):
                raise InputError(f"{path.name}, line {number}: name the category in lower case, not {category!r}.")
            if "*" in term and (" " in term or term.index("*") < len(term) - 1):
                raise InputError(
                    f"{path.name}, line {number}: * stands at the end of a single word, not as in {term!r}."
                )
            self.terms.append(term)
            weights.append(weight)
            categories.append(category)
        if not self.terms:
            raise InputError(f"{path.name}: the list has no term.")
        self.categories = tuple(dict.fromkeys(categories))
        self.category = np.array([self.categories.index(category) for category in categories], np.int64)
        self.weight = np.array(weights)
        self._whole = [k for k, term in enumerate(self.terms) if not term.endswith("*")]
        try:
            self._matcher = PhraseMatcher([self.terms[k] for k in self._whole])
            stems = {}
            for k, term in enumerate(self.terms):
                if term.endswith("*"):
                    (stem,) = words_of(term[:-1])
                    stems[stem] = k
        except (InputError, ValueError) as error:
            raise InputError(f"{path.name}: {error}") from error
        self._stems: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for stem, k in stems.items():
            self._stems[len(stem)][stem] = k
        self._lengths = sorted(self._stems, reverse=True)

    @cached_property
    def _stem_of(self) -> Feature:
        """Of a word form: the number of the longest stem it begins with, -1 for none."""
        return Feature("lexicon_stem", np.int32, lambda words: [self._stem(word) for word in words])

    def _stem(self, word: str) -> int:
        plain = "".join(words_of(word)) or word.lower()
        return next((k for n in self._lengths if (k := self._stems[n].get(plain[:n])) is not None), -1)

    def find(self, documents: Documents) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """First word, length and term of each hit in a body, in order; a whole term goes before a stem."""
        words, hits = documents.words, self._matcher.find(documents)
        at, length, term = hits.at, hits.length, np.array(self._whole, np.int64)[hits.term]
        if self._lengths:
            stem = documents.vocabulary.words[self._stem_of][words.word]
            covered = np.zeros(len(stem) + 1, np.int64)
            np.add.at(covered, at, 1)
            np.add.at(covered, at + length, -1)
            free = np.flatnonzero((stem >= 0) & (np.cumsum(covered)[:-1] == 0))
            at = np.concatenate([at, free])
            length = np.concatenate([length, np.ones(len(free), np.int64)])
            term = np.concatenate([term, stem[free]])
        order = np.argsort(at, kind="stable")
        order = order[words.body[at[order]]]
        return at[order], length[order], term[order]


def _rows(path: Path) -> Sequence[tuple[int, list[str]]]:
    """Line numbers and fields of the list's rows."""
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The word list {path} cannot be read: {error}. It must be a CSV file in UTF-8.") from error
    header = [field.strip().lower() for field in lines[0][:3]] if lines else []
    if header != ["term", "category", "weight"]:
        raise InputError(f"{path.name}: the first line must begin with term,category,weight, not {','.join(header)!r}.")
    rows = [(number, row) for number, row in enumerate(lines[1:], 2) if any(field.strip() for field in row)]
    for number, row in rows:
        if len(row) < 3 or not row[0].strip():
            raise InputError(f"{path.name}, line {number}: expected term,category,weight, found {','.join(row)!r}.")
    return rows
