"""Quotation marks as newspapers set them."""

import pytest

from analysis.text import Document


def quoted(text: str, outermost: bool = True) -> list[str]:
    return [text[q.start : q.end] for q in Document.of(text).quotes if q.depth == 0 or not outermost]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We agreed," Mr. Smith said.', ['"We agreed,"']),
        ("“We agreed,” Mr. Smith said. “It was late.”", ["“We agreed,”", "“It was late.”"]),
        (
            'Putin had sent "additional" signals, and was "cautiously optimistic".',
            ['"additional"', '"cautiously optimistic"'],
        ),
        ('("This is it," he said.)', ['"This is it,"']),
        ('The plan—"a disgrace"—was dropped.', ['"a disgrace"']),
        ("„Wir schaffen das“ is not English, but «oui» is a quotation.", ["„Wir schaffen das“", "«oui»"]),
        # British papers quote with single marks.
        ("'We will not yield,' the minister said.", ["'We will not yield,'"]),
        ("‘We won’t yield,’ the minister said.", ["‘We won’t yield,’"]),
        ("The ‘special relationship’ is over, and the 'deal' with it.", ["‘special relationship’", "'deal'"]),
        ("He called it 'Britain's worst day' on Friday.", ["'Britain's worst day'"]),
        # A possessive does not end a quotation in single marks.
        ("'The workers' union has won,' she said.", ["'The workers' union has won,'"]),
        # Apostrophes are no quotations.
        ("Britain’s workers’ union met in the ’90s.", []),
        ("The workers' union told 'em in the '60s to go.", []),
        ("They played rock 'n' roll and rock ’n’ roll.", []),
        ("’Twas the season, 'til it wasn't.", []),
        ("The parents' and the teachers' unions agreed.", []),
        # Feet and inches.
        ("The 6'2\" senator stood beside a 5'4\" aide.", []),
        ('He is 6\'2" and said "no" twice.', ['"no"']),
        # Two apostrophes, and TeX.
        ("He said ''we agreed'' and left.", ["''we agreed''"]),
        ("He said ``we agreed'' and left.", ["``we agreed''"]),
        # AP closes with a double prime.
        ("“We agreed,″ he said. The 6′2″ man left.", ["“We agreed,″"]),
        ("One \"scare quote\" and one 'scare quote'.", ['"scare quote"', "'scare quote'"]),
        (
            "“He’s got it just opposite,’’ Mr. Romney said. ‘‘We agreed.’’",
            ["“He’s got it just opposite,’’", "‘‘We agreed.’’"],
        ),
        # Only after an s can a closing mark be a possessive.
        ("The 'need to know' rule is for 'top secret' papers.", ["'need to know'", "'top secret'"]),
        ("A 'need to know' is one thing, he told the 'Times.'", ["'need to know'", "'Times.'"]),
        ("No quotation at all.", []),
        ("", []),
    ],
)
def test_quotation_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_in_a_quotation_is_inside_it() -> None:
    text = "“He told me ‘never again’ and left,” she said."
    quotes = Document.of(text).quotes
    assert [(text[q.start : q.end], q.depth, q.single) for q in quotes] == [
        ("“He told me ‘never again’ and left,”", 0, False),
        ("‘never again’", 1, True),
    ]


def test_british_nesting_has_double_marks_inside() -> None:
    text = "'He told me \"never again\" and left,' she said."
    quotes = Document.of(text).quotes
    assert [(text[q.start : q.end], q.depth) for q in quotes] == [
        ("'He told me \"never again\" and left,'", 0),
        ('"never again"', 1),
    ]


def test_a_quotation_that_runs_on_is_reopened_by_each_paragraph() -> None:
    text = "“First we went.\n\n“Then we came back.\n\n“That was all,” he said."
    quotes = Document.of(text).quotes
    assert [(text[q.start : q.end], q.closed, q.continues) for q in quotes] == [
        ("“First we went.", False, True),
        ("“Then we came back.", False, True),
        ("“That was all,”", True, False),
    ]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'She said: "We never agreed.\n\nThe minister left.'
    quotes = Document.of(text).quotes
    assert [(text[q.start : q.end], q.closed, q.continues) for q in quotes] == [('"We never agreed.', False, False)]


def test_a_second_opening_mark_closes_the_first() -> None:
    text = "“We never agreed, he said. “It was late.”"
    assert quoted(text) == ["“We never agreed, he said. ", "“It was late.”"]


def test_the_next_article_of_a_batch_reopens_nothing() -> None:
    from analysis.text import Documents

    documents = Documents(["“We went.", "“We came back,” he said."])
    assert [[(q.closed, q.continues) for q in quotes] for quotes in documents.quotes] == [
        [(False, False)],
        [(True, False)],
    ]


def test_words_inside_marks_are_quoted_and_others_are_not() -> None:
    batch = Document.of("Moscow was “cautiously optimistic,” it said.").batch
    assert batch.quoted.tolist() == [False, False, True, True, False, False]
