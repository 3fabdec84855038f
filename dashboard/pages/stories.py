"""The same event across outlets: the stories of the corpus, and one of them opened."""

import shlex

import pandas as pd
import streamlit as st

from analysis.errors import ArgumentError
from analysis.queries import Corpus, Filters
from analysis.scorers import MEASURES
from analysis.stats.stories import stories
from analysis.stats.stories.listing import check_stories, headline
from dashboard import story_reading
from dashboard.address import choice, open_page
from dashboard.downloads import download_table
from dashboard.measures import choose_measure, explain
from dashboard.questions import all_groups, ask
from dashboard.view import View, is_empty, purpose, reproduce
from dashboard.wording import count, day, markdown_safe, plain

MOST_LISTED = 2000
OUTLETS = ["1", "2", "3", "4", "5"]


def show(view: View) -> None:
    purpose("One event, told by several outlets: what each put on top, when, in what tone, and where they part.")
    if is_empty(view) or stories_missing(view):
        return
    chosen = st.query_params.get("story")
    if chosen:
        _one(view, chosen)
    else:
        _all(view)


def stories_missing(view: View) -> bool:
    """Say what to run where articles have not been put into stories; True if so."""
    if ask(_known, view.corpus):
        return False
    st.info("The articles of this snapshot have not all been put into stories. Do it, then come back:")
    st.code(shlex.join(["framescope", "stories", "--corpus", view.corpus.path]), language="bash")
    return True


def _known(corpus: Corpus) -> bool:
    try:
        check_stories(corpus)
    except ArgumentError:
        return False
    return True


def _listed(corpus: Corpus, filters: Filters, outlets: int) -> pd.DataFrame:
    return stories(corpus, filters, outlets=outlets, limit=MOST_LISTED).stories


def _all(view: View) -> None:
    left, right = st.columns([3, 1])
    with left:
        part = st.text_input("Part of the headline", key="headline", bind="query-params", placeholder="e.g. ceasefire")
    with right:
        fewest = choice("Told by at least", "told_by", OUTLETS, "2", lambda n: count(int(n), "outlet"))
    found = ask(_listed, view.corpus, view.filters, int(fewest))
    cut = len(found) == MOST_LISTED
    if part:
        found = found[found["label"].str.contains(part, case=False, regex=False)]
    if found.empty:
        st.info("No story is told by so many outlets among the selected articles.", icon=":material/search_off:")
        return
    shown = pd.DataFrame(
        {
            "Story": [plain(label) for label in found["label"]],
            "Outlets": found["outlets"].to_numpy(),
            "Articles": found["articles"].to_numpy(),
            "First": [day(when) for when in found["first"]],
            "Last": [day(when) for when in found["last"]],
        }
    )
    newest = f"The newest {MOST_LISTED:,} are searched; the filters of the sidebar reach older ones. " if cut else ""
    st.caption(f"{count(len(found), 'story', 'stories')}. {newest}Select a row to open one.")
    event = st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        height=560,
        key="stories_rows",
        on_select="rerun",
        selection_mode="single-row",
        column_config={"Story": st.column_config.TextColumn(width="large")},
        alt="Stories, the newest first; select a row to open one",
    )
    rows = event["selection"]["rows"]
    if rows and rows[0] < len(found):
        open_page("stories", story=str(found["id"].iloc[rows[0]]))
    download_table(lambda: stories(view.corpus, view.filters, outlets=int(fewest)).articles, "stories", "stories_csv")
    reproduce(view, _command(view, "--outlets", fewest))


def _one(view: View, story: str) -> None:
    if st.button("All stories", icon=":material/arrow_back:", type="tertiary"):
        open_page("stories", story=None)
    measure = choose_measure(view.corpus)
    explain(measure)
    told = story_reading.story_of(view, story, measure)
    if told.empty:
        st.info("No selected article is in this story. Widen the filters, or choose another.")
        return
    everyone = all_groups(view.corpus)
    st.header(markdown_safe(headline(told["title"].to_list())), anchor=False)
    st.caption(story_reading.about(told))
    story_reading.show_headlines(told, everyone)
    story_reading.show_timeline(told, everyone)
    st.subheader(MEASURES[measure].label, anchor=False)
    story_reading.show_story_measure(told, MEASURES[measure], everyone)
    story_reading.show_divergent(view, story, measure)
    download_table(lambda: told.drop(columns=["text", "y", "x"]), f"story_{story}", "story_csv", "Articles (CSV)")
    reproduce(view, _command(view), {"story": story})


def _command(view: View, *arguments: str) -> str:
    """`framescope stories` knows the filters of articles, not those of words and wire copy."""
    from dataclasses import replace

    known = replace(view.filters, language=None, min_words=None, wire="include")
    return View(view.corpus, known, view.newest).command("stories", *arguments)
