"""Documents: one pass that finds paragraphs, sentences, tokens, words, quotations and boilerplate of many articles.

Work goes in batches: a `Documents` holds the tokens of all its articles in flat NumPy arrays, so that what is true of
every token is computed once for the batch. `Document` is a view of one article, for reading rather than for speed.
All offsets are characters of the article's own stored text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from analysis.text import boilerplate, quotes, sentences, voice
from analysis.text.boilerplate import Boilerplate
from analysis.text.constituents import Clause, WordColumns, sentence_clauses, word_columns
from analysis.text.pos_tagger import tag_batch
from analysis.text.quotes import Quote
from analysis.text.tokens import tokenise
from analysis.text.turns import Turns, find_turns
from analysis.text.vocabulary import Vocabulary, shared_vocabulary
from analysis.text.voice import Speech
from analysis.text.words import Words, find_words

_BEFORE_A_NEW_SENTENCE = '.!?…:"”’)'


class Documents:
    """A batch of articles, segmented.

    Token arrays (one entry a token, in order): `form`, `start`, `end`, `document`, `paragraph`, `sentence`, `quoted`,
    `body` (False inside boilerplate), `inserted` (boilerplate inside a sentence, such as a link card; its words are not
    in `words`). `first_token` has one entry a document plus the end. Sentences never cross a paragraph or the edge of
    boilerplate that is not inserted; `sentence` numbers run over the whole batch and so do paragraphs.
    """

    def __init__(
        self,
        texts: Sequence[str],
        titles: Sequence[str | None] | None = None,
        vocabulary: Vocabulary | None = None,
        headlines: bool = False,
        urls: Sequence[str | None] | None = None,
        dates: Sequence[date | None] | None = None,
    ) -> None:
        """`headlines=True` reads each text as one headline: one sentence, no boilerplate.

        `dates` are days of publication; without them what goes by a date (who "the president" is) goes by the text.
        """
        self.texts = list(texts)
        self.titles: list[str | None] = list(titles) if titles is not None else [None] * len(self.texts)
        self.urls: list[str | None] = list(urls) if urls is not None else [None] * len(self.texts)
        self.dates: list[date | None] = list(dates) if dates is not None else [None] * len(self.texts)
        self.vocabulary = vocabulary or shared_vocabulary()
        self._headlines = headlines
        self._tokenise()
        self._find_blocks()
        self._find_sentences()

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index: int) -> "Document":
        return Document(self, range(len(self))[index])

    # --- the pass -----------------------------------------------------------------------------------------------

    def _tokenise(self) -> None:
        tokens = tokenise(self.texts, self.vocabulary.forms)
        self.form, self.start, self.end = tokens.form, tokens.start, tokens.end
        self.first_token = tokens.first_token
        count = np.diff(self.first_token)
        self.document = np.repeat(np.arange(len(self.texts), dtype=np.int32), count)
        opens = tokens.opens_paragraph
        if self._headlines:
            opens = np.zeros(len(self.form), bool)
            opens[self.first_token[:-1][count > 0]] = True
        self.paragraph = np.cumsum(opens, dtype=np.int32) - 1
        self.first_of_paragraph = np.append(np.flatnonzero(opens), len(self.form))

    def _find_blocks(self) -> None:
        """Boilerplate, and with it `body`; the edges of what is cut out of a paragraph end blocks."""
        size = len(self.form)
        self.body = np.ones(size, bool)
        self.boilerplate: list[list[Boilerplate]] = [[] for _ in self.texts]
        self._block_end = np.zeros(size, bool)
        self.inserted = np.zeros(size, bool)
        if not size:
            return
        first = self.first_of_paragraph
        self._block_end[first[1:] - 1] = True
        if self._headlines:
            return
        hints = boilerplate.hints_of_paragraphs(
            self.vocabulary.forms[boilerplate.HINTS][self.form], first, self.paragraph
        )
        whose = self.document[first[:-1]]
        place = np.arange(len(whose)) - np.searchsorted(whose, whose)
        looked_at = np.flatnonzero((hints > 0) | (place == 0))
        begin, after = first[:-1][looked_at], first[1:][looked_at]
        columns = (looked_at, whose[looked_at], place[looked_at], hints[looked_at], begin, after)
        edges = (self.start[begin], self.end[after - 1])
        for row in zip(*(column.tolist() for column in (*columns, *edges)), strict=True):
            self._look_at_paragraph(*row)
        self._look_at_ends()

    def _look_at_paragraph(
        self, p: int, document: int, place: int, hints: int, begin: int, after: int, start: int, end: int
    ) -> None:
        """Find what the paragraph `p`, the one at `place` in its text, has of boilerplate."""
        text, found = self.texts[document], self.boilerplate[document]
        kind = boilerplate.recognise(text[start:end], hints)
        if (
            kind is None
            and place == 0
            and after - begin <= 24
            and boilerplate.is_headline(text[start:end], self._next(p))
        ):
            kind = "headline"
        if kind is not None:
            found.append(Boilerplate(start, end, kind))
            self.body[begin:after] = False
            return
        if hints & boilerplate.PIECE:
            for low, high, kind in boilerplate.pieces(text[start:end]):
                self._cut(document, begin, after, start + low, start + high, kind)
        whole = sum(other.kind != "dateline" for other in found)
        stop = start + boilerplate.dateline(text[start : min(end, start + 120)], place - whole, text)
        if stop == start or any(piece.start < stop and start < piece.end for piece in found):
            return
        inside = begin + int(np.searchsorted(self.start[begin:after], stop))
        # A token that the dateline shares with prose ("(CNN)President") cannot be cut.
        if begin < inside < after and self.end[inside - 1] <= stop:
            found.append(Boilerplate(start, int(self.end[inside - 1]), "dateline"))
            self.body[begin:inside] = False
            self._block_end[inside - 1] = True

    def _cut(self, document: int, begin: int, after: int, low: int, high: int, kind: str) -> None:
        """Take the characters from `low` to `high` out of the body of the paragraph of tokens `begin` to `after`."""
        first = begin + int(np.searchsorted(self.start[begin:after], low))
        last = begin + int(np.searchsorted(self.end[begin:after], high))
        # Punctuation glued to the piece goes with it.
        if last == after or self.start[last] >= high:
            last -= 1
        if first > last or not self.body[first : last + 1].all():
            return
        text = self.texts[document]
        self.boilerplate[document].append(Boilerplate(int(self.start[first]), int(self.end[last]), kind))
        self.body[first : last + 1] = False
        before = first - 1
        while before >= begin and self.inserted[before]:
            before -= 1
        if begin <= before and last + 1 < after and text[self.end[before] - 1] not in _BEFORE_A_NEW_SENTENCE:
            # It stands inside a sentence ("Nancy Pelosi …MORE said"), which goes on behind it.
            self.inserted[first : last + 1] = True
            self._block_end[before] |= text[self.end[last] - 1] in ".!?"
            return
        self._block_end[last] = True
        if before >= begin:
            self._block_end[before] = True

    def _look_at_ends(self) -> None:
        """Find repeated pull quotes, and notes at the beginning and the end; put what was found in order."""
        first = self.first_of_paragraph
        starts, ends = self.start[first[:-1]], self.end[first[1:] - 1]
        length = ends - starts
        repeatable = np.flatnonzero((length >= 40) & (length < 300) & self.body[first[:-1]])
        whose = self.document[first[:-1]]
        few = np.bincount(whose[repeatable], minlength=len(self.texts)) <= boilerplate.MOST_REPEATABLE
        repeatable = repeatable[few[whose[repeatable]]]
        for p, document, start, end in zip(
            *(column[repeatable].tolist() for column in (np.arange(len(starts)), whose, starts, ends)), strict=True
        ):
            if boilerplate.is_repeat(self.texts[document], start, end):
                self._mark(p, document, start, end, "repeat")
        cuts = np.searchsorted(whose, np.arange(len(self.texts) + 1)).tolist()
        for document, text in enumerate(self.texts):
            paragraphs = range(cuts[document], cuts[document + 1])
            for order in (paragraphs[:3], paragraphs[:2:-1]):
                for p in order:
                    if not self.body[first[p] : first[p + 1]].any():
                        continue
                    start, end = int(starts[p]), int(ends[p])
                    kind = boilerplate.note(text[start:end], text[:start] + text[end:])
                    if kind is None:
                        break
                    self._mark(p, document, start, end, kind)
            self.boilerplate[document].sort()

    def _mark(self, p: int, document: int, start: int, end: int, kind: str) -> None:
        """Take the whole paragraph `p` out of the body."""
        own = self.boilerplate[document]
        own[:] = [piece for piece in own if not start <= piece.start < end]
        own.append(Boilerplate(start, end, kind))
        self.body[self.first_of_paragraph[p] : self.first_of_paragraph[p + 1]] = False

    def _next(self, p: int) -> str:
        """The paragraph after `p` in the same text, or nothing."""
        if p + 2 >= len(self.first_of_paragraph):
            return ""
        begin, after = int(self.first_of_paragraph[p + 1]), int(self.first_of_paragraph[p + 2])
        if self.document[begin] != self.document[begin - 1]:
            return ""
        return self.texts[int(self.document[begin])][int(self.start[begin]) : int(self.end[after - 1])]

    def _find_sentences(self) -> None:
        ends = self._block_end
        if not self._headlines:
            kept = ~self.inserted
            ends = np.zeros(len(self.form), bool)
            ends[kept] = sentences.sentence_ends(self.vocabulary.forms, self.form[kept], self._block_end[kept])
            # What is inserted after the last word of a sentence belongs to that one.
            first = np.flatnonzero(self.inserted[1:] & kept[:-1])
            last = np.flatnonzero(self.inserted[:-1] & kept[1:])
            ends[last], ends[first] = ends[first], False
        self.last_of_sentence = np.flatnonzero(ends)
        self.sentence = np.zeros(len(self.form), np.int32)
        self.sentence[1:] = np.cumsum(ends[:-1])
        self.first_of_sentence = (
            np.concatenate([[0], self.last_of_sentence[:-1] + 1]) if len(ends) else np.zeros(0, int)
        )

    @cached_property
    def _quote_rows(self) -> np.ndarray:
        return quotes.find(
            self.vocabulary.forms,
            self.form,
            self.start,
            self.end,
            self.paragraph,
            self.first_of_paragraph,
            self.document,
        )

    @cached_property
    def quotes(self) -> list[list[Quote]]:
        """The quotations of each document, in order; their tokens are numbers of the batch's tokens."""
        return quotes.by_document(self._quote_rows, len(self))

    @cached_property
    def turns(self) -> list[Turns]:
        """The speakers' turns of each document."""
        return [find_turns(text) for text in self.texts]

    @cached_property
    def speeches(self) -> list[list[Speech]]:
        """Block quotations and turns of each document: quoted voice without quotation marks, in order."""
        return [[] for _ in self.texts] if self._headlines else voice.speeches(self)

    @cached_property
    def voices(self) -> list[list[Speech]]:
        """The stretches of quoted voice of each document, in order: quotations that somebody says, blocks, turns."""
        return voice.voices(self, self._quote_rows)

    @cached_property
    def _voice_rows(self) -> np.ndarray:
        return voice.voice_rows(self, self._quote_rows)

    @cached_property
    def quoted(self) -> np.ndarray:
        """Bool a token: in a quoted voice."""
        return voice.quoted_tokens(self, self._voice_rows)

    @cached_property
    def words(self) -> Words:
        """The words inside the tokens but those of what is inserted in a sentence, made on first use."""
        columns = (self.form, self.start, self.document, self.paragraph, self.sentence, self.body)
        outer = self._quote_rows[self._quote_rows[:, 5] == 0]
        words = find_words(self.vocabulary, *columns, outer, self._voice_rows)
        if not self.inserted.any():
            return words
        kept = ~self.inserted[words.token]
        return Words(**{name: column[kept] for name, column in vars(words).items()})

    @cached_property
    def tags(self) -> np.ndarray:
        """Part of speech per word of `words` (int8, index of `analysis.text.pos_tagger.TAGS`); made on first use."""
        return tag_batch(self.words, self.vocabulary, self.form)

    @cached_property
    def word_columns(self) -> WordColumns:
        """The words as bytes, for the functions of `analysis.text.constituents`."""
        return word_columns(self.words, self.tags, self.vocabulary)

    @cached_property
    def clauses(self) -> list[Clause]:
        """The limits of each sentence that holds a word, for the functions of `analysis.text.constituents`."""
        return sentence_clauses(self.words)

    @cached_property
    def word_count(self) -> np.ndarray:
        """Words of the body a document (int64)."""
        words = self.words
        return np.bincount(self.document[words.token[words.body]], minlength=len(self))

    def body_text(self, index: int) -> str:
        """The body as one string: what readability is measured on. Paragraphs are kept apart by blank lines."""
        low, high = int(self.first_token[index]), int(self.first_token[index + 1])
        keep = np.flatnonzero(self.body[low:high]) + low
        text, pieces = self.texts[index], []
        if not len(keep):
            return ""
        cuts = np.flatnonzero((np.diff(keep) > 1) | (np.diff(self.paragraph[keep]) > 0))
        for a, b in zip(np.append(keep[0], keep[cuts + 1]), np.append(keep[cuts], keep[-1]), strict=True):
            pieces.append(" " if a and self.inserted[a - 1] else "\n\n")
            pieces.append(text[self.start[a] : self.end[b]])
        return "".join(pieces[1:])

    @cached_property
    def headlines(self) -> "Documents":
        """The titles as documents of their own (an empty text where there is no title)."""
        return Documents([t or "" for t in self.titles], vocabulary=self.vocabulary, headlines=True)


@dataclass(frozen=True)
class Span:
    """Start and end characters of a stretch of text."""

    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """One article of a batch, for reading.

    >>> document = Document.of('Kyiv quickly denied the claim. "We agreed," Mr. Smith said.')
    >>> [document.text[s.start:s.end] for s in document.sentences]
    ['Kyiv quickly denied the claim.', '"We agreed," Mr. Smith said.']
    >>> [document.text[q.start:q.end] for q in document.quotes]
    ['"We agreed,"']
    """

    batch: Documents
    index: int

    @classmethod
    def of(cls, text: str, title: str | None = None) -> "Document":
        """Return the only document of a batch of its own."""
        return Documents([text], [title])[0]

    @property
    def text(self) -> str:
        """The text as given."""
        return self.batch.texts[self.index]

    @property
    def title(self) -> str | None:
        """The headline as given; None without one."""
        return self.batch.titles[self.index]

    @property
    def body_text(self) -> str:
        """The text without boilerplate."""
        return self.batch.body_text(self.index)

    @property
    def quotes(self) -> list[Quote]:
        """Quotations, in order of the text."""
        return self.batch.quotes[self.index]

    @property
    def voices(self) -> list[Speech]:
        """Stretches that somebody else than the outlet says, in order of the text."""
        return self.batch.voices[self.index]

    @property
    def boilerplate(self) -> list[Boilerplate]:
        """Stretches of the text that are not its prose."""
        return self.batch.boilerplate[self.index]

    def _tokens(self) -> slice:
        return slice(int(self.batch.first_token[self.index]), int(self.batch.first_token[self.index + 1]))

    def _spans(self, number: np.ndarray) -> list[Span]:
        tokens = self._tokens()
        group = number[tokens]
        if not len(group):
            return []
        first = np.flatnonzero(np.append(True, group[1:] != group[:-1]))
        last = np.append(first[1:], len(group)) - 1
        starts, ends = self.batch.start[tokens][first], self.batch.end[tokens][last]
        return [Span(int(a), int(b)) for a, b in zip(starts, ends, strict=True)]

    @property
    def tokens(self) -> list[Span]:
        """Tokens: what white space separates."""
        tokens = self._tokens()
        return [Span(int(a), int(b)) for a, b in zip(self.batch.start[tokens], self.batch.end[tokens], strict=True)]

    @property
    def sentences(self) -> list[Span]:
        """All sentences, those of boilerplate included; see `body_sentences`."""
        return self._spans(self.batch.sentence)

    @property
    def body_sentences(self) -> list[Span]:
        """Sentences of the body, those of boilerplate left out."""
        starts = set(self.batch.start[self._tokens()][self.batch.body[self._tokens()]].tolist())
        return [s for s in self.sentences if s.start in starts]

    @property
    def paragraphs(self) -> list[Span]:
        """Paragraphs, as lines of the text."""
        return self._spans(self.batch.paragraph)
