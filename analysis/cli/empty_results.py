"""Reasons for an empty result: the condition that no article meets, so that an empty table is no finding."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.figures.formatting import count
from analysis.queries.filters import Filters
from analysis.queries.requests import DuplicatesRequest, StoriesRequest

if TYPE_CHECKING:
    from analysis.queries import CorpusSnapshot

VOICES = {"whole": "", "outlet_voice": " outside quotations", "quoted": " in quotations"}


def no_context(corpus: "CorpusSnapshot", filters: Filters, term: str, voice: str) -> str:
    """Why `term` is in no article."""
    from analysis.queries.summary import count_articles

    left = count_articles(corpus, filters)
    return f"{_of(left)} has {term!r}{VOICES[voice]}." if left else no_articles(corpus, filters)


def no_stories(corpus: "CorpusSnapshot", request: StoriesRequest) -> str:
    """Why no story is left, of those that have at least two articles, or as many as requested."""
    from analysis.queries.stories import stories
    from analysis.queries.summary import count_articles

    filters, title, story, articles = request.filters, request.title, request.story, request.articles
    left = count_articles(corpus, filters, unscored=True)
    if not left:
        return no_articles(corpus, filters)
    listed = stories(corpus, filters, min(articles, 2), story=story).stories
    if listed.empty:
        return f"{_of(left)} is {f'in the story {story}' if story else 'about the same event as another of them'}."
    of = "the story" if story else "a story"
    if reason := _too_many(of, "articles", articles, int(listed["articles"].max())):
        return reason
    if reason := _too_many(of, "outlets", request.outlets, int(listed["outlets"].max())):
        return reason
    if title and stories(corpus, filters, min(articles, 2), limit=1, title=title, story=story).total == 0:
        searched = "the story" if len(listed) == 1 else f"the {count(len(listed), 'story', 'stories')}"
        return f"no headline of {searched} holds {title!r}."
    conditions = [f"--articles {articles}", f"--outlets {request.outlets}", *([f"--title {title!r}"] if title else [])]
    return f"no story meets {', '.join(conditions[:-1])} and {conditions[-1]} at once."


def no_duplicates(corpus: "CorpusSnapshot", request: DuplicatesRequest) -> str:
    """Why no text is in several articles."""
    from analysis.queries.duplicates import duplicates
    from analysis.queries.summary import count_articles

    left = count_articles(corpus, request.filters, unscored=True)
    if not left:
        return no_articles(corpus, request.filters)
    listed = duplicates(corpus, request.filters).groups
    if listed.empty:
        return f"{_of(left)} has the same text as another of them."
    return _too_many("a text", "outlets", request.outlets, int(listed["outlets"].max()))


def no_articles(corpus: "CorpusSnapshot", filters: Filters) -> str:
    """The condition that no article meets, or that no article meets all of them."""
    from analysis.queries.summary import count_articles

    if not count_articles(corpus, unscored=True):
        return f"the corpus has no articles. Read some with: framescope ingest PATH --corpus {corpus.path}"
    if not count_articles(corpus):
        return f"the corpus has no scored article. Run: framescope score --corpus {corpus.path}"
    conditions = list(_apart(filters))
    alone = [one.command() for one in conditions if not count_articles(corpus, one)]
    if alone:
        return f"no article passes {alone[0]}."
    return f"no article passes {' and '.join(one.command() for one in conditions)} at once."


def _apart(filters: Filters) -> Iterable[Filters]:
    """Filters with one condition each, which together are `filters`."""
    columns = dict.fromkeys(column for column, _ in filters.pairs())
    parts = [
        Filters(outlets=filters.outlets),
        Filters(since=filters.since, until=filters.until),
        Filters(language=filters.language),
        Filters(min_words=filters.min_words),
        *(Filters(equals=tuple(pair for pair in filters.pairs() if pair[0] == column)) for column in columns),
        Filters(where=filters.where),
        Filters(wire=filters.wire),
    ]
    return (part for part in parts if part != Filters())


def _too_many(of: str, what: str, asked: int, most: int) -> str:
    """That `most` is less than the number asked for; empty if it is not."""
    return (
        f"no {of.partition(' ')[2]} has {asked:,} {what}; the most that {of} has is {most:,}." if asked > most else ""
    )


def _of(n: int) -> str:
    return f"of {count(n, 'article')} chosen, none"
