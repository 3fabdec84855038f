"""Why an answer holds nothing: which condition leaves nothing, so that an empty table does not look like a finding."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.queries import CorpusSnapshot, Filters

VOICES = {"whole": "", "outlet_voice": " outside quotations", "quoted": " in quotations"}


def no_context(corpus: "CorpusSnapshot", chosen: "Filters", term: str, voice: str) -> str:
    """Why `term` stands nowhere."""
    from analysis.queries.overview import count_articles

    left = count_articles(corpus, chosen)
    return f"{_of(left)} has {term!r}{VOICES[voice]}." if left else no_articles(corpus, chosen)


def no_stories(
    corpus: "CorpusSnapshot", chosen: "Filters", title: str | None, story: str | None, articles: int, outlets: int
) -> str:
    """Why no story is left, of those that have at least two articles or so many as asked for."""
    from analysis.queries.overview import count_articles
    from analysis.queries.stories import stories

    left = count_articles(corpus, chosen, unscored=True)
    if not left:
        return no_articles(corpus, chosen)
    listed = stories(corpus, chosen, min(articles, 2), story=story).stories
    if listed.empty:
        return f"{_of(left)} tells {f'the story {story}' if story else 'of the same event as another of them'}."
    of = "the story" if story else "a story"
    if found := _too_many(of, "articles", articles, int(listed["articles"].max())):
        return found
    if found := _too_many(of, "outlets", outlets, int(listed["outlets"].max())):
        return found
    if title and stories(corpus, chosen, min(articles, 2), limit=1, title=title, story=story).total == 0:
        return f"no headline of {_number(len(listed), 'story', 'stories')} holds {title!r}."
    asked = [f"--articles {articles}", f"--outlets {outlets}", *([f"--title {title!r}"] if title else [])]
    return f"no story meets {', '.join(asked[:-1])} and {asked[-1]} at once."


def no_duplicates(corpus: "CorpusSnapshot", chosen: "Filters", outlets: int) -> str:
    """Why no text is listed that stands in several articles."""
    from analysis.queries.duplicates import duplicates
    from analysis.queries.overview import count_articles

    left = count_articles(corpus, chosen, unscored=True)
    if not left:
        return no_articles(corpus, chosen)
    listed = duplicates(corpus, chosen).groups
    if listed.empty:
        return f"{_of(left)} has the same text as another of them."
    return _too_many("a text", "outlets", outlets, int(listed["outlets"].max()))


def no_articles(corpus: "CorpusSnapshot", chosen: "Filters") -> str:
    """Which of the conditions no article meets, or that no article meets all of them."""
    from analysis.queries.overview import count_articles

    if not count_articles(corpus, unscored=True):
        return f"the corpus has no articles. Read some with: framescope ingest PATH --corpus {corpus.path}"
    if not count_articles(corpus):
        return f"the corpus has no scored article. Run: framescope score --corpus {corpus.path}"
    conditions = list(_apart(chosen))
    alone = [one.command() for one in conditions if not count_articles(corpus, one)]
    if alone:
        return f"no article passes {alone[0]}."
    return f"no article passes {' and '.join(one.command() for one in conditions)} at once."


def _apart(chosen: "Filters") -> Iterable["Filters"]:
    """Filters with one condition each, which `chosen` has all of."""
    from analysis.queries import Filters

    columns = dict.fromkeys(column for column, _ in chosen.pairs())
    parts = [
        Filters(outlets=chosen.outlets),
        Filters(since=chosen.since, until=chosen.until),
        Filters(language=chosen.language),
        Filters(min_words=chosen.min_words),
        *(Filters(equals=tuple(pair for pair in chosen.pairs() if pair[0] == column)) for column in columns),
        Filters(where=chosen.where),
        Filters(wire=chosen.wire),
    ]
    return (part for part in parts if part != Filters())


def _too_many(of: str, what: str, asked: int, most: int) -> str:
    """That so many are asked for and `most` is what there is; empty where it is not so."""
    return (
        f"no {of.partition(' ')[2]} has {asked:,} {what}; the most that {of} has is {most:,}." if asked > most else ""
    )


def _of(n: int) -> str:
    return f"of {n:,} {'article' if n == 1 else 'articles'} chosen, none"


def _number(n: int, one: str, more: str) -> str:
    return f"the {one}" if n == 1 else f"the {n:,} {more}"
