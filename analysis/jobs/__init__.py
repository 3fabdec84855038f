"""Jobs: scoring what is stale, on one process or a cluster, at once or on a schedule."""

from analysis.jobs.cron import schedule
from analysis.jobs.recompute import RecomputeResult, group_alike, recompute
from analysis.jobs.scoring import ScoreResult, score

__all__ = ["RecomputeResult", "ScoreResult", "group_alike", "recompute", "schedule", "score"]
