"""From a row as read to an article of the corpus, or to the reason why it is none."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from analysis.corpus.ingest.column_mapping import FIELDS, extra_names
from analysis.corpus.ingest.dates import DateReader, ImpossibleDate
from analysis.corpus.ingest.language import NAMES, code_of, detect, name_of
from analysis.corpus.ingest.normalise import normalise_line, normalise_text
from analysis.corpus.ingest.outlets import outlet_name, outlet_of_url
from analysis.corpus.ingest.readers.encoding import UNDECODABLE
from analysis.corpus.ingest.readers.rows import RejectedRow, Row

LONGEST_TEXT = 20_000_000
ONE_LINE = ("title", "author", "url", "id", "language", "outlet")
HASHED = ("id", "outlet", "published", "title", "text", "url", "author", "language")
NO_PROSE = "Give the row the article's words, or name the column that holds them with --map text=COLUMN ."
NO_TEXTS = ((list | tuple, "a list"), (dict, "an object"), (bool, "true or false"), (datetime | date, "a date"),
            (int | float | Decimal, "a number"))  # fmt: skip
NO_VALUE = {"nan", "none", "null", "nat", "<na>"}


@dataclass
class ArticleMaker:
    """Makes articles of one source: `columns` says which column is which field, `outlet` overrides the outlet of all."""

    path: str
    columns: Mapping[str, str]
    dates: DateReader
    outlet: str | None = None

    def __post_init__(self) -> None:
        self._used = set(self.columns.values())
        self._extras: dict[str, str] = {}

    def article(self, row: Row) -> dict[str, object] | RejectedRow:
        """A row of `articles`, extra columns included, or why there is none."""
        given = {field: row.values.get(column) for field, column in self.columns.items()}
        if refused := self._not_a_text(row, given.get("text")):
            return refused
        raw = as_text(given.get("text"))
        if len(raw) > LONGEST_TEXT:
            return self._bad(
                row,
                f"the text has {len(raw):,} characters; the limit is {LONGEST_TEXT:,}",
                "An article is not that long: check whether several articles ran into one row, and split them.",
                raw,
            )
        text, steps = normalise_text(raw)
        if not any(map(str.isalnum, text)):
            return self._bad(row, "there is no text", "Give the row a text, or remove it.", as_text(given.get("title")))
        if not any(map(str.isalpha, text)):
            return self._bad(row, "the text has no letters, only numbers", NO_PROSE, text)
        changed = dict.fromkeys((*row.normalised, *steps))
        if "\ufffd" not in text and "\ufffd" not in as_text(given.get("title")):
            changed.pop(UNDECODABLE, None)
        article: dict[str, object] = dict.fromkeys(FIELDS)
        for field in ONE_LINE:
            article[field], more = _line(given.get(field))
            changed.update(dict.fromkeys(more))
        article["text"] = text
        try:
            article["published"], note = self.dates.read(given.get("published"))
        except ImpossibleDate as error:
            found = as_text(given.get("published"))
            return self._bad(
                row,
                f"impossible date {found[:40]!r}: {error}",
                error.what_to_do,
                found,
            )
        if note:
            changed[note] = None
        refused = self._language(row, article)
        if refused:
            return refused
        extras = self._extra_values(row)
        given_outlet = self.outlet or article["outlet"]
        if given_outlet:
            article["outlet"] = self.outlet or outlet_name(str(given_outlet))
            if article["outlet"] != given_outlet:
                extras["outlet_as_given"] = given_outlet
        elif article["url"] and (by_host := outlet_of_url(str(article["url"]))):
            article["outlet"] = by_host
            changed["outlet_from_url"] = None
        article["id"] = article["id"] or content_id(article)
        article["content_hash"] = content_hash(article, extras)
        article["normalised"] = ",".join(changed) or None
        article["source"] = row.file or self.path
        article["row"] = row.number
        return article | extras

    def _not_a_text(self, row: Row, value: object) -> RejectedRow | None:
        """Lists, objects, numbers and dates are no text, though each could be written as one."""
        column = self.columns["text"]
        if value is None or value != value:
            inside = [name for name in row.values if name.startswith(f"{column}.")]
            if not inside:
                return None
            return self._bad(
                row,
                f"the text is an object, not text (it has {', '.join(map(repr, inside[:5]))})",
                f"Write the article as one text, or name the part that holds it: --map text={inside[0]}",
                as_text(dict.fromkeys(inside) | {name: row.values[name] for name in inside}),
            )
        if isinstance(value, str | bytes):
            return None
        what = next((name for kind, name in NO_TEXTS if isinstance(value, kind)), type(value).__name__)
        todo = "Join the parts into one text, with an empty line between paragraphs." if what == "a list" else NO_PROSE
        return self._bad(row, f"the text is {what}, not text", todo, as_text(value))

    def _language(self, row: Row, article: dict[str, object]) -> RejectedRow | None:
        stated = code_of(str(article["language"] or ""))
        if stated in NAMES and stated != "en":
            code: str | None = stated
        else:
            # A column that says "en" for everything is common, and one may say something else than languages; the text
            # itself has the last word.
            code = detect(str(article["text"])) or ("en" if stated == "en" else None)
        article["language"] = code
        if code in (None, "en"):
            return None
        assert code is not None
        return self._bad(
            row,
            f"the text is in {name_of(code)}{' (the language column says so)' if stated == code else ''}, not English",
            "framescope measures English texts only: leave the row out, or give an English translation.",
            str(article["text"]),
        )

    def _extra_values(self, row: Row) -> dict[str, object]:
        if not row.values.keys() <= self._extras.keys() | self._used:
            names = [*self._extras, *(column for column in row.values if column not in self._extras)]
            self._extras = extra_names([column for column in names if column not in self._used])
        values: dict[str, object] = {}
        for column, name in self._extras.items():
            value = as_text(row.values.get(column))
            if value:
                values[name] = normalise_text(value)[0] or None
        return values

    def _bad(self, row: Row, reason: str, what_to_do: str, excerpt: str) -> RejectedRow:
        return RejectedRow(row.number, reason, what_to_do, excerpt[:200] or None, row.file)


def as_text(value: object) -> str:
    """A value as text; missing values of any library ("nan", None, NaT) as an empty text."""
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        return "" if len(value) < 6 and value.strip().lower() in NO_VALUE else value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple) and not any(isinstance(item, list | tuple | dict) for item in value):
        return "; ".join(as_text(item) for item in value)
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def content_id(article: Mapping[str, object]) -> str:
    """16 hexadecimal digits from outlet, title and text, for an article that came without an id."""
    return _digest((article["outlet"], article["title"], article["text"]), 8)


def content_hash(article: Mapping[str, object], extras: Mapping[str, object]) -> str:
    """32 hexadecimal digits that change when any field or extra column of the article does."""
    fields = [article[name] for name in HASHED]
    return _digest([*fields, *(part for name in sorted(extras) if extras[name] for part in (name, extras[name]))], 16)


def _line(value: object) -> tuple[str | None, tuple[str, ...]]:
    text = as_text(value)
    if not text:
        return None, ()
    line, steps = normalise_line(text)
    return line or None, steps


def _digest(parts: object, size: int) -> str:
    joined = "\x1f".join("" if part is None else str(part) for part in parts)  # type: ignore[attr-defined]
    return hashlib.blake2b(joined.encode("utf-8", "replace"), digest_size=size).hexdigest()
