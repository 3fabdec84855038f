"""Every figure, one per file: a pure function from a frame to a Plotly figure.

Figures have no background and no text colour of their own, so that they suit a light and a dark page;
`layout.for_paper` gives them both. Names that came from outside pass through `formatting.chart_safe`.
"""
