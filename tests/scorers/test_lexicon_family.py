"""A family from a word list: rates per category and voice, stems, and lists that cannot be used."""

import pytest

from analysis.errors import InputError
from analysis.scorers.lexicon_family import lexicon_scorer
from analysis.testing import check_scorer
from analysis.text import Documents

LIST = "term,category,weight\nabus*,harm,2\nabusive language,speech,\nhealth care,care,1\ncare,care,1\n"
TEXT = "Abused children need health care. “Abusive language is no care,” she said."


@pytest.fixture
def scorer(tmp_path):
    (tmp_path / "moral.csv").write_text(LIST, "utf-8")
    return lexicon_scorer("moral", tmp_path / "moral.csv", citation="Graham et al. 2009", licence="CC BY 4.0")


def test_words_phrases_and_stems_are_counted_once_by_category_and_voice(scorer):
    scores = scorer.score(Documents([TEXT], [None]))
    counts = {name: column[0] for name, column in scores.values.items()}
    assert (counts["moral_harm_count"], counts["moral_speech_count"], counts["moral_care_count"]) == (1, 1, 2)
    assert (counts["moral_care_count_quoted"], counts["moral_care_count_outlet_voice"]) == (1, 1)
    assert counts["moral_care_per_100_words"] == pytest.approx(100 * 2 / 12)
    rows = scores.evidence
    found = [
        (TEXT[a:b], label, value)
        for a, b, label, value in zip(rows.start, rows.end, rows.label, rows.value, strict=True)
    ]
    assert found == [
        ("Abused", "harm", 2.0),
        ("health care", "care", 1.0),
        ("Abusive language", "speech", 1.0),
        ("care", "care", 1.0),
    ]


def test_it_keeps_the_contract_and_names_its_source(scorer):
    check_scorer(scorer, [TEXT, "Nothing of the kind."])
    assert {m.citation for m in scorer.measures if not m.name.startswith("moral_words")} == {
        "Graham et al. 2009 (licence: CC BY 4.0)"
    }


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("term,category\na,b\n", "the first line must begin with term,category,weight"),
        ("term,category,weight\ncare,harm,much\n", "line 2: the weight 'much' is not a number"),
        ("term,category,weight\ncare,Harm done,1\n", "line 2: name the category in lower case"),
        ("term,category,weight\n*use,harm,1\n", "line 2: .* stands at the end of a single word"),
        ("term,category,weight\ncare,harm,1\nCare,harm,1\n", "are the same words"),
        ("term,category,weight\n", "the list has no term"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_with_its_line(tmp_path, text, match):
    (tmp_path / "words.csv").write_text(text, "utf-8")
    with pytest.raises(InputError, match=match):
        lexicon_scorer("moral", tmp_path / "words.csv")
