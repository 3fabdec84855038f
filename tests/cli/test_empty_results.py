"""An empty table says which condition left nothing, so that it does not look like a finding."""

import pytest

from analysis.cli.empty_results import no_articles
from analysis.corpus.store import CorpusStore
from analysis.queries import Filters, open_corpus
from tests.cli.conftest import FLOOD, SENATE


def test_a_story_that_is_not_there_ends_in_2_with_how_to_find_one(framescope, sample):
    ended = framescope("stories", "--story", "zzz", "--corpus", sample)
    assert (ended.code, ended.out) == (2, "")
    assert "no story 'zzz'" in ended.err
    assert "--title" in ended.err


REASONS = {
    ("stories", "--outlets", 9): "no story has 9 outlets; the most that a story has is ",
    ("stories", "--articles", 500): "no story has 500 articles; the most that a story has is ",
    ("stories", "--title", "zzz"): "stories holds 'zzz'",
    ("stories", "--outlet", "CNN", "--since", "2030-01-01"): "no article passes --since 2030-01-01.",
    ("stories", "--only", "topic=zzz", "--outlet", "CNN"): "no article passes --only topic=zzz.",
    ("stories", "--outlet", "NPR", "--only", "bias=left"): "passes --outlet NPR and --only bias=left at once.",
    ("duplicates",): "of 282 articles chosen, none has the same text as another of them.",
    ("duplicates", "--until", "1900-01-01"): "no article passes --until 1900-01-01.",
    ("words", "--context", "zzzqq"): "of 282 articles chosen, none has 'zzzqq'.",
    ("words", "--context", "zzzqq", "--voice", "quoted"): "none has 'zzzqq' in quotations.",
    ("words", "--context", "president", "--min-words", 999999): "no article passes --min-words 999999.",
}


@pytest.mark.parametrize("words", REASONS, ids=lambda words: " ".join(map(str, words)))
@pytest.mark.parametrize("format", ["table", "json"])
def test_why_there_is_nothing_is_said_on_stderr(framescope, sample, words, format):
    ended = framescope(*words, "--format", format, "--corpus", sample)
    assert ended.code == 0
    assert REASONS[words] in ended.err


def test_a_story_of_which_the_filters_leave_nothing_says_so(framescope, sample):
    listed = framescope("stories", "--outlets", 2, "--format", "json", "--corpus", sample).json()["stories"]
    story = listed[0]
    assert framescope("stories", "--story", story["id"], "--corpus", sample).err == ""
    known = {article["outlet"] for article in story["articles"]}
    other = next(name for name in ("Vox", "CNN", "NPR", "Reuters", "The Hill") if name not in known)
    ended = framescope("stories", "--story", story["id"], "--outlet", other, "--corpus", sample)
    assert ended.code == 0
    assert f"none is in the story {story['id']}" in ended.err


def test_a_text_in_fewer_outlets_than_asked_for_is_told_with_the_most_there_are(framescope, tmp_path, corpus):
    lines = "".join(f'{outlet},2024-03-0{n},"{SENATE} {FLOOD}"\n' for n, outlet in enumerate(["CNN", "NPR"], 1))
    (tmp_path / "same.csv").write_text(f"outlet,date,text\n{lines}", encoding="utf-8")
    framescope("ingest", tmp_path / "same.csv", "--corpus", corpus)
    assert "note" not in framescope("duplicates", "--corpus", corpus).err
    ended = framescope("duplicates", "--outlets", 3, "--corpus", corpus)
    assert ended.code == 0
    assert "no text has 3 outlets; the most that a text has is 2." in ended.err


@pytest.mark.parametrize("command", ["stories", "duplicates"])
def test_an_outlet_that_is_not_there_is_answered_with_the_nearest(framescope, sample, command):
    ended = framescope(command, "--outlet", "Rueters", "--corpus", sample)
    assert (ended.code, ended.out) == (2, "")
    assert "Did you mean 'Reuters'?" in ended.err


def test_a_corpus_without_articles_or_scores_says_what_to_run(framescope, articles, corpus):
    CorpusStore.create(corpus)
    assert "framescope ingest" in no_articles(open_corpus(corpus), Filters())
    framescope("ingest", articles, "--corpus", corpus)
    assert "framescope score" in framescope("words", "--context", "vote", "--corpus", corpus).err
    listed = framescope("duplicates", "--corpus", corpus)
    assert "of 2 articles chosen, none has the same text as another of them." in listed.err
