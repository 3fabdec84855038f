"""Facts about word forms are worked out once, and words are found inside forms."""

from collections.abc import Iterator

import numpy as np
import pytest

from analysis.text import Documents, Feature, Vocabulary, features
from analysis.text import vocabulary as module
from analysis.text.vocabulary import (
    CLOSE,
    COMMA,
    ELLIPSIS,
    EXCLAMATION,
    OPEN,
    PERIOD,
    QUESTION,
    QUOTE,
    WORD,
    RowsFeature,
    StringTable,
    punctuation_bits,
)


def test_a_feature_is_computed_once_a_form() -> None:
    asked: list[list[str]] = []

    def lengths(forms: list[str]) -> list[int]:
        asked.append(list(forms))
        return [len(form) for form in forms]

    table, length = StringTable(), Feature("length", np.int32, lengths)
    assert table[length].tolist() == []
    for batch in (["war", "and", "war", "peace"], ["peace", "talks"]):
        ids = table.ids(batch)
        assert table[length][ids].tolist() == [len(form) for form in batch]
    assert asked == [["war", "and", "peace"], ["talks"]]


def test_features_of_one_pass_grow_together() -> None:
    upper, length = features(lambda forms: [(f.isupper(), len(f)) for f in forms], upper=bool, length=np.int16)
    table = StringTable()
    for batch in (["NATO"], [f"form{k}" for k in range(3000)], ["EU"]):
        ids = table.ids(batch)
        assert table[length][ids].tolist() == [len(form) for form in batch]
        assert table[upper][ids].tolist() == [form.isupper() for form in batch]


def test_rows_of_forms_are_spread_over_tokens() -> None:
    vowels = RowsFeature("vowels", 1, lambda forms: [[(k,) for k, c in enumerate(f) if c in "aeiou"] for f in forms])
    table = StringTable()
    form = table.ids(["peace", "by", "war", "peace"])
    rows = table.rows(vowels)
    index, row, before = rows.spread(form)
    assert index.tolist() == [0, 0, 0, 2, 3, 3, 3]
    assert rows.columns[0][row].tolist() == [1, 2, 4, 1, 1, 2, 4]
    assert before.tolist() == [0, 3, 3, 4]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("“Yes,”", ["Yes"]),
        ("Trump's", ["Trump's"]),
        ("didn’t", ["didn’t"]),
        ("30-day", ["30-day"]),
        ("U.S.", ["U.S"]),
        ("p.m.", ["p.m"]),
        ("AT&T", ["AT&T"]),
        ("$1,000.50", ["1,000.50"]),
        ("agreement.The", ["agreement", "The"]),
        ("US-Ukrainian/EU", ["US-Ukrainian", "EU"]),
        ("—", []),
        ("__x__", ["x"]),
        ("Åland", ["Åland"]),
    ],
)
def test_words_inside_a_form(form: str, words: list[str]) -> None:
    assert WORD.findall(form) == words
    vocabulary = Vocabulary()
    vocabulary.forms.ids([form])
    inside = vocabulary.form_words()
    assert [vocabulary.words.strings[word] for word in inside.columns[0]] == words
    assert [form[a:b] for a, b in zip(*inside.columns[1:3], strict=True)] == words


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        (",”", COMMA | QUOTE),
        ("?!", QUESTION | EXCLAMATION),
        ("...", ELLIPSIS),
        (".", PERIOD),
        ("…", ELLIPSIS),
        ("''", QUOTE),
        ("'", 0),
        ("([)", OPEN | CLOSE),
    ],
)
def test_punctuation_bits(text: str, bits: int) -> None:
    assert punctuation_bits(text) == bits


def test_the_shared_vocabulary_is_emptied_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = module.SharedVocabulary()
    first = shared.current()
    assert shared.current() is first
    monkeypatch.setattr(module, "FORMS_KEPT", 2)
    first.forms.ids(["war", "and", "peace"])
    assert shared.current() is not first


def test_every_batch_uses_the_shared_vocabulary_unless_given_another() -> None:
    assert Documents(["War."]).vocabulary is Documents(["Peace."]).vocabulary is module.shared_vocabulary()
    own = Vocabulary()
    assert Documents(["War."], vocabulary=own).vocabulary is own


def test_a_feature_that_raises_leaves_the_table_as_it_was() -> None:
    broken = [True]

    def facts(forms: list[str]) -> Iterator[tuple[int, bool]]:
        for form in forms:
            if broken and form == "peace":
                raise RuntimeError("no peace")
            yield len(form), form.isupper()

    length, upper = features(facts, length=np.int32, upper=bool)
    vowels = RowsFeature("vowels", 1, lambda forms: [[(n,)] * n for n, _ in facts(forms)])
    table = StringTable()
    table.ids(["war", "EU"])
    assert table[length].tolist() == [3, 2]
    assert table.rows(vowels).count.tolist() == [3, 2]
    ids = table.ids(["NATO", "peace", "war"])
    with pytest.raises(RuntimeError):
        table[upper]
    with pytest.raises(RuntimeError):
        table.rows(vowels)
    broken.clear()
    assert table[upper][ids].tolist() == [True, False, False]
    assert table[length][ids].tolist() == [4, 5, 3]
    assert table.rows(vowels).count[ids].tolist() == [4, 5, 3]


def test_a_feature_must_return_one_value_a_string() -> None:
    table = StringTable()
    table.ids(["war", "peace"])
    with pytest.raises(ValueError, match="2 strings"):
        table[Feature("short", np.int32, lambda forms: [1])]
