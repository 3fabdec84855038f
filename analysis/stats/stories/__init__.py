"""Stories: articles of several outlets about one event, found by what they say and when; comparisons within them."""

from analysis.stats.stories.finding import Updated, update_stories
from analysis.stats.stories.listing import Stories, stories

__all__ = ["Stories", "Updated", "stories", "update_stories"]
