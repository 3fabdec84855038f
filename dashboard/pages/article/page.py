"""One article: its text with the evidence marked, and every number explained."""

from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from analysis.figures.formatting import count, day, number, ordinal, plain, words
from analysis.figures.sentence_strip import sentence_strip
from analysis.figures.source_kinds import kind_name
from analysis.measures import Measure
from analysis.queries import Filters, article, evidence, percentiles
from analysis.scorers import MEASURES, SCORERS
from analysis.sentence_sentiment import sentence_sentiment
from dashboard.components.article_table import article_list
from dashboard.components.charts import STILL, plotly_chart
from dashboard.components.downloads import download_figure, download_table
from dashboard.components.measure_choice import OTHER_SENTIMENT, families, label, listed
from dashboard.components.tables import escape, show_table
from dashboard.components.url_state import choice, open_page, setting, switch, text_input
from dashboard.data.cached_queries import cached
from dashboard.page_context import PageContext, is_empty, purpose, reproduce
from dashboard.pages.article.highlights import legend, marks_of, render, stylesheet
from dashboard.pages.article.pagination import choose_part, segmentation, sentiment_of_part

SECOND_SENTIMENT = "news_sentiment"
"""Not marked until a reader asks for it: most of its words are VADER's, and two marks on one word are hard to read."""


def show(context: PageContext) -> None:
    """Draw the page."""
    chosen = st.query_params.get("id")
    if not chosen:
        purpose("Find an article to read it with its evidence marked and every number explained.")
        if not is_empty(context):
            _search(context)
        return
    if st.button("Find another article", icon=":material/arrow_back:", type="tertiary"):
        open_page("article", id=None)
    one = cached(article, context.corpus, chosen)
    spans = cached(evidence, context.corpus, chosen)
    _head(one)
    if all(value is None for value in one["measures"].values()):
        st.info("This article has no scores yet. Run `framescope score`, then come back.")
    shown = _toggles(spans)
    part = choose_part(one["text"])
    _text(one, spans, shown, *part)
    _strip(one["text"], *part)
    _sources(one["text"], spans)
    _measures(context, one)
    download_table(lambda: evidence(context.corpus, chosen), f"evidence_{chosen}", "evidence_csv", "Evidence (CSV)")
    reproduce(context, "framescope inspect FILE --format json", {"article": chosen})


def _search(context: PageContext) -> None:
    title = text_input("Part of the title", "title", "e.g. ceasefire") or None
    left, right = st.columns([3, 1])
    names = ["published", *listed(context.corpus)]
    with left:
        order = choice("Order by", "sort", names, "published", lambda n: "Date" if n == "published" else label(n))
    ways = ["Newest first", "Oldest first"] if order == "published" else ["Highest first", "Lowest first"]
    with right:
        direction = switch("Direction", "direction", ways, ways[0])
    article_list(context.corpus, context.filters, "search", title, MEASURES.get(order), direction == ways[0])


def _head(one: dict[str, Any]) -> None:
    about = [plain(one["outlet"]), day(one["published"]), plain(one["author"]) if one["author"] else ""]
    st.html(
        f'<h2 class="fs-headline">{escape(one["title"] or "Without a headline")}</h2>'
        f'<p class="fs-about">{escape(" · ".join(part for part in about if part))}</p>'
    )
    address = str(one["url"] or "")
    if urlsplit(address).scheme in ("http", "https"):
        st.link_button("Read the original", address, icon=":material/open_in_new:")


def _toggles(spans: pd.DataFrame) -> list[str]:
    marked = set(spans["family"].unique())
    present = [scorer.family for scorer in SCORERS if scorer.family in marked]
    if not present:
        return []

    def draw() -> list[str]:
        st.session_state["mark"] = [family for family in st.session_state["mark"] if family in present]
        return st.pills("Mark", present, selection_mode="multi", format_func=_label, key="mark")

    def read(text: str) -> str | None:
        name = text.strip().lower().replace(" ", "_")
        return name if name in families() else None

    hidden = {scorer.family for scorer in SCORERS if scorer.marks_many} | {SECOND_SENTIMENT}
    default = [family for family in present if family not in hidden]
    chosen = setting("mark", draw, default, read, list, lambda names: ", ".join(names) or "none", several=True)
    st.html(f"<style>{stylesheet()}</style>{legend(chosen)}")
    both = [family for family in OTHER_SENTIMENT if family in present]
    if len(both) > 1:
        st.caption(
            "Two measures of sentiment can be marked: *Sentiment* is VADER, made for social media and reported as its "
            "authors define it; *News sentiment* was made for news, leaves out words without sentiment in news "
            "(security, party, United), and shows what negation makes of a word."
        )
    return chosen


def _label(family: str) -> str:
    return words(family).capitalize()


def _text(one: dict[str, Any], spans: pd.DataFrame, shown: list[str], start: int, end: int) -> None:
    near = spans[(spans["end"] > start) & (spans["start"] < end)]
    left_out = [span for span in segmentation(one["text"]).boilerplate if span[1] > start and span[0] < end]
    body = render(one["text"], marks_of(near, shown), left_out, start, end)
    st.html(f'<article class="fs-article">{body or "<p>This article has no text.</p>"}</article>')
    st.caption(
        "Point at a mark, or reach it with the Tab key, to see why it counts. Grey text is left out of the body."
    )


def _strip(text: str, start: int, end: int) -> None:
    sentences, every = sentiment_of_part(text, start, end), len(segmentation(text).sentences)
    if sentences.empty:
        return
    st.subheader("Sentiment, sentence by sentence", anchor=False)
    if len(sentences) < every:
        first, last = sentences.index[0] + 1, sentences.index[-1] + 1
        st.caption(f"Sentences {first:,} to {last:,} of {every:,}, those of this part; the numbers hold all of them.")
    st.caption(
        "By VADER, as the authors of that measure define it. Which words the measure made for news counts, and how, is "
        "in the text above under the mark *News sentiment*."
    )
    figure = sentence_strip(sentences, text)
    alt = f"VADER's compound score of {count(len(sentences), 'sentence')}, in the order of reading"
    plotly_chart(figure, key="strip", config=STILL, alt=alt)
    download_figure(figure, "sentences", "strip_get", lambda: sentence_sentiment(text))


def _sources(text: str, spans: pd.DataFrame) -> None:
    statements = spans[(spans["family"] == "attribution") & spans["kind"].notna() & (spans["field"] == "text")]
    if statements.empty:
        return
    st.subheader("Who says what", anchor=False)
    nothing = [None] * len(statements)  # scored by an older version
    canonical, affiliation = (statements.get(name, nothing) for name in ("canonical", "affiliation"))
    rows = statements.assign(
        who=[_first(*names) or "(no named source)" for names in zip(canonical, statements["source_name"], strict=True)],
        what=[_said(text, row) for row in statements[["content", "start", "end"]].to_dict("records")],
        how=[
            f"{kind}, {words(plain(stance))}"
            for kind, stance in zip(statements["kind"], statements["stance"], strict=True)
        ],
        type=[kind_name(_first(*kinds)) for kinds in zip(affiliation, statements["source_type"], strict=True)],
    )
    order = rows["who"].map(rows["who"].value_counts())
    rows = rows.assign(statements=order).sort_values(["statements", "who", "start"], ascending=[False, True, True])
    show_table(
        rows,
        {"who": "Source", "type": "Affiliation", "how": "How", "what": "What"},
        "Statements by source",
        stack=True,
    )


def _first(*texts: object) -> str:
    """Return the first of the texts that is one, made plain."""
    return next((plain(text) for text in texts if isinstance(text, str)), "")


def _said(text: str, row: dict[str, Any]) -> str:
    edges = row["content"] if row["content"] is not None and len(row["content"]) else [row["start"], row["end"]]
    said = " … ".join(text[int(a) : int(b)] for a, b in zip(edges[::2], edges[1::2], strict=False))
    return said if len(said) <= 280 else f"{said[:279]}…"


def _measures(context: PageContext, one: dict[str, Any]) -> None:
    st.subheader("Every measure", anchor=False)
    ranks = cached(percentiles, context.corpus, one["id"], Filters())
    _measure_table(context, one, ranks, counts=False)
    with st.expander("The counts behind the rates", icon=":material/tag:"):
        _measure_table(context, one, ranks, counts=True)


def _measure_table(context: PageContext, one: dict[str, Any], ranks: dict[str, float | None], counts: bool) -> None:
    rows = []
    for family in families():
        own = [m for m in context.corpus.measures.values() if m.family == family and m.count == counts]
        rows.append(f'<tr class="fs-family"><td colspan="3">{escape(_label(family))}</td></tr>' if own else "")
        rows += [_measure_row(measure, one["measures"][measure.name], ranks.get(measure.name)) for measure in own]
    st.html(
        '<table class="fs-table"><thead><tr><th scope="col">Measure</th><th scope="col" class="fs-number">Value</th>'
        f'<th scope="col" class="fs-number">Percentile</th></tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )


def _measure_row(measure: Measure, value: float | None, rank: float | None) -> str:
    bar = f'<span class="fs-bar"><i style="left:{100 * rank:.0f}%"></i></span>' if rank is not None else ""
    why = measure.definition if value is not None else f"Missing: {measure.missing or 'not scored'}."
    return (
        f"<tr><td>{escape(measure.label)}<small>{escape(why)}</small></td>"
        f'<td class="fs-number">{escape(number(value, measure.digits))}<small>{escape(measure.unit)}</small></td>'
        f'<td class="fs-number">{bar}{escape(ordinal(rank))}</td></tr>'
    )
