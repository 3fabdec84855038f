"""Trends: a measure by period, its slopes, smoothing and change points."""
