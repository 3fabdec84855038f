"""Documents: one pass that finds paragraphs, sentences, tokens, words, quotations and boilerplate of many articles.

Work goes in batches: a `Documents` holds the tokens of all its articles in flat NumPy arrays, so that what is true of
every token is computed once for the batch. `Document` is a view of one article, for reading rather than for speed.
All offsets are characters of the article's own stored text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.text import boilerplate, quotes, sentences
from analysis.text.boilerplate import Boilerplate
from analysis.text.quotes import Quote
from analysis.text.tags import tag_batch
from analysis.text.vocabulary import Feature, Vocabulary, shared_vocabulary

_SEPARATOR = "\n\n"
_WHITE = np.zeros(0x3002, bool)
_WHITE[[c for c in range(0x3002) if chr(c).isspace()]] = True
_SHORT = 14  # tokens: a paragraph this short may be a byline, promo or headline

# Forms that can begin a dateline: capitals, or an opening parenthesis, or a capitalised word (checked by the rule).
_MAY_START_DATELINE = Feature(
    "may_start_dateline", bool, lambda forms: [f[0] == "(" or (f[0].isalpha() and f[:3].isupper()) for f in forms]
)
_AGENCY_MARK = Feature(
    "agency_mark",
    bool,
    lambda forms: [
        bool(f[0] == "(" and f.rstrip(":-–—").endswith(")")) or bool(boilerplate.TRIGGER.search(f)) for f in forms
    ],
)


@dataclass(frozen=True)
class Words:
    """The words of a batch, flat: what the rules of language read.

    `word` are numbers in `vocabulary.words`; `before` and `after` are punctuation bits (`analysis.text.vocabulary`),
    lone punctuation tokens counted to both neighbours; `token` is the token each word stands in.
    """

    word: np.ndarray
    start: np.ndarray
    end: np.ndarray
    before: np.ndarray
    after: np.ndarray
    token: np.ndarray
    sentence: np.ndarray
    quoted: np.ndarray
    body: np.ndarray


class Documents:
    """A batch of articles, segmented.

    Token arrays (one entry a token, in order): `form`, `start`, `end`, `document`, `paragraph`, `sentence`, `quoted`,
    `body` (False inside boilerplate). `first_token` has one entry a document plus the end. Sentences never cross a
    paragraph or the edge of boilerplate; `sentence` numbers run over the whole batch and so do paragraphs.
    """

    def __init__(
        self,
        texts: Sequence[str],
        titles: Sequence[str | None] | None = None,
        vocabulary: Vocabulary | None = None,
        headlines: bool = False,
    ) -> None:
        """`headlines=True` reads each text as one headline: one sentence, no boilerplate."""
        self.texts = list(texts)
        self.titles: list[str | None] = list(titles) if titles is not None else [None] * len(self.texts)
        self.vocabulary = vocabulary or shared_vocabulary()
        self._headlines = headlines
        self._tokenise()
        self._find_blocks()
        self._find_sentences()
        self._find_quotes()

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index: int) -> "Document":
        return Document(self, range(len(self))[index])

    # --- the pass -----------------------------------------------------------------------------------------------

    def _tokenise(self) -> None:
        joined = _SEPARATOR.join(self.texts)
        code = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
        white = _WHITE[np.minimum(code, 0x3001)]
        edge = np.empty(len(white) + 1, bool)
        edge[1:-1] = white[1:] != white[:-1]
        edge[0] = edge[-1] = False
        if len(white):
            edge[0], edge[-1] = not white[0], not white[-1]
        edges = np.flatnonzero(edge)
        start, end = edges[0::2], edges[1::2]
        forms = joined.split()
        assert len(forms) == len(start)
        self.form = self.vocabulary.forms.ids(forms)
        lengths = np.fromiter(map(len, self.texts), np.int64, len(self.texts))
        offset = np.concatenate([[0], np.cumsum(lengths + len(_SEPARATOR))])
        self.first_token = np.searchsorted(start, offset)
        self.first_token[-1] = len(start)
        self.document = np.repeat(np.arange(len(self.texts), dtype=np.int32), np.diff(self.first_token))
        shift = offset[self.document]
        self.start = (start - shift).astype(np.int32)
        self.end = (end - shift).astype(np.int32)
        # A paragraph ends where a line break stands before the next token.
        breaks = np.flatnonzero(code == 10)
        line = np.searchsorted(breaks, start)
        begins = np.ones(len(start), bool)
        begins[1:] = line[1:] != line[:-1]
        begins[self.first_token[:-1][np.diff(self.first_token) > 0]] = True
        if self._headlines:
            begins[:] = False
            begins[self.first_token[:-1][np.diff(self.first_token) > 0]] = True
        self.paragraph = np.cumsum(begins, dtype=np.int32) - 1
        self.first_of_paragraph = np.append(np.flatnonzero(begins), len(start))

    def _find_blocks(self) -> None:
        """Boilerplate, and with it `body`; a dateline's end is the end of a block."""
        size = len(self.form)
        self.body = np.ones(size, bool)
        self.boilerplate: list[list[Boilerplate]] = [[] for _ in self.texts]
        self._block_end = np.zeros(size, bool)
        if not size:
            return
        first = self.first_of_paragraph
        self._block_end[first[1:] - 1] = True
        if self._headlines:
            return
        begin, after = first[:-1], first[1:]
        marked = self.vocabulary.forms[_AGENCY_MARK][self.form]
        near = np.concatenate([[0], np.cumsum(marked)])
        head = near[np.minimum(begin + 8, after)] - near[begin]
        tail = near[after] - near[np.maximum(after - 6, begin)]
        capital = self.vocabulary.forms[_MAY_START_DATELINE][self.form[begin]]
        opens_document = np.zeros(len(begin), bool)
        opens_document[self.paragraph[self.first_token[:-1][np.diff(self.first_token) > 0]]] = True
        candidates = np.flatnonzero((after - begin <= _SHORT) | (head > 0) | (tail > 0) | capital | opens_document)
        for p in candidates.tolist():
            self._look_at_paragraph(p, int(begin[p]), int(after[p]), bool(opens_document[p]))

    def _look_at_paragraph(self, p: int, begin: int, after: int, opens_document: bool) -> None:
        document = int(self.document[begin])
        text = self.texts[document]
        start, end = int(self.start[begin]), int(self.end[after - 1])
        paragraph = text[start:end]
        kind = boilerplate.recognise(paragraph)
        if kind is None and opens_document and after - begin <= 24 and not self.titles[document]:
            last = int(self.first_token[document + 1])
            if after < last:
                stop = int(self.first_of_paragraph[p + 2])
                if boilerplate.is_headline(paragraph, text[int(self.start[after]) : int(self.end[stop - 1])]):
                    kind = "headline"
        if kind is not None:
            self.boilerplate[document].append(Boilerplate(start, end, kind))
            self.body[begin:after] = False
            return
        length = boilerplate.dateline(paragraph)
        if length:
            inside = begin + int(np.searchsorted(self.start[begin:after], start + length))
            if begin < inside < after and inside - begin <= 12:
                self.boilerplate[document].append(Boilerplate(start, int(self.end[inside - 1]), "dateline"))
                self.body[begin:inside] = False
                self._block_end[inside - 1] = True

    def _find_sentences(self) -> None:
        ends = (
            self._block_end
            if self._headlines
            else sentences.sentence_ends(self.vocabulary.forms, self.form, self._block_end)
        )
        self.last_of_sentence = np.flatnonzero(ends)
        self.sentence = np.zeros(len(self.form), np.int32)
        self.sentence[1:] = np.cumsum(ends[:-1])
        self.first_of_sentence = (
            np.concatenate([[0], self.last_of_sentence[:-1] + 1]) if len(ends) else np.zeros(0, int)
        )

    def _find_quotes(self) -> None:
        self.quotes: list[list[Quote]] = [[] for _ in self.texts]
        self.quoted = np.zeros(len(self.form), bool)
        forms = self.vocabulary.forms
        at = np.flatnonzero(forms[quotes.HAS_MARK][self.form])
        if not len(at):
            return
        marks = forms[quotes.MARKS][self.form[at]]
        paragraph, start = self.paragraph[at].tolist(), self.start[at].tolist()
        documents = self.document[at].tolist()
        first = self.first_of_paragraph
        blocks: dict[int, dict[int, list[quotes.Event]]] = {}
        for token, found, p, offset, d in zip(at.tolist(), marks, paragraph, start, documents, strict=True):
            events = blocks.setdefault(d, {}).setdefault(p, [])
            for place, length, family, can in found:
                opening = token == first[p] and place == 0
                events.append((token, offset + place, offset + place + length, family, can, opening))
        for d, by_paragraph in blocks.items():
            rows, ends = [], []
            for p in sorted(by_paragraph):
                for q in (p, p + 1):  # the next paragraph tells whether a quotation reopens
                    if rows and rows[-1][3] >= q or q >= len(first) - 1 or self.document[first[q]] != d:
                        continue
                    rows.append((int(first[q]), int(first[q + 1]) - 1, by_paragraph.get(q, []), q))
                    ends.append(int(self.end[first[q + 1] - 1]))
            found_quotes = quotes.pair([row[:3] for row in rows], ends)
            self.quotes[d] = found_quotes
            base, stop = int(self.first_token[d]), int(self.first_token[d + 1])
            shifted = [
                Quote(
                    q.start, q.end, q.first_token - base, q.last_token - base, q.depth, q.closed, q.continues, q.single
                )
                for q in found_quotes
            ]
            self.quoted[base:stop] = quotes.quoted_tokens(shifted, stop - base)

    # --- words ----------------------------------------------------------------------------------------------------

    @cached_property
    def words(self) -> Words:
        """The words inside the tokens, made when first asked for."""
        inside = self.vocabulary.form_words()
        count = inside.count[self.form]
        token = np.repeat(np.arange(len(self.form)), count)
        begins = np.cumsum(count) - count
        row = np.repeat(inside.first[self.form] - begins, count) + np.arange(len(token))
        before, after = inside.before[row], inside.after[row]
        lone = np.flatnonzero((count == 0) & (inside.lone_bits[self.form] != 0))
        if len(lone):
            bits = inside.lone_bits[self.form[lone]]
            following = begins[lone]
            has_next = following < len(token)
            same = np.zeros(len(lone), bool)
            same[has_next] = self.paragraph[token[following[has_next]]] == self.paragraph[lone[has_next]]
            np.bitwise_or.at(before, following[same], bits[same])
            has_previous = following > 0
            same = np.zeros(len(lone), bool)
            same[has_previous] = (
                self.paragraph[token[following[has_previous] - 1]] == self.paragraph[lone[has_previous]]
            )
            np.bitwise_or.at(after, following[same] - 1, bits[same])
        base = self.start[token]
        return Words(
            word=inside.word[row],
            start=base + inside.start[row],
            end=base + inside.end[row],
            before=before,
            after=after,
            token=token,
            sentence=self.sentence[token],
            quoted=self.quoted[token],
            body=self.body[token],
        )

    @cached_property
    def tags(self) -> np.ndarray:
        """Part of speech of each word of `words` (int8, a place in `analysis.text.tags.TAGS`), made when asked for."""
        return tag_batch(self)

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
            pieces.append(text[self.start[a] : self.end[b]])
        return "\n\n".join(pieces)

    @cached_property
    def headlines(self) -> "Documents":
        """The titles as documents of their own (an empty text where there is no title)."""
        return Documents([t or "" for t in self.titles], vocabulary=self.vocabulary, headlines=True)


@dataclass(frozen=True)
class Span:
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
        return Documents([text], [title])[0]

    @property
    def text(self) -> str:
        return self.batch.texts[self.index]

    @property
    def title(self) -> str | None:
        return self.batch.titles[self.index]

    @property
    def body_text(self) -> str:
        return self.batch.body_text(self.index)

    @property
    def quotes(self) -> list[Quote]:
        return self.batch.quotes[self.index]

    @property
    def boilerplate(self) -> list[Boilerplate]:
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
        tokens = self._tokens()
        return [Span(int(a), int(b)) for a, b in zip(self.batch.start[tokens], self.batch.end[tokens], strict=True)]

    @property
    def sentences(self) -> list[Span]:
        """All sentences, those of boilerplate included; see `body_sentences`."""
        return self._spans(self.batch.sentence)

    @property
    def body_sentences(self) -> list[Span]:
        starts = set(self.batch.start[self._tokens()][self.batch.body[self._tokens()]].tolist())
        return [s for s in self.sentences if s.start in starts]

    @property
    def paragraphs(self) -> list[Span]:
        return self._spans(self.batch.paragraph)
