"""Facts about word forms are worked out once, and words are found inside forms."""

import numpy as np
import pytest

from analysis.text import Feature, Vocabulary, features
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
    monkeypatch.setattr(module, "_shared", None)
    first = module.shared_vocabulary()
    assert module.shared_vocabulary() is first
    monkeypatch.setattr(module, "FORMS_KEPT", 2)
    first.forms.ids(["war", "and", "peace"])
    assert module.shared_vocabulary() is not first
