"""One story: headlines side by side, timing, its outlets on a measure, and the sentences that differ most."""

import pandas as pd
import streamlit as st

from analysis.figures.formatting import count, day, interval, markdown_safe, number, plain
from analysis.figures.story import story_measure, timeline
from analysis.figures.style import colour
from analysis.measures import Measure
from analysis.queries import CorpusSnapshot, Filters
from analysis.queries.dashboard import outlets_of_story, range_of_outlets, story_articles, story_value
from analysis.sentence_sentiment import divergent_sentences
from dashboard.components.charts import STILL, clicked_data, plotly_chart
from dashboard.components.downloads import download_figure, download_table
from dashboard.components.tables import escape, show_table
from dashboard.components.url_state import open_page
from dashboard.data.cached_queries import cached
from dashboard.page_context import PageContext

SIDE_BY_SIDE = 3
MOST_HEADLINES = 30
READ_IN_FULL = 60
"""Sentences are compared in so many articles of a story, the first ones."""


def show_headlines(coverage: pd.DataFrame, palette_order: list[str]) -> None:
    """A card per article, outlet by outlet in the order of their first articles; its button opens the article."""
    st.subheader("Headlines", anchor=False)
    first = {outlet: place for place, outlet in enumerate(dict.fromkeys(coverage["outlet"]))}
    ordered = coverage.assign(place=coverage["outlet"].map(first)).sort_values(["place", "published"], kind="stable")
    shown = list(ordered.head(MOST_HEADLINES).itertuples(index=False))
    for start in range(0, len(shown), SIDE_BY_SIDE):
        for column, row in zip(st.columns(SIDE_BY_SIDE), shown[start : start + SIDE_BY_SIDE], strict=False):
            with column, st.container(border=True):
                st.html(
                    f'<div class="fs-card" style="border-color:{colour(row.outlet, palette_order)}">'
                    f"<small>{escape(plain(row.outlet))} · {escape(day(row.published))}</small>"
                    f"<p>{escape(row.title or 'Without a headline')}</p></div>"
                )
                if st.button(
                    f"Read {markdown_safe(plain(row.outlet))}",
                    key=f"read_{row.id}",
                    type="tertiary",
                    icon=":material/article:",
                ):
                    open_page("article", id=str(row.id))
    if len(ordered) > MOST_HEADLINES:
        st.caption(f"{len(ordered) - MOST_HEADLINES} more articles are in the download below.")


def show_timeline(coverage: pd.DataFrame, palette_order: list[str]) -> None:
    """Draw when each outlet published; a mark opens its article."""
    if coverage["published"].notna().sum() < 2:
        return
    st.subheader("When", anchor=False)
    figure = timeline(coverage, palette_order)
    event = plotly_chart(
        figure,
        key="story_timeline",
        on_select="rerun",
        selection_mode="points",
        config=STILL,
        alt="When each outlet published its articles on the story",
    )
    _open_clicked(event)
    download_figure(figure, "story_timeline", "timeline_get", lambda: coverage.drop(columns="text"))


def show_story_measure(coverage: pd.DataFrame, measure: Measure, palette_order: list[str]) -> None:
    """Draw the measure of each outlet and article of the story."""
    outlets, whole = outlets_of_story(coverage), story_value(coverage)
    if outlets["value"].isna().all():
        st.info("No article of this story has a value of this measure.")
        return
    spread = number(range_of_outlets(outlets), measure.digits)
    st.caption(
        f"From the lowest outlet to the highest: {spread} ({markdown_safe(measure.unit)}). Large marks: outlets; small "
        "strokes: their single articles. With so few articles, this describes the story, not an "
        "outlet's habits."
    )
    figure = story_measure(outlets, coverage, whole, measure, palette_order)
    event = plotly_chart(
        figure,
        key="story_measure",
        on_select="rerun",
        selection_mode="points",
        config=STILL,
        alt=f"{measure.label} of each outlet in this story; the table below holds the same numbers",
    )
    _open_clicked(event)
    download_figure(figure, f"story_{measure.name}", "story_measure_get", lambda: outlets)
    shown = pd.DataFrame(
        {
            "outlet": outlets["outlet"],
            "value": [number(value, measure.digits) for value in outlets["value"]],
            "difference": [number(value, measure.digits, True) for value in outlets["difference"]],
            "range": [
                interval(low, high, measure.digits) if n > 1 else "–"
                for low, high, n in zip(outlets["low"], outlets["high"], outlets["articles"], strict=True)
            ],
            "articles": outlets["articles"],
        }
    )
    names = {"outlet": "Outlet", "value": measure.label, "difference": "From the whole story"}
    show_table(shown, names | {"range": "Range of its articles", "articles": "Articles"}, f"{measure.label} by outlet")


def show_divergent(context: PageContext, story: str, measure: str) -> None:
    """List the sentences whose sentiment is furthest from the story's mean."""
    st.subheader("Most divergent sentences", anchor=False)
    sentences = cached(_divergent, context.corpus, story, measure, context.filters)
    if sentences.empty:
        st.caption("The articles have no sentences.")
        return
    st.caption(
        "For each outlet, the sentences whose sentiment (VADER's compound, −1 to 1) is furthest from the mean of all "
        "sentences of the story."
    )
    shown = pd.DataFrame(
        {
            "outlet": sentences["outlet"],
            "sentence": [" ".join(text.split()) for text in sentences["sentence"]],
            "compound": [number(value, 2, True) for value in sentences["compound"]],
            "difference": [number(value, 2, True) for value in sentences["difference"]],
        }
    )
    names = {"outlet": "Outlet", "sentence": "Sentence", "compound": "Compound", "difference": "From the story"}
    show_table(shown, names, "Sentences furthest from the story's mean sentiment", stack=True)
    download_table(lambda: sentences, f"divergent_{story}", "divergent_csv")


def _divergent(corpus: CorpusSnapshot, story: str, measure: str, filters: Filters) -> pd.DataFrame:
    return divergent_sentences(story_articles(corpus, story, measure, filters, READ_IN_FULL))


def _open_clicked(event: object) -> None:
    data = clicked_data(event)
    if data and data[0]:
        open_page("article", id=str(data[0]))


def about(coverage: pd.DataFrame) -> str:
    """Describe a story: "7 articles of 5 outlets, 3 May 2020 to 9 May 2020"."""
    when = [day(coverage["published"].min()), day(coverage["published"].max())]
    span = when[0] if when[0] == when[1] else " to ".join(when)
    return f"{count(len(coverage), 'article')} of {count(coverage['outlet'].nunique(), 'outlet')}, {span}"


def story_of(context: PageContext, story: str, measure: str) -> pd.DataFrame:
    """Return the articles of the story that pass the filters, with the measure."""
    return cached(story_articles, context.corpus, story, measure, context.filters)
