"""Jobs: scoring what is stale, on one process or a cluster, at once or on a schedule."""

from analysis.jobs.cron import schedule
from analysis.jobs.recompute import RecomputeResult, recompute, update_wire_and_stories
from analysis.jobs.scoring import ScoreResult, score

__all__ = ["RecomputeResult", "ScoreResult", "recompute", "schedule", "score", "update_wire_and_stories"]
