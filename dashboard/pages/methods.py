"""Every measure: definition, formula, citation and version, as the registry declares them."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.export import codebook
from analysis.figures.formatting import MISSING, count, interval, markdown_safe, number, words
from analysis.measures import Measure
from analysis.scorers import MEASURES
from analysis.text.boilerplate import BODY
from analysis.text.voice import VOICES
from analysis.validation.table import SOURCES, stored
from dashboard.components.measure_choice import families
from dashboard.components.tables import escape, show_table
from dashboard.page_context import PageContext, purpose


def show(context: PageContext) -> None:
    """Draw the page."""
    purpose("What each number is, how it is computed and whom to cite. Generated from the program's registry.")
    _downloads()
    st.markdown(BODY)
    st.markdown(VOICES)
    for family, version in families().items():
        own = [measure for measure in MEASURES.values() if measure.family == family]
        counts = [measure for measure in own if measure.count]
        st.subheader(words(family).capitalize(), anchor=family)
        st.caption(f"Scorer version {markdown_safe(version)}")
        _table(family, [measure for measure in own if not measure.count])
        _validity(family, version)
        if counts:
            with st.expander(f"{count(len(counts), 'count')} behind the rates", icon=":material/tag:"):
                _table(f"{family}, counts", counts)


def _validity(family: str, version: str) -> None:
    """Agreement with people, as `framescope validate` found it: figures that are stored with the program."""
    rows = [row for row in stored() if row["family"] == family]
    if not rows:
        st.caption("Validity: no labels by people were at hand for this family.")
        return
    st.markdown("**Validity: agreement with people**")
    shown = pd.DataFrame(
        {
            "figure": [row["figure"] for row in rows],
            "value": [f"{number(row['value'], 3)} ({interval(row['low'], row['high'], 3)})" for row in rows],
            "precision": [number(row["precision"], 3) for row in rows],
            "recall": [number(row["recall"], 3) for row in rows],
            "spread": [number(row["spread"], 3) for row in rows],
            "n": [f"{row['n']:,} {row['unit']}" for row in rows],
            "data": [
                SOURCES.get(row["data"], row["data"])
                + ("" if row["version"] == version else f" (measured with version {row['version']})")
                for row in rows
            ],
        }
    )
    names = {"figure": "Figure", "value": "Value (95 % interval)", "precision": "Precision", "recall": "Recall"}
    names |= {"spread": "Outlets, best − worst", "n": "On", "data": "Data"}
    names = {column: head for column, head in names.items() if (shown[column] != MISSING).any()}
    show_table(shown, names, f"Validity of {family}")


def _table(caption: str, measures: Sequence[Measure]) -> None:
    rows = "".join(_row(measure) for measure in measures)
    st.html(
        f'<div class="fs-scroll"><table class="fs-table fs-stack" aria-label="{escape(caption)}"><thead><tr>'
        '<th scope="col">Measure</th><th scope="col">What it is</th><th scope="col">Range and unit</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(measure: Measure) -> str:
    details = [
        _formula(measure),
        f"Missing where {measure.missing}." if measure.missing else "Never missing.",
        f"Voice: {words(measure.voice)}." if measure.voice != "whole" else "",
        f"Cite: {measure.citation}.",
    ]
    small = "".join(f"<small>{escape(text)}</small>" for text in details if text)
    return (
        f"<tr><td>{escape(measure.label)}<small><code>{escape(measure.name)}</code></small></td>"
        f"<td><p>{escape(measure.definition)}</p>{small}</td>"
        f"<td>{escape(_range(measure))}<small>{escape(measure.unit)}</small></td></tr>"
    )


def _formula(measure: Measure) -> str:
    if not (measure.numerator and measure.denominator):
        return ""
    scale = "" if measure.scale == 1 else f"{measure.scale:g} × "
    return f"{scale}{measure.numerator} / {measure.denominator}; for several articles the ratio of the sums."


def _range(measure: Measure) -> str:
    if measure.low is None and measure.high is None:
        return "any number"
    if measure.high is None:
        return f"{number(measure.low, 0)} or more"
    return f"{number(measure.low, 0)} to {number(measure.high, 0)}"


def _downloads() -> None:
    with st.container(horizontal=True):
        for kind, mime in {"csv": "text/csv", "md": "text/markdown", "json": "application/json"}.items():
            st.download_button(
                f"Codebook ({kind})",
                lambda kind=kind: codebook(kind),  # type: ignore[misc]
                file_name=f"codebook.{kind}",
                mime=mime,
                key=f"codebook_{kind}",
                on_click="ignore",
                icon=":material/download:",
            )
    st.caption("The same on a command line: `framescope codebook --format csv`")
