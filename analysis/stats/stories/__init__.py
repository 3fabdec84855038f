"""Stories: articles of several outlets about one event, found by what they say and when; comparisons within them."""

from analysis.stats.stories.finding import Updated, update_stories
from analysis.stats.stories.listing import Stories, stories
from analysis.stats.stories.matched import Matched, story_matched

__all__ = ["Matched", "Stories", "Updated", "stories", "story_matched", "update_stories"]
