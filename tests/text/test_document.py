"""What must hold of every text: offsets index it, sentences and voices partition it, a batch is its articles."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.text import Document, Documents, Vocabulary

_PIECES = st.sampled_from(
    [
        "Kyiv quickly denied Trump's claim.", '"We agreed," Mr. Smith said.', "“First we went.", "“Then", "back,” he said.",
        "'We will not yield,' she said.", "‘never’", "the '90s", "6'2\"", "LONDON (Reuters) -", "WASHINGTON:", "(CNN)",
        "By Jane Doe", "Advertisement", "(AP Photo/X)", "— Reuters", "p.m.", "...", "—", "- x", "!", "U.S.", "İstanbul",
        "ΟΔΟΣ", "😀", "e\u0301", "\ud800", "«oui»", "''", "The Associated Press contributed to this report.",
    ]
)  # fmt: skip
_SPACES = st.sampled_from(
    [
        " ",
        " ",
        "\n",
        "\n\n",
        "\n\n",
        "\t",
        "\r\n",
        "\x0b",
        "\x1c",
        "\x85",
        "\u1680",
        "\u2003",
        "\u2028",
        "\u00a0",
        "\u3000",
        "\u200b",
    ]
)
_TEXTS = st.lists(
    st.tuples(st.one_of(_PIECES, _PIECES, st.text(st.characters(exclude_categories=()), max_size=6)), _SPACES),
    max_size=16,
).map(lambda pairs: "".join(piece + space for piece, space in pairs))
_BATCHES = st.lists(_TEXTS, max_size=5)


def facts(documents: Documents, index: int) -> dict[str, list]:
    """Everything a document holds, with token and sentence numbers counted from its own first one."""
    low, high = int(documents.first_token[index]), int(documents.first_token[index + 1])
    tokens = slice(low, high)
    words = documents.words
    inside = (words.token >= low) & (words.token < high)
    strings = documents.vocabulary.words.strings
    sentence = documents.sentence[tokens]
    return {
        "tokens": list(zip(documents.start[tokens].tolist(), documents.end[tokens].tolist(), strict=True)),
        "sentence": (sentence - sentence[:1].sum()).tolist(),
        "paragraph": (documents.paragraph[tokens] - documents.paragraph[tokens][:1].sum()).tolist(),
        "quoted": documents.quoted[tokens].tolist(),
        "body": documents.body[tokens].tolist(),
        "quotes": [q._replace(first_token=q.first_token - low, last_token=q.last_token - low) for q in documents.quotes[index]],
        "boilerplate": documents.boilerplate[index],
        "words": [strings[word] for word in words.word[inside]],
        "marks": [words.before[inside].tolist(), words.after[inside].tolist()],
        "word_count": documents.word_count[index],
        "body_text": documents.body_text(index),
    }  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_BATCHES, st.randoms())
@example([], None)
@example(["", "“a", "", "“b", " ", "LONDON (Reuters) - x", ""], None)
def test_a_batch_is_its_articles_in_any_order(texts: list[str], random) -> None:
    order = list(range(len(texts)))
    if random is not None:
        random.shuffle(order)
    together = Documents([texts[k] for k in order])
    for place, k in enumerate(order):
        assert facts(together, place) == facts(Documents([texts[k]], vocabulary=Vocabulary()), 0)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
@example("a\u2028b\x1cc\u200bd\u3000e\x85f\u00a0")
def test_tokens_are_what_split_finds(text: str) -> None:
    document = Document.of(text)
    assert [text[t.start : t.end] for t in document.tokens] == text.split()
    batch = document.batch
    assert [batch.vocabulary.forms.strings[form] for form in batch.form] == text.split()


@settings(max_examples=150, deadline=None)
@given(_BATCHES)
def test_offsets_index_the_text_and_parts_are_whole(texts: list[str]) -> None:
    documents = Documents(texts)
    for k, text in enumerate(texts):
        document = documents[k]
        tokens = document.tokens
        for spans in (document.sentences, document.paragraphs):
            assert [s.start for s in spans] == sorted(s.start for s in spans)
            covered = [t for s in spans for t in tokens if s.start <= t.start and t.end <= s.end]
            assert covered == tokens
        for quote in document.quotes:
            assert 0 <= quote.start < quote.end <= len(text)
            assert documents.start[quote.first_token] <= quote.start < documents.end[quote.first_token]
        for span in document.boilerplate:
            assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        assert document.body_text.split() == [
            text[t.start : t.end]
            for t in tokens
            if not any(b.start <= t.start and t.end <= b.end for b in document.boilerplate)
        ]
    words = documents.words
    strings = documents.vocabulary.words.strings
    owner = documents.document[words.token]
    for word, d, start, end in zip(words.word, owner, words.start, words.end, strict=True):
        assert texts[d][start:end] == strings[word]
    # Voices share out the words of the body, and nothing else does.
    size = len(texts)
    parts = [np.bincount(owner[words.body & chosen], minlength=size) for chosen in (words.quoted, ~words.quoted)]
    assert (parts[0] + parts[1]).tolist() == documents.word_count.tolist()


@settings(max_examples=100, deadline=None)
@given(_BATCHES)
def test_sentences_stay_inside_paragraphs_and_body(texts: list[str]) -> None:
    documents = Documents(texts)
    same_sentence = documents.sentence[1:] == documents.sentence[:-1]
    for array in (documents.paragraph, documents.body | documents.inserted, documents.document):
        assert (array[1:] == array[:-1])[same_sentence].all()
    assert documents.body[documents.first_of_sentence].tolist() == [
        documents.body[documents.sentence == number].any() for number in range(len(documents.first_of_sentence))
    ]
    assert (
        documents.first_of_sentence.tolist()
        == np.flatnonzero(np.append(True, ~same_sentence)[: len(documents.form)]).tolist()
    )


@pytest.mark.parametrize("texts", [[], [""], ["", " \n ", ""]])
def test_a_batch_without_any_word(texts: list[str]) -> None:
    documents = Documents(texts)
    assert len(documents) == len(texts)
    assert documents.quotes == documents.boilerplate == [[] for _ in texts]
    assert documents.word_count.tolist() == [0] * len(texts)
    assert len(documents.words.word) == len(documents.tags) == len(documents.headlines.form) == 0
    assert [documents.body_text(k) for k in range(len(texts))] == [""] * len(texts)


def test_headlines_are_one_sentence_each_and_none_where_there_is_no_title() -> None:
    headlines = Documents(["", "x", "y"], ["Who won? Kyiv denies it.\nAdvertisement", None, ""]).headlines
    assert headlines.sentence.tolist() == [0] * 6
    assert headlines.body.all()
    assert np.diff(headlines.first_token).tolist() == [6, 0, 0]


def test_lone_punctuation_belongs_to_both_neighbours_of_its_paragraph() -> None:
    from analysis.text.vocabulary import DASH, PERIOD

    words = Documents(["Talks — if any.\n\n— They ended"]).words
    assert words.after.tolist() == [DASH, 0, PERIOD, 0, 0]
    assert words.before.tolist() == [0, DASH, 0, DASH, 0]


def test_a_large_text_of_one_token_is_fine() -> None:
    documents = Documents(["x" * 1_000_000, "y"])
    assert documents.end.tolist() == [1_000_000, 1]


def test_real_articles_keep_their_offsets(sample_articles: list[dict]) -> None:
    texts = [article["text"] for article in sample_articles[::10]]
    documents = Documents(texts)
    words = documents.words
    strings = documents.vocabulary.words.strings
    owner = documents.document[words.token]
    assert all(
        texts[d][start:end] == strings[word]
        for word, d, start, end in zip(words.word, owner, words.start.tolist(), words.end.tolist(), strict=True)
    )
    assert [documents.vocabulary.forms.strings[form] for form in documents.form] == " ".join(texts).split()
