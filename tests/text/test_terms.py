"""Terms of an event: stems, stop words and titles, in any case, and from several threads at once."""

from concurrent.futures import ThreadPoolExecutor

from analysis.text.terms import stem, term, title_terms


def test_forms_of_one_word_have_one_stem():
    assert stem("dismisses") == stem("dismissed") == stem("dismissing") == "dismiss"
    assert stem("economy's") == stem("economy")
    assert stem("senate") != stem("senior")


def test_a_term_does_not_depend_on_case_or_apostrophe_and_stop_words_have_none():
    assert term("Officials") == term("official") == term("official’s") > 0
    assert {term(word) for word in ("the", "Says", "Monday", "I")} == {0}


def test_titles_of_one_event_share_terms_and_numbers_count_as_words():
    one, other = title_terms("Senate passes $1.2 trillion bill"), title_terms("The bill passed: $1.2 trillion")
    assert len(one & other) == 4
    assert not title_terms("What is it about?")


def test_threads_get_the_same_stems_as_one_thread():
    words = [
        f"{root}{ending}" for root in ("dismiss", "report", "negotiat", "general") for ending in ("ing", "ed", "ions")
    ]
    alone = [stem(word) for word in words]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda _: [stem(word) for word in words * 50], range(16)))
    assert all(stems == alone * 50 for stems in together)
