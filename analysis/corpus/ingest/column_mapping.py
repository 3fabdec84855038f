"""Which column of the input is which field of an article, and what the other columns are called."""

import re
from collections.abc import Mapping, Sequence

from analysis.corpus.schema import RESERVED
from analysis.errors import ArgumentError, InputError

# Usual names, best first, compared without case, spaces and punctuation ("Publish_Date" is "publishdate").
USUAL_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "uuid", "guid", "docid", "documentid", "newsid", "storyid", "identifier"),
    "outlet": (
        *("outlet", "publication", "sourcename", "newspaper", "publisher", "newsoutlet", "mediaoutlet", "outletname"),
        *("medianame", "media", "sitename", "source", "newssource", "sourcedomain", "domain", "site", "journal"),
    ),
    "published": (
        *("published", "date", "publishdate", "publisheddate", "publicationdate", "publishedat", "pubdate"),
        *("datepublished", "datepublish", "datetime", "publishedon", "publishtime", "publicationtime", "publishedtime"),
        *("articledate", "dateofpublication", "timestamp", "createdat", "webpublicationdate", "time"),
    ),
    "title": ("title", "headline", "articletitle", "headlinemain", "webtitle", "subject"),
    "text": (
        *("text", "body", "content", "article", "articletext", "fulltext", "maintext", "articlebody", "bodytext"),
        *("articlecontent", "contents", "story", "newstext", "rawtext", "plaintext", "cleantext", "textcontent"),
        "transcript",
    ),
    "url": ("url", "link", "articleurl", "weburl", "sourceurl", "href", "uri", "permalink", "canonicalurl"),
    "author": ("author", "byline", "authors", "articleauthor", "creator", "writer", "journalist", "bylineoriginal"),
    "language": ("language", "lang", "languagecode", "articlelanguage", "languageiso"),
}

FIELDS = tuple(USUAL_NAMES)
FULL_TEXT = ("maintext", "fulltext", "articletext", "articlebody", "body", "bodytext", "content", "articlecontent")
"""Names that say that a column holds the full text, surest first: they stand in for an empty text, row by row."""


def plain(name: str) -> str:
    """Return the name in lower case with letters and digits only: how column names are compared."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def parse_map(words: Sequence[str]) -> dict[str, str]:
    """`field=column` words of the command line as a dict; raises `ArgumentError` on anything else.

    A field that is given twice with different columns is an error too: an article has one text.

    >>> parse_map(["text=Full Story", "id="])
    {'text': 'Full Story', 'id': ''}
    """
    mapping: dict[str, str] = {}
    for word in words:
        field, sign, column = word.partition("=")
        if not sign or field.strip() not in FIELDS:
            raise ArgumentError(
                f"--map {word} is not understood: write field=column, the field one of {', '.join(FIELDS)} "
                "(an empty column, as in id=, leaves the field unmapped)."
            )
        field, column = field.strip(), column.strip()
        if field == "text" and not column:
            raise ArgumentError("--map text= names no column, and an article needs a text: write --map text=COLUMN.")
        if mapping.get(field, column) != column:
            raise ArgumentError(
                f"--map names two columns for {field}: {_shell(f'{field}={mapping[field]}')} and "
                f"{_shell(f'{field}={column}')}. Give one of them."
            )
        mapping[field] = column
    return mapping


def map_fields(columns: Sequence[str], mapping: Mapping[str, str], where: str) -> dict[str, str]:
    """Field → column, from `mapping` first and then by usual names.

    Raises `InputError` when no column can be the text, or when `mapping` names a column that is not there.
    """
    found: dict[str, str] = {}
    by_plain: dict[str, str] = {}
    for column in columns:
        by_plain.setdefault(plain(column), column)
    for field, wanted in mapping.items():
        if field not in FIELDS:
            raise ArgumentError(f"{field} is not a field of an article; the fields are {', '.join(FIELDS)}.")
        if not wanted:
            continue
        named = wanted if wanted in columns else by_plain.get(plain(wanted))
        if named is None:
            raise InputError(f"{where}: there is no column {wanted!r} to map {field} to. {_columns_found(columns)}")
        found[field] = named
    for field, names in USUAL_NAMES.items():
        if field not in mapping:
            free = [by_plain[name] for name in names if name in by_plain and by_plain[name] not in found.values()]
            if free:
                found[field] = free[0]
    if "text" not in found and not any(column.strip() for column in columns):
        raise InputError(f"{where}: the header names no column. Give the file a first line with the columns' names.")
    if "text" not in found:
        example = next(column for column in reversed(columns) if column.strip())
        raise InputError(
            f"{where}: no column is recognised as the text of the articles. {_columns_found(columns)} "
            f"Say which one holds it: --map text=COLUMN (for example --map {_shell(f'text={example}')})."
        )
    return found


def extra_names(columns: Sequence[str]) -> dict[str, str]:
    """Column → its name in the corpus: lower case, underscores, never the name of a field or of a registered family.

    A column without a name (the index that pandas writes) is left out.

    >>> extra_names(["Bias Label", "Vagueness count", "row", "Unnamed: 0"])
    {'Bias Label': 'bias_label', 'Vagueness count': 'input_vagueness_count', 'row': 'input_row'}
    """
    # The one thing ingest must know of scoring: which names it will use. Loaded here, as the layers go the other way.
    from analysis.scorers.registry import is_claimed

    names: dict[str, str] = {}
    for column in columns:
        name = re.sub(r"[^a-z0-9]+", "_", column.lower()).strip("_")
        if not name or re.fullmatch(r"unnamed(_\d+)*", name):
            continue
        if name[0].isdigit():
            name = f"column_{name}"
        if name in RESERVED or is_claimed(name):
            name = f"input_{name}"
        unique, number = name, 2
        while unique in names.values():
            unique, number = f"{name}_{number}", number + 1
        names[column] = unique
    return names


def _columns_found(columns: Sequence[str]) -> str:
    shown = ", ".join(repr(column) for column in columns[:40])
    return f"Columns found: {shown or 'none'}{', …' if len(columns) > 40 else ''}."


def _shell(word: str) -> str:
    return word if re.fullmatch(r"[\w=.-]+", word) else f'"{word}"'
