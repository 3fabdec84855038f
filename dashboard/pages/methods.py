"""Every measure: definition, formula, citation and version, as the registry declares them."""

import streamlit as st

from analysis.export import codebook
from analysis.measures import Measure
from analysis.scorers import MEASURES
from dashboard.measures import families
from dashboard.view import View, purpose
from dashboard.wording import markdown_safe, number


def show(view: View) -> None:
    purpose("What each number is, how it is computed and whom to cite. Generated from the program's registry.")
    _downloads()
    for family, version in families().items():
        own = [measure for measure in MEASURES.values() if measure.family == family]
        st.subheader(family.capitalize(), anchor=family)
        st.caption(f"{len(own)} measures · scorer version {markdown_safe(version)}")
        for measure in own:
            with st.expander(f"{markdown_safe(measure.label)} · {markdown_safe(measure.unit)}"):
                st.markdown(_entry(measure))


def _entry(measure: Measure) -> str:
    lines = [
        markdown_safe(measure.definition),
        f"- **Column**: `{measure.name}`",
        f"- **Range**: {_range(measure)}",
        f"- **Voice**: {markdown_safe(measure.voice.replace('_', ' '))}",
        f"- **Missing**: {markdown_safe('where ' + measure.missing if measure.missing else 'never')}",
    ]
    if measure.numerator and measure.denominator:
        scale = "" if measure.scale == 1 else f"{measure.scale:g} × "
        lines.append(
            f"- **Formula**: {scale}`{measure.numerator}` / `{measure.denominator}`; for several articles the ratio of "
            "the sums"
        )
    return "\n".join([lines[0], "", *lines[1:], f"- **Cite**: {markdown_safe(measure.citation)}"])


def _range(measure: Measure) -> str:
    low = "no lower limit" if measure.low is None else number(measure.low, 0)
    high = "no upper limit" if measure.high is None else number(measure.high, 0)
    return f"{low} to {high}"


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
