"""Single articles: finding them, reading one, and where its numbers stand in the corpus."""

from typing import TYPE_CHECKING, Any

from analysis.errors import ArgumentError
from analysis.queries.corpus import CorpusSnapshot
from analysis.queries.filters import Filters
from analysis.queries.sql import identifier

if TYPE_CHECKING:
    import pandas as pd


def articles(
    corpus: CorpusSnapshot,
    filters: Filters | None = None,
    title: str | None = None,
    order: str | None = None,
    descending: bool = True,
    limit: int = 50,
    offset: int = 0,
) -> tuple["pd.DataFrame", int]:
    """A page of scored articles and how many there are in all.

    Columns: id, outlet, published, title, author, url, then `order` where it is a measure. `title` is a part of the
    title in any case. `order` is a measure, outlet, title or published (the default); the missing come last.
    """
    condition, bound = (filters or Filters()).predicate(corpus)
    key, shown = "published", ""
    if order in ("outlet", "title", "published"):
        key = order
    elif order:
        key = identifier(corpus.measure(order).name)
        shown = f", {key}"
    source = f"SELECT id, outlet, published, author{shown} FROM scores WHERE {condition}"
    if title:
        source = f"{source} AND id IN (SELECT id FROM headlines WHERE contains(lowered, lower($title)))"
        bound |= {"title": title}
    if order == "title":
        source = f"SELECT s.*, title FROM ({source}) s JOIN (SELECT id, title FROM headlines) USING (id)"
    # With a title, what is found is kept for both the page and the count; a table of all would take longer to keep.
    found = f"found AS {'MATERIALIZED' if title else 'NOT MATERIALIZED'} ({source})"
    # The page first, then the titles of its articles alone: joining all of them to show fifty takes long.
    direction = f"{'DESC' if descending else 'ASC'} NULLS LAST"
    page = corpus.frame(
        f"""WITH {found}, page AS (
            SELECT * FROM found ORDER BY {key} {direction}, id LIMIT {int(limit)} OFFSET {int(offset)}
        )
        SELECT s.id, s.outlet, s.published, a.title, s.author, a.url{shown.replace(", ", ", s.")},
            (SELECT count(*) FROM found) AS total
        FROM page s JOIN headlines a ON a.id = s.id
        ORDER BY {"a" if key == "title" else "s"}.{key} {direction}, s.id""",
        bound,
    )
    if len(page):
        total = int(page["total"].iloc[0])
    else:  # beyond the last page
        total = corpus.rows(f"SELECT count(*) AS n FROM ({source})", bound)[0]["n"]
    page = page.drop(columns="total")
    return page, total


def article(corpus: CorpusSnapshot, id: str) -> dict[str, Any]:
    """All columns of the article, with `measures` (name → number or None; all None before it is scored).

    Raises `ArgumentError` where the corpus holds no such id.
    """
    found = corpus.rows("SELECT * FROM articles WHERE id = $id", {"id": id})
    if not found:
        raise ArgumentError(f"The corpus has no article {id!r}. Search for it: framescope export lists every id.")
    names = ", ".join(identifier(name) for name in corpus.measures)
    scores = corpus.rows(f"SELECT {names} FROM scores WHERE id = $id", {"id": id}) if names else []
    return found[0] | {"measures": scores[0] if scores else dict.fromkeys(corpus.measures)}


def evidence(corpus: CorpusSnapshot, id: str, family: str | None = None) -> "pd.DataFrame":
    """The spans that explain the article's numbers, title first, then by start.

    Columns: id, family, label, field (text or title), start, end, voice, value, then what registered families declare
    of their spans: text details (kind, stance), names and types of parts (source_name, source_type), and parts as flat
    lists of starts and ends (source, cue, content); missing where the family of the row has none.
    """
    from analysis.scorers.registry import scorers

    some = "AND family = $family" if family else ""
    bound = {"id": id} | ({"family": family} if family else {})
    spans = corpus.frame(
        f"""SELECT id, family, label, field, start, "end", voice, value, parts, details FROM evidence
        WHERE id = $id {some} ORDER BY field DESC, start, "end", family, label""",
        bound,
    )
    rows = [_details(*pair) for pair in zip(spans.pop("parts"), spans.pop("details"), strict=True)]
    declared = [column for scorer in scorers() for column in scorer.detail_columns]
    for column in dict.fromkeys([*declared, *(name for row in rows for name in row)]):
        spans[column] = [row.get(column) for row in rows]
    return spans


def _details(parts: Any, details: Any) -> dict[str, Any]:
    """Parts and text details of one span, as they are stored, by column."""
    found: dict[str, Any] = dict(details) if isinstance(details, dict) else {}
    for part in parts if hasattr(parts, "__len__") else ():
        values = {"_name": part["name"], "_type": part["type"], "": part["spans"]}
        found |= {part["part"] + suffix: value for suffix, value in values.items() if value is not None}
    return found


def percentiles(corpus: CorpusSnapshot, id: str, filters: Filters | None = None) -> dict[str, float | None]:
    """For each measure the share of the filtered articles whose number is below the article's, ties counted half.

    None where the article has no number or no other article has one.
    """
    condition, bound = (filters or Filters()).predicate(corpus)
    own = article(corpus, id)["measures"]
    known = [name for name, value in own.items() if value is not None]
    if not known:
        return dict.fromkeys(own)
    # Those above less those below, n - 2 * below - equal, from one sum: to count each takes several times as long.
    sums = ", ".join(
        f"sum(sign({identifier(name)} - $v{i})) AS s{i}, count({identifier(name)}) AS n{i}"
        for i, name in enumerate(known)
    )
    bound |= {f"v{i}": float(own[name]) for i, name in enumerate(known)}
    found = corpus.rows(f"SELECT {sums} FROM scores WHERE {condition}", bound)[0]
    shares = {
        name: (found[f"n{i}"] - found[f"s{i}"]) / 2 / found[f"n{i}"] for i, name in enumerate(known) if found[f"n{i}"]
    }
    return {name: shares.get(name) for name in own}
