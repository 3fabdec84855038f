"""Wire copy: edited copies come together, unlike texts never do, and comparisons can leave copies out."""

import random
import shutil

import numpy as np
import pytest

from analysis.corpus.store import CorpusStore
from analysis.derived.wire_copies import update_wire
from analysis.errors import ArgumentError
from analysis.queries import Filters
from analysis.queries.duplicates import duplicates
from analysis.queries.wire import condition
from analysis.stats.duplicates.agencies import agency_of
from analysis.stats.duplicates.lsh import candidates
from analysis.stats.duplicates.same_url import address
from analysis.stats.duplicates.shingles import shingles, signatures
from tests.benchmarks.duplicates import EDITS
from tests.derived.newsroom import FLOOD, SENATE, SENATE_AGAIN, STRIKE, newsroom, opened, put, row


def grouped(store):
    table = store.arrow("wire", ["id", "wire_group"])
    return dict(zip(table["id"].to_pylist(), table["wire_group"].to_pylist(), strict=True))


def jaccard(one, other):
    a, b = shingles(one), shingles(other)
    return len(np.intersect1d(a, b)) / len(np.union1d(a, b))


@pytest.fixture(scope="module")
def found_wires(tmp_path_factory):
    store = newsroom(
        tmp_path_factory.mktemp("wires") / "corpus",
        row("r", f"WASHINGTON (Reuters) - {SENATE}", "Reuters", title="UPDATE 2-Senate passes spending bill"),
        row("g", SENATE + " More to follow.", "Guardian", "2024-03-08", title="Opinion | The Senate did it"),
        row("own", SENATE_AGAIN, "CNN"),
        row("f", FLOOD, "BBC News"),
        row("s", f"{STRIKE}\n\nCopyright 2024 The Associated Press. All rights reserved.", "Fox News"),
    )
    update_wire(store)
    return store


@pytest.fixture
def wires(found_wires, tmp_path):
    """A copy of the corpus that a test may change."""
    return CorpusStore.open(shutil.copytree(found_wires.location, tmp_path / "wires"))


@pytest.fixture(scope="module")
def edited(tmp_path_factory, sample_articles):
    """Group of each article: 40 real ones, and each of them edited in every way."""
    texts = [a["text"] for a in sample_articles if len(a["text"].split()) > 200][:40]
    draw = random.Random(11)
    rows = [row(f"real{i}", text) for i, text in enumerate(texts)]
    for name, edit in EDITS.items():
        rows += [row(f"{name}{i}", edit(text, draw, texts), "Copier") for i, text in enumerate(texts)]
    store = newsroom(tmp_path_factory.mktemp("edited") / "corpus", *rows)
    update_wire(store)
    return grouped(store)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_copy_of_a_real_article_joins_its_original(edited, edit):
    assert sum(edited[f"real{i}"] == edited[f"{edit}{i}"] is not None for i in range(40)) >= 39


def test_no_two_real_articles_share_a_group(edited):
    named = [edited[f"real{i}"] for i in range(40) if edited[f"real{i}"]]
    assert len(named) == len(set(named)) >= 39


def test_the_same_text_under_another_headline_is_one_text_and_a_report_of_the_same_event_is_another(found_wires):
    found = grouped(found_wires)
    assert found["r"] == found["g"] is not None
    assert found["own"] is found["f"] is found["s"] is None
    assert jaccard(SENATE, SENATE_AGAIN) < 0.1


def test_one_address_in_two_outlets_is_one_text(tmp_path):
    url = "https://www.example.org/2024/03/07/flood-in-passau?utm_source=feed"
    again = "example.org/2024/03/07/flood-in-passau"
    store = newsroom(tmp_path / "c", row("a", FLOOD, "BBC News", url=url), row("b", STRIKE, "Guardian", url=again))
    update_wire(store)
    assert grouped(store)["a"] == grouped(store)["b"] is not None
    assert address("https://example.org/news") is None
    assert address("http://[bad") is None


def test_a_round_up_does_not_chain_the_texts_it_holds(tmp_path):
    store = newsroom(tmp_path / "c", row("a", SENATE), row("b", FLOOD), row("all", f"{SENATE}\n\n{FLOOD}\n\n{STRIKE}"))
    update_wire(store)
    found = grouped(store)
    assert found["a"] is None or found["b"] is None
    assert found["a"] != found["b"]


def test_new_articles_join_old_groups(wires):
    before = grouped(wires)
    put(wires, row("late", SENATE, "CNN", "2024-03-09"), row("f2", FLOOD, "Guardian", "2024-03-09"))
    assert update_wire(wires).new == 2
    after = grouped(wires)
    assert after["late"] == after["r"] == before["r"]
    assert after["f"] == after["f2"] is not None
    snapshot = wires.latest.number
    assert update_wire(wires).new == 0
    assert wires.latest.number == snapshot
    update_wire(wires, full=True)
    assert grouped(wires) == after


def test_groups_name_the_agency_the_first_publisher_and_each_outlets_share(found_wires):
    found = duplicates(opened(found_wires))
    group = found.to_dict()["groups"][0]
    assert (group["agency"], group["size"], group["outlets"], group["first_outlet"]) == ("Reuters", 2, 2, "Reuters")
    assert [(a["id"], a["first"]) for a in group["articles"]] == [("r", True), ("g", False)]
    assert group["articles"][0]["title"] == "UPDATE 2-Senate passes spending bill"
    shares = found.shares.set_index("outlet")["wire_share"].to_dict()
    assert shares == {"BBC News": 0, "CNN": 0, "Fox News": 1, "Guardian": 1, "Reuters": 0}


def test_comparisons_leave_wire_copy_out_or_count_each_text_once(found_wires):
    corpus = opened(found_wires)

    def kept(wire):
        where = condition(corpus, wire)
        return corpus.frame(f"SELECT id FROM articles WHERE {where} ORDER BY id")["id"].to_list()

    assert kept("include") == ["f", "g", "own", "r", "s"]
    assert kept("exclude") == ["f", "own", "r"], "the agency's own article stays"
    assert kept("one-per-group") == ["f", "own", "r", "s"]


def test_filters_say_what_became_of_wire_copy():
    assert Filters(wire="exclude").flags() == ["--wire", "exclude"]
    assert Filters(wire="exclude").to_dict() == {"wire": "exclude"}
    assert Filters().to_dict() == {}
    with pytest.raises(ArgumentError, match="Wire copy can be: include, exclude, one-per-group; not 'drop'"):
        Filters(wire="drop")


def test_a_corpus_not_yet_searched_says_what_to_do(wires):
    put(wires, row("new", FLOOD))
    with pytest.raises(ArgumentError, match="Run: framescope duplicates"):
        Filters(wire="exclude").predicate(opened(wires))


@pytest.mark.parametrize(
    ("outlet", "author", "head", "tail", "agency"),
    [
        ("Reuters UK", None, "LONDON - Shares fell.", "", "Reuters"),
        ("Guardian", "Associated Press", "Disclosure follows a battle.", "", "Associated Press"),
        ("USA Today", "Alan Fram, AP", "An exhausted Senate gave pre-dawn approval.", "", "Associated Press"),
        ("Breitbart News", None, "ISTANBUL (AP) — Turkish police fired tear gas.", "", "Associated Press"),
        (
            "Newsmax",
            None,
            "A guest slipped in.",
            "They had VIP seats.\n\n© 2019 Thomson/Reuters. All rights",
            "Reuters",
        ),
        ("Newsmax", None, "A bill.", "Copyright 2020 The Associated Press. All rights reserved.", "Associated Press"),
        ("Yahoo", None, "A bill.", "(Reporting by Jane Doe; Editing by John Roe)", "Reuters"),
        ("Vox", None, "The minister told Reuters that talks failed.", "The Associated Press contributed.", None),
        ("National Review", "Rich Lowry", "(Eric Thayer/Reuters)\nHe is going down.", "", None),
        ("USA Today", None, "Dzhokhar Tsarnaev (Photo: AFP)\n\nRadicals are few.", "", None),
        ("Politico", "Jane Apley", "The AP poll put him ahead.", "Copyright 2020 Politico LLC", None),
    ],
)
def test_an_agency_is_read_from_credit_lines_only(outlet, author, head, tail, agency):
    assert agency_of(outlet, author, head, tail) == agency


def test_shingles_ignore_case_and_punctuation_and_short_texts_have_one():
    assert np.array_equal(shingles("Don’t panic, he said."), shingles("DON'T PANIC he said"))
    assert [len(shingles(text)) for text in ("", "—", "One", "One two", "One two three", "One two three four")] == [
        0, 0, 1, 1, 1, 2,
    ]  # fmt: skip


def test_candidates_are_the_pairs_with_an_equal_band_however_many_there_are():
    sets = [shingles(SENATE), shingles(FLOOD), shingles(SENATE + " It passed."), shingles(STRIKE)]
    every = np.full(4, True)
    assert list(zip(*(side.tolist() for side in candidates(signatures(sets), every)), strict=True)) == [(0, 2)]
    only_flood = np.array([False, True, False, False])
    assert len(candidates(signatures(sets), only_flood)[0]) == 0
    many = signatures([shingles(SENATE)] * 150)
    a, b = candidates(many, np.full(150, True))
    assert {*a.tolist(), *b.tolist()} == set(range(150)), "a very long run is at least chained"
    assert len(candidates(signatures([]), np.array([], bool))[0]) == 0


def test_empty_corpora_and_texts_without_words_have_no_groups(tmp_path):
    store = newsroom(tmp_path / "c")
    assert update_wire(store).new == 0
    put(store, row("a", "7"), row("b", "!!!"), row("c", "???"))
    update_wire(store)
    assert set(grouped(store).values()) == {None}
