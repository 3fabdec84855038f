"""Every figure is a pure function from a frame to a Plotly figure, one file each.

Figures have no background and no text colour of their own, so that they suit a light and a dark page; names that came
from outside pass through `wording.chart_safe`.
"""
