"""Stories: the same event comes together, other events do not, and what was found once keeps its name."""

import json
import random
import shutil

import numpy as np
import pyarrow as pa
import pytest
from deltalake import write_deltalake

from analysis.corpus.schema import SNAPSHOTS, STORIES
from analysis.corpus.store import CorpusStore
from analysis.derived.stories import named, update_stories
from analysis.errors import ArgumentError
from analysis.queries import Filters
from analysis.queries.stories import stories
from analysis.stats.stories.features import terms
from analysis.stats.stories.linkage import average_linkage
from analysis.stats.stories.similarity import decay
from analysis.text.terms import stem
from tests.derived.newsroom import FLOOD, FLOOD_AGAIN, SENATE, SENATE_AGAIN, STRIKE, newsroom, opened, put, row


def told(store):
    table = store.arrow("stories", ["id", "story"])
    return dict(zip(table["id"].to_pylist(), table["story"].to_pylist(), strict=True))


@pytest.fixture(scope="module")
def found_week(tmp_path_factory):
    store = newsroom(
        tmp_path_factory.mktemp("week") / "corpus",
        row("senate-1", SENATE, "CNN", "2024-03-07", title="Senate passes spending bill hours before shutdown"),
        row("senate-2", SENATE_AGAIN, "Fox News", "2024-03-08", title="Senate averts shutdown with $1.2 trillion bill"),
        row("flood-1", FLOOD, "BBC News", "2024-03-07", title="Danube floods old town of Passau"),
        row("flood-2", FLOOD_AGAIN, "Guardian", "2024-03-07", title="Hundreds flee floods in Passau"),
        row("strike", STRIKE, "Guardian", "2024-03-07", title="Train drivers walk out in dispute over rest days"),
    )
    update_stories(store)
    return store


@pytest.fixture
def week(found_week, tmp_path):
    """A copy of the week that a test may change."""
    return CorpusStore.open(shutil.copytree(found_week.location, tmp_path / "week"))


def test_reports_of_one_event_come_together_and_others_stay_alone(found_week):
    found = told(found_week)
    assert found["senate-1"] == found["senate-2"] != found["flood-1"] == found["flood-2"]
    assert None not in (found["senate-1"], found["flood-1"])
    assert found["strike"] is None


def test_the_same_words_a_month_later_are_another_event(tmp_path):
    store = newsroom(tmp_path / "corpus", row("now", SENATE), row("later", SENATE_AGAIN, "Fox News", "2024-04-07"))
    update_stories(store)
    assert told(store) == {"now": None, "later": None}


def test_an_article_without_a_date_is_in_no_story(tmp_path):
    store = newsroom(tmp_path / "corpus", row("a", SENATE), row("b", SENATE, "Fox News", published=None))
    update_stories(store)
    assert told(store) == {"a": None, "b": None}


def test_a_later_article_joins_the_old_story_and_an_earlier_one_does_not_rename_it(week):
    before = told(week)
    put(
        week,
        row("senate-0", SENATE_AGAIN + " Aides said so.", "Reuters", "2024-03-06", title="Senate nears shutdown deal"),
        row(
            "strike-2",
            STRIKE + " Buses were full.",
            "BBC News",
            "2024-03-08",
            title="Train drivers strike over rest days",
        ),
    )
    assert update_stories(week).new == 2
    after = told(week)
    assert {id: after[id] for id in before if before[id]} == {id: name for id, name in before.items() if name}
    assert after["senate-0"] == before["senate-1"]
    assert after["strike"] == after["strike-2"] is not None, "an article that was alone finds its story"


def test_nothing_new_writes_nothing(found_week):
    snapshot = found_week.latest.number
    assert update_stories(found_week).new == 0
    assert found_week.latest.number == snapshot


def test_finding_all_anew_keeps_the_ids(week):
    before = told(week)
    update_stories(week, full=True)
    assert told(week) == before


def test_a_changed_article_leaves_its_story(week):
    put(
        week,
        row(
            "flood-2",
            STRIKE + " Buses were full.",
            "Guardian",
            "2024-03-07",
            title="Train drivers walk out over rest days",
        ),
    )
    update_stories(week)
    found = told(week)
    assert found["flood-2"] == found["strike"] is not None
    assert len(week.arrow("fingerprints")) == len(week.arrow("stories")) == 5


def test_ids_do_not_depend_on_the_order_in_which_articles_are_stored(tmp_path, found_week):
    rows = found_week.arrow("articles").to_pylist()
    random.Random(3).shuffle(rows)
    other = newsroom(tmp_path / "other", *rows)
    update_stories(other)
    assert told(other) == told(found_week)


def test_the_list_names_stories_by_a_headline_newest_first(found_week):
    found = stories(opened(found_week)).to_dict()["stories"]
    assert [story["label"] for story in found] == [
        "Senate averts shutdown with $1.2 trillion bill",
        "Hundreds flee floods in Passau",
    ]
    assert found[0]["first"] == "2024-03-07"
    assert found[0]["last"] == "2024-03-08"
    assert found[0]["articles"][0] == {
        "id": "senate-1",
        "outlet": "CNN",
        "published": "2024-03-07T00:00:00Z",
        "title": "Senate passes spending bill hours before shutdown",
    }


def test_stories_can_be_limited(found_week):
    assert len(stories(opened(found_week), limit=1).stories) == 1
    assert stories(opened(found_week), articles=3).to_dict() == {"stories": []}
    assert stories(opened(found_week), Filters(outlets=("CNN",))).stories.empty, "unscored articles pass no filter"


def test_all_stories_are_searched_by_headline_and_counted_though_few_are_shown(found_week):
    corpus = opened(found_week)
    senate, floods = stories(corpus).stories["id"]
    one = stories(corpus, limit=1)
    assert (len(one.stories), one.total) == (1, 2)
    assert stories(corpus, limit=1, offset=1).stories["id"].tolist() == [floods]
    found = stories(corpus, limit=1, title="SPENDING BILL")
    assert (found.stories["id"].tolist(), found.total) == ([senate], 1)
    assert len(found.articles) == found.stories["articles"].iloc[0], "the story whole, not the article that matched"
    assert stories(corpus, title="100% off_").total == 0
    assert stories(corpus, story=floods).stories["id"].tolist() == [floods]


def test_asking_before_the_articles_were_put_into_stories_says_what_to_do(week):
    put(week, row("new", STRIKE))
    with pytest.raises(ArgumentError, match=r"1 articles of this snapshot .* stories\. Run: framescope st"):
        stories(opened(week))


def test_terms_weigh_the_title_twice_and_know_endings():
    hashes, counts = terms(["Judges dismissed it"], ["A judge dismisses the case."])
    by_count = sorted(counts[0].tolist())
    assert by_count == [2, 3, 6, 6], "case 2; the pair judge dismiss 2 + 1; judge and dismiss 4 + 2"
    assert np.all(np.diff(hashes[0]) > 0)
    assert stem("dismisses") == stem("dismissed") == stem("dismissing") == "dismiss"


def test_similarity_halves_per_day_but_not_within_half_a_day():
    assert decay(np.array([0, 0.5, 1, 2, 3])).tolist() == [1, 1, 0.5, 0.25, 0.125]


def links(*triples):
    a, b, value = zip(*triples, strict=True)
    return np.array(a), np.array(b), np.array(value, dtype=float)


def test_average_linkage_does_not_chain_unlike_articles():
    chain = links((0, 1, 1.5), (1, 2, 1.4), (2, 3, 1.3))
    assert average_linkage(4, *chain, np.full(4, -1)).tolist() == [0, 0, 2, 2]
    full = links((0, 1, 1.5), (1, 2, 1.4), (0, 2, 0.7))
    assert average_linkage(3, *full, np.full(3, -1)).tolist() == [0, 0, 0]


def test_average_linkage_equals_scipys():
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    rng = np.random.default_rng(5)
    for size in (8, 30, 60):
        points = rng.normal(size=(size, 3))
        distance = np.linalg.norm(points[:, None] - points[None], axis=-1)
        similarity = 2 - distance
        a, b = np.triu_indices(size, 1)
        ours = average_linkage(size, a, b, similarity[a, b], np.full(size, -1))
        theirs = fcluster(linkage(squareform(distance, checks=False), "average"), 1.0, "distance")
        assert (
            len({*zip(ours.tolist(), theirs.tolist(), strict=True)}) == len({*ours.tolist()}) == len({*theirs.tolist()})
        )


def test_fixed_groups_take_in_new_items_but_never_merge():
    pairs = links((0, 2, 1.5), (1, 2, 1.4), (0, 1, 1.5))
    assert average_linkage(3, *pairs, np.array([7, 9, -1])).tolist() == [0, 1, 0]


def test_a_group_keeps_the_name_most_of_its_members_had():
    label = np.array([0, 0, 0, 3, 3, 5])
    before = ["s1", "s2", "s2", "s2", None, "s3"]
    names = named(label, list("abcdef"), before, "s")
    assert names[:3] == ["s2"] * 3
    assert names[3] == names[4] not in (None, "s1", "s2", "s3")
    assert names[5] is None


def test_a_corpus_made_before_there_were_stories_opens_and_gets_them(found_week, tmp_path):
    folder = tmp_path / "old"
    put(newsroom(folder), *found_week.arrow("articles").to_pylist())
    store = CorpusStore.open(folder)
    rows = store.arrow("snapshots").to_pylist()
    for name in ("stories", "wire", "fingerprints"):
        shutil.rmtree(folder / name)
    for entry in rows:
        versions = json.loads(entry["versions"])
        entry["versions"] = json.dumps(
            {k: v for k, v in versions.items() if k not in ("stories", "wire", "fingerprints")}
        )
    write_deltalake(folder / "snapshots", pa.Table.from_pylist(rows, schema=SNAPSHOTS), mode="overwrite")
    assert store.files("stories") == []
    assert store.arrow("wire").num_rows == 0
    assert store.schema("stories") == STORIES
    with pytest.raises(ArgumentError, match="5 articles"):
        stories(opened(store))

    def killed():
        with store.writer("stories") as writer:
            writer.append("stories", found_week.arrow("stories"))
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        killed()
    assert store.files("stories") == [], "what was not committed is not there"
    update_stories(store)
    assert told(store) == told(found_week)
