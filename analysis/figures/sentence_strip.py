"""An article's sentiment, sentence by sentence."""

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import chart_safe, number
from analysis.figures.layout import canvas
from analysis.figures.style import NEGATIVE, NEUTRAL, POSITIVE


def sentence_strip(sentences: pd.DataFrame, text: str) -> go.Figure:
    """A bar per sentence, in the order of reading.

    `sentences` needs the columns start, end (characters of `text`) and compound. The index counts sentences
    from 0; where it begins later, the figure shows a part of the article.
    """
    first = int(sentences.index[0]) if len(sentences) else 0
    figure = canvas(190)
    figure.add_trace(
        go.Bar(
            x=list(range(first + 1, first + len(sentences) + 1)),
            y=sentences["compound"],
            marker={"color": [POSITIVE if c > 0 else NEGATIVE for c in sentences["compound"]], "line": {"width": 0}},
            text=[_wrapped(text[s.start : s.end]) for s in sentences.itertuples(index=False)],
            textposition="none",
            customdata=[number(compound, 3, True) for compound in sentences["compound"]],
            hovertemplate="sentence %{x}: <b>%{customdata}</b><br>%{text}<extra></extra>",
        )
    )
    figure.add_hline(y=0, line={"color": NEUTRAL, "width": 1.2})
    figure.update_yaxes(title_text="compound", range=[-1.05, 1.05], tickvals=[-1, -0.5, 0, 0.5, 1])
    figure.update_xaxes(
        title_text="Sentence", range=[first + 0.4, first + max(len(sentences), 1) + 0.6], tickformat=",d"
    )
    figure.update_layout(bargap=0.15, margin={"t": 8, "b": 40})
    return figure


def _wrapped(sentence: str, width: int = 60, lines: int = 5) -> str:
    import textwrap

    return "<br>".join(
        chart_safe(line, width) for line in textwrap.wrap(sentence, width, max_lines=lines, placeholder=" …")
    )
